"""How what-if answers, comparisons and definitions are laid out for people."""

from typing import Any, Final

from foedera.cli.sheet import Column, Row, Sheet

_ANSWERS: Final = {"yes": "yes", "no": "no", "not-known": "not known"}
_OUTCOMES: Final = {
    "counts": "counts",
    "nothing": "changes nothing",
    "not-known": "not known whether it counts",
}


def what_if(answer: dict[str, Any]) -> Sheet:
    """What some acts would change: duties first, then channels."""
    duties, channels = answer["obligations"], answer["channels"]
    return Sheet(
        rows="changes",
        columns=[
            ("What", lambda r: f"{r['what']} {r['change'].replace('_', ' ')}"),
            ("Who", lambda r: f"{r['state']} asks {r['other']}" if r["other"] else r["state"]),
            ("Treaty", lambda r: r["treaty"]),
            ("Article", lambda r: str(r["provision"]).removeprefix("art-")),
            ("Purpose", lambda r: r["purpose"]),
            ("Before", lambda r: r["before"]),
            ("After", lambda r: r["after"]),
            ("Says", lambda r: r["text"]),
        ],
        head=[
            *(line for act in answer["acts"] for line in _act(act)),
            f"On {answer['as_of']}: duties {_counts(duties)}; channels {_counts(channels)}.",
        ],
        foot=[f"Why: foedera what-if {' '.join(repr(a['text']) for a in answer['acts'])} --explain FACT"],
    )


def _act(act: Row) -> list[str]:
    days = act["takes_effect"]
    start = days["from"]
    bounds = days.get("from_between")
    since = f", from {start}" if start else f", from {bounds['earliest']} at the earliest" if bounds else ""
    head = f"{act['text']}: {_OUTCOMES[act['outcome']]}{since if act['outcome'] != 'nothing' else ''}."
    return [head, *(f"  {f['sentence']}{_pinpoints(f)}" for f in act["findings"])]


def _pinpoints(finding: Row) -> str:
    return f" ({', '.join(finding['pinpoints'])})" if finding["pinpoints"] else ""


def _counts(changes: Row) -> str:
    told = [f"{len(rows)} {kind.replace('_', ' ')}" for kind, rows in changes.items() if rows]
    return ", ".join(told) or "as they were"


def side_by_side(answer: dict[str, Any]) -> dict[str, Any]:
    """The rows turned: one for each topic, one column for each state."""
    topics: dict[str, dict[str, Any]] = {}
    for row in answer["rows"]:
        topics.setdefault(row["topic"], {"label": row["label"]})[row["state"]] = row
    return {**answer, "rows": list(topics.values())}


def compare(answer: dict[str, Any]) -> Sheet:
    """States side by side; in the table a column for each."""
    states: list[Column] = [(s["id"], _cell(s["id"])) for s in answer["states"]]
    ranks = " > ".join(dict.fromkeys(_same_rank(answer["ranking"])))
    return Sheet(
        rows="rows",
        columns=[("Topic", lambda r: r["label"]), *states],
        head=[f"The strongest duty of each on {answer['as_of']}, and how many it has. Ranking: {ranks}."],
    )


def _same_rank(ranking: list[Row]) -> list[str]:
    strengths = dict.fromkeys(r["strength"] for r in ranking)
    return [" = ".join(r["modality"] for r in ranking if r["strength"] == s) for s in strengths]


def _cell(state: str) -> Any:
    def cell(row: Row) -> str:
        found = row[state]
        return f"{found['modality']} ({found['count']})" if found["count"] else _ANSWERS[found["answer"]]

    return cell


def gaps(answer: dict[str, Any]) -> Sheet:
    """The acts that would bring most, under what the state lacks."""
    group = answer["group"]
    return Sheet(
        rows="acts",
        columns=[
            ("Treaty", lambda r: r["treaty"]),
            ("Status", lambda r: r["status"]),
            ("First channels", lambda r: r["first_channels"]),
            ("Partners", lambda r: r["partners"]),
            ("Duties", lambda r: r["duties"]),
            ("Needs", lambda r: r["needs"]),
            ("What if", lambda r: r["act"]),
        ],
        head=[
            f"{answer['state']['name']} on {answer['as_of']} beside {group['name']} ({len(group['members'])} states).",
            *(
                f"Not bound by {t['title']}: {t['members_bound']} of {t['of']} are ({t['status']})."
                for t in answer["treaties"]
            ),
            *(
                f"Weaker on {t['label']}: {t['members_stronger']} of {t['of']} have a stronger duty."
                for t in answer["topics"]
            ),
        ],
        foot=[
            "Counted from who is bound. A treaty that is closed to the state is left out where the record has the clause that closes it."
        ],
    )


def changes(answer: dict[str, Any]) -> Sheet:
    """What changed, in the order of the days."""
    return Sheet(
        rows="changes",
        columns=[
            ("Day", _day),
            ("State", lambda r: r["state"]),
            ("Change", lambda r: r["change"]),
            ("Treaty", lambda r: r["treaty"]),
            ("Article", lambda r: str(r["provision"] or "").removeprefix("art-")),
            ("Why", lambda r: r["why"]),
        ],
        head=[f"After {answer['from']} and up to {answer['to']}: {answer['total']} changes."],
    )


def _day(row: Row) -> str:
    if row["date"]:
        return str(row["date"])
    bounds = row["between"]
    return f"between {bounds['earliest'] or 'a day not known'} and {bounds['latest'] or 'now'}"


def unconnected(answer: dict[str, Any]) -> Sheet:
    """Pairs without a path."""
    counts = answer["counts"]
    return Sheet(
        rows="pairs",
        columns=[
            ("Pair", lambda r: f"{r['a']} {r['b']}"),
            ("Path", lambda r: _ANSWERS[r["answer"]]),
            ("Reason", lambda r: r["reason"]),
            ("Treaties", lambda r: " ".join(r["treaties"])),
        ],
        head=[
            f"{answer['purpose']} on {answer['as_of']}: {answer['connected']} pairs of {answer['states']} states have a "
            f"treaty, {counts['no']} have none, of {counts['not-known']} it is not known."
        ],
    )


def definitions(answer: dict[str, Any]) -> Sheet:
    """Definitions, like elements beside each other."""
    several = answer["notion"] is None
    notion: list[Column] = [("Notion", lambda r: r["notion"])] if several else []
    return Sheet(
        rows="elements",
        columns=[
            *notion,
            ("Element", lambda r: r["element"]),
            ("Treaty", lambda r: r["treaty"]),
            ("Article", lambda r: str(r["pinpoint"]).removeprefix("art-")),
            ("Says", lambda r: r["text"] if r["text_checked"] else f"{r['text']} (text not read)"),
            ("Only here", lambda r: ", ".join(r["only_here"])),
        ],
        head=[
            f"{d['label']}: binds {answer['state']['name']} on {answer['as_of']}: {_ANSWERS[d['binds']]}. {d['reason']}"
            for d in answer["definitions"]
            if answer["state"]
        ],
    )
