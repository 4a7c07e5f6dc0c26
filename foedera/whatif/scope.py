"""Which treaties and parties some acts touch: what must be inferred anew, and what only stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.store import Snapshot
from foedera.store.snapshot import name
from foedera.whatif.record import precedence


@dataclass(frozen=True)
class Scope:
    """What some acts touch.

    Attributes:
        treaties: id paths of the instruments under which something may change: those acted on, their
            conventions, and those of their protocols that one of the parties has to do with.
        context: instruments that give way to these, go before them, or govern their subject among members.
        parties: id paths of the parties for which something may change: those that act, the territories that
            take part through them, and both sides of a bilateral treaty.
        companions: id paths of parties that objected to statements of these, or whose statements these object to.
    """

    treaties: frozenset[str]
    context: frozenset[str]
    parties: frozenset[str]
    companions: frozenset[str]

    def pair(self, pair: str) -> bool:
        """Whether one of two states (``pair/AAA-BBB``) is among the parties."""
        first, _, second = name(pair).partition("-")
        return f"party/{first}" in self.parties or f"party/{second}" in self.parties


def scope_of(snapshot: Snapshot, acted: Iterable[tuple[str, str]], statements: Iterable[str]) -> Scope:
    """What acts touch.

    Args:
        snapshot: the snapshot.
        acted: (id path of the treaty, id path of the party) of each act.
        statements: id paths of the statements that are objected to.
    """
    memory = snapshot.memory
    pairs = list(acted)
    parties = {party for _, party in pairs}
    parties |= {p for treaty, _ in pairs for p in memory.between.get(treaty, ())}
    parties |= {t for t, row in memory.parties.items() if {row["responsible"], row["formerly"]} & parties}
    joined = {t for t, p in (*memory.acts, *memory.participations) if p in parties}
    treaties = set[str]()
    for treaty, _ in pairs:
        protocols = joined.intersection(memory.protocols.get(treaty, ()))
        treaties |= {treaty, memory.instruments[treaty]["parent"] or treaty, *protocols}
    context = {other for treaty in treaties for other in precedence(snapshot).get(treaty, ())}
    context |= {
        act
        for act, rows in memory.union_rules.items()
        if any(
            memory.provisions[r["governs"]]["treaty"] in treaties
            for r in rows
            if r["governs"] in memory.provisions
        )
    }
    return Scope(
        frozenset(treaties),
        frozenset(context - treaties),
        frozenset(parties),
        frozenset(_companions(snapshot, parties, set(statements)) - parties),
    )


def _companions(snapshot: Snapshot, parties: set[str], statements: set[str]) -> set[str]:
    memory = snapshot.memory
    found = {memory.statements[s]["party"] for s in statements if s in memory.statements}
    for rows in memory.objections.values():
        for row in rows:
            if row["toward"] in parties or row["party"] in parties:
                found |= {row["party"], row["toward"]}
    return found
