"""Running the rules over a part of the record, first for each party alone, then between two.

What binds the other parties is taken as the snapshot has it. They stand aside: they meet the parties asked about
and not each other, so that between n parties n relations are inferred and not n times n.
"""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from foedera.calendar import reckon
from foedera.infer.run import Program, run
from foedera.namespaces import ASSERTED, INFERRED, PROV, SH, foed, node
from foedera.store import Snapshot

_STANCE: Final = foed("stance")
_DERIVED: Final = NamedNode(PROV + "wasDerivedFrom")
_RULE: Final = NamedNode(SH + "sourceRule")
_AMONG: Final = "among"
#: The stance of a party that meets only those asked about.
_ASIDE: Final = Literal("aside")


def reasoned(snapshot: Snapshot, graphs: dict[str, bytes], program: Program, others: Iterable[str]) -> Store:
    """What follows from some statements, with the participations of others as they stand.

    Args:
        snapshot: the snapshot from which the others are taken.
        graphs: recorded statements as N-Triples, by IRI of the graph.
        program: the rules.
        others: id paths of participations that are taken as given.
    """
    store = Store()
    for graph, content in graphs.items():
        store.load(content, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(graph))
    store.extend(reckon(store).quads)
    alone = next(
        i
        for i, (_, _, update) in enumerate(program.updates, 1)
        if _STANCE.value in _template(update, program)
    )
    run(store, Program(program.updates[:alone], program.prefixes))
    store.extend(_given(snapshot, others))
    run(store, Program(program.updates[alone:], program.prefixes))
    return store


def _template(update: str, program: Program) -> str:
    """What an update inserts, with the Foedera prefix written out."""
    inserted = update.partition("WHERE")[0]
    prefix = next(p for p, n in program.prefixes.items() if _STANCE.value.startswith(n))
    return inserted.replace(f"{prefix}:stance ", f"<{_STANCE.value}> ")


def _given(snapshot: Snapshot, participations: Iterable[str]) -> Iterable[Quad]:
    """Participations as the snapshot has them, set aside, with the memberships that they rest on."""
    store = snapshot.query_store
    for path in participations:
        for quad in store.quads_for_pattern(node(path), None, None, INFERRED):
            if quad.predicate == _STANCE and getattr(quad.object, "value", None) == _AMONG:
                yield Quad(quad.subject, _STANCE, _ASIDE, INFERRED)
            elif quad.predicate != _RULE:
                yield quad
            if (
                quad.predicate == _DERIVED
                and isinstance(quad.object, NamedNode)
                and "/membership/" in quad.object.value
            ):
                yield from store.quads_for_pattern(quad.object, None, None, ASSERTED)
