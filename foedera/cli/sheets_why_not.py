"""How the answer to why something does not hold is laid out for people."""

from typing import Any

from foedera.cli.sheet import Row, Sheet

_ANSWERS = {"yes": "it does", "no": "no", "not-known": "not known"}


def why_not(answer: dict[str, Any]) -> Sheet:
    """The answer in one sentence, then what decides it, thing by thing."""
    neither = answer["neither"]
    further = [f"Bind neither of the two, or perhaps neither: {', '.join(neither)}."] if neither else []
    return Sheet(
        rows="answers",
        columns=[
            ("About", _about),
            ("Holds", lambda r: _ANSWERS[r["holds"]]),
            ("Ground", lambda r: r["ground"].replace("-", " ")),
            ("Because", lambda r: r["sentence"]),
            ("The nearest rule lacks", _lacking),
        ],
        head=[f"On {answer['as_of']}: {answer['sentence']}"],
        foot=[*_facts(answer), *further],
    )


def _about(row: Row) -> str:
    pinpoint = str(row.get("pinpoint") or "").removeprefix("art-")
    return f"{row['treaty']} {pinpoint}".strip()


def _lacking(row: Row) -> str:
    nearest = row["nearest"]
    return f"{nearest['label']}: {' '.join(nearest['lacking'])}" if nearest else ""


def _facts(answer: dict[str, Any]) -> list[str]:
    facts = {f["fact"]: f for row in answer["answers"] for f in row["facts"]}
    return [f"Decides: {f['sentence']} ({f['fact']})" for f in facts.values()]
