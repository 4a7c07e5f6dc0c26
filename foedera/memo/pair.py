"""What a memo on a pair of states says."""

from collections.abc import Iterator
from typing import Final

from foedera.assess.vocabulary import vocabulary
from foedera.memo import parts
from foedera.memo.document import Block, Heading, Items, Line, Memo, Paragraph, Table
from foedera.memo.parts import Frame, Row, path_name

_SHORT: Final = {
    "yes": "Yes: a path is available, or available on conditions.",
    "no": "No: the record shows that no treaty opens a path. Whether the requested state could act by its own law is "
    "another question.",
    "not-known": "Not known: no path is shown to be open, and it is not shown that there is none.",
}


def of_pair(frame: Frame, answer: Row) -> Memo:
    """A memo on a pair.

    Args:
        frame: what surrounds the answer.
        answer: the ``channels`` shape of the service.
    """
    asks = f"{answer['requesting']['name']} asks {answer['requested']['name']}"
    title = f"{asks} for {_purpose(frame, answer['purpose'])}"
    channels, requested = answer["channels"], answer["requested"]["name"]
    blocks = (
        *_question(frame, answer, title),
        *_short(answer),
        *parts.paths(frame, channels, purpose=answer["purpose"] is None),
        Heading("What the paths ask of a case"),
        Paragraph(
            "That depends on the facts: an assessment of the case tells it, with what its answers decide."
        ),
        *_bars(frame, answer["stops"], requested),
        *parts.said(frame, channels),
        *parts.sending(channels, requested),
        *_lists(answer),
        Heading("What refusal obliges to"),
        Paragraph("That depends on the facts too, and is told with an assessment of the case."),
        *_not_known(frame, answer),
        *parts.sources(frame, channels, (*answer["schemes"], *answer["designations"])),
        *parts.closing(frame, channels),
    )
    return Memo(f"{title}: memo on two states", blocks)


def _purpose(frame: Frame, purpose: str | None) -> str:
    if purpose is None:
        return "cooperation of any kind"
    field = vocabulary(frame.snapshot).by_name("purpose")
    labels = field.concepts.items() if field else ()
    return next((label for iri, label in labels if iri.endswith(f"/{purpose}")), parts.words(purpose))


def _question(frame: Frame, answer: Row, asks: str) -> Iterator[Block]:
    yield Heading("Question")
    yield Paragraph(
        f"{asks}, by the law of {answer['as_of']}. By which treaty may it, and what stands in the way?"
    )
    yield from parts.known_by(frame)


def _short(answer: Row) -> Iterator[Block]:
    yield Heading("Short answer")
    yield Paragraph(_SHORT[answer["answer"]], strong=True)
    told = [
        c
        for c in answer["channels"]
        if c["status"] in ("available", "conditional") and not c["other_offences"]
    ]
    if told:
        yield Items(tuple(Line(f"{path_name(c)}: {c['status']}. {c['reason']}") for c in told))


def _bars(frame: Frame, stops: list[Row], requested: str) -> Iterator[Block]:
    yield Heading("What may bar it")
    yield Paragraph(
        "Grounds for refusal under a path depend on the facts: an assessment of the case tells them."
    )
    if not stops:
        yield Paragraph(
            f"The record holds no duty of {requested} that would stand in the way whatever the path."
        )
        return
    rows = tuple(
        (
            parts.ANSWERS[s["holds"]].lower(),
            " ".join(filter(None, (s["summary"], s["note"]))),
            s["condition"] or "",
            f"{frame.where(s['treaty'] + '/' + s['pinpoint'])}, {parts.since(s)}",
        )
        for s in stops
    )
    yield Table((f"Binds {requested}", "Duty", "Condition", "Provision"), rows, (12, 44, 20, 24))


def _lists(answer: Row) -> Iterator[Block]:
    """What opens no channel: treaties that were in force before, the requested state's own lists, and schemes that bind nobody."""
    lines = [
        Line(
            f"{d['summary']}"
            + (f" (as of {d['as_of']})" if d["as_of"] else "")
            + (f" {d['note']}" if d["note"] else "")
        )
        for d in answer["designations"]
    ]
    lines += [Line(f"{f['title']}: {f['reason']}") for f in answer["former"]]
    lines += [Line(f"{s['title']}: {s['what'] or ''} {s['reason']}") for s in answer["schemes"]]
    if lines:
        yield Heading("What opens no channel", 3)
        yield Items(tuple(lines))


def _not_known(frame: Frame, answer: Row) -> Iterator[Block]:
    yield Heading("What is not known")
    open_ = [c for c in answer["channels"] if c["status"] == "unknown"]
    if open_:
        yield Items(tuple(Line(f"Is {path_name(c)} open? {c['reason']}") for c in open_))
    if not (open_ or answer["not_known"]):
        yield Paragraph("Nothing that the record knows to be missing.")
    yield from parts.gaps(answer["not_known"], frame)
