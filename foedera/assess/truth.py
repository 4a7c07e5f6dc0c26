"""Whether a condition holds, for every case it can tell apart: asked of pySHACL once and then known.

A shape sees less of a case than there is: of a number only between which of its own numbers it lies, of a state only
whether it is the requested one. What it sees is a *view*; there are few of them, and what a condition answers to
each is law, not case. So the answers are kept, and no case is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from foedera.assess.conditions import Condition, Conditions

_VIEW: Final = "urn:foedera:view:"
_TEST: Final = "urn:foedera:test:"


@dataclass(frozen=True)
class Thing:
    """A state or a concept as a shape sees it.

    Attributes:
        constant: its IRI where the shape names it, else empty.
        inside: the compared properties among whose values it is.
    """

    constant: str = ""
    inside: frozenset[str] = frozenset()

    @property
    def iri(self) -> str:
        """A node that stands for all such things."""
        return self.constant or "urn:foedera:thing:" + ".".join(
            sorted(p.rpartition("#")[2] for p in self.inside)
        )


Seen = bool | int | Thing | frozenset[Thing]
View = tuple[Seen, ...]


class Truth:
    """What conditions answer to the views of cases."""

    def __init__(self) -> None:
        self._known: dict[tuple[Condition, View], bool] = {}

    def learn(self, wanted: Iterable[tuple[Condition, View]]) -> None:
        """Ask pySHACL, in one run, for all answers that are not known yet."""
        missing = [w for w in dict.fromkeys(wanted) if w not in self._known]
        if missing:
            self._known.update(zip(missing, _asked(missing), strict=True))

    def holds(self, condition: Condition, view: View) -> bool:
        """Whether a case that looks so conforms to the condition."""
        key = (condition, view)
        if key not in self._known:
            self.learn([key])
        return self._known[key]


_TRUTHS: Final[WeakKeyDictionary[Conditions, Truth]] = WeakKeyDictionary()


def truth(conditions: Conditions) -> Truth:
    """The answers of these conditions, as far as they have been asked for."""
    return _TRUTHS.setdefault(conditions, Truth())


def _asked(wanted: list[tuple[Condition, View]]) -> Iterator[bool]:
    data, shapes = Graph(), Graph()
    for condition in dict.fromkeys(c for c, _ in wanted):
        for quad in condition.shape:
            shapes.add(_triple(quad))
        test = URIRef(_TEST + condition.id)
        shapes.add((test, RDF.type, SH.NodeShape))
        shapes.add((test, SH.node, URIRef(condition.iri)))
    for number, (condition, view) in enumerate(wanted):
        shapes.add((URIRef(_TEST + condition.id), SH.targetNode, URIRef(f"{_VIEW}{number}")))
        for triple in facts(URIRef(f"{_VIEW}{number}"), condition, view):
            data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    failed = {str(node) for node in report.objects(None, SH.focusNode)}
    return (f"{_VIEW}{number}" not in failed for number in range(len(wanted)))


def facts(node: Node, condition: Condition, view: View) -> Iterator[tuple[Node, Node, Node]]:
    """The triples of a case that looks so to a condition."""
    for asked, seen in zip(condition.asked, view, strict=True):
        for thing in seen if isinstance(seen, frozenset) else (seen,):
            if isinstance(thing, Thing):
                yield node, URIRef(asked.property), URIRef(thing.iri)
                yield from ((node, URIRef(p), URIRef(thing.iri)) for p in thing.inside)
            else:
                yield node, URIRef(asked.property), RdfLiteral(thing)


def _triple(quad: Quad) -> tuple[Node, Node, Node]:
    return _node(quad.subject), _node(quad.predicate), _node(quad.object)


def _node(term: Any) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    assert isinstance(term, Literal)
    language = term.language
    return (
        RdfLiteral(term.value, lang=language)
        if language
        else RdfLiteral(term.value, datatype=URIRef(term.datatype.value))
    )
