"""The SPARQL 1.1 Protocol as clients use it."""

import json
import xml.etree.ElementTree as ElementTree
from typing import Any

import httpx
import pytest
import rdflib

FORM = "application/x-www-form-urlencoded"
PARTIES = "SELECT ?s WHERE { ?s a foed:State } ORDER BY ?s LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?s a foed:State } WHERE { ?s a foed:State } LIMIT 3"


def rows(response: httpx.Response) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["results"]["bindings"]
    return found


def test_get_and_both_kinds_of_post_agree(client: httpx.Client) -> None:
    by_get = rows(client.get("/sparql", params={"query": PARTIES}))
    assert len(by_get) == 3
    assert by_get == rows(client.post("/sparql", data={"query": PARTIES}))
    direct = {"content-type": "application/sparql-query; charset=UTF-8"}
    assert by_get == rows(client.post("/sparql", content=PARTIES.encode(), headers=direct))


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/xml; charset=utf-8"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.5", "application/json"),
        ("image/png, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_of_solutions_follows_accept(client: httpx.Client, accept: str, media_type: str) -> None:
    response = client.get("/sparql", params={"query": PARTIES}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"]
    if "json" in media_type:
        json.loads(response.text)
    elif "xml" in media_type:
        ElementTree.fromstring(response.text)
    else:
        assert len(response.text.splitlines()) == 4


@pytest.mark.parametrize(
    ("accept", "media_type", "format"),
    [
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("text/turtle;q=0.5,application/rdf+xml;q=0.9", "application/rdf+xml", "xml"),
    ],
)
def test_the_format_of_graphs_follows_accept(
    client: httpx.Client, accept: str, media_type: str, format: str
) -> None:
    response = client.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": accept})
    assert response.headers["content-type"] == media_type
    assert len(rdflib.Graph().parse(data=response.content, format=format)) == 3


def test_describe_and_ask(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "DESCRIBE id:party\\/FRA"})
    assert len(rdflib.Graph().parse(data=response.content, format="turtle")) > 5
    assert client.get("/sparql", params={"query": "ASK { ?s a foed:State }"}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "accept"), [(PARTIES, "text/turtle"), (CONSTRUCT, "text/csv"), (PARTIES, "nonsense")]
)
def test_what_cannot_be_given_is_not_acceptable(client: httpx.Client, query: str, accept: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.status_code == 406
    assert response.headers["content-type"] == "application/problem+json"


def test_exactly_one_query(client: httpx.Client) -> None:
    for address in ("/sparql?default-graph-uri=http://example.org/", "/sparql?query=ASK{}&query=ASK{}"):
        response = client.get(address)
        assert response.status_code == 400
        assert "exactly one" in response.json()["detail"]
    twice = client.post("/sparql", content=b"query=ASK%7B%7D&query=ASK%7B%7D", headers={"content-type": FORM})
    assert twice.status_code == 400


@pytest.mark.parametrize(
    ("media_type", "status"),
    [
        ("application/sparql-query; charset=utf-16", 415),
        ("application/x-www-form-urlencoded; charset=latin-1", 415),
        ("text/plain", 415),
        ("", 415),
        ("application/sparql-update", 403),
    ],
)
def test_other_media_types_are_not_read(client: httpx.Client, media_type: str, status: int) -> None:
    response = client.post("/sparql", content=b"ASK {}", headers={"content-type": media_type})
    assert response.status_code == status


def test_bytes_that_are_not_utf8(client: httpx.Client) -> None:
    direct = {"content-type": "application/sparql-query"}
    assert (
        client.post("/sparql", content="ASK { ?s ?p 'é' }".encode("latin-1"), headers=direct).status_code
        == 400
    )
    assert client.get("/sparql?query=ASK%7B%7D%ff").status_code == 400


@pytest.mark.parametrize(
    ("query", "line"),
    [("SELECT * WHERE {\n  ?s ?p }", 2), ("SELEC", 1), ("SELECT * { ?s ?p ?o }\nORDER\n", 3), ("", 1)],
)
def test_broken_sparql_names_its_place(client: httpx.Client, query: str, line: int) -> None:
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 400
    told = response.json()
    assert told["type"].endswith("query-syntax")
    assert told["line"] == line
    assert f"line {line}, column {told['column']}: expected" in told["detail"]


@pytest.mark.parametrize("clash", ["'unclosed", '"""unclosed""', "?x\\u0041", "FILTER(?x<1)#>'''"])
def test_what_cannot_be_cut_into_words_names_its_place_too(client: httpx.Client, clash: str) -> None:
    response = client.get("/sparql", params={"query": f"SELECT * {{\n ?s ?p ?x {clash} }}"})
    assert response.status_code == 400
    assert "line 2" in response.json()["detail"]


def test_known_prefixes_are_declared_and_ones_own_win(client: httpx.Client) -> None:
    assert rows(client.get("/sparql", params={"query": PARTIES}))
    own = f"PREFIX foed: <http://example.org/> {PARTIES}"
    assert rows(client.get("/sparql", params={"query": own})) == []


def test_the_default_graph_is_the_union(client: httpx.Client) -> None:
    some = "?s foed:treaty <https://w3id.org/foedera/id/treaty/eu-eaw>"
    whole = f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT ?s ?p ?o {{ {some} . ?s ?p ?o }} }} }}"
    named = (
        f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT ?s ?p ?o {{ {some} . GRAPH ?g {{ ?s ?p ?o }} }} }} }}"
    )
    assert rows(client.get("/sparql", params={"query": whole})) == rows(
        client.get("/sparql", params={"query": named})
    )


