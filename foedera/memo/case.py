"""What a memo on a case says."""

from collections.abc import Iterator
from typing import Any, Final

from foedera.assess.vocabulary import Field, vocabulary
from foedera.memo import parts
from foedera.memo.document import Block, Heading, Items, Line, Memo, Paragraph, Table
from foedera.memo.parts import Frame, Row, path_name

_ASKED: Final = ("requesting", "requested", "purpose", "as_of")
_RESULTS: Final = {"met": "met", "not-met": "NOT MET", "unknown": "not known"}
_GROUNDS: Final = {"met": "not in the way", "not-met": "IN THE WAY", "unknown": "not known"}
_BARS: Final = {"mandatory-bar": "must be refused", "optional-bar": "may be refused"}
_TURNS: Final = {"yes": "arises", "no": "falls away", "not-known": "perhaps arises"}
_ARISES: Final = {"yes": "yes", "no": "no", "not-known": "perhaps"}
_NOTHING: Final = "By itself, none of its answers changes what stands above."
_MARK: Final = {"not-met": 0, "unknown": 1, "met": 2}
_SHORT: Final = {
    "yes": "Yes: on these facts a path is open.",
    "no": "No: on these facts no path is open, and the record shows that none can be.",
    "not-known": "Not known: on these facts no path is shown to be open, and it is not shown that none can be. "
    "What would decide stands under “What is not known”.",
}


def of_case(frame: Frame, answer: Row) -> Memo:
    """A memo on a case.

    Args:
        frame: what surrounds the answer.
        answer: the ``assess`` shape of the service.
    """
    fields = {f.name: f for f in vocabulary(frame.snapshot).fields}
    asks = f"{answer['requesting']['name']} asks {answer['requested']['name']}"
    purpose = _concept(fields["purpose"], answer["purpose"])
    channels = answer["channels"]
    blocks = (
        *_question(frame, answer, fields, f"{asks} for {purpose}"),
        *_short(answer),
        *parts.paths(frame, channels),
        *_asked(frame, channels),
        *_bars(frame, channels),
        *parts.said(frame, channels),
        *parts.sending(channels, answer["requested"]["name"]),
        *_duties(frame, answer["duties"]),
        *_not_known(frame, answer),
        *parts.sources(
            frame, channels, (s for c in channels for r in c["requirements"] for s in r["statements"])
        ),
        *parts.closing(frame, channels),
    )
    return Memo(f"{asks} for {purpose}: memo on a case", blocks)


def _question(frame: Frame, answer: Row, fields: dict[str, Field], asks: str) -> Iterator[Block]:
    yield Heading("Question")
    yield Paragraph(
        f"{asks}, by the law of {answer['as_of']}. By which treaty may it, what does that ask of the case, and what "
        "stands in the way?"
    )
    yield from parts.known_by(frame)
    given = {k: v for k, v in _flat(answer["case"]) if v is not None and k not in _ASKED}
    lines = tuple(Line(f"{f.label}: {_value(frame, f, given[k])}") for k, f in fields.items() if k in given)
    yield Heading("Facts given", 3)
    yield Items(lines) if lines else Paragraph("None beyond the question.")


def _flat(stated: Row, before: str = "") -> Iterator[tuple[str, Any]]:
    """The members of a case by field name."""
    for key, value in stated.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def _value(frame: Frame, field: Field, value: Any) -> str:
    match field.kind:
        case "flag":
            return "yes" if value else "no"
        case "concept":
            return _concept(field, value)
        case "state":
            return frame.state(value)
        case "states":
            return ", ".join(map(frame.state, value)) or "none"
    return str(value)


def _concept(field: Field, value: str) -> str:
    return next(
        (label for iri, label in field.concepts.items() if iri.endswith(f"/{value}")), parts.words(value)
    )


def _short(answer: Row) -> Iterator[Block]:
    yield Heading("Short answer")
    yield Paragraph(_SHORT[answer["answer"]], strong=True)
    told = [c for c in answer["channels"] if c["status"] in ("open", "conditional")]
    told = told or [c for c in answer["channels"] if c["status"] == "barred" and not _for_others(c)]
    if told:
        yield Items(tuple(Line(f"{path_name(c)}: {c['status']}. {c['reason']}") for c in told))


def _for_others(channel: Row) -> bool:
    """Whether a channel is open for other offences only."""
    return any(r["decides_alone"] and r["result"] == "not-met" for r in channel["requirements"])


