"""What a duty comes to toward one other party: whether the treaty is in force between them, and what reservations leave."""

import sqlite3
from typing import Final

from foedera.holding import NO, NOT_KNOWN, YES
from foedera.reservations import Changed, changed
from foedera.standing import Standing, standing
from foedera.store import Snapshot
from foedera.store.snapshot import Memory

_FULL: Final = "effect/full"
_EXCLUDED: Final = "effect/excluded"


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

    def owed(self, norm: str) -> bool:
        """Whether a norm that binds the party is owed toward the other: what binds both states it, and no
        later text that both accept takes its place (VCLT arts. 30(4) and 40(4)).
        """  # fmt: skip
        memory = self._snapshot.memory
        return self.standing(memory.norms[norm]["binding"]).answer == YES and not any(
            self._both_accept(layer) for layer in memory.replaced.get(norm, [])
        )

    def standing(self, treaty: str) -> Standing:
        """Where the other stands toward a treaty, an objection that keeps it out of force included."""
        kept_out = [c.answer for left, c in self._changes(treaty) if left == "effect/not-in-force"]
        if kept_out:
            answer = NO if YES in kept_out else NOT_KNOWN
            return Standing("none", answer, "An objection keeps the treaty out of force between the two.")
        return standing(self._snapshot, treaty, self._other, self._day)

    def effect(self, duty: sqlite3.Row) -> tuple[str, list[str]]:
        """How far a duty is left toward the other, and the statements that change it (own ones and theirs)."""
        norm = self._snapshot.memory.norms[duty["norm"]]
        met = self._met(norm["treaty"], norm["provision"])
        if norm["layer"]:
            met += self._met(norm["binding"], norm["layer"])
        if not met:
            return duty["effect"], []
        return met[0][0], [c.reservation["statement"] for _, c in met]

    def _both_accept(self, layer: str) -> bool:
        """Whether both are bound by the instrument of a provision and neither leaves the provision out."""
        memory = self._snapshot.memory
        treaty = memory.provisions[layer]["treaty"]
        own = standing(self._snapshot, treaty, self._party, self._day).answer
        left_out = [
            c.reservation
            for _, c in self._changes(treaty)
            if c.reservation["effect"] == _EXCLUDED and _touches(memory, c.reservation["statement"], layer)
        ]
        return own == YES and self.standing(treaty).answer == YES and not left_out

    def _met(self, treaty: str, provision: str) -> list[tuple[str, Changed]]:
        """What reservations change of one provision between the two."""
        return [
            (left, c)
            for left, c in self._changes(treaty)
            if left != _FULL and _touches(self._snapshot.memory, c.reservation["statement"], provision)
        ]

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