def test_a_dataset_in_the_query_is_kept_to(client: httpx.Client) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM <{}> {{ ?s a foed:State }}"
    graph = "https://w3id.org/foedera/id/graph/{}"

    def counted(query: str, **more: str) -> int:
        return int(rows(client.get("/sparql", params={"query": query, **more}))[0]["n"]["value"])

    assert counted(count.format(graph.format("asserted"))) > 150
    assert counted(count.format(graph.format("sources"))) == 0
    assert counted(count.format("http://example.org/none")) == 0
    plain = "SELECT (COUNT(*) AS ?n) { ?s a foed:State }"
    assert counted(plain, **{"default-graph-uri": graph.format("asserted")}) > 150
    assert counted(plain, **{"default-graph-uri": graph.format("sources")}) == 0
    assert counted(plain, **{"named-graph-uri": graph.format("asserted")}) == 0
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a foed:State } }"
    assert counted(inside, **{"named-graph-uri": graph.format("asserted")}) > 150
    assert counted(inside, **{"default-graph-uri": graph.format("asserted")}) == 0


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <g:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "CLEAR ALL",
        "dRoP SILENT ALL",
        "CREATE GRAPH <g:g>",
        "COPY <g:a> TO <g:b>",
        "MOVE <g:a> TO <g:b>",
        "ADD <g:a> TO <g:b>",
        "ASK {} ; INSERT DATA { <a:a> <a:b> <a:c> }",
    ],
)
def test_updates_are_refused(client: httpx.Client, update: str) -> None:
    for response in (
        client.get("/sparql", params={"query": update}),
        client.get("/sparql", params={"update": update}),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", content=update, headers={"content-type": "application/sparql-update"}),
    ):
        assert response.status_code == 403, response.text
        assert "queries only" in response.json()["detail"]


def test_keywords_may_stand_where_they_are_no_keywords(client: httpx.Client) -> None:
    query = """
        PREFIX add: <http://example.org/service#> PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        SELECT ?service ?load # SERVICE <http://example.org/> { } INSERT
        WHERE { VALUES (?service ?load) { ("SERVICE <x> {" 'LOAD') } OPTIONAL { ?service add:insert sd:Service . }
        FILTER (?service < "T" && STRLEN(?load)>2) }"""
    assert len(rows(client.get("/sparql", params={"query": query}))) == 1


def test_unknown_parameters_are_refused(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK {}", "timeout": "5"})
    assert response.status_code == 422
    assert response.json()["parameter"] == "timeout"


def test_the_format_may_be_named(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": PARTIES, "format": "csv"})
    assert response.headers["content-type"].startswith("text/csv")
    assert client.get("/sparql", params={"query": PARTIES, "format": "turtle"}).status_code == 406


def test_a_widespread_client_works(client: httpx.Client) -> None:
    from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

    for method in ("GET", POST):
        for wanted in (JSON, XML, CSV):
            wrapper = SPARQLWrapper(f"{client.base_url}/sparql")
            wrapper.setMethod(method)
            wrapper.setQuery(f"PREFIX foed: <https://w3id.org/foedera/ns#> {PARTIES}")
            wrapper.setReturnFormat(wanted)
            assert "party" in str(wrapper.query().response.read())
    wrapper = SPARQLWrapper(f"{client.base_url}/sparql")
    wrapper.setQuery(f"PREFIX foed: <https://w3id.org/foedera/ns#> {CONSTRUCT}")
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.query().response.read(), format="turtle")) == 3


def test_a_query_that_is_too_long(client: httpx.Client) -> None:
    response = client.post("/sparql", data={"query": "ASK {} #" + "x" * 300_000})
    assert response.status_code == 413
    assert response.json()["limit_bytes"] == 200_000
