"""The vocabulary as people read it: classes, properties and concept schemes, each with what is said of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from foedera.namespaces import DCTERMS, FOED, ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SKOS

_A: Final = RDF + "type"
_KINDS: Final = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "object property",
    OWL + "DatatypeProperty": "data property",
    OWL + "AnnotationProperty": "annotation property",
    SKOS + "ConceptScheme": "concept scheme",
    SKOS + "Concept": "concept",
}
_TEXTS: Final = {
    "label": (RDFS + "label", SKOS + "prefLabel"),
    "definition": (SKOS + "definition",),
    "note": (SKOS + "scopeNote", SKOS + "editorialNote"),
    "example": (SKOS + "example",),
    "source": (DCTERMS + "source",),
}
_LINKS: Final = {
    "narrower than": (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader"),
    "the same as": (OWL + "equivalentClass", OWL + "equivalentProperty"),
    "from": (RDFS + "domain",),
    "to": (RDFS + "range",),
    "inverse of": (OWL + "inverseOf",),
    "close to": (SKOS + "closeMatch", SKOS + "exactMatch"),
    "related to": (SKOS + "relatedMatch",),
}
_SCHEME: Final = (SKOS + "inScheme",)


@dataclass
class Term:
    """One term of the vocabulary.

    Attributes:
        iri: its IRI.
        kind: class, object property, data property, annotation property, concept scheme or concept.
        texts: label, definition, note, example, source: what is said of it, where something is.
        links: IRIs by the words that lead to them; those of anonymous classes are left out.
        anonymous: whether one of its links leads to an anonymous class, which the RDF shows.
        uses: for a class the properties from it, for a scheme its concepts.
    """

    iri: str
    kind: str
    texts: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    anonymous: bool = False
    uses: list["Term"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its last part: the fragment of a term of ours, the path of a concept."""
        return self.iri.removeprefix(FOED).removeprefix(PREFIXES["id"])

    @property
    def label(self) -> str:
        """What it is called."""
        return next(iter(self.texts.get("label", [])), self.name)


@dataclass(frozen=True)
class Vocabulary:
    """The vocabulary.

    Attributes:
        ontology: texts about the whole, by the last part of the property (title, description …).
        classes: the classes, by label.
        properties: the properties, by label.
        schemes: the concept schemes, each with its concepts.
    """

    ontology: dict[str, list[str]]
    classes: list[Term]
    properties: list[Term]
    schemes: list[Term]


def vocabulary(store: Store) -> Vocabulary:
    """Read the vocabulary out of the ontology graph."""
    said: dict[str, dict[str, list[NamedNode | BlankNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, ONTOLOGY):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | BlankNode | Literal):
            said[quad.subject.value][quad.predicate.value].append(quad.object)
    terms = [_term(iri, told) for iri, told in said.items()]
    ours = {term.iri: term for term in sorted((t for t in terms if t), key=lambda t: t.label.lower())}
    for term in ours.values():
        _place(term, ours, said)
    by_kind = defaultdict(list)
    for term in ours.values():
        by_kind["property" if "property" in term.kind else term.kind].append(term)
    about = said[FOED.rstrip("#")]
    ontology = {
        p.rpartition("/")[2].rpartition("#")[2]: sorted(v.value for v in values)
        for p, values in about.items()
        if p != _A
    }
    return Vocabulary(ontology, by_kind["class"], by_kind["property"], by_kind["concept scheme"])


def _term(iri: str, told: dict[str, list[NamedNode | BlankNode | Literal]]) -> Term | None:
    """The term at ``iri``; None where it is another vocabulary's, or no term."""
    kind = next((_KINDS[k.value] for k in told.get(_A, ()) if k.value in _KINDS), None)
    if kind is None or not iri.startswith((FOED, PREFIXES["id"])):
        return None
    term = Term(iri, kind)
    for words, predicates in _TEXTS.items():
        found = sorted(v.value for p in predicates for v in told.get(p, ()) if isinstance(v, Literal))
        if found:
            term.texts[words] = found
    for words, predicates in _LINKS.items():
        values = [v for p in predicates for v in told.get(p, ())]
        links = sorted(v.value for v in values if isinstance(v, NamedNode))
        term.anonymous |= any(isinstance(v, BlankNode) for v in values)
        if links:
            term.links[words] = links
    return term


def _place(
    term: Term, ours: dict[str, Term], said: dict[str, dict[str, list[NamedNode | BlankNode | Literal]]]
) -> None:
    """Put a property under its classes, and a concept under its scheme."""
    above = term.links.get("from", []) if "property" in term.kind else []
    if term.kind == "concept":
        above = [v.value for p in _SCHEME for v in said[term.iri].get(p, ())]
    for iri in above:
        if iri in ours:
            ours[iri].uses.append(term)
