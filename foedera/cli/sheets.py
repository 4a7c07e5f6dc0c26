"""How each answer is laid out for people."""

from typing import Any

from foedera.cli.sheet import Column, Row, Sheet

_ANSWERS = {"yes": "yes", "no": "no", "not-known": "not known"}


def obligations(answer: dict[str, Any]) -> Sheet:
    """The duties of a state, in the order of treaties and articles."""
    several = len({row["treaty"] for row in answer["obligations"]}) > 1
    treaty: list[Column] = [("Treaty", _key("treaty"))] if several else []
    return Sheet(
        rows="obligations",
        columns=[
            *treaty,
            ("Article", _pinpoint("pinpoint")),
            ("Duty", _key("summary")),
            ("Modality", _key("modality")),
            ("From", _since),
            ("Until", _until),
            ("Effect", _key("effect")),
        ],
        head=[
            f"{answer['state']['name']} on {answer['as_of']}: {_ANSWERS[answer['answer']]}, "
            f"{_count(answer['total'], 'duty', 'duties')}."
        ],
        foot=[
            *_reservations(answer),
            *_replaced(answer),
            *_not_known(answer),
            *_complete(answer),
            *_why(answer["obligations"]),
        ],
    )


def channels(answer: dict[str, Any]) -> Sheet:
    """The channels from one state to another, the open ones first."""
    purpose: list[Column] = [] if answer["purpose"] else [("Purpose", _key("purpose"))]
    asked = f" for {answer['purpose']}" if answer["purpose"] else ""
    return Sheet(
        rows="channels",
        columns=[
            *purpose,
            ("Status", _key("status")),
            ("Under", _under),
            ("Article", _pinpoint("provision")),
            ("From", _since),
            ("Until", _until),
            ("Reason", _key("reason")),
        ],
        head=[
            f"{answer['requesting']['name']} asks {answer['requested']['name']}{asked} on {answer['as_of']}: "
            f"{_ANSWERS[answer['answer']]}."
        ],
        foot=[
            *_particulars(answer["channels"]),
            *_adding(answer["channels"]),
            *_beside(answer),
            *_not_known(answer),
            *_why(answer["channels"]),
        ],
        folded=_adds_only,
    )


def _adds_only(row: Row) -> bool:
    """Whether an instrument only adds its offences to another treaty between the two."""
    return bool(row["outcome"] == "treaty-exists")


def _adding(rows: list[Row]) -> list[str]:
    """Instruments that add their offences to a treaty between the two, in one line for each purpose."""
    found: dict[str, list[str]] = {}
    for row in filter(_adds_only, rows):
        found.setdefault(row["purpose"], []).append(
            f"{row['title']} ({row['provision'].removeprefix('art-')})"
        )
    return [
        f"In force too, each adding its offences to that treaty for {p}: {', '.join(t)}."
        for p, t in found.items()
    ]


def _under(row: Row) -> str:
    """The treaty, with the two states' own instruments that amend or supplement it."""
    beside = [b["title"] for b in (*row["amended_by"], *row["supplemented_by"])]
    return f"{row['title']}, with {'; '.join(beside)}" if beside else str(row["title"])


def parties(answer: dict[str, Any]) -> Sheet:
    """Where each state stands toward a treaty."""
    counts = ", ".join(f"{n} {status}" for status, n in sorted(answer["counts"].items()))
    return Sheet(
        rows="parties",
        columns=[("State", lambda r: f"{r['state']['id']} {r['state']['name']}"), *_STANDING],
        head=[f"{answer['treaty']['title']} on {answer['as_of']}: {counts or 'no state connected with it'}."],
    )


def statements(answer: dict[str, Any]) -> Sheet:
    """The statements under a treaty."""
    return Sheet(
        rows="statements",
        columns=[
            ("Party", _key("party")),
            ("Kind", _key("kind")),
            ("Articles", lambda r: ", ".join(p.removeprefix("art-") for p in r["provisions"])),
            ("Says", _key("summary")),
            ("Dated", _key("date")),
            ("Withdrawn", _key("withdrawn")),
            ("Counts", lambda r: _ANSWERS[r["stands"]] + (" (not allowed)" if r["finding"] else "")),
            ("Objections", lambda r: "; ".join(f"{o['party']} ({o['effect']})" for o in r["objections"])),
        ],
        head=[
            f"{answer['treaty']} on {answer['as_of']}: {_count(answer['total'], 'statement', 'statements')}."
        ],
    )


def basis(answer: dict[str, Any]) -> Sheet:
    """Who takes a treaty as the legal basis."""
    counts = ", ".join(f"{n} {kind}" for kind, n in sorted(answer["counts"].items()))
    return Sheet(
        rows="parties",
        columns=[
            ("State", lambda r: f"{r['state']['id']} {r['state']['name']}"),
            ("Basis", _key("basis")),
            ("Says", _key("summary")),
            ("Leaves no treaty with", lambda r: " ".join(r["closes"])),
        ],
        head=[
            f"{answer['treaty']['title']} ({answer['provision'].removeprefix('art-')}) for {answer['purpose']} on "
            f"{answer['as_of']}: {counts}; {_count(answer['pairs_closed'], 'pair', 'pairs')} closed."
        ],
        foot=_complete(answer),
    )


