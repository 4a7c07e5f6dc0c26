"""The vocabulary of a case as the ontology has it: which fields there are, of what kind, and how each is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar
from weakref import WeakKeyDictionary

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, QuerySolution, QuerySolutions, Store

from foedera.namespaces import FOED, ONTOLOGY, PREFIXES, XSD
from foedera.store import Snapshot

T = TypeVar("T")
Kind = Literal["state", "states", "concept", "flag", "number", "day"]

_KINDS: Final[dict[str, Kind]] = {XSD + "boolean": "flag", XSD + "integer": "number"}

_FIELDS: Final = """
SELECT ?property ?field ?question ?label ?range ?scheme ?functional WHERE {
    ?property foed:field ?field ; foed:question ?question ; rdfs:label ?label ; rdfs:range ?range ; sh:order ?order .
    OPTIONAL { ?property foed:fromScheme ?scheme }
    BIND (EXISTS { ?property a owl:FunctionalProperty } AS ?functional)
} ORDER BY ?order
"""

_CONCEPTS: Final = "SELECT ?concept ?label WHERE { ?concept skos:inScheme ?scheme ; skos:prefLabel ?label } ORDER BY STR(?concept)"


@dataclass(frozen=True)
class Field:
    """One fact of a case.

    Attributes:
        name: the member of the JSON form, with dots into objects (``person.nationality``).
        property: the IRI of the property that holds it in RDF.
        kind: state (one party), states (none, one or several), concept, flag, number or day.
        label: its name in words.
        question: how it is asked for.
        concepts: the concepts it can take, by IRI, with their labels; empty for other kinds.
    """

    name: str
    property: str
    kind: Kind
    label: str
    question: str
    concepts: dict[str, str]

    def __hash__(self) -> int:
        return hash(self.property)


@dataclass(frozen=True)
class Vocabulary:
    """All fields, in the order in which people are asked for them."""

    fields: tuple[Field, ...]

    def by_name(self, name: str) -> Field | None:
        """The field that a member of the JSON form stands for."""
        return next((f for f in self.fields if f.name == name), None)

    def by_property(self, iri: str) -> Field | None:
        """The field that a property holds."""
        return next((f for f in self.fields if f.property == iri), None)


def read_vocabulary(store: Store) -> Vocabulary:
    """The fields of a case as the ontology graph of a store has them."""
    return Vocabulary(tuple(_field(store, row) for row in select(store, _FIELDS)))


def select(store: Store, query: str, **bound: NamedNode) -> list[QuerySolution]:
    """Solutions of a query over the ontology; ``bound`` are values of its variables."""
    for name, node in bound.items():
        query = query.replace(f"?{name}", str(node))
    found = store.query(query, prefixes=PREFIXES, default_graph=[ONTOLOGY])
    assert isinstance(found, QuerySolutions)
    return list(found)


def _field(store: Store, row: QuerySolution) -> Field:
    scheme: Any = row["scheme"]
    rows = select(store, _CONCEPTS, scheme=scheme) if scheme is not None else []
    several = isinstance(row["functional"], RdfLiteral) and row["functional"].value == "false"
    return Field(
        name=_text(row, "field"),
        property=_text(row, "property"),
        kind=_kind(_text(row, "range"), scheme is not None, several),
        label=_text(row, "label"),
        question=_text(row, "question"),
        concepts={_text(r, "concept"): _text(r, "label") for r in rows},
    )


def _kind(range_: str, from_scheme: bool, several: bool) -> Kind:
    if range_ == FOED + "Party":
        return "states" if several else "state"
    return "concept" if from_scheme else _KINDS.get(range_, "day")


def _text(row: QuerySolution, name: str) -> str:
    term: Any = row[name]
    return str(term.value)


def kept(read: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """``read``, done once for each snapshot; an excerpt shares what its whole has."""
    known: WeakKeyDictionary[Snapshot, T] = WeakKeyDictionary()

    def once(snapshot: Snapshot) -> T:
        whole: Snapshot = getattr(snapshot, "whole", snapshot)
        if whole not in known:
            known[whole] = read(whole)
        return known[whole]

    return once


vocabulary: Final = kept(lambda snapshot: read_vocabulary(snapshot.law_store))
