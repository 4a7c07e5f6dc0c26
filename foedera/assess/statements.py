"""What the two states declared or reserved on the provisions that conditions rest on."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from foedera.channels.layers import upward
from foedera.channels.pair import Pair
from foedera.coverage import sources_of
from foedera.holding import NO, Answer
from foedera.reservations import stands
from foedera.store.snapshot import name


@dataclass(frozen=True)
class Statement:
    """A statement that bears on a condition.

    Attributes:
        id: its id path.
        of: code of its author.
        effect: bare name of its effect.
        summary: what it says.
        pinpoints: the provisions it touches.
        answer: whether it counts that day.
        sources: where it was read.
    """

    id: str
    of: str
    effect: str
    summary: str
    pinpoints: tuple[str, ...]
    answer: Answer
    sources: list[dict[str, object]]


class Statements:
    """The statements that bear on requests between two states."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._known: dict[str, list[tuple[frozenset[str], Statement]]] = {}

    def on(self, pinpoint: str, channel: str) -> tuple[Statement, ...]:
        """Those on a provision, on a part of it, or on what it is part of.

        Args:
            pinpoint: id path of the provision.
            channel: id path of the provision that opens the channel: a statement on all of it is told once, with
                the channel, and not with each condition.
        """
        provision = self._pair.memory.provisions.get(pinpoint)
        if provision is None:
            return ()
        wider = set(upward(self._pair.memory, pinpoint)) - ({channel} - {pinpoint})
        return tuple(
            statement
            for touched, statement in self._of_treaty(provision["treaty"])
            if any(t in wider or pinpoint in upward(self._pair.memory, t) for t in touched)
        )

    def _of_treaty(self, treaty: str) -> list[tuple[frozenset[str], Statement]]:
        if treaty not in self._known:
            self._known[treaty] = list(self._read(treaty))
        return self._known[treaty]

    def _read(self, treaty: str) -> Iterator[tuple[frozenset[str], Statement]]:
        pair, memory = self._pair, self._pair.memory
        for author, other in ((pair.requested, pair.requesting), (pair.requesting, pair.requested)):
            returned = {
                r["statement"]
                for r in memory.reservations.get((treaty, author), [])
                if r["reciprocal"] == "true"
            }
            for act in memory.acts.get((treaty, author), []):
                row = memory.statements.get(act["id"])
                if row is None or row["administrative"] == "true" or row["id"] in memory.impermissible:
                    continue
                if author == pair.requesting and row["id"] not in returned:
                    continue
                if (
                    memory.statement_toward.get(row["id"], {other}) >= {other}
                    and (answer := stands(memory, act, row, pair.day)) != NO
                ):
                    yield self._statement(row, answer)

    def _statement(self, row: sqlite3.Row, answer: Answer) -> tuple[frozenset[str], Statement]:
        memory = self._pair.memory
        touched = frozenset(p["provision"] for p in memory.statement_provisions.get(row["id"], []))
        shown = Statement(
            row["id"],
            name(row["party"]),
            name(row["effect"]),
            row["summary"],
            tuple(sorted(name(p) for p in touched)),
            answer,
            sources_of(self._pair.snapshot, row["id"]),
        )
        return touched, shown
