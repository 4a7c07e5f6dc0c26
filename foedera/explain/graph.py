"""Reading single statements from the snapshot's graphs."""

from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from foedera.namespaces import INFERRED, PROV, RDF, SH, foed, path_of

Term = NamedNode | Literal

DERIVED: Final = NamedNode(PROV + "wasDerivedFrom")
BY_RULE: Final = NamedNode(SH + "sourceRule")
TYPE: Final = NamedNode(RDF + "type")
_ORDER: Final = NamedNode(SH + "order")

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


class Graph:
    """The union of the snapshot's graphs, asked one subject and one property at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def many(self, node: Term | None, predicate: NamedNode) -> list[Term]:
        """The values of a property in the order of their text; none for a literal or nothing."""
        if not isinstance(node, NamedNode):
            return []
        terms = {quad.object for quad in self._store.quads_for_pattern(node, predicate, None, None)}
        return sorted((t for t in terms if isinstance(t, NamedNode | Literal)), key=lambda t: t.value)

    def one(self, node: Term | None, predicate: NamedNode) -> Term | None:
        """The first value of a property, or None."""
        return next(iter(self.many(node, predicate)), None)

    def thing(self, node: Term | None, predicate: str) -> NamedNode | None:
        """The first value of a Foedera property that is a node."""
        return next((t for t in self.many(node, foed(predicate)) if isinstance(t, NamedNode)), None)

    def text(self, node: Term | None, predicate: str) -> str | None:
        """The first value of a Foedera property that is a literal, as text."""
        return next((t.value for t in self.many(node, foed(predicate)) if isinstance(t, Literal)), None)

    def rules(self, node: NamedNode) -> list[NamedNode]:
        """The rules that made or classified a node, in the order in which they ran; none for what is recorded."""
        made_by = [t for t in self.many(node, BY_RULE) if isinstance(t, NamedNode)]
        if made_by:
            made_by += [rule for kind in self.many(node, TYPE) for rule in self._classifying(kind)]
        return sorted(made_by, key=lambda rule: int(getattr(self.one(rule, _ORDER), "value", 0)))

    def _classifying(self, kind: Term) -> list[NamedNode]:
        found = {q.subject for q in self._store.quads_for_pattern(None, foed("classifies"), kind, None)}
        return [rule for rule in found if isinstance(rule, NamedNode)]

    def premises(self, node: NamedNode) -> list[NamedNode]:
        """What a node was derived from."""
        return [t for t in self.many(node, DERIVED) if isinstance(t, NamedNode)]

    def premise(self, node: NamedNode, predicate: str, prefix: str = "") -> NamedNode | None:
        """The first premise that has the property and whose id begins with ``prefix``."""
        for premise in self.premises(node):
            if path_of(premise.value).startswith(prefix) and self.one(premise, foed(predicate)) is not None:
                return premise
        return None

    def derivations(self, node: NamedNode) -> int:
        """How many inferred nodes say the same of the same things: one for a single proof."""
        own = {p: self.one(node, foed(p)) for p in _IDENTITY}
        key = next((p for p in _IDENTITY if own[p] is not None), None)
        if key is None:
            return 1
        kind = self.one(node, TYPE)
        twins = {q.subject for q in self._store.quads_for_pattern(None, foed(key), own[key], INFERRED)}
        return sum(1 for twin in twins if isinstance(twin, NamedNode) and self._same(twin, kind, own))

    def _same(self, twin: NamedNode, kind: Term | None, own: dict[str, Term | None]) -> bool:
        return self.one(twin, TYPE) == kind and all(self.one(twin, foed(p)) == own[p] for p in _IDENTITY)