def state(answer: dict[str, Any]) -> Sheet:
    """A state, and where it stands toward each treaty."""
    known = answer["state"]
    return Sheet(
        rows="treaties",
        columns=[
            ("Treaty", lambda r: r["treaty"]["id"]),
            ("Title", lambda r: r["treaty"]["title"]),
            *_STANDING,
        ],
        head=[
            f"{known['name']} ({known['id']}), {_count(known['acts'], 'act', 'acts')} in the record. "
            f"On {answer['as_of']}:"
        ],
    )


def states(_answer: dict[str, Any]) -> Sheet:
    """All parties by their codes."""
    columns: list[Column] = [("Code", _key("id")), ("Name", _key("name")), ("Kind", _key("kind"))]
    return Sheet("states", columns)


def treaties(_answer: dict[str, Any]) -> Sheet:
    """All instruments by their ids."""
    columns: list[Column] = [
        ("Id", _key("id")),
        ("Title", _key("title")),
        ("Official", _key("official_id")),
        ("In force from", _key("in_force_from")),
    ]
    return Sheet("treaties", columns)


def explanation(answer: dict[str, Any]) -> Sheet:
    """A proof: the sentence, the data it rests on, then the steps."""
    steps = [line for number, step in enumerate(answer["steps"], start=1) for line in _step(number, step)]
    more = [f"Another way: {other['sentence']} ({other['fact']})" for other in answer["others"]]
    known = f" (as known on {answer['known_at']})" if answer["known_at"] else ""
    return Sheet(
        rows="data",
        columns=[
            ("Recorded", _key("act")),
            ("Kind", _key("kind")),
            ("Dated", _key("date")),
            ("Effective", _key("effective")),
            ("Source", lambda r: "; ".join(_source(s) for s in r["source"])),
        ],
        head=[answer["sentence"] + known],
        foot=["Steps:", *steps, *more],
    )


def _step(number: int, step: Row) -> list[str]:
    """A step of a proof, and the exceptions that applied to it or did not."""
    rests = ", ".join(step["pinpoints"]) or "no provision named"
    lines = [f"{number}. {step['label']} ({rests}): {step['sentence']}"]
    for exception in step["exceptions"]:
        if exception["applied"]:
            lines.append(f"   Exception that applied: {exception['text']}")
            lines += [f"   {by['sentence']} ({by['fact']})" for by in exception["by"]]
        elif exception["applied"] is None:
            lines.append(f"   Unless: {exception['text']}")
        else:
            lines.append(f"   Unless, and not so here: {exception['text']}")
    return lines


def coverage(answer: dict[str, Any]) -> Sheet:
    """How complete the record is."""
    return Sheet(
        rows="coverage",
        columns=[
            ("Treaty", _key("treaty")),
            ("Lists", lambda r: "; ".join(_list(entry) for entry in r["lists"]) or "none"),
            ("Acts", _key("acts")),
            ("Parties recorded", _key("parties_recorded")),
            ("Counted officially", _counted),
            ("Missing", lambda r: "" if r["missing"] is None else r["missing"]),
            ("States not known", lambda r: len(r["bears_on"]["states_not_known"])),
            ("Pairs left open by it", _left_open),
        ],
        head=[
            f"Sources last read on {answer['data_as_of']}; that day is asked about.",
            "Left open: pairs of states between which it may be in force; in brackets those without another channel.",
        ],
        foot=[_bilateral(entry) for entry in answer["bilateral"]]
        + [_contradiction(entry) for entry in answer["contradictions"]],
    )


def _contradiction(entry: dict[str, Any]) -> str:
    """Both readings, and the decision if there is one."""
    decided = entry["decision"]
    how = (
        f"decided {decided['decided_on']} for {decided['follows']}: {decided['reason']}"
        if decided
        else "open"
    )
    sources = ", ".join(entry["sources"])
    return f"{entry['id']}: the record has {entry['holds'] or 'nothing'}, {sources} tells {entry['tells']}; {how}."


def _bilateral(entry: dict[str, Any]) -> str:
    """How complete one party's list of bilateral treaties is."""
    since = f" from {entry['covers_from']}" if entry["covers_from"] else ""
    until = f" as of {entry['as_of']}" if entry["as_of"] else ""
    besides = f", except {', '.join(entry['except_parties'])}" if entry["except_parties"] else ""
    return f"Bilateral treaties of {entry['party']['name']} on {entry['purpose']}: {entry['completeness']}{since}{until}{besides}."


def _key(name: str) -> Any:
    return lambda row: row[name]


