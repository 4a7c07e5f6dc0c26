"""The service and its dataset as RDF: Service Description, VoID and DCAT, with the addresses of this service."""

from collections.abc import Iterator, Mapping
from typing import Final

from fastapi import Request
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from api.examples import EXAMPLES
from api.service import Service, service
from foedera.namespaces import DCTERMS, ELI, FOED, ID, INFERRED, ORG, OWL, PREFIXES, PROV, RDFS, SH, SKOS
from foedera.publish import Statistics, published

#: Prefixes of the documents made here.
CATALOG_PREFIXES: Final[dict[str, str]] = {
    **PREFIXES,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ent": "http://www.w3.org/ns/entailment/",
    "formats": "http://www.w3.org/ns/formats/",
}
#: What each named graph holds, in words.
GRAPHS: Final = {
    "asserted": "What is recorded: treaties, parties, acts, statements, norms.",
    "sources": "Where each fact was read, and when.",
    "ontology": "The vocabulary and the concept schemes.",
    "rules": "The rules of inference and the shapes of a sound record.",
    "inferred": "What follows: participations, duties, relations, channels; each with its rule and its premises.",
}
#: Ids that stand for the dataset and its parts, described in the documents made here.
PARTS: Final = frozenset(["dataset", "graph", *(f"graph/{name}" for name in GRAPHS)])

_LICENCE: Final = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_IANA: Final = "https://www.iana.org/assignments/media-types/"
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
_VOCABULARIES: Final = (FOED, RDFS, OWL, SKOS, SH, PROV, DCTERMS, ELI, ORG)
_KEYWORDS: Final = ("treaties", "trafficking in persons", "extradition", "mutual legal assistance")

Thing = NamedNode | BlankNode
Value = Thing | Literal | str | int
Triples = Iterator[Triple]


def public(request: Request) -> str:
    """The address of this service without a slash at its end: as set, else as the request names it."""
    named = service(request).settings.url or str(request.base_url)
    try:
        NamedNode(named)
    except ValueError:  # a Host header that makes no IRI
        return "http://localhost"
    return named.rstrip("/")


def service_description(asked: Service, base: str, counted: Statistics) -> Triples:
    """What the endpoint can do, by SPARQL 1.1 Service Description.

    Args:
        asked: the service.
        base: its address.
        counted: the numbers of the dataset.
    """
    endpoint, dataset, default = _endpoint(base), _id("dataset"), _id("graph")
    yield from _told(
        endpoint,
        {
            "rdf:type": _term("sd:Service"),
            "rdfs:label": "Foedera: SPARQL endpoint",
            "rdfs:comment": "Queries only: updates and SERVICE are refused. The default graph is the union of the "
            "named graphs. What the rules infer stands in a graph of its own, so simple entailment finds it.",
            "sd:endpoint": endpoint,
            "sd:supportedLanguage": _term("sd:SPARQL11Query"),
            "sd:feature": _term("sd:UnionDefaultGraph"),
            "sd:resultFormat": [_term(f"formats:{name}") for name in _RESULTS],
            "sd:defaultEntailmentRegime": _term("ent:Simple"),
            "sd:defaultDataset": dataset,
            "dcterms:license": _LICENCE,
            "rdfs:seeAlso": [_document(base), NamedNode(f"{base}/v1/version")],
        },
    )
    yield from _told(
        dataset,
        {
            "rdf:type": [_term("sd:Dataset"), _term("void:Dataset")],
            "dcterms:modified": _typed(asked.snapshot.version["built"], "xsd:dateTime"),
            "sd:defaultGraph": default,
            "sd:namedGraph": [BlankNode(name) for name in GRAPHS],
        },
    )
    yield from _told(default, {"rdf:type": _term("sd:Graph"), "void:triples": counted.triples})
    for name, words in GRAPHS.items():
        graph = _id(f"graph/{name}")
        yield from _told(
            BlankNode(name), {"rdf:type": _term("sd:NamedGraph"), "sd:name": graph, "sd:graph": graph}
        )
        yield from _told(graph, {"rdf:type": _term("sd:Graph"), "dcterms:description": words})
        yield from _told(graph, {"void:triples": counted.graphs.get(graph.value, 0)})
    yield from _told(INFERRED, {"prov:wasDerivedFrom": [_id("graph/asserted"), _id("graph/rules")]})


def description(asked: Service, base: str, counted: Statistics) -> Triples:
    """What the dataset holds and where it is had, by VoID and DCAT."""
    document, dataset, endpoint = _document(base), _id("dataset"), _endpoint(base)
    answers = NamedNode(f"{base}/v1")
    yield from _told(
        document,
        {
            "rdf:type": [_term("void:DatasetDescription"), _term("dcat:Catalog")],
            "dcterms:title": "Foedera: the dataset and its services",
            "foaf:primaryTopic": dataset,
            "dcat:dataset": dataset,
            "dcat:service": [endpoint, answers],
        },
    )
    yield from _about(asked, base, dataset)
    yield from _counts(dataset, counted)
    yield from _dumps(asked, base, dataset)
    yield from _data_service(endpoint, "SPARQL 1.1 queries", endpoint)
    yield from _data_service(answers, "Questions and answers as JSON", NamedNode(f"{base}/openapi.json"))


