"""What a state owes on a day by topic, and where it stands toward the treaties that speak of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from foedera.holding import NO, YES, Answer, combined, holds
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.snapshot import name

_EXCLUDED: Final = "effect/excluded"


@dataclass(frozen=True)
class Owing:
    """What one state owes on a day.

    Attributes:
        party: id path of the state.
        duties: rows of the duties that it owes for certain, reserved ones left out.
        bound: whether each instrument with norms binds it, by id path.
    """

    party: str
    duties: tuple[Any, ...]
    bound: dict[str, Answer]


def owing(snapshot: Snapshot, party: str, day: str) -> Owing:
    """What a party (id path) owes on a day (ISO date)."""
    norms = snapshot.memory.norms
    rows = snapshot.rows("SELECT * FROM duty WHERE party = ? ORDER BY id", party)
    duties = tuple(
        r
        for r in rows
        if norms[r["norm"]]["binds"] == "true" and r["effect"] != _EXCLUDED and holds(r, day) == YES
    )
    treaties = sorted({n["binding"] for n in norms.values() if n["binds"] == "true"})
    return Owing(party, duties, {t: standing(snapshot, t, party, day).answer for t in treaties})


def on_topic(snapshot: Snapshot, topic: str) -> frozenset[str]:
    """The norms that bind as duties on a topic (id path) or a narrower one."""
    memory = snapshot.memory
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
    sides = {owed.bound[snapshot.memory.norms[n]["binding"]] for n in norms}
    return NO if not sides - {NO, YES} else combined([s for s in sides if s != YES])


def strength(snapshot: Snapshot, duty: Any) -> int:
    """How strongly a duty binds, as the ontology ranks modalities; more is stronger."""
    return int(snapshot.memory.norms[duty["norm"]]["strength"])


def topics(snapshot: Snapshot, topic: str | None) -> list[str]:
    """The topics to tell apart: a topic and its narrower ones, or the widest ones where none is named."""
    memory = snapshot.memory
    every = [c for c in memory.concepts if c.startswith("topic/")]
    if topic is not None:
        return [topic, *(c for c in sorted(every) if name(c) in memory.narrower[topic] and c != topic)]
    return [c for c in sorted(every) if not any(name(c) in memory.narrower[w] for w in every if w != c)]
