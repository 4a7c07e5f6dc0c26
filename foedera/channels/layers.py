"""What of a convention's protocols stands between two states: a layer needs both, and neither may leave it out."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from foedera.channels.pair import Pair
from foedera.holding import NO, NOT_KNOWN, YES, Answer, holds, interval
from foedera.reservations import changed
from foedera.store.snapshot import Memory, name

_EXCLUDED: Final = "effect/excluded"


@dataclass(frozen=True)
class Part:
    """A part of a protocol, between the two.

    Attributes:
        row: the layer.
        answer: whether it applies.
        reason: one sentence.
        left_out: what shows that one of the two leaves it out, or perhaps does: rows with an id, a party
            and a statement.
    """

    row: sqlite3.Row
    answer: Answer
    reason: str
    left_out: list[sqlite3.Row]


@dataclass(frozen=True)
class Protocol:
    """A protocol, between the two.

    Attributes:
        treaty: its id path.
        answer: whether it is in force between them.
        reason: one sentence.
        relation: the row that shows it, if any.
        parts: its layers.
    """

    treaty: str
    answer: Answer
    reason: str
    relation: sqlite3.Row | None
    parts: list[Part]


def protocols(pair: Pair, convention: str) -> list[Protocol]:
    """The protocols to a convention, in the order of their ids."""
    layers = pair.memory.layers.get(convention, {})
    return [
        _protocol(pair, treaty, layers.get(treaty, []))
        for treaty in sorted(pair.memory.protocols.get(convention, []))
    ]


def changing(pair: Pair, convention: str) -> list[dict[str, Any]]:
    """The protocols with layers that apply between the two or perhaps do, as the channels answer shows them."""
    if convention not in pair.memory.layers:
        return []
    return [
        {
            "treaty": name(p.treaty),
            "title": pair.title(p.treaty),
            "answer": p.answer,
            "parts": [_short(part) for part in p.parts if part.answer == YES],
            "not_known": [_short(part) for part in p.parts if part.answer == NOT_KNOWN and p.answer == YES],
            "proof": proof_of(pair, p.relation),
        }
        for p in protocols(pair, convention)
        if p.parts and p.answer != NO
    ]


def shown(pair: Pair, protocol: Protocol) -> dict[str, Any]:
    """A protocol with each of its parts, as the answer shows it."""
    days = interval(protocol.relation) if protocol.relation is not None else {"from": None, "until": None}
    return {
        "treaty": name(protocol.treaty),
        "title": pair.title(protocol.treaty),
        "answer": protocol.answer,
        "reason": protocol.reason,
        **days,
        "parts": [
            {
                **_short(part),
                "answer": part.answer,
                "reason": part.reason,
                "left_out_by": [
                    {
                        "state": name(e["party"]),
                        "statement": e["statement"],
                        "summary": pair.memory.statements[e["statement"]]["summary"],
                        "proof": pair.snapshot.proof(e["id"]),
                    }
                    for e in part.left_out
                ],
            }
            for part in protocol.parts
        ],
        "proof": proof_of(pair, protocol.relation),
    }


def proof_of(pair: Pair, row: sqlite3.Row | None) -> str | None:
    """Where the proof of a row lies."""
    return pair.snapshot.proof(row["id"]) if row is not None else None


def _short(part: Part) -> dict[str, Any]:
    return {
        "pinpoint": part.row["pinpoint"],
        "label": part.row["label"],
        "changes": part.row["changes"],
    }


def _protocol(pair: Pair, treaty: str, layers: list[sqlite3.Row]) -> Protocol:
    answer, reason, relation = pair.in_force(treaty)
    parts = [_part(pair, row, answer, reason) for row in layers]
    return Protocol(treaty, answer, reason, relation, parts)


def _part(pair: Pair, row: sqlite3.Row, protocol: Answer, reason: str) -> Part:
    found = list(_left_out(pair, row))
    for wanted, answer, sentence in (
        (YES, NO, "{} does not accept it."),
        (NOT_KNOWN, NOT_KNOWN, "{} has a statement on file that was not read; it may leave this part out."),
    ):
        rows = [e for a, e in found if a == wanted]
        if rows and protocol != NO:
            return Part(row, answer, sentence.format(_names(pair, rows)), rows)
    return Part(row, protocol, reason, [])


def _left_out(pair: Pair, layer: sqlite3.Row) -> Iterator[tuple[Answer, sqlite3.Row]]:
    """By reservations of either side (VCLT art. 21), and by statements that may be one."""
    memory = pair.memory
    for party, other in ((pair.requesting, pair.requested), (pair.requested, pair.requesting)):
        for change in changed(memory, layer["treaty"], party, other, pair.day):
            touched = memory.statement_provisions.get(change.reservation["statement"], [])
            if change.author == _EXCLUDED and any(
                within(memory, layer["id"], t["provision"]) for t in touched
            ):
                yield change.answer, change.reservation
        for row in memory.possible_exclusions.get((party, layer["id"]), []):
            if holds(row, pair.day) != NO:
                yield NOT_KNOWN, row


def within(memory: Memory, provision: str, whole: str) -> bool:
    """Whether a provision is another one, or lies in it."""
    return whole in upward(memory, provision)


def upward(memory: Memory, provision: str) -> Iterator[str]:
    """A provision and those that it is part of, from the narrowest."""
    at: str | None = provision
    while at is not None:
        yield at
        at = memory.provisions[at]["part_of"] if at in memory.provisions else None


def _names(pair: Pair, rows: list[sqlite3.Row]) -> str:
    return " and ".join(dict.fromkeys(pair.name_of(r["party"]) for r in rows))
