"""All the ways in which the same follows, and the shortest of them."""

from typing import Final

from pyoxigraph import NamedNode

from foedera.explain.graph import TYPE, Graph, Term
from foedera.namespaces import foed, path_of

#: What makes two inferred nodes two derivations of one fact: the same class, the same of these, and common days.
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
    "effect",
    "statement",
    "toward",
    "unionAct",
)


def derivations(graph: Graph, node: NamedNode) -> list[NamedNode]:
    """The inferred nodes that say the same of the same things, this one among them: the shortest proof first."""
    kind = graph.one(node, TYPE)
    own = {p: graph.one(node, foed(p)) for p in _IDENTITY}
    key, value = next(((p, v) for p, v in own.items() if isinstance(v, NamedNode)), (None, node))
    if key is None:
        return [node]
    beginning = _beginning(node)
    near = (twin for twin in graph.inferred(key, value) if _beginning(twin) == beginning)
    twins = [twin for twin in near if _same(graph, twin, kind, own) and _overlap(graph, twin, node)]
    return sorted(twins, key=lambda twin: (length(graph, twin), twin.value)) if len(twins) > 1 else [node]


def _beginning(node: NamedNode) -> str:
    """The first part of an id: it is the same for all nodes of a class, and quicker to compare."""
    return path_of(node.value).partition("/")[0]


def _same(graph: Graph, twin: NamedNode, kind: Term | None, own: dict[str, Term | None]) -> bool:
    return graph.one(twin, TYPE) == kind and all(graph.one(twin, foed(p)) == own[p] for p in _IDENTITY)


def _overlap(graph: Graph, one: NamedNode, other: NamedNode) -> bool:
    (start, end), (first, last) = graph.span(one), graph.span(other)
    return (start < last and first < end) or one == other


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
