"""How the OpenAPI description tells of ``/sparql``, whose parameters are read by hand."""

from typing import Any, Final

from api.examples import QUERY
from api.responses import problems

_IRIS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}

PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": "query",
        "in": "query",
        "required": True,
        "description": "One SPARQL 1.1 query.",
        "schema": {"type": "string"},
        "example": QUERY,
    },
    {
        "name": "default-graph-uri",
        "in": "query",
        "description": "Graphs that make the default graph. An unknown one is empty; none is ever fetched.",
        "schema": _IRIS,
    },
    {"name": "named-graph-uri", "in": "query", "description": "Graphs for GRAPH.", "schema": _IRIS},
    {
        "name": "format",
        "in": "query",
        "description": "Instead of Accept: json, xml, csv, tsv; turtle, ntriples, jsonld, rdfxml. "
        "`output` and `results` are read likewise, for older clients.",
        "schema": {"type": "string"},
    },
]
FORM: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/sparql-query": {"schema": {"type": "string"}, "example": QUERY},
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "required": ["query"],
                "properties": {p["name"]: p["schema"] for p in PARAMETERS},
            },
        },
    },
}
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The whole answer, in the format that Accept ranks highest.",
        "content": {
            media_type: {}
            for media_type in (
                "application/sparql-results+json",
                "application/sparql-results+xml",
                "text/csv",
                "text/tab-separated-values",
                "text/turtle",
                "application/n-triples",
                "application/ld+json",
                "application/rdf+xml",
            )
        },
    },
    **problems(400, 403, 406, 413, 415, 422, 503),
}
