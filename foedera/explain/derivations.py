"""All the ways in which the same follows, and the shortest of them."""

from typing import Final

from pyoxigraph import NamedNode

from foedera.explain.graph import TYPE, Graph, Term
from foedera.namespaces import foed

#: What makes two inferred nodes two derivations of one fact: the same class and the same of these.
_IDENTITY: Final = (
    "norm",
    "pair",
    "displaced",
    "restricts",
    "party",
    "treaty",
    "provision",
    "purpose",
    "requested",
)


def derivations(graph: Graph, node: NamedNode) -> list[NamedNode]:
    """The inferred nodes that say the same of the same things, this one among them: the shortest proof first."""
    own = {p: graph.one(node, foed(p)) for p in _IDENTITY}
    key = next((p for p in _IDENTITY if isinstance(own[p], NamedNode)), None)
    value = own[key] if key else None
    if key is None or not isinstance(value, NamedNode):
        return [node]
    kind = graph.one(node, TYPE)
    twins = [twin for twin in graph.inferred(key, value) if _same(graph, twin, kind, own)]
    return sorted(twins, key=lambda twin: (length(graph, twin), twin.value)) if len(twins) > 1 else [node]


def _same(graph: Graph, twin: NamedNode, kind: Term | None, own: dict[str, Term | None]) -> bool:
    return graph.one(twin, TYPE) == kind and all(graph.one(twin, foed(p)) == own[p] for p in _IDENTITY)


def length(graph: Graph, node: NamedNode) -> int:
    """How many steps and recorded things a proof has."""
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        next_one = waiting.pop()
        if next_one.value not in seen:
            seen.add(next_one.value)
            waiting += graph.premises(next_one)
    return len(seen)
