"""What a duty comes to toward one other party: whether the treaty is in force between them, and what reservations leave."""

import sqlite3
from typing import Final

from foedera.holding import NO, NOT_KNOWN, YES, Answer
from foedera.reservations import Changed, changed
from foedera.standing import Standing, standing
from foedera.store import Snapshot
from foedera.store.snapshot import Memory

_FULL: Final = "effect/full"


class Toward:
    """Duties of one party toward another on a day.

    Args:
        snapshot: the snapshot.
        party: id path of the party that owes.
        other: id path of the party toward which it owes.
        day: ISO date.
    """

    def __init__(self, snapshot: Snapshot, party: str, other: str, day: str) -> None:
        self._snapshot, self._party, self._other, self._day = snapshot, party, other, day
        self._changed: dict[str, list[tuple[str, Changed]]] = {}

    def in_force(self, treaty: str) -> Answer:
        """Whether a treaty that binds the party is in force between the two."""
        return self.standing(treaty).answer

    def standing(self, treaty: str) -> Standing:
        """Where the other stands toward a treaty, an objection that keeps it out of force included."""
        kept_out = [c.answer for left, c in self._changes(treaty) if left == "effect/not-in-force"]
        if kept_out:
            answer = NO if YES in kept_out else NOT_KNOWN
            return Standing("none", answer, "An objection keeps the treaty out of force between the two.")
        return standing(self._snapshot, treaty, self._other, self._day)

    def effect(self, duty: sqlite3.Row) -> tuple[str, list[str]]:
        """How far a duty is left toward the other, and the statements that change it (own ones and theirs)."""
        memory = self._snapshot.memory
        provision = memory.norms[duty["norm"]]["provision"]
        met = [
            (left, c)
            for left, c in self._changes(duty["treaty"])
            if left != _FULL and _touches(memory, c.reservation["statement"], provision)
        ]
        if not met:
            return duty["effect"], []
        return met[0][0], [c.reservation["statement"] for _, c in met]

    def _changes(self, treaty: str) -> list[tuple[str, Changed]]:
        """What reservations of either leave of the treaty's provisions for the party that owes."""
        if treaty not in self._changed:
            memory = self._snapshot.memory
            own = changed(memory, treaty, self._party, self._other, self._day)
            theirs = changed(memory, treaty, self._other, self._party, self._day)
            self._changed[treaty] = [(c.author, c) for c in own] + [(c.other, c) for c in theirs]
        return self._changed[treaty]


def _touches(memory: Memory, statement: str, provision: str) -> bool:
    touched = {row["provision"] for row in memory.statement_provisions.get(statement, [])}
    at: str | None = provision
    while at is not None and at not in touched:
        at = memory.provisions[at]["part_of"] if at in memory.provisions else None
    return at is not None
