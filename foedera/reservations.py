"""What reservations and objections do between two parties on a day (VCLT arts. 19 to 23)."""

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from foedera.coverage import sources_of
from foedera.holding import NO, NOT_KNOWN, Answer, combined, holds, interval
from foedera.store import Snapshot
from foedera.store.snapshot import Memory, name

_FULL: Final = "effect/full"
_NOTHING: Final = "effect/without-effect"


@dataclass(frozen=True)
class Changed:
    """One reservation as it stands between its author and another party.

    Attributes:
        reservation: the row of what the reservation does in general.
        objection: the row of what the other party's objection does, if it made one.
        author: what is left of the provisions for the author: effect/excluded, effect/modified,
            effect/not-applied or effect/not-in-force.
        other: what is left of them for the other party; effect/full where the reservation is not returned.
        articles: the articles of the Convention that say so.
        answer: yes, or not-known where a day or the timeliness of an objection is not known.
    """

    reservation: sqlite3.Row
    objection: sqlite3.Row | None
    author: str
    other: str
    articles: tuple[str, ...]
    answer: Answer


def changed(memory: Memory, treaty: str, author: str, other: str, day: str) -> list[Changed]:
    """What the reservations of ``author`` to a treaty change between it and ``other`` on a day.

    Args:
        memory: the snapshot's tables.
        treaty: id path of the instrument.
        author: id path of the reserving party.
        other: id path of the other party.
        day: ISO date.
    """
    return [
        _between(memory, row, other, day, answer)
        for row in memory.reservations.get((treaty, author), [])
        if row["toward"] in (None, other) and (answer := holds(row, day)) != NO
    ]


def _between(memory: Memory, row: sqlite3.Row, other: str, day: str, answer: Answer) -> Changed:
    accepted = "art-20.1" if row["allowed"] == "true" else "art-20.5"
    returned = row["effect"] if row["reciprocal"] == "true" else _FULL
    objection = next(
        (
            o
            for o in memory.objections.get(row["statement"], [])
            if o["party"] == other and holds(o, day) != NO
        ),
        None,
    )
    if objection is None or objection["effect"] == _NOTHING:
        return Changed(row, objection, row["effect"], returned, (accepted, "art-21.1"), answer)
    articles = ("art-20.4.b", "art-21.3") if objection["effect"] == "effect/not-applied" else ("art-20.4.b",)
    certain = answer if holds(objection, day) == answer else NOT_KNOWN
    return Changed(row, objection, objection["effect"], objection["effect"], articles, certain)


def between(snapshot: Snapshot, treaty: str, one: str, two: str, day: str) -> list[dict[str, Any]]:
    """What the reservations of both change between two parties to a treaty on a day, for an answer.

    Args:
        snapshot: the snapshot.
        treaty: id path of the instrument.
        one: id path of a party.
        two: id path of the other.
        day: ISO date.
    """
    return [
        _shown(snapshot, entry, author, other)
        for author, other in ((one, two), (two, one))
        for entry in changed(snapshot.memory, treaty, author, other, day)
    ]


def _shown(snapshot: Snapshot, entry: Changed, author: str, other: str) -> dict[str, Any]:
    row, memory = entry.reservation, snapshot.memory
    named = [r["provision"] for r in memory.statement_provisions.get(row["statement"], [])]
    touched = [p for p in named if memory.provisions[p]["treaty"] == row["treaty"]] or named
    return {
        "id": row["id"],
        "statement": row["statement"],
        "summary": memory.statements[row["statement"]]["summary"],
        "author": name(author),
        "toward": name(other),
        "provisions": sorted(memory.provisions[p]["pinpoint"] for p in touched),
        "for_author": name(entry.author),
        "for_other": name(entry.other),
        "articles": list(entry.articles),
        "objection": entry.objection["objection"] if entry.objection else None,
        "answer": entry.answer,
        **interval(row),
        "sources": sources_of(snapshot, row["statement"]),
        "proof": snapshot.proof((entry.objection or row)["id"]),
    }


def statements(snapshot: Snapshot, identifier: str, day: str) -> dict[str, Any]:
    """Every statement under an instrument, with what it does on a day.

    Args:
        snapshot: the snapshot.
        identifier: id path of the instrument.
        day: ISO date.

    Returns:
        ``{treaty, as_of, total, statements: [...]}``; each with its party, kind, provisions, effect, dates,
        whether it counts that day (``stands``: yes, no, not-known), why not (``finding``), and the objections.
    """
    memory = snapshot.memory
    acts = [a for (t, _), rows in memory.acts.items() if t == identifier for a in rows]
    shown = [_statement(snapshot, a, day) for a in acts if a["id"] in memory.statements]
    return {
        "treaty": name(identifier),
        "as_of": day,
        "total": len(shown),
        "statements": sorted(shown, key=lambda s: (s["party"], s["id"])),
    }


def _statement(snapshot: Snapshot, act: sqlite3.Row, day: str) -> dict[str, Any]:
    memory, row = snapshot.memory, snapshot.memory.statements[act["id"]]
    finding = next(iter(memory.impermissible.get(row["id"], [])), None)
    return {
        "id": row["id"],
        "party": name(row["party"]),
        "kind": name(act["kind"]),
        "effect": name(row["effect"]),
        "provisions": sorted(
            memory.provisions[p["provision"]]["pinpoint"]
            for p in memory.statement_provisions.get(row["id"], [])
        ),
        "summary": row["summary"],
        "date": act["date"],
        "withdrawn": row["withdrawn"],
        "stands": NO if finding else stands(memory, act, row, day),
        "finding": snapshot.proof(finding["id"]) if finding else None,
        "objections": [
            {"id": o["objection"], "party": name(o["party"]), "effect": name(o["effect"])}
            for o in memory.objections.get(row["id"], [])
        ],
        "sources": sources_of(snapshot, row["id"]),
    }


def stands(memory: Memory, act: sqlite3.Row, row: sqlite3.Row, day: str) -> Answer:
    """Whether a statement counts on a day: as a reservation does, otherwise from when it was made."""
    counts = [
        r for r in memory.reservations.get((row["treaty"], row["party"]), []) if r["statement"] == row["id"]
    ]
    if counts:
        return combined([holds(r, day) for r in counts])
    if row["lapses_latest"] is not None and row["lapses"] <= day:
        return NO if row["lapses_latest"] <= day else NOT_KNOWN
    if act["date"] is None:
        return NOT_KNOWN
    return holds({"fro": act["effective"], "til": None, "pfro": act["possibly"], "ptil": None}, day)
