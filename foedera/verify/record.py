"""The record as its own Turtle files state it, read without the engine.

Only the parser is shared with the rest of the house. What is kept is what the files say: statements by subject,
and which subjects speak of a treaty, of a party, or of both.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

ID: Final = "https://w3id.org/foedera/id/"
FOED: Final = "https://w3id.org/foedera/ns#"
RDF_TYPE: Final = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SUBCLASS: Final = URIRef("http://www.w3.org/2000/01/rdf-schema#subClassOf")
DATE: Final = URIRef("http://www.w3.org/2001/XMLSchema#date")

Statement = tuple[URIRef, Node]
Key = TypeVar("Key")
_ROOMS: Final = ("ontology", "data", "rules")


def foed(name: str) -> URIRef:
    """A term of the Foedera vocabulary."""
    return URIRef(FOED + name)


def node(path: str) -> URIRef:
    """The resource at an id path."""
    return URIRef(ID + path)


def path_of(term: Node) -> str:
    """The id path of a resource; a term of the vocabulary by its bare name."""
    return str(term).removeprefix(ID).removeprefix(FOED)


class Record:
    """Every statement of the files, by room and subject.

    Args:
        root: holds ontology/, data/ and rules/.
        progress: told each room before it is read.
    """

    def __init__(self, root: Path, progress: Callable[[str], None] = lambda _: None) -> None:
        self._terms: dict[object, Node] = {}
        self.rooms: dict[str, dict[Node, list[Statement]]] = {}
        for room in _ROOMS:
            progress(f"Reading {room}")
            self.rooms[room] = {}
            for number, path in enumerate(sorted((root / room).rglob("*.ttl"))):
                self._read(self.rooms[room], path, number)

    def _read(self, into: dict[Node, list[Statement]], path: Path, number: int) -> None:
        for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, base_iri=ID):
            subject = self._term(triple.subject, number)
            predicate = self._term(triple.predicate, number)
            assert isinstance(predicate, URIRef)
            into.setdefault(subject, []).append((predicate, self._term(triple.object, number)))

    def _term(self, term: object, file: int) -> Node:
        key = (file, term) if isinstance(term, pyoxigraph.BlankNode) else term
        if key not in self._terms:
            self._terms[key] = _converted(term, file)
        return self._terms[key]

    @property
    def data(self) -> dict[Node, list[Statement]]:
        """What the files under data/ assert."""
        return self.rooms["data"]

    def about(self, subject: Node) -> Iterator[Statement]:
        """Every statement about a subject, of whatever room."""
        for room in self.rooms.values():
            yield from room.get(subject, ())

    def values(self, subject: Node, predicate: URIRef) -> list[Node]:
        """The values of a property, in the order of their text."""
        return sorted({o for p, o in self.about(subject) if p == predicate}, key=str)

    def one(self, subject: Node | None, predicate: URIRef) -> Node | None:
        """The first value of a property, or None."""
        return next(iter(self.values(subject, predicate)), None) if subject is not None else None

    def over(self, kind: Node) -> frozenset[Node]:
        """A class and all classes above it."""
        return _over(self, kind)

    def kinds(self, subject: Node) -> frozenset[Node]:
        """The classes of a subject and all classes above them."""
        return frozenset(c for kind in self.values(subject, RDF_TYPE) for c in self.over(kind))

    def under(self, kind: Node) -> list[Node]:
        """A class and all classes below it."""
        below = (s for s in self.rooms["ontology"] if isinstance(s, URIRef) and kind in self.over(s))
        return sorted({kind, *below}, key=str)

    @cached_property
    def parties(self) -> frozenset[Node]:
        """Every state, former state, territory and organisation."""
        wanted = {foed(k) for k in ("State", "FormerState", "Territory", "RegionalOrganisation")}
        return frozenset(
            s for s, told in self.data.items() if any(p == RDF_TYPE and o in wanted for p, o in told)
        )

    @cached_property
    def of_party(self) -> dict[tuple[Node, Node | None], list[Node]]:
        """Subjects by the party and the treaty they speak of; the treaty is None where they name none."""
        return self._by(_party_and_treaty)

    @cached_property
    def of_treaty(self) -> dict[Node, list[Node]]:
        """Subjects that speak of a treaty and of no party: clauses, provisions, norms, endings."""
        found = self._by(lambda told: () if _all(told, "party") else _all(told, "treaty"))
        for subject in self.data:
            treaty = node("/".join(path_of(subject).split("/")[:2]))
            if (
                treaty in self.data
                and subject not in found.get(treaty, ())
                and path_of(subject).startswith("treaty/")
            ):
                found.setdefault(treaty, []).append(subject)
        return found

    @cached_property
    def replacing(self) -> dict[Node, list[Node]]:
        """The treaties that take the place of one, by that one."""
        return self._by(lambda told: _all(told, "replaces"))

    @cached_property
    def protocols(self) -> dict[Node, list[Node]]:
        """The protocols to a convention, by that one."""
        return self._by(lambda told: _all(told, "parent"))

    def _by(self, keys: Callable[[list[Statement]], Iterable[Key]]) -> dict[Key, list[Node]]:
        found: dict[Key, list[Node]] = {}
        for subject, told in self.data.items():
            for key in keys(told):
                found.setdefault(key, []).append(subject)
        return found


def _all(told: list[Statement], name: str) -> list[Node]:
    wanted = foed(name)
    return [o for p, o in told if p == wanted]


def _party_and_treaty(told: list[Statement]) -> list[tuple[Node, Node | None]]:
    treaties: list[Node | None] = [*_all(told, "treaty")]
    return [(party, treaty) for party in _all(told, "party") for treaty in treaties or [None]]


@lru_cache(maxsize=4096)
def _over(record: Record, kind: Node) -> frozenset[Node]:
    found, waiting = {kind}, [kind]
    while waiting:
        above = [
            o for p, o in record.rooms["ontology"].get(waiting.pop(), ()) if p == SUBCLASS and o not in found
        ]
        found.update(above)
        waiting += above
    return frozenset(found)


def _converted(term: object, file: int) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        plain = datatype.endswith("#string")
        return (
            Literal(term.value) if plain else Literal(term.value, datatype=URIRef(datatype), normalize=False)
        )
    assert isinstance(term, pyoxigraph.BlankNode)
    return BNode(f"f{file}{term.value}")
