"""The W3C's tests of the SPARQL 1.1 Protocol and Service Description, told again in our own form.

Each case is named after the test it stands for. The query tests are to pass, as far as the data they name go:
they are loaded as named graphs. This endpoint takes no updates, so each update test is one of refusal.
"""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, URIRef

from api.settings import Settings
from foedera.store import Snapshot
from tests.api.conftest import served, small

GRAPHS = [f"http://kasei.us/2009/09/sparql/data/data{n}.rdf" for n in range(4)]
TYPED = [f"<{graph}> a ?type" for graph in GRAPHS]
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"


@pytest.fixture(scope="module")
def endpoint(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The service over the W3C's data: each graph says that it is a document."""
    kind, document = NamedNode(str(RDF.type)), NamedNode("http://xmlns.com/foaf/0.1/Document")
    quads = [Quad(NamedNode(g), kind, document, NamedNode(g)) for g in GRAPHS[1:]]
    # data0 is named by the tests and holds nothing
    with served(small(snapshot, tmp_path_factory.mktemp("w3c"), quads), Settings(workers=1)) as client:
        yield client


def boolean(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    found: bool = response.json()["boolean"]
    return found


def post(client: httpx.Client, query: str, **parameters: list[str]) -> httpx.Response:
    """POST with the query as the body, and the dataset in the address."""
    given = {name.replace("_", "-"): value for name, value in parameters.items()}
    return client.post("/sparql", params=given, content=query, headers={"content-type": DIRECT})


BOTH_IN_DEFAULT = f"ASK {{ {TYPED[1]} . {TYPED[2]} . }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g1 {{ {TYPED[1]} }} GRAPH ?g2 {{ {TYPED[2]} }} }}"
DEFAULT_AND_NAMED = f"{{ {TYPED[3]} GRAPH ?g1 {{ {TYPED[1]} }} GRAPH ?g2 {{ {TYPED[2]} }} }}"


def test_query_get(endpoint: httpx.Client) -> None:
    assert boolean(endpoint.get("/sparql", params={"query": "ASK {}", "default-graph-uri": GRAPHS[0]}))


def test_query_post_form(endpoint: httpx.Client) -> None:
    address = httpx.URL("/sparql", params={"default-graph-uri": GRAPHS[0]})
    assert boolean(endpoint.post(address, content=b"query=ASK%20%7B%7D", headers={"content-type": FORM}))


def test_query_post_direct(endpoint: httpx.Client) -> None:
    assert boolean(post(endpoint, "ASK {}", default_graph_uri=[GRAPHS[0]]))


def test_query_dataset_default_graph(endpoint: httpx.Client) -> None:
    one = f"ASK {{ {TYPED[1]} }}"
    assert boolean(endpoint.get("/sparql", params={"query": one, "default-graph-uri": GRAPHS[1]}))
    assert not boolean(endpoint.get("/sparql", params={"query": one, "default-graph-uri": GRAPHS[2]}))


def test_query_dataset_default_graphs_get(endpoint: httpx.Client) -> None:
    both = {"query": BOTH_IN_DEFAULT, "default-graph-uri": GRAPHS[1:3]}
    assert boolean(endpoint.get("/sparql", params=both))


def test_query_dataset_default_graphs_post(endpoint: httpx.Client) -> None:
    assert boolean(post(endpoint, BOTH_IN_DEFAULT, default_graph_uri=GRAPHS[1:3]))


def test_query_dataset_named_graphs_post(endpoint: httpx.Client) -> None:
    assert boolean(post(endpoint, BOTH_NAMED, named_graph_uri=GRAPHS[1:3]))


def test_query_dataset_named_graphs_get(endpoint: httpx.Client) -> None:
    both = {"query": BOTH_NAMED, "named-graph-uri": GRAPHS[1:3]}
    assert boolean(endpoint.get("/sparql", params=both))


def test_query_dataset_full(endpoint: httpx.Client) -> None:
    query = f"ASK {DEFAULT_AND_NAMED}"
    assert boolean(post(endpoint, query, default_graph_uri=GRAPHS[3:], named_graph_uri=GRAPHS[1:3]))


def test_query_multiple_dataset(endpoint: httpx.Client) -> None:
    """Where query and request both name a dataset, the request's is used (Protocol, section 2.1.4)."""
    query = f"ASK FROM <{GRAPHS[3]}> {{ GRAPH ?g1 {{ {TYPED[1]} }} GRAPH ?g2 {{ {TYPED[2]} }} }}"
    assert boolean(post(endpoint, query, named_graph_uri=GRAPHS[1:3]))
    assert not boolean(post(endpoint, query, named_graph_uri=GRAPHS[:1]))
    outside = f"ASK FROM <{GRAPHS[3]}> {{ {TYPED[3]} }}"
    assert not boolean(post(endpoint, outside, named_graph_uri=GRAPHS[1:3]))


def test_query_content_type_select(endpoint: httpx.Client) -> None:
    response = post(endpoint, "SELECT (1 AS ?value) {}", default_graph_uri=[GRAPHS[0]])
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.json()["results"]["bindings"][0]["value"]["value"] == "1"


def test_query_content_type_ask(endpoint: httpx.Client) -> None:
    response = post(endpoint, "ASK {}", default_graph_uri=[GRAPHS[0]])
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert boolean(response)


def test_query_content_type_describe(endpoint: httpx.Client) -> None:
    response = post(endpoint, "DESCRIBE <http://example.org/>", default_graph_uri=[GRAPHS[0]])
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"


def test_query_content_type_construct(endpoint: httpx.Client) -> None:
    response = post(endpoint, "CONSTRUCT { <s> <p> 1 } WHERE {}", default_graph_uri=[GRAPHS[0]])
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    triples = list(rdflib.Graph().parse(data=response.text, format="turtle"))
    base = f"{endpoint.base_url}/"
    assert triples == [(URIRef(f"{base}s"), URIRef(f"{base}p"), rdflib.Literal(1))]


def test_bad_query_method(endpoint: httpx.Client) -> None:
    response = endpoint.put("/sparql", params={"query": "ASK {}"}, headers={"content-type": FORM})
    assert response.status_code == 405
    assert {"GET", "HEAD", "POST"} <= set(response.headers["allow"].replace(" ", "").split(","))


def test_bad_multiple_queries(endpoint: httpx.Client) -> None:
    assert endpoint.get("/sparql", params={"query": ["ASK {}", "SELECT * {}"]}).status_code == 400


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        pytest.param("text/plain", b"ASK {}", id="bad_query_wrong_media_type"),
        pytest.param(None, b"query=ASK%20%7B%7D", id="bad_query_missing_form_type"),
        pytest.param(None, b"ASK {}", id="bad_query_missing_direct_type"),
        pytest.param(f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16"), id="bad_query_non_utf8"),
    ],
)
def test_bad_query_body(endpoint: httpx.Client, media_type: str | None, body: bytes) -> None:
    headers = {"content-type": media_type} if media_type else {}
    response = endpoint.post("/sparql", content=body, headers=headers)
    assert response.status_code == 415
    assert "application/sparql-query" in response.text or "UTF-8" in response.text


def test_bad_query_syntax(endpoint: httpx.Client) -> None:
    assert endpoint.get("/sparql", params={"query": "ASK {"}).status_code == 400


INSERT = "INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/s> a <http://example.org/C> } }"


@pytest.mark.parametrize(
    ("media_type", "parameters", "update"),
    [
        pytest.param(UPDATE, {"using-graph-uri": GRAPHS[1]}, INSERT, id="update_dataset_default_graph"),
        pytest.param(UPDATE, {"using-graph-uri": GRAPHS[1:3]}, INSERT, id="update_dataset_default_graphs"),
        pytest.param(
            UPDATE, {"using-named-graph-uri": GRAPHS[1:3]}, INSERT, id="update_dataset_named_graphs"
        ),
        pytest.param(
            UPDATE,
            {"using-graph-uri": GRAPHS[3], "using-named-graph-uri": GRAPHS[1:3]},
            INSERT,
            id="update_dataset_full",
        ),
        pytest.param(FORM, {}, f"update={INSERT.replace(' ', '%20')}", id="update_post_form"),
        pytest.param(UPDATE, {}, "CLEAR ALL", id="update_post_direct"),
        pytest.param(UPDATE, {}, "INSERT DATA { <s> <p> <test> }", id="update_base_uri"),
        pytest.param(FORM, {}, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", id="bad_multiple_updates"),
        pytest.param("text/plain", {}, "CLEAR NAMED", id="bad_update_wrong_media_type"),
        pytest.param("", {}, "update=CLEAR%20NAMED", id="bad_update_missing_form_type"),
        pytest.param(f"{UPDATE}; charset=UTF-16", {}, "CLEAR NAMED", id="bad_update_non_utf8"),
        pytest.param(FORM, {}, "update=CLEAR%20XYZ", id="bad_update_syntax"),
        pytest.param(
            UPDATE,
            {"using-named-graph-uri": "http://example/people"},
            "WITH <http://example/addresses> DELETE { ?p ?q ?o } WHERE { ?p ?q ?o }",
            id="bad_update_dataset_conflict",
        ),
    ],
)
def test_update(endpoint: httpx.Client, media_type: str, parameters: dict[str, Any], update: str) -> None:
    headers = {"content-type": media_type} if media_type else {}
    response = endpoint.post("/sparql", params=parameters, content=update, headers=headers)
    assert response.status_code in (403, 415)
    assert json.loads(response.text)["status"] == response.status_code
    everything = endpoint.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    assert everything.json()["results"]["bindings"][0]["n"]["value"] == "3", "nothing was written"


def test_bad_update_get(endpoint: httpx.Client) -> None:
    response = endpoint.get("/sparql", params={"update": "CLEAR ALL"})
    assert response.status_code == 403
    assert "queries only" in response.json()["detail"]


SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
#: Class of the subject and of the object of each property, by the vocabulary's own text.
SCHEMA = {
    SD.endpoint: (SD.Service, None),
    SD.feature: (SD.Service, SD.Feature),
    SD.defaultEntailmentRegime: (SD.Service, SD.EntailmentRegime),
    SD.entailmentRegime: (SD.NamedGraph, SD.EntailmentRegime),
    SD.supportedLanguage: (SD.Service, SD.Language),
    SD.resultFormat: (SD.Service, None),
    SD.inputFormat: (SD.Service, None),
    SD.defaultDataset: (SD.Service, SD.Dataset),
    SD.availableGraphs: (SD.Service, SD.GraphCollection),
    SD.defaultGraph: (SD.Dataset, SD.Graph),
    SD.namedGraph: (SD.GraphCollection, SD.NamedGraph),
    SD.name: (SD.NamedGraph, None),
    SD.graph: (SD.NamedGraph, SD.Graph),
}
#: Individuals of the vocabularies, and the subclass, which the description need not say again.
KNOWN = {
    (SD.SPARQL11Query, SD.Language),
    (SD.UnionDefaultGraph, SD.Feature),
    (URIRef("http://www.w3.org/ns/entailment/Simple"), SD.EntailmentRegime),
}


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, "turtle"),
        ("*/*", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("text/html, text/turtle;q=0.5", "turtle"),
    ],
)
def test_returns_rdf_and_has_endpoint_triple(endpoint: httpx.Client, accept: str | None, format: str) -> None:
    response = endpoint.get("/sparql", headers={"accept": accept} if accept else {})
    assert response.status_code == 200, response.text
    graph = rdflib.Graph().parse(data=response.content, format=format)
    address = URIRef(f"{endpoint.base_url}/sparql")
    assert (address, SD.endpoint, address) in graph
    assert (address, RDF.type, SD.Service) in graph


