"""The rules as their files state them, and one application of one of them, by a second SPARQL engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

from rdflib import Graph, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.store import Store
from rdflib.term import Identifier, Node

from foedera.verify.record import RDF_TYPE, Record, foed

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")

Triple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        iri: its IRI.
        order: rules of a lower order have run before.
        targets: the classes whose instances it is applied to.
        construct: its CONSTRUCT, as written.
        names: the prefixes it uses.
        sentence: the template of its sentence.
        common: whether it speaks of provisions and norms alone, so that no party's record changes what it concludes.
    """

    iri: URIRef
    order: int
    targets: tuple[Node, ...]
    construct: str
    names: dict[str, str]
    sentence: str
    common: bool

    @cached_property
    def query(self) -> Query:
        """The CONSTRUCT, parsed when it is first needed, for that takes a tenth of a second."""
        return prepareQuery(self.construct, initNs=self.names)


def read_rules(record: Record) -> list[Rule]:
    """Every rule of the record, in the order in which they run."""
    rules = record.rooms["rules"]
    names = _prefixes(record)
    found = [
        Rule(
            iri=iri,
            order=int(str(record.one(iri, SH.order))),
            targets=tuple(record.under(target)),
            construct=_text(record, iri),
            names=names,
            sentence=str(record.one(iri, foed("sentence"))),
            common=target in (foed("Provision"), foed("Norm")) and "foed:party" not in _text(record, iri),
        )
        for iri in rules
        if isinstance(iri, URIRef) and (RDF_TYPE, foed("Rule")) in rules[iri]
        for target in record.values(iri, SH.targetClass)
    ]
    return sorted(found, key=lambda rule: (rule.order, rule.iri))


def _text(record: Record, rule: Node) -> str:
    return str(record.one(record.one(rule, SH.rule), SH.construct))


def _prefixes(record: Record) -> dict[str, str]:
    declared = record.values(URIRef(foed("")[:-1]), SH.declare)
    return {str(record.one(d, SH.prefix)): str(record.one(d, SH.namespace)) for d in declared}


class Layers(Store):
    """Two sets of statements read as one: what all proofs share, and what one of them needs."""

    def __init__(self, shared: "Facts", own: "Facts") -> None:
        super().__init__()
        self._shared, self._own = shared, own

    def triples(self, triple_pattern, context=None):  # type: ignore[no-untyped-def]
        """The statements of both that fit a pattern, as rdflib asks a store for them."""
        for facts in (self._shared, self._own):
            for triple in facts.fitting(triple_pattern):
                yield triple, iter(())

    def __len__(self, context=None) -> int:  # type: ignore[no-untyped-def]
        return len(self._shared) + len(self._own)


class Facts:
    """Statements, found by subject or by property and object."""

    def __init__(self) -> None:
        self._by_subject: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._by_predicate: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, subject: Node, predicate: Node, value: Node) -> None:
        """Add a statement; one that is there already changes nothing."""
        values = self._by_subject.setdefault(subject, {}).setdefault(predicate, {})
        if value not in values:
            values[value] = None
            self._by_predicate.setdefault(predicate, {}).setdefault(value, {})[subject] = None
            self._size += 1

    def values(self, subject: Node, predicate: Node) -> list[Node]:
        """The values of a property of a subject."""
        return list(self._by_subject.get(subject, {}).get(predicate, ()))

    def subjects(self, predicate: Node, value: Node) -> list[Node]:
        """The subjects of which a property has a value."""
        return list(self._by_predicate.get(predicate, {}).get(value, ()))

    def fitting(self, pattern: Pattern) -> Iterator[Triple]:
        """The statements that fit a pattern."""
        subject, predicate, value = pattern
        if subject is not None:
            told = self._by_subject.get(subject, {})
            for name in list(told) if predicate is None else [predicate]:
                for found in [value] if value is not None else list(told.get(name, ())):
                    if found in told.get(name, ()):
                        yield subject, name, found
            return
        for name in list(self._by_predicate) if predicate is None else [predicate]:
            by_value = self._by_predicate.get(name, {})
            for found in list(by_value) if value is None else [value]:
                for one in list(by_value.get(found, ())):
                    yield one, name, found


def apply(rule: Rule, this: Node, graph: Graph) -> list[Triple]:
    """What a rule concludes of one instance of its target, by its own text."""
    found = graph.query(rule.query, initBindings={"this": cast(Identifier, this)})
    return list(found.graph or ())
