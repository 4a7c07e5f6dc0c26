"""What states' own law says about a request: conditions told with age and source, never a bar by itself."""

import sqlite3
from typing import Any, Final

from foedera.channels.pair import Pair
from foedera.coverage import sources_of
from foedera.dates import PartialDate
from foedera.store.snapshot import name

_TREATY_REQUIREMENT: Final = "law-subject/treaty-requirement"
#: Of this the law of the state that asks matters: the person would come under it.
_DEATH_PENALTY: Final = "law-subject/death-penalty"
_ABOLISHED: Final = "law-answer/abolished"


def own_law(pair: Pair, purpose: str) -> list[dict[str, Any]]:
    """What bears on a request: the requested state's law, and whether the requesting state puts to death."""
    rows = [r for r in _of(pair, pair.requested, purpose) if r["subject"] != _DEATH_PENALTY] + [
        r
        for r in _of(pair, pair.requesting, purpose)
        if r["subject"] == _DEATH_PENALTY and (r["says"] != _ABOLISHED or _not_yet(r, pair.day))
    ]
    return [_shown(pair, row) for row in rows]


def treaty_requirement(pair: Pair, purpose: str) -> sqlite3.Row | None:
    """What the requested state's law says of surrender without a treaty; none where it did not exist yet."""
    rows = [r for r in _of(pair, pair.requested, purpose) if r["subject"] == _TREATY_REQUIREMENT]
    return next((r for r in rows if not _not_yet(r, pair.day)), None)


def age(law: sqlite3.Row) -> str:
    """Of when the text is that was read, in words."""
    return f"as of {law['as_of']}" if law["as_of"] else "of a text without a date"


def _not_yet(law: sqlite3.Row, day: str) -> bool:
    """Whether the law came after the day asked."""
    return law["fro"] is not None and _earliest(law["fro"]) > day


def later(law: sqlite3.Row, day: str) -> bool:
    """Whether the text that was read is later than the day asked: it may not have said so then."""
    return law["as_of"] is not None and _earliest(law["as_of"]) > day


def _of(pair: Pair, party: str, purpose: str) -> list[sqlite3.Row]:
    return [r for r in pair.memory.own_law.get(party, []) if r["purpose"] in (None, purpose)]


def _earliest(text: str) -> str:
    return PartialDate.parse(text).earliest().isoformat()


def _shown(pair: Pair, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "pinpoint": row["basis"] or "own law",
        "effect": name(row["subject"]),
        "status": name(row["says"]),
        "summary": f"{pair.name_of(row['party'])}: {row['label']}",
        "note": row["note"],
        "statement": row["id"],
        "of": name(row["party"]),
        "from": row["fro"],
        "as_of": row["as_of"],
        "later": later(row, pair.day),
        "source": sources_of(pair.snapshot, row["id"]),
        "proof": None,
    }