def _about(asked: Service, base: str, dataset: NamedNode) -> Triples:
    version, home = asked.snapshot.version, NamedNode(f"{base}/")
    yield from _told(
        dataset,
        {
            "rdf:type": [_term("void:Dataset"), _term("dcat:Dataset")],
            "dcterms:title": "Foedera: what states are bound to by treaty",
            "dcterms:description": "What each state has bound itself to by treaty about trafficking in persons and "
            "cooperation in criminal matters, toward whom, since when and why; and by which treaty one state can ask "
            "another for a suspect or for evidence.",
            "dcterms:creator": Literal("The Foedera project"),
            "dcterms:license": _LICENCE,
            "dcterms:modified": _typed(version["built"], "xsd:dateTime"),
            "dcat:version": Literal(str(version["hash"])),
            "dcat:keyword": list(_KEYWORDS),
            "dcat:landingPage": home,
            "foaf:homepage": home,
            "void:sparqlEndpoint": _endpoint(base),
            "void:uriSpace": Literal(ID),
            "void:exampleResource": _id(EXAMPLES["resource"]),
            "void:vocabulary": [NamedNode(v) for v in _VOCABULARIES],
        },
    )
    if version.get("data_as_of"):
        told = f"The latest day on which a source was read: {version['data_as_of']}."
        yield from _told(dataset, {"dcat:versionNotes": told})


def _counts(dataset: NamedNode, counted: Statistics) -> Triples:
    totals: dict[str, Value | list[Value]] = {
        "void:triples": counted.triples,
        "void:distinctSubjects": counted.subjects,
        "void:classes": len(counted.classes),
        "void:properties": len(counted.properties),
    }
    yield from _told(dataset, totals)
    for name, words in GRAPHS.items():
        graph = _id(f"graph/{name}")
        yield from _told(dataset, {"void:subset": graph})
        yield from _told(graph, {"rdf:type": _term("void:Dataset"), "dcterms:description": words})
        yield from _told(graph, {"void:triples": counted.graphs.get(graph.value, 0)})
    for place, (term, number) in enumerate(counted.classes.items()):
        part = BlankNode(f"class{place}")
        yield from _told(dataset, {"void:classPartition": part})
        yield from _told(part, {"void:class": NamedNode(term), "void:entities": number})
    for place, (term, number) in enumerate(counted.properties.items()):
        part = BlankNode(f"property{place}")
        yield from _told(dataset, {"void:propertyPartition": part})
        yield from _told(part, {"void:property": NamedNode(term), "void:triples": number})


def _dumps(asked: Service, base: str, dataset: NamedNode) -> Triples:
    for place, file in enumerate(published(asked.snapshot)):
        address = NamedNode(f"{base}/dumps/{file.path.name}")
        part, checksum = BlankNode(f"dump{place}"), BlankNode(f"checksum{place}")
        yield from _told(dataset, {"void:dataDump": address, "dcat:distribution": part})
        yield from _told(
            part,
            {
                "rdf:type": _term("dcat:Distribution"),
                "dcat:accessURL": NamedNode(f"{base}/dumps"),
                "dcat:downloadURL": address,
                "dcat:mediaType": NamedNode(_IANA + file.media_type),
                "dcat:compressFormat": NamedNode(f"{_IANA}application/gzip"),
                "dcat:byteSize": _typed(str(file.path.stat().st_size), "xsd:nonNegativeInteger"),
                "dcterms:license": _LICENCE,
                "spdx:checksum": checksum,
            },
        )
        yield from _told(
            checksum,
            {
                "rdf:type": _term("spdx:Checksum"),
                "spdx:algorithm": _term("spdx:checksumAlgorithm_sha256"),
                "spdx:checksumValue": _typed(file.sha256, "xsd:hexBinary"),
            },
        )


def _data_service(at: NamedNode, title: str, told_at: NamedNode) -> Triples:
    yield from _told(
        at,
        {
            "rdf:type": _term("dcat:DataService"),
            "dcterms:title": title,
            "dcterms:license": _LICENCE,
            "dcat:endpointURL": at,
            "dcat:endpointDescription": told_at,
            "dcat:servesDataset": _id("dataset"),
        },
    )


def _told(
    thing: Thing, values: Mapping[str, Value | list[Value] | list[NamedNode] | list[BlankNode] | list[str]]
) -> Triples:
    """The triples of one thing: properties with prefixes, texts in English, numbers as integers."""
    for predicate, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str):
                each = Literal(each, language="en")
            elif isinstance(each, int):
                each = _typed(str(each), "xsd:integer")
            yield Triple(thing, _term(predicate), each)


def _term(short: str) -> NamedNode:
    prefix, _, name = short.partition(":")
    return NamedNode(CATALOG_PREFIXES[prefix] + name)


def _typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=_term(datatype))


def _id(path: str) -> NamedNode:
    return NamedNode(ID + path)


def _endpoint(base: str) -> NamedNode:
    return NamedNode(f"{base}/sparql")


def _document(base: str) -> NamedNode:
    return NamedNode(f"{base}/.well-known/void")
