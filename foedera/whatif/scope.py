"""Which treaties and parties some acts touch: what must be inferred anew, and what only stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.namespaces import ASSERTED, foed, node, path_of
from foedera.store import Snapshot
from foedera.store.snapshot import Memory, name
from foedera.whatif.record import precedence


@dataclass(frozen=True)
class Scope:
    """What some acts touch.

    Attributes:
        treaties: id paths of the instruments under which something may change: those acted on, their
            conventions, and those of their protocols that one of the parties has to do with.
        context: instruments that give way to these, go before them, or govern their subject among members.
        texts: instruments whose provisions are read with these: what belongs to one family of treaties.
        parties: id paths of the parties for which something may change: those that act, the territories that
            take part through them, and both sides of a bilateral treaty.
        companions: id paths of parties whose acts are addressed to these (objections, extensions to a territory
            toward one of them), or whose statements these object to.
    """

    treaties: frozenset[str]
    context: frozenset[str]
    texts: frozenset[str]
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
    treaties |= _needed(memory, treaties) & joined
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
        frozenset(_families(snapshot, treaties | context)),
        frozenset(parties),
        frozenset(_companions(snapshot, treaties, parties, set(statements)) - parties),
    )


def _families(snapshot: Snapshot, treaties: set[str]) -> set[str]:
    """The conventions and protocols to which some instruments belong: a norm may need a part of any of them."""
    memory = snapshot.memory
    conventions = {memory.instruments[t]["parent"] or t for t in treaties}
    family = treaties | conventions | {p for c in conventions for p in memory.protocols.get(c, ())}
    return family | _needed(memory, family)


def _needed(memory: Memory, treaties: set[str]) -> set[str]:
    """The instruments that parts of some treaties' norms come from."""
    return {n["binding"] for n in memory.norms.values() if n["treaty"] in treaties}


def _companions(snapshot: Snapshot, treaties: set[str], parties: set[str], statements: set[str]) -> set[str]:
    """The parties whose acts under the treaties are addressed to one of these, or to which theirs are."""
    memory, store = snapshot.memory, snapshot.query_store
    found = {str(memory.statements[s]["party"]) for s in statements if s in memory.statements}
    for rows in memory.objections.values():
        for row in rows:
            if row["toward"] in parties or row["party"] in parties:
                found |= {row["party"], row["toward"]}
    for party in parties:
        for quad in store.quads_for_pattern(None, foed("toward"), node(party), ASSERTED):
            treaty, _, rest = name(path_of(getattr(quad.subject, "value", ""))).partition("/")
            if f"treaty/{treaty}" in treaties:
                found.add("party/" + rest.partition("/")[0])
    return found & set(memory.parties)