def test_conforms_to_schema(endpoint: httpx.Client) -> None:
    graph = rdflib.Graph().parse(data=endpoint.get("/sparql").content, format="turtle")
    used = {(s, p, o) for s, p, o in graph if str(p).startswith(str(SD))}
    assert len({p for _, p, _ in used}) >= 8
    for subject, predicate, value in used:
        domain, range_ = SCHEMA[URIRef(str(predicate))]
        kinds = set(graph.objects(subject, RDF.type))
        kinds |= {SD.GraphCollection} if SD.Dataset in kinds else set()
        assert domain in kinds, (subject, predicate)
        if range_ is not None:
            assert (value, RDF.type, range_) in graph or (value, range_) in KNOWN, (predicate, value)
        else:
            assert isinstance(value, URIRef)


def test_the_description_promises_only_what_is_kept(endpoint: httpx.Client) -> None:
    graph = rdflib.Graph().parse(data=endpoint.get("/sparql").content, format="turtle")
    assert (None, None, SD.BasicFederatedQuery) not in graph
    assert (None, SD.supportedLanguage, SD.SPARQL11Update) not in graph
    formats = {str(o).rpartition("/")[2] for o in graph.objects(None, SD.resultFormat)}
    media_types = {
        "SPARQL_Results_JSON": "application/sparql-results+json",
        "SPARQL_Results_XML": "application/sparql-results+xml",
        "SPARQL_Results_CSV": "text/csv",
        "SPARQL_Results_TSV": "text/tab-separated-values",
        "Turtle": "text/turtle",
        "N-Triples": "application/n-triples",
        "JSON-LD": "application/ld+json",
        "RDF_XML": "application/rdf+xml",
    }
    assert formats == set(media_types)
    for name in formats:
        solutions = "Results" in name
        query = "SELECT (1 AS ?x) {}" if solutions else "CONSTRUCT { <a:a> <a:b> 1 } WHERE {}"
        accept = {"accept": media_types[name]}
        response = endpoint.get("/sparql", params={"query": query}, headers=accept)
        assert response.headers["content-type"].startswith(media_types[name])
