"""Conditions as rules/conditions/ states them: what each rests on, where it bears, and which facts its shape is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from foedera.assess.vocabulary import kept
from foedera.errors import RuleError
from foedera.namespaces import FOED, RDF, RDFS, RULES, SH, foed, path_of
from foedera.store.snapshot import name

Term = NamedNode | BlankNode | Literal

DUTY: Final = "duty"
_PATH, _FIRST, _REST = (NamedNode(SH + "path"), NamedNode(RDF + "first"), NamedNode(RDF + "rest"))
_PAIRED: Final = SH + "disjoint"
#: From which whole number on a constraint with a number tells apart: its component → what is added to the number.
_EDGES: Final = {
    SH + "minInclusive": (0,),
    SH + "maxExclusive": (0,),
    SH + "hasValue": (0, 1),
    SH + "in": (0, 1),
}
_OF_THE_TWO: Final = (FOED + "requestingState", FOED + "requestedState")
_ALLOWED: Final = frozenset(SH + c for c in ("hasValue", "in", "minInclusive", "maxExclusive", "disjoint"))


@dataclass(frozen=True)
class Asked:
    """A property of a case that the shape of a condition is about, and what the shape can tell apart.

    Attributes:
        property: its IRI.
        constants: the nodes that the shape names as values.
        edges: the whole numbers from which on the shape may answer differently, rising; the first is 0.
        compared: the properties with which the shape compares it (sh:disjoint).
    """

    property: str
    constants: frozenset[str] = frozenset()
    edges: tuple[int, ...] = (0,)
    compared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """One condition.

    Attributes:
        iri: its IRI.
        label: its name.
        text: what it asks, in law's words.
        nature: required, mandatory-bar, optional-bar or duty.
        provision: id path of its pinpoint; empty where it is that of the channel.
        bears_on: id paths of the provisions that open the channels it is about.
        every: id paths of the purposes on every request for which it bears.
        kind: id of the class of instruments to which ``every`` is narrowed; empty for all.
        between: whether the treaty of its provision must be in force between the two.
        decides: whether failing it decides; otherwise it raises a doubt.
        checked: whether its text was read.
        question: the question it raises; empty for that of the property.
        measures: measures it is for, as bare names; empty for all.
        offences: offences it is for, as bare names; empty for all.
        layer: id path of the part of a protocol that must apply; empty for none.
        replaced: id paths of the parts of protocols under which it does not apply.
        alone: whether it applies only where no other treaty governs the request.
        first: whether it decides alone: once it is not met no other condition on the channel is looked at.
        lone: whether it bears only on channels that no other condition is about.
        stated: whether it applies only where the requested state has made a statement on its provision.
        when: when a duty arises; empty for other natures.
        asked: the facts its shape is about; none where no fact of the case settles it.
        shape: its triples.
    """

    iri: str
    label: str
    text: str
    nature: str
    provision: str
    bears_on: frozenset[str]
    every: frozenset[str]
    kind: str
    between: bool
    decides: bool
    checked: bool
    question: str
    measures: frozenset[str]
    offences: frozenset[str]
    layer: str
    replaced: tuple[str, ...]
    alone: bool
    first: bool
    lone: bool
    stated: bool
    when: str
    asked: tuple[Asked, ...]
    shape: tuple[Quad, ...]

    def __hash__(self) -> int:
        return hash(self.iri)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and self.iri == other.iri

    @cached_property
    def portable(self) -> bool:
        """Whether it makes the same of a case on every channel: it compares with the two states alone."""
        return all(p in _OF_THE_TWO for a in self.asked for p in a.compared)

    @cached_property
    def id(self) -> str:
        """Its name under ``condition/``."""
        return path_of(self.iri).partition("/")[2]


class Conditions:
    """All conditions, by where they bear."""

    def __init__(self, every: list[Condition]) -> None:
        self.all = tuple(every)
        self._on: dict[str, list[Condition]] = {}
        for condition in every:
            for provision in condition.bears_on:
                self._on.setdefault(provision, []).append(condition)

    def on(self, provision: str) -> list[Condition]:
        """Those about requests under a provision."""
        return self._on.get(provision, [])

    def for_every(self, purpose: str) -> list[Condition]:
        """Those that bear on every request for a purpose."""
        return [c for c in self.all if purpose in c.every]


def read_conditions(store: Store) -> Conditions:
    """The conditions of a store's rules graph, by IRI.

    Raises:
        RuleError: one lacks a part, or its shape uses what is not allowed there; the message names it.
    """
    found = store.quads_for_pattern(None, NamedNode(RDF + "type"), foed("Condition"), RULES)
    nodes = sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)})
    return Conditions([_condition(_Reader(store, NamedNode(iri))) for iri in nodes])


conditions: Final = kept(lambda snapshot: read_conditions(snapshot.law_store))


class _Reader:
    """One condition in the rules graph."""

    def __init__(self, store: Store, node: NamedNode) -> None:
        self._store = store
        self.node = node

    def values(self, node: Any, predicate: NamedNode) -> list[Any]:
        return [q.object for q in self._store.quads_for_pattern(node, predicate, None, RULES)]

    def text(self, predicate: NamedNode) -> str:
        found = self.values(self.node, predicate)
        return str(found[0].value) if found else ""

    def needed(self, predicate: NamedNode) -> str:
        found = self.text(predicate)
        if not found:
            raise RuleError(f"{path_of(self.node.value)} lacks {predicate.value.rpartition('#')[2]}.")
        return found

    def paths(self, property: str) -> frozenset[str]:
        return frozenset(path_of(v.value) for v in self.values(self.node, foed(property)))

    def names(self, property: str) -> frozenset[str]:
        return frozenset(name(path) for path in self.paths(property))

    def true(self, property: str) -> bool:
        return self.text(foed(property)) == "true"

    def tree(self, node: Any) -> Iterator[Quad]:
        """The triples of a node and of the blank nodes below it."""
        for quad in self._store.quads_for_pattern(node, None, None, RULES):
            yield quad
            if isinstance(quad.object, BlankNode):
                yield from self.tree(quad.object)

    def members(self, head: Any) -> list[Any]:
        found = []
        while first := self.values(head, _FIRST):
            found.append(first[0])
            head = self.values(head, _REST)[0]
        return found


def _condition(reader: _Reader) -> Condition:
    kind = reader.text(foed("bearsOnKind"))
    return Condition(
        iri=reader.node.value,
        label=reader.needed(NamedNode(RDFS + "label")),
        text=reader.needed(NamedNode(SH + "message")),
        nature=name(path_of(reader.needed(foed("conditionNature")))),
        provision=path_of(reader.text(foed("provision"))),
        bears_on=reader.paths("bearsOn"),
        every=reader.paths("bearsOnEvery"),
        kind=kind,
        between=reader.true("betweenParties"),
        decides=reader.text(NamedNode(SH + "severity")) != SH + "Warning",
        checked=reader.true("textChecked"),
        question=reader.text(foed("question")),
        measures=reader.names("forMeasure"),
        offences=reader.names("forAlleged"),
        layer=path_of(reader.text(foed("needsLayer"))),
        replaced=tuple(sorted(reader.paths("replacedUnder"))),
        alone=reader.true("onlyWithoutTreaty"),
        first=reader.true("decidesAlone"),
        lone=reader.true("whereNoneOther"),
        stated=reader.true("whereStated"),
        when=reader.text(foed("when")),
        asked=_asked(reader),
        shape=tuple(q for q in reader.tree(reader.node) if _is_shape(q)),
    )


def _is_shape(quad: Quad) -> bool:
    """What a SHACL engine needs of a condition; the rest tells people and the engine where it applies."""
    own = quad.predicate.value.startswith((FOED, RDFS))
    return not own and quad.predicate.value not in (SH + "message", SH + "severity")


def _asked(reader: _Reader) -> tuple[Asked, ...]:
    found: dict[str, Asked] = {}
    for node in dict.fromkeys(q.subject for q in reader.tree(reader.node)):
        path = reader.values(node, _PATH)
        if path:
            here = _constraint(reader, node, path[0])
            found[here.property] = _joined(found.get(here.property), here)
    return tuple(found[p] for p in sorted(found))


def _constraint(reader: _Reader, node: Any, path: Any) -> Asked:
    if not isinstance(path, NamedNode):
        raise RuleError(f"{path_of(reader.node.value)}: sh:path names one property of a case.")
    constants, edges, compared = set[str](), {0}, list[str]()
    for quad in reader._store.quads_for_pattern(node, None, None, RULES):
        component = quad.predicate.value
        if component == SH + "path":
            continue
        if component not in _ALLOWED:
            raise RuleError(
                f"{path_of(reader.node.value)}: {component.replace(SH, 'sh:')} is not allowed in a condition."
            )
        values: list[Any] = reader.members(quad.object) if component == SH + "in" else [quad.object]
        if component == _PAIRED:
            compared += [v.value for v in values if isinstance(v, NamedNode)]
            continue
        constants |= {v.value for v in values if isinstance(v, NamedNode)}
        numbers = [int(v.value) for v in values if isinstance(v, Literal) and v.value.lstrip("-").isdigit()]
        edges |= {n + more for n in numbers for more in _EDGES.get(component, (0,))}
    return Asked(path.value, frozenset(constants), tuple(sorted(edges)), tuple(sorted(compared)))


def _joined(one: Asked | None, other: Asked) -> Asked:
    if one is None:
        return other
    return Asked(
        one.property,
        one.constants | other.constants,
        tuple(sorted({*one.edges, *other.edges})),
        tuple(sorted({*one.compared, *other.compared})),
    )
