"""The parts that a memo on a case and one on a pair have in common."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from foedera.explain import recorded_behind
from foedera.memo.document import Block, Heading, Items, Line, Paragraph, Table
from foedera.pinpoint import article
from foedera.store import Snapshot

Row = dict[str, Any]

ANSWERS: Final = {"yes": "Yes", "no": "No", "not-known": "Not known"}
#: Channels under which nothing is sent.
CLOSED: Final = ("barred", "displaced")
#: Where a word begins in the name of a class.
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Frame:
    """What surrounds an answer.

    Attributes:
        snapshot: what was asked, as it was known on the day that the answer is told by.
        base: address of the service without a slash at its end, for proof links; empty where a command answers.
        made: the day on which the memo is made.
        known_at: the day whose knowledge counts, if one was named.
    """

    snapshot: Snapshot
    base: str
    made: date
    known_at: str | None = None

    def title(self, treaty: str) -> str:
        """The short title of an instrument, by its bare id."""
        row = self.snapshot.memory.instruments.get(f"treaty/{treaty}")
        return str(row["short"] or row["title"]) if row else treaty

    def state(self, code: str) -> str:
        """The name of a party, by its code."""
        row = self.snapshot.memory.parties.get(f"party/{code}")
        return str(row["name"]) if row else code

    def where(self, pinpoint: str) -> str:
        """``untoc/art-16.3`` in words; what is no provision of the record as it stands."""
        treaty, slash, _ = pinpoint.partition("/")
        known = slash and f"treaty/{treaty}" in self.snapshot.memory.instruments
        return f"{self.title(treaty)}, {article(pinpoint)}" if known else pinpoint


def path_name(channel: Row) -> str:
    """A channel in words: title and provision."""
    return f"{channel['title']}, {article(channel['provision'])}"


def since(row: Row) -> str:
    """The interval of a row in words, with the bounds where only those are known."""
    first = _bounds(row.get("from_between"), row["from"])
    last = _bounds(row.get("until_between"), row["until"])
    return f"from {first or 'a day that is not known'}" + (f" until {last}, exclusive" if last else "")


def _bounds(between: Row | None, exact: str | None) -> str | None:
    if between is None:
        return exact
    earliest, latest = between["earliest"], between["latest"]
    if earliest and latest:
        return f"a day between {earliest} and {latest}"
    return f"a day by {latest}" if latest else f"a day from {earliest} on"


def known_by(frame: Frame) -> Iterator[Block]:
    """Whether only what was known on another day counts."""
    if frame.known_at:
        yield Paragraph(f"Only what had been done or told by {frame.known_at} is counted.")


def paths(frame: Frame, channels: list[Row], purpose: bool = False) -> Iterator[Block]:
    """Every path with its pinpoint and dates, then how treaties stand to each other."""
    yield Heading("Paths")
    if not channels:
        yield Paragraph("The record shows none for that day.")
        return
    yield Table(
        ("Status", "Under", "In force between the two", "Why"),
        tuple(
            (
                c["status"],
                path_name(c) + (f" ({words(c['purpose'])})" if purpose else ""),
                since(c),
                " ".join(filter(None, (c["reason"], _others(c)))),
            )
            for c in channels
        ),
        (11, 25, 21, 43),
    )
    notes = [Line(n) for n in dict.fromkeys(n for c in channels for n in _beside(frame, c))]
    if notes:
        yield Items(tuple(notes))


def _others(channel: Row) -> str:
    """For which other offences alone a channel is open."""
    named = [o if isinstance(o, str) else str(o["label"]) for o in channel["other_offences"]]
    return f"Only for: {', '.join(named)}." if named else ""


def _beside(frame: Frame, channel: Row) -> Iterator[str]:
    """What stands beside a channel: which offences it serves and why, what amends, completes or changes it."""
    title = channel["title"]
    if channel["status"] not in CLOSED:
        for offence in channel["offences"]:
            served = ANSWERS[offence["answer"]].lower()
            yield f"{title}, for {words(offence['offence'])}: {served}. {offence['reason']}"
    if channel["gives_way"]:
        to = ", ".join(map(frame.title, channel["gives_way"]["to"]))
        yield f"{title} gives way in its details to {to} ({frame.where(channel['gives_way']['pinpoint'])})."
    if channel["completes"]:
        yield f"{title} completes {', '.join(map(frame.title, channel['completes']))} without taking its place."
    for key, verb in (("amended_by", "amended by"), ("supplemented_by", "supplemented by")):
        for other in channel[key]:
            doubt = "" if other["answer"] == "yes" else "; whether that one is in force is not known"
            yield f"{title} is {verb} {other['title']}, {since(other)}{doubt}."
    for layer in channel["layers"]:
        if layer["answer"] != "yes":
            yield f"{title}, with {layer['title']}: not known whether in force between them."
        else:
            named = ", ".join(p["label"] or article(p["pinpoint"]) for p in layer["parts"])
            yield f"{title}, with {layer['title']}{': ' + named if named else ''}."
        for part in layer["not_known"]:
            named = (part["label"] or article(part["pinpoint"])) if isinstance(part, dict) else str(part)
            yield f"{title}, with {layer['title']}: not known whether {named} applies."


def said(frame: Frame, channels: list[Row]) -> Iterator[Block]:
    """What the two states declared on the paths, and their own law, each once."""
    lines = {}
    for row in (r for c in channels for r in c["restrictions"]):
        told = f"; as of {row['as_of']}" if row.get("as_of") else ""
        note = f" {row['note']}" if row.get("note") else ""
        later = " The text may be later than the day asked about." if row.get("later") else ""
        doubt = " Whether it counts is not known." if row["status"] == "not-known" else ""
        lines[row["id"]] = Line(
            f"{row['summary']} ({frame.where(row['pinpoint'])}{told}){note}{later}{doubt}"
        )
    if lines:
        yield Heading("What the two states declared, and their own law")
        yield Items(tuple(lines.values()))


def sending(channels: list[Row], requested: str) -> Iterator[Block]:
    """Which authority takes a request under each path that is not closed, and in which language."""
    yield Heading("What to send where")
    found: dict[tuple[str, str], list[str]] = {}
    for c in (c for c in channels if c["status"] not in CLOSED):
        under = list(dict.fromkeys(a["under"] for a in c["authorities"] if a["under"]))
        authority = c["authority"] or "not recorded"
        told = f"{authority} ({'; '.join(under)})" if under else authority
        found.setdefault((told, c["language"] or "not recorded"), []).append(path_name(c))
    if not found:
        yield Paragraph(
            f"The record shows no path to {requested} that is neither barred nor displaced, so it is not said where to send a request."
        )
        return
    rows = tuple(("; ".join(dict.fromkeys(under)), *where) for where, under in found.items())
    yield Table(("Under", "Authority", "Language"), rows, (40, 40, 20))


def gaps(missing: list[Row], frame: Frame) -> Iterator[Block]:
    """What the record cannot tell about the two states, by reason."""
    by_reason: dict[str, dict[str, list[str]]] = {}
    for gap in missing:
        states = by_reason.setdefault(gap["reason"], {}).setdefault(gap["title"], [])
        if gap["state"]:
            states.append(frame.state(gap["state"]))
    if by_reason:
        yield Heading("Gaps of the record", 3)
        yield Items(tuple(Line(f"{_listed(found)}. {reason}") for reason, found in by_reason.items()))


def _listed(found: dict[str, list[str]]) -> str:
    """Instruments with the states of which they are not known."""
    return "; ".join(f"{title} ({', '.join(states)})" if states else title for title, states in found.items())


def sources(frame: Frame, channels: list[Row], others: Iterable[Row] = ()) -> Iterator[Block]:
    """The acts behind the paths with the sources of each, then every source with its dates.

    Args:
        frame: what surrounds the answer.
        channels: the paths.
        others: further rows with a ``source`` or ``sources``.
    """
    data = recorded_behind(frame.snapshot, dict.fromkeys(c["id"] for c in channels))
    numbers: dict[str, int] = {}
    found: dict[str, Row] = {}

    def numbered(rows: list[Row]) -> str:
        for source in rows:
            found.setdefault(source["id"], source)
            numbers.setdefault(source["id"], len(numbers) + 1)
        return " ".join(f"[{n}]" for n in dict.fromkeys(numbers[s["id"]] for s in rows)) or "none named"

    acts = tuple((*_act(frame, row), numbered(row["source"])) for row in data)
    beside = [row for c in channels for key in ("restrictions", "authorities") for row in c[key]]
    for row in (*beside, *others):
        numbered(row.get("source") or row.get("sources") or [])
    yield Heading("Sources")
    if acts:
        yield Table(("What the paths rest on", "Date", "In effect", "Source"), acts, (52, 16, 16, 16))
    yield Items(tuple(_source(numbers[key], source) for key, source in found.items()))


def _act(frame: Frame, row: Row) -> tuple[str, str, str]:
    about = [frame.state(row["party"])] if row["party"] else []
    about += [frame.title(row["treaty"])] if row["treaty"] else []
    what = f"{words(_CAPITAL.sub('-', row['kind']).lower())}: {', '.join(about) or row['label']}"
    note = f" ({row['note']})" if row["note"] else ""
    return f"{what[:1].upper()}{what[1:]}{note}", row["date"] or "not known", row["effective"] or ""


def _source(number: int, source: Row) -> Line:
    parts = [source["title"], source["publisher"]]
    parts += [f"as of {source['as_of']}"] if source["as_of"] else []
    parts += [f"seen on {source['seen_on']}"] if source["seen_on"] else []
    parts += [f"quality: {words(source['quality'])}"] if source["quality"] else []
    # What was recorded as the address may say more than an address: then it is text.
    url = source["url"] or ""
    address = url if url.startswith(("http://", "https://")) and " " not in url else None
    parts += [] if address else [url]
    return Line(f"[{number}] {'; '.join(p for p in parts if p)}.", address)


def closing(frame: Frame, channels: list[Row]) -> Iterator[Block]:
    """The proofs, what the memo was made from, and what it is not."""
    yield Heading("Proofs")
    proofs = {c["proof"]: path_name(c) for c in channels if c["proof"]}
    if proofs:
        yield Items(tuple(_proof(frame, proof, path) for proof, path in proofs.items()))
    else:
        yield Paragraph("Where there is no path, there is none to prove.")
    version = frame.snapshot.version
    yield Heading("About this memo")
    yield Paragraph(
        f"Made on {frame.made.isoformat()} from Foedera, data version {version['hash']}, built {version['built']}, "
        f"with sources seen up to {version['data_as_of']}."
    )
    yield Paragraph("This is not legal advice.", strong=True)
    yield Paragraph(
        "It tells what the record of treaties shows. The practice of the states, and their own law beyond what is named "
        "above, are not covered; the depositary's own publication is the authority for each act. Nothing of it was kept."
    )


def _proof(frame: Frame, proof: str, path: str) -> Line:
    if frame.base:
        return Line(f"{path}:", frame.base + proof)
    fact = parse_qs(urlsplit(proof).query)["fact"][0]
    told = f" --known-at {frame.known_at}" if frame.known_at else ""
    return Line(f"{path}: foedera explain {fact}{told}")


def words(identifier: str) -> str:
    """The bare name of a concept in words."""
    return identifier.replace("-", " ")
