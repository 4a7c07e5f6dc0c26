"""Reading single statements from the snapshot's graphs."""

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from foedera.namespaces import ASSERTED, FOED, INFERRED, OPEN_END, OPEN_START, PROV, RDF, SH, foed, path_of
from foedera.store import Snapshot

Term = NamedNode | Literal

#: What names a premise of an inferred node: PROV-O's property, and the one of its own that a duty has for its norm.
DERIVED: Final = (NamedNode(PROV + "wasDerivedFrom"), foed("norm"))
BY_RULE: Final = NamedNode(SH + "sourceRule")
TYPE: Final = NamedNode(RDF + "type")
_ORDER: Final = NamedNode(SH + "order")
_RULE: Final = NamedNode(SH + "rule")
_CONSTRUCT: Final = NamedNode(SH + "construct")
#: What a template says of its first subject: the conclusion.
_CONCLUSION: Final = re.compile(r"\{\s*[?$]\w+\s(.*?)\s\.\s", re.S)
_STATED: Final = re.compile(r"(?:^|\s)(?P<kind>a)\s|\bfoed:(?P<property>[a-z]\w*)")


class Graph:
    """The union of a snapshot's graphs, asked one subject and one property at a time.

    Rules, and what tells and decides nothing, are read from the whole record: an excerpt does not hold them.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._store: Store = snapshot.query_store
        self._law: Store = snapshot.law_store

    def many(self, node: Term | None, predicate: NamedNode) -> list[Term]:
        """The values of a property in the order of their text; none for a literal or nothing."""
        if not isinstance(node, NamedNode):
            return []
        store = self._law if path_of(node.value).startswith("rule/") else self._store
        return _sorted(q.object for q in store.quads_for_pattern(node, predicate, None, None))

    def one(self, node: Term | None, predicate: NamedNode) -> Term | None:
        """The first value of a property, or None."""
        return next(iter(self.many(node, predicate)), None)

    def thing(self, node: Term | None, predicate: str) -> NamedNode | None:
        """The first value of a Foedera property that is a node."""
        return next((t for t in self.many(node, foed(predicate)) if isinstance(t, NamedNode)), None)

    def text(self, node: Term | None, predicate: str) -> str | None:
        """The first value of a Foedera property that is a literal, as text."""
        return next((t.value for t in self.many(node, foed(predicate)) if isinstance(t, Literal)), None)

    def note(self, node: NamedNode) -> str | None:
        """The note of a recorded thing."""
        told = self._law.quads_for_pattern(node, foed("note"), None, ASSERTED)
        return next((t.value for t in _sorted(q.object for q in told)), None)

    def rules(self, node: NamedNode) -> list[NamedNode]:
        """The rules that made a node, in the order in which they ran; none for what is recorded."""
        made_by = [t for t in self.many(node, BY_RULE) if isinstance(t, NamedNode)]
        return sorted(made_by, key=lambda rule: int(getattr(self.one(rule, _ORDER), "value", 0)))

    def premises(self, node: NamedNode) -> list[NamedNode]:
        """What a node was derived from."""
        found = [t for predicate in DERIVED for t in self.many(node, predicate) if isinstance(t, NamedNode)]
        return sorted(found, key=lambda t: t.value)

    def premise(self, node: NamedNode, predicate: str, prefix: str = "") -> NamedNode | None:
        """The first premise that has the property and whose id begins with ``prefix``."""
        for premise in self.premises(node):
            if path_of(premise.value).startswith(prefix) and self.one(premise, foed(predicate)) is not None:
                return premise
        return None

    def states(self, node: NamedNode, rule: NamedNode) -> dict[str, str | list[str]]:
        """What a rule states of a node, as the graph has it: its class, and each property that the rule gives it."""
        match = _CONCLUSION.search(self._construct(rule))
        stated: dict[str, str | list[str]] = {}
        for found in _STATED.finditer(match.group(1) if match else ""):
            if found["kind"]:
                stated["a"] = " ".join(plain(t) for t in self.many(node, TYPE))
            else:
                self._state(stated, node, found["property"])
        return stated

    def reckoned(self, node: NamedNode, properties: Iterable[str]) -> dict[str, str | list[str]]:
        """What the calendar states of a recorded thing, of these properties."""
        stated: dict[str, str | list[str]] = {}
        for name in properties:
            self._state(stated, node, name)
        return stated

    def _state(self, stated: dict[str, str | list[str]], node: NamedNode, name: str) -> None:
        values = [plain(t) for t in self.many(node, foed(name))]
        if values:
            stated[name] = values if len(values) > 1 else values[0]

    def _construct(self, rule: NamedNode) -> str:
        for body in self._law.quads_for_pattern(rule, _RULE, None, None):
            if isinstance(body.object, NamedNode | BlankNode):
                for found in self._law.quads_for_pattern(body.object, _CONSTRUCT, None, None):
                    return found.object.value if isinstance(found.object, Literal) else ""
        return ""

    def span(self, node: NamedNode) -> tuple[str, str]:
        """The widest possible days of a node, from the first to the one that ends it."""
        starts = [self.text(node, p) for p in ("possiblyFrom", "from", "on")]
        ends = [self.text(node, p) for p in ("possiblyUntil", "until", "possiblyOn")]
        return next(filter(None, starts), OPEN_START), next(filter(None, ends), OPEN_END)

    def made_by(self, rule: NamedNode) -> list[NamedNode]:
        """The nodes that a rule made."""
        found = self._store.quads_for_pattern(None, BY_RULE, rule, None)
        return [q.subject for q in found if isinstance(q.subject, NamedNode)]

    def inferred(self, predicate: str, value: NamedNode) -> list[NamedNode]:
        """The inferred nodes of which a Foedera property has this value."""
        found = self._store.quads_for_pattern(None, foed(predicate), value, INFERRED)
        return [node for q in found if isinstance(node := q.subject, NamedNode)]


def plain(term: Term) -> str:
    """A value as a proof shows it: an id path, a term's bare name, or a literal's text."""
    return path_of(term.value).removeprefix(FOED) if isinstance(term, NamedNode) else term.value


def _sorted(terms: Iterable[object]) -> list[Term]:
    return sorted({t for t in terms if isinstance(t, NamedNode | Literal)}, key=lambda t: t.value)
