"""The description of one resource: the triples that start from it, and those that lead to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from foedera.namespaces import DCTERMS, FOED, ID, PREFIXES, RDFS, SH, SKOS, path_of

#: How many incoming triples a description holds at most; it says so where there are more.
MOST_INCOMING: Final = 500
_COMMENT: Final = NamedNode(RDFS + "comment")
_RULE: Final = NamedNode(SH + "sourceRule")
_NAMING: Final = tuple(NamedNode(n) for n in (DCTERMS + "title", SKOS + "prefLabel", RDFS + "label"))

Node = NamedNode | BlankNode


@dataclass(frozen=True)
class Description:
    """What the record says of one resource.

    Attributes:
        node: the resource.
        outgoing: triples with it as subject, sorted.
        incoming: triples with it as object, sorted; at most ``MOST_INCOMING``.
        more: whether there are more incoming ones.
        inferred: whether a rule made it, so that it has a proof.
        nested: triples of the nameless nodes that belong to it, sorted.
    """

    node: NamedNode
    outgoing: list[Triple]
    incoming: list[Triple]
    more: bool
    inferred: bool
    nested: list[Triple]

    @property
    def label(self) -> str:
        """What it is called; its id where it has no name."""
        for predicate in _NAMING:
            for triple in self.outgoing:
                if triple.predicate == predicate and isinstance(triple.object, Literal):
                    return triple.object.value
        return path_of(self.node.value)

    def triples(self) -> list[Triple]:
        """All triples, with a comment on the resource where incoming ones are left out."""
        if not self.more:
            return self.outgoing + self.nested + self.incoming
        note = (
            f"This description holds {len(self.incoming)} of more triples that lead here. All of them: "
            f"CONSTRUCT {{ ?s ?p <{self.node.value}> }} WHERE {{ ?s ?p <{self.node.value}> }} at /sparql."
        )
        return [
            Triple(self.node, _COMMENT, Literal(note, language="en")),
            *self.outgoing,
            *self.nested,
            *self.incoming,
        ]


def describe(store: Store, path: str) -> Description | None:
    """The description of the resource at ``path`` under the id namespace; None where there is none.

    Args:
        store: the graphs.
        path: for example ``party/JPN``.
    """
    try:
        node = NamedNode(ID + path)
    except ValueError:  # not an IRI, so nothing of ours
        return None
    outgoing = _sorted(store.quads_for_pattern(node, None, None, None))
    found = list(islice(store.quads_for_pattern(None, None, node, None), MOST_INCOMING + 1))
    if not outgoing and not found:
        return None
    inferred = any(triple.predicate == _RULE for triple in outgoing)
    incoming = _sorted(iter(found[:MOST_INCOMING]))
    return Description(
        node, outgoing, incoming, len(found) > MOST_INCOMING, inferred, _nested(store, outgoing)
    )


def _nested(store: Store, triples: list[Triple]) -> list[Triple]:
    """What is said of nameless nodes that the triples lead to, and on from there; without it they say nothing."""
    found: set[Triple] = set()
    ahead = [t.object for t in triples if isinstance(t.object, BlankNode)]
    seen = set(ahead)
    while ahead:
        for quad in store.quads_for_pattern(ahead.pop(), None, None, None):
            found.add(quad.triple)
            if isinstance(quad.object, BlankNode) and quad.object not in seen:
                seen.add(quad.object)
                ahead.append(quad.object)
    return sorted(found, key=str)


def _sorted(quads: Iterator[Quad]) -> list[Triple]:
    return sorted({quad.triple for quad in quads}, key=str)


def short(iri: str) -> str:
    """An IRI as people read it: the id path, or with a prefix."""
    if iri.startswith(ID):
        return path_of(iri)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def here(iri: str) -> str:
    """Where a link to ``iri`` leads: to this service for our own ids and terms."""
    if iri.startswith(ID):
        return f"/id/{path_of(iri)}"
    return f"/ns#{iri.removeprefix(FOED)}" if iri.startswith(FOED) else iri
