"""How the assessment of a case is laid out for people."""

from collections.abc import Iterator
from typing import Any, Final

from foedera.cli.sheet import Row, Sheet

_ANSWERS: Final = {"yes": "yes", "no": "no", "not-known": "not known"}
_RESULTS: Final = {"met": "met", "not-met": "NOT MET", "unknown": "?"}
_NATURES: Final = {"required": "required", "mandatory-bar": "must refuse", "optional-bar": "may refuse"}
_MARK: Final = {"not-met": 0, "unknown": 1, "met": 2}


def assessment(answer: dict[str, Any]) -> Sheet:
    """The channels of a case, best first; below what each asks, the duties, and the questions that decide."""
    return Sheet(
        rows="channels",
        columns=[
            ("Status", lambda r: r["status"]),
            ("Under", lambda r: r["title"]),
            ("Article", lambda r: r["provision"].removeprefix("art-")),
            ("Why", lambda r: r["reason"]),
        ],
        head=[
            f"{answer['requesting']['name']} asks {answer['requested']['name']} for {answer['purpose']} on "
            f"{answer['as_of']}: {_ANSWERS[answer['answer']]}."
        ],
        foot=[
            *(
                line
                for row in answer["channels"]
                if row["status"] in ("open", "conditional")
                for line in _asked(row)
            ),
            *_elsewhere(answer["channels"]),
            *_duties(answer["duties"]),
            *_questions(answer),
        ],
        folded=lambda row: row["outcome"] == "treaty-exists" or _for_others(row),
    )


def _for_others(row: Row) -> bool:
    """Whether a channel is open for other offences only."""
    return any(r["decides_alone"] and r["result"] == "not-met" for r in row["requirements"])


def _elsewhere(rows: list[Row]) -> list[str]:
    """The channels that the table leaves out, in one line for each reason."""
    folded = {
        "In force too, open for other offences only": [r for r in rows if _for_others(r)],
        "In force too, each adding its offences to another treaty": [
            r for r in rows if r["outcome"] == "treaty-exists"
        ],
    }
    return [f"{why}: {', '.join(map(_short, found))}." for why, found in folded.items() if found]


def _short(row: Row) -> str:
    return f"{row['title']} ({row['provision'].removeprefix('art-')})"


def _asked(row: Row) -> Iterator[str]:
    """What a channel asks of the case: what fails first, then what is not known."""
    yield f"{row['title']}, what it asks:"
    for r in sorted(row["requirements"], key=lambda r: _MARK[r["result"]]):
        unread = "" if r["text_checked"] else " (text not read)"
        yield f"  {_RESULTS[r['result']]:8}{_NATURES[r['nature']]:13}{r['label']} ({r['pinpoint']}){unread}"
        yield from (f"{'':23}{s['of']}: {s['summary']}" for s in r["statements"] if r["result"] != "met")
    yield from (
        f"  own law ({s['pinpoint']}): {s['summary']}"
        for s in row["restrictions"]
        if s["statement"].startswith("law/")
    )
    for name in ("authority", "language"):
        if row[name]:
            yield f"  {name}: {row[name]}"


def _duties(duties: list[Row]) -> Iterator[str]:
    if duties:
        yield "If it is refused, and before:"
    for d in duties:
        perhaps = "" if d["arises"] == "yes" else "perhaps: "
        yield f"  {perhaps}{d['text']} ({d['pinpoint']}) When: {d['when']}"


def _questions(answer: Row) -> Iterator[str]:
    """The missing facts, those that decide most first, with what each answer changes of the channels."""
    titles = {row["key"]: row["title"] for row in answer["channels"]}
    if answer["questions"]:
        yield "Questions, those that decide most first:"
    for q in answer["questions"]:
        yield f"  {q['text']} [{q['field']}]"
        for change in q["decides"]:
            turned = ", ".join(
                f"{titles.get(c['channel'], c['channel'])} {c['status']}" for c in change["channels"]
            )
            if turned:
                yield f"    {change['words']}: {turned}"