def _pinpoint(name: str) -> Any:
    return lambda row: str(row[name]).removeprefix("art-")


def _since(row: Row) -> str:
    return _day(row.get("from"), row.get("from_between"))


def _until(row: Row) -> str:
    return _day(row.get("until"), row.get("until_between"))


_STANDING: list[Column] = [
    ("Status", _key("status")),
    ("From", _since),
    ("Until", _until),
    ("Reason", _key("reason")),
]


def _day(exact: str | None, between: Row | None) -> str:
    if exact or not between:
        return exact or ""
    earliest, latest = between["earliest"], between["latest"]
    if earliest and latest:
        return f"between {earliest} and {latest}"
    return f"not before {earliest}" if earliest else f"by {latest}" if latest else "not known"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _replaced(answer: dict[str, Any]) -> list[str]:
    return [
        f"{d['treaty']}/{d['pinpoint']}: between parties to both, another text takes its place under "
        f"{', '.join(d['replaced_under'])}."
        for d in answer["obligations"]
        if d["replaced_under"]
    ]


def _not_known(answer: dict[str, Any]) -> list[str]:
    """What the record cannot tell; what is not known for the same reason stands in one line."""
    told: dict[str, dict[str, list[str]]] = {}
    for gap in answer["not_known"]:
        states = told.setdefault(gap["reason"], {}).setdefault(gap["title"], [])
        states += [gap["state"]] if gap.get("state") else []
    return [
        f"Not known: {'; '.join(', '.join([title, *states]) for title, states in titles.items())}. {reason}"
        for reason, titles in told.items()
    ]


def _complete(answer: dict[str, Any]) -> list[str]:
    """How old the lists of parties are; many treaties are told in one line."""
    lists = {(c["complete_as_of"], c["stale"]) for c in answer["coverage"]}
    if len(lists) == 1:
        ((day, stale),) = lists
        later = "; later acts may be missing" if stale else ""
        return [
            f"The list of parties is complete to {day}{later}."
            if day
            else "No list of parties here is complete."
        ]
    stale_ones = sorted(c["treaty"] for c in answer["coverage"] if c["stale"])
    return [f"Lists of parties older than the day asked: {', '.join(stale_ones)}."] if stale_ones else []


def _reservations(answer: dict[str, Any]) -> list[str]:
    said = {r["id"]: r for row in answer["obligations"] for r in row["reservations"]}
    return [f"Reservation ({r['effect']}): {r['summary']}" for r in said.values()]


def _particulars(rows: list[Row]) -> list[str]:
    """What was declared, the authority and the language, under each channel that has them."""
    lines: dict[str, None] = {}
    for row in rows:
        for restriction in row["restrictions"]:
            age = f" (text of {restriction['as_of']})" if restriction["as_of"] else ""
            lines[f"{restriction['pinpoint']} ({restriction['effect']}): {restriction['summary']}{age}"] = (
                None
            )
        for layer in row["layers"]:
            parts = [p["label"] for p in layer["parts"]] + [
                f"{p['label']} (not known)" for p in layer["not_known"]
            ]
            told = ", ".join(parts) if layer["answer"] == "yes" else "not known whether in force between them"
            lines[f"{row['title']}, with {layer['title']}: {told}"] = None
        for what in ("authority", "language"):
            if row[what]:
                lines[f"{row['title']}, {what}: {row[what]}"] = None
    return list(lines)


def _beside(answer: dict[str, Any]) -> list[str]:
    """Treaties that were in force before, schemes, which bind nobody, and the lists in which the requested state names the other."""
    former = [
        f"No longer: {f['title']}, {'suspended' if f['status'] == 'suspended' else 'not in force'} since {f['until'] or 'a day known only between bounds'}."
        for f in answer["former"]
    ]
    schemes = [f"{s['title']} (not binding): {s['reason']}" for s in answer["schemes"]]
    lists = [f"{d['summary']} ({d['as_of'] or 'undated'})" for d in answer["designations"]]
    return former + schemes + lists


def _why(rows: list[Row]) -> list[str]:
    return [f"Why: foedera explain {rows[0]['id']}"] if rows else []


def _source(source: Row) -> str:
    return f"{source['title']}, {source['as_of'] or 'undated'}"


def _list(entry: Row) -> str:
    return f"{entry['completeness']} to {entry['as_of']}" if entry["as_of"] else str(entry["completeness"])


def _left_open(row: Row) -> str:
    """For each purpose the pairs that hang on an instrument: ``extradition 230 (12)``."""
    pairs = [p for p in row["bears_on"]["pairs"] if p["not_known"]]
    return "; ".join(f"{p['purpose']} {p['not_known']} ({p['without_channel']})" for p in pairs)


def _counted(row: Row) -> str:
    if row["official_count"] is None:
        return ""
    return f"{row['official_count']} on {row['official_count_as_of'] or 'an unknown day'}"
