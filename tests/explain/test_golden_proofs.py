"""Proofs read as prose: one of each kind, reviewed by hand and kept word for word.

A golden file names the legal point in its first line, the fact (and the day of knowledge) in the next, and then holds
the proof. ``python -m tests.explain.test_golden_proofs`` writes the proofs anew; the change is reviewed as text.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedera.explain import proof_of
from foedera.store import Snapshot, ensure

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))


def prose(proof: dict[str, Any]) -> str:
    """A proof as one reads it: the answer, what is recorded, the steps with their exceptions, other ways."""
    lines = [proof["sentence"], "", "On record:"]
    lines += [f"- {_datum(d)}" for d in proof["data"]]
    lines += ["", "Steps:"]
    for number, step in enumerate(proof["steps"], start=1):
        lines.append(
            f"{number}. {step['label']} ({', '.join(step['pinpoints']) or 'no provision'}): {step['sentence']}"
        )
        for exception in step["exceptions"]:
            how = {True: "Applied", False: "Not so here", None: "Unless"}[exception["applied"]]
            lines.append(f"   {how}: {exception['text']}")
            lines += [f"      {by['sentence']}" for by in exception["by"]]
    if proof["others"]:
        lines += ["", "Other ways:", *(f"- {o['sentence']}" for o in proof["others"])]
    return "\n".join(lines) + "\n"


def _datum(datum: dict[str, Any]) -> str:
    told = [datum["kind"], datum["act"]]
    told += [f"dated {datum['date']}"] if datum["date"] else []
    told += [f"effective {datum['effective']}"] if datum["effective"] else []
    sources = (
        "; ".join(f"{s['id']}, {s['as_of'] or 'undated'}" for s in datum["source"]) or "no source of its own"
    )
    return f"{', '.join(told)} [{sources}]"


def split(text: str) -> tuple[str, str, date | None, str]:
    """The legal point, the fact, the day of knowledge and the proof of a golden file."""
    point, fact, _, *proof = text.split("\n")
    name, _, known = fact.removeprefix("fact: ").partition(" known at ")
    return point, name, date.fromisoformat(known) if known else None, "\n".join(proof)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_the_proof_reads_as_reviewed(snapshot: Snapshot, path: Path) -> None:
    point, fact, known_at, written = split(path.read_text(encoding="utf-8"))
    assert point.startswith("# ")
    assert prose(proof_of(snapshot, fact, known_at)) == written


def test_there_is_a_golden_proof_of_each_kind() -> None:
    kinds = {split(p.read_text(encoding="utf-8"))[1].partition("/")[0] for p in GOLDEN}
    assert kinds >= {
        "participation",
        "duty",
        "relation",
        "displacement",
        "objection",
        "disconnection",
        "restriction",
    }


if __name__ == "__main__":
    found = ensure(print)
    for golden in GOLDEN:
        head, about, told, _ = split(golden.read_text(encoding="utf-8"))
        second = f"fact: {about}" + (f" known at {told.isoformat()}" if told else "")
        golden.write_text(f"{head}\n{second}\n\n{prose(proof_of(found, about, told))}", encoding="utf-8")