def _asked(frame: Frame, channels: list[Row]) -> Iterator[Block]:
    yield Heading("What the paths ask of the case")
    rows = _rows(frame, channels, ("required",))
    if rows:
        yield Table(("Result", "What is asked", "Where", "On the path"), rows, (11, 46, 20, 23))
    else:
        yield Paragraph("Nothing is recorded.")


def _bars(frame: Frame, channels: list[Row]) -> Iterator[Block]:
    yield Heading("What may bar it")
    rows = _rows(frame, channels, tuple(_BARS))
    if rows:
        yield Table(("Result", "Ground for refusal", "Where", "On the path"), rows, (11, 46, 20, 23))
    else:
        yield Paragraph("No ground is recorded.")


def _rows(frame: Frame, channels: list[Row], natures: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """What the paths ask, each thing once with the paths that it stands on; what fails first."""
    found: dict[tuple[str, str, str], list[str]] = {}
    asked = [(r, c) for c in channels for r in c["requirements"] if r["nature"] in natures]
    for r, c in sorted(asked, key=lambda pair: _MARK[pair[0]["result"]]):
        row = (_result(r["nature"], r["result"]), _told(frame, r), frame.where(r["pinpoint"]))
        found.setdefault(row, []).append(path_name(c))
    whole = len({path_name(c) for c in channels if c["requirements"]})
    return tuple(
        (*row, "all" if len(set(on)) == whole > 1 else "; ".join(dict.fromkeys(on)))
        for row, on in found.items()
    )


def _result(nature: str, result: str | None) -> str:
    """How a requirement or a ground for refusal stands; None where it falls away."""
    return (_GROUNDS if nature in _BARS else _RESULTS)[result] if result else "falls away"


def _told(frame: Frame, r: Row) -> str:
    nature = f" ({_BARS[r['nature']]})" if r["nature"] in _BARS else ""
    told = [f"{r['label']}{nature}. {r['text']}"]
    told += [r["doubt"]] if r["doubt"] else []
    if not r["text_checked"]:
        told.append("The text was not read: it bars nothing here.")
    elif not r["decides"]:
        told.append("It raises a doubt, and does not bar by itself.")
    told += [
        f"{frame.state(s['of'])}: {s['summary']}"
        + ("" if s["answer"] == "yes" else " (not known whether it counts)")
        for s in r["statements"]
    ]
    told += [f"Ask: {r['question']}"] if r["result"] == "unknown" and r["question"] else []
    return " ".join(told)


def _duties(frame: Frame, duties: list[Row]) -> Iterator[Block]:
    yield Heading("What refusal obliges to, and duties before it")
    if not duties:
        yield Paragraph("Nothing is recorded for these two and this purpose.")
        return
    rows = tuple(
        (
            _ARISES[d["arises"]],
            " ".join(filter(None, (f"{d['label']}. {d['text']}", d["doubt"]))),
            d["when"],
            frame.where(d["pinpoint"]),
        )
        for d in duties
    )
    yield Table(("Arises", "What is owed", "When", "Where"), rows, (10, 42, 28, 20))


def _not_known(frame: Frame, answer: Row) -> Iterator[Block]:
    yield Heading("What is not known")
    if answer["questions"]:
        yield Heading("Questions, those that decide most first", 3)
        names = _Names(answer)
        rows = tuple(
            (q["text"], "\n".join(map(names.change, q["decides"])) or _NOTHING) for q in answer["questions"]
        )
        yield Table(("Question", "What the answers decide"), rows, (35, 65))
    elif not answer["not_known"]:
        yield Paragraph("Nothing that the record knows to be missing.")
    yield from parts.gaps(answer["not_known"], frame)


class _Names:
    """What an answer to a question changes, in words."""

    def __init__(self, answer: Row) -> None:
        self._paths = {c["key"]: path_name(c) for c in answer["channels"]}
        self._asked = {
            r["id"]: (r["label"], r["nature"]) for c in answer["channels"] for r in c["requirements"]
        }
        self._duties = {d["id"]: d["label"] for d in answer["duties"]}

    def change(self, change: Row) -> str:
        """One answer: first the paths that change, then what is asked, then the duties."""
        told = [
            f"{self._paths.get(c['channel'], c['channel'])} becomes {c['status']}" for c in change["channels"]
        ]
        told += dict.fromkeys(self._requirement(r["id"], r["result"]) for r in change["requirements"])
        told += [f"{self._duties.get(d['id'], d['id'])}: {_TURNS[d['arises']]}" for d in change["duties"]]
        return f"If {change['words']}: {'; '.join(told)}."

    def _requirement(self, id_: str, result: str | None) -> str:
        label, nature = self._asked.get(id_, (id_, "required"))
        return f"{label}: {_result(nature, result)}"
