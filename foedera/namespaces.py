"""The names of graphs, vocabularies and kinds of node: the only IRIs that Python knows.

No treaty, state or article is named here or anywhere else in Python: those live in Turtle.
"""

from typing import Final

from pyoxigraph import NamedNode

ID: Final = "https://w3id.org/foedera/id/"
FOED: Final = "https://w3id.org/foedera/ns#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SH: Final = "http://www.w3.org/ns/shacl#"
PROV: Final = "http://www.w3.org/ns/prov#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
OWL: Final = "http://www.w3.org/2002/07/owl#"
ELI: Final = "http://data.europa.eu/eli/ontology#"
ORG: Final = "http://www.w3.org/ns/org#"

#: Prefixes that every query, rule and Turtle answer of ours may use.
PREFIXES: Final[dict[str, str]] = {
    "foed": FOED,
    "id": ID,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "sh": SH,
    "prov": PROV,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "owl": OWL,
    "eli": ELI,
    "org": ORG,
}

ASSERTED: Final = NamedNode(ID + "graph/asserted")
SOURCES: Final = NamedNode(ID + "graph/sources")
ONTOLOGY: Final = NamedNode(ID + "graph/ontology")
RULES: Final = NamedNode(ID + "graph/rules")
INFERRED: Final = NamedNode(ID + "graph/inferred")

#: The dates that stand for "no known end" and "nothing bounds it from below" in RDF; JSON shows them as null.
OPEN_END: Final = "9999-12-31"
OPEN_START: Final = "0001-01-01"


def foed(name: str) -> NamedNode:
    """The term ``name`` of the Foedera vocabulary."""
    return NamedNode(FOED + name)


def node(path: str) -> NamedNode:
    """The resource at ``path`` under the id namespace, for example ``party/JPN``."""
    return NamedNode(ID + path)


def path_of(iri: str) -> str:
    """The id of ``iri`` without the namespace; an IRI of another namespace is returned whole."""
    return iri.removeprefix(ID)
