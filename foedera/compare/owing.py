"""What a state owes on a day by topic, and where it stands toward the treaties that speak of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from foedera.holding import NO, YES, Answer, combined
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import Memory, name

#: A duty that holds for certain on a day (twice a value), and that no reservation takes away.
_CERTAIN: Final = "effect != 'effect/excluded' AND fro <= ? AND (til IS NULL OR til > ?)"


@dataclass(frozen=True)
class Owing:
    """What one state owes on a day.

    Attributes:
        snapshot: the snapshot.
        party: id path of the state.
        day: ISO date.
        duties: rows of the duties that it owes for certain, reserved ones left out.
    """

    snapshot: Snapshot
    party: str
    day: str
    duties: tuple[Any, ...]

    @cached_property
    def _by_norm(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for duty in self.duties:
            found.setdefault(duty["norm"], []).append(duty)
        return found

    def among(self, norms: Iterable[str]) -> list[Any]:
        """The duties that are of one of some norms."""
        return [duty for norm in norms for duty in self._by_norm.get(norm, ())]

    def bound(self, treaty: str) -> Answer:
        """Whether an instrument (id path) binds the state."""
        return standing(self.snapshot, treaty, self.party, self.day).answer


def owing(snapshot: Snapshot, party: str, day: str) -> Owing:
    """What a party (id path) owes on a day (ISO date)."""
    norms = snapshot.memory.norms
    rows = snapshot.rows(f"SELECT * FROM duty WHERE party = ? AND {_CERTAIN} ORDER BY id", party, day, day)
    return Owing(snapshot, party, day, tuple(r for r in rows if norms[r["norm"]]["binds"] == "true"))


def strongest(snapshot: Snapshot, parties: Sequence[str], norms: Iterable[str], day: str) -> dict[str, int]:
    """How strong the strongest duty among some norms is, of each of some parties that owes one for certain on a day.

    Args:
        snapshot: the snapshot.
        parties: id paths.
        norms: id paths.
        day: ISO date.
    """
    wanted = tuple(norms)
    found: dict[str, int] = {}
    # The plus keeps the search to the norms: they are few, and each party owes hundreds.
    for party, norm in snapshot.rows(
        f"SELECT party, norm FROM duty WHERE norm IN ({_marks(wanted)}) AND +party IN ({_marks(parties)}) AND {_CERTAIN}",
        *(*wanted, *parties, day, day),
    ):
        found[party] = max(found.get(party, 0), rank(snapshot, norm))
    return found


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def on_topic(snapshot: Snapshot, topic: str) -> frozenset[str]:
    """The norms that bind as duties on a topic (id path) or a narrower one."""
    return _on_topic(snapshot.memory, topic)


@kept(512)
def _on_topic(memory: Memory, topic: str) -> frozenset[str]:
    within = memory.narrower[topic]
    return frozenset(
        n
        for n, row in memory.norms.items()
        if row["binds"] == "true" and not within.isdisjoint(memory.topics.get(n, ()))
    )


def answered(snapshot: Snapshot, owed: Owing, norms: frozenset[str], duties: Iterable[Any]) -> Answer:
    """Whether a state owes something among some norms: a "no" needs every treaty that holds one to be proven not to bind it."""
    if list(duties):
        return YES
    sides = {owed.bound(t) for t in {snapshot.memory.norms[n]["binding"] for n in norms}}
    return NO if not sides - {NO, YES} else combined([s for s in sides if s != YES])


def strength(snapshot: Snapshot, duty: Any) -> int:
    """How strongly a duty binds, as the ontology ranks modalities; more is stronger."""
    return rank(snapshot, duty["norm"])


def rank(snapshot: Snapshot, norm: str) -> int:
    """How strongly a norm (id path) binds."""
    return int(snapshot.memory.norms[norm]["strength"])


def topics(snapshot: Snapshot, topic: str | None) -> list[str]:
    """The topics to tell apart: a topic and its narrower ones, or the widest ones where none is named."""
    memory = snapshot.memory
    if topic is None:
        return list(_widest(memory))
    every = sorted(c for c in memory.concepts if c.startswith("topic/"))
    return [topic, *(c for c in every if name(c) in memory.narrower[topic] and c != topic)]


@kept(1)
def _widest(memory: Memory) -> tuple[str, ...]:
    every = sorted(c for c in memory.concepts if c.startswith("topic/"))
    return tuple(c for c in every if not any(name(c) in memory.narrower[w] for w in every if w != c))
