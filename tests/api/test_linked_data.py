"""Every id is an address: in HTML, Turtle, N-Triples and JSON-LD, by Accept and by suffix."""

import httpx
import pytest
import rdflib

ID = "https://w3id.org/foedera/id/"
TREATY = rdflib.URIRef(ID + "treaty/untoc-tip")


def graph(response: httpx.Response, format: str) -> rdflib.Graph:
    assert response.status_code == 200, response.text
    return rdflib.Graph().parse(data=response.content, format=format)


@pytest.mark.parametrize(
    ("accept", "suffix", "format"),
    [
        ("text/turtle", "ttl", "turtle"),
        ("application/n-triples", "nt", "nt"),
        ("application/ld+json", "jsonld", "json-ld"),
    ],
)
def test_each_format_by_accept_and_by_suffix(
    client: httpx.Client, accept: str, suffix: str, format: str
) -> None:
    asked = client.get("/id/treaty/untoc-tip", headers={"accept": accept})
    assert asked.headers["content-type"].startswith(accept)
    assert "Accept" in asked.headers["vary"]
    named = client.get(f"/id/treaty/untoc-tip.{suffix}")
    found = graph(asked, format)
    assert set(found) == set(graph(named, format))
    assert any(found.triples((TREATY, None, None)))
    assert any(found.triples((None, None, TREATY)))


def test_the_description_is_what_the_store_holds(client: httpx.Client) -> None:
    query = f"CONSTRUCT {{ <{TREATY}> ?p ?o }} WHERE {{ <{TREATY}> ?p ?o }}"
    asked = client.get("/sparql", params={"query": query}, headers={"accept": "application/n-triples"})
    described = graph(client.get("/id/treaty/untoc-tip.nt"), "nt")
    comment = rdflib.RDFS.comment
    assert {t for t in described.triples((TREATY, None, None)) if t[1] != comment} == set(graph(asked, "nt"))


def test_people_get_a_page_with_links(client: httpx.Client) -> None:
    page = client.get("/id/norm/untoc-tip/art-8.1", headers={"accept": "text/html,*/*;q=0.1"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/id/treaty/untoc-tip"' in page.text
    assert 'rel="alternate" type="text/turtle"' in page.text
    assert 'rel="alternate"' in page.headers["link"]


def test_what_is_left_out_is_told(client: httpx.Client) -> None:
    page = client.get("/id/party/FRA.nt")
    assert page.text.count("\n") < 1_200
    assert "of more triples that lead here" in page.text


@pytest.mark.parametrize("path", ["nope", "treaty/nope.ttl", "", "a b", "%3E", "treaty/untoc-tip.xls"])
def test_an_unknown_id_is_told_as_a_problem(client: httpx.Client, path: str) -> None:
    response = client.get(f"/id/{path}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_an_unknown_format_is_not_acceptable(client: httpx.Client) -> None:
    response = client.get("/id/party/FRA", headers={"accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.json()["detail"]


EVERY_KIND = "SELECT ?c (SAMPLE(?s) AS ?one) { ?s a ?c FILTER (STRSTARTS(STR(?s), STR(id:))) } GROUP BY ?c"


def test_one_of_each_kind_answers_in_each_format(client: httpx.Client) -> None:
    rows = client.get("/sparql", params={"query": EVERY_KIND}).json()["results"]["bindings"]
    assert len(rows) > 60
    formats = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml", "html": None}
    for place, row in enumerate(rows):
        iri = row["one"]["value"]
        suffix, format = list(formats.items())[place % len(formats)]
        response = client.get(f"/id/{iri.removeprefix(ID)}.{suffix}")
        assert response.status_code == 200, iri
        assert response.headers["content-location"].endswith(f".{suffix}")
        if format is None:
            assert "<h1>" in response.text
        else:
            assert any(graph(response, format).triples((rdflib.URIRef(iri), None, None))), iri


@pytest.mark.parametrize(("address", "of"), [("/ns", "graph/ontology"), ("/rules", "graph/rules")])
def test_vocabulary_and_rules_as_a_whole(client: httpx.Client, address: str, of: str) -> None:
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{ID}{of}> {{ ?s ?p ?o }} }}"
    rows = client.get("/sparql", params={"query": count}).json()["results"]["bindings"]
    for suffix, accept, format in (
        ("ttl", "text/turtle", "turtle"),
        ("nt", "application/n-triples", "nt"),
        ("jsonld", "application/ld+json", "json-ld"),
        ("rdf", "application/rdf+xml", "xml"),
    ):
        named = client.get(f"{address}.{suffix}")
        assert named.headers["content-type"].startswith(accept)
        assert len(graph(named, format)) == int(rows[0]["n"]["value"])
        asked = client.get(address, headers={"accept": accept})
        assert asked.headers["content-location"] == f"{address}.{suffix}"
        assert asked.headers["vary"].startswith("Accept")
    assert client.get(f"{address}.xls").status_code == 404


def test_each_term_has_its_place_on_the_page(client: httpx.Client) -> None:
    page = client.get("/ns", headers={"accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    ontology = graph(client.get("/ns.nt"), "nt")
    kinds = (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
    terms = {s for kind in kinds for s in ontology.subjects(rdflib.RDF.type, kind)}
    ours = [str(s).partition("#")[2] for s in terms if str(s).startswith("https://w3id.org/foedera/ns#")]
    assert len(ours) > 200
    missing = [name for name in ours if f'id="{name}"' not in page.text]
    assert not missing
    assert "VCLT art" in page.text, "each names its source"
    for concept in ontology.subjects(rdflib.RDF.type, rdflib.SKOS.Concept):
        assert f'href="/id/{str(concept).removeprefix(ID)}"' in page.text


def test_the_ontology_leads_to_the_vocabulary_and_so_does_its_version(client: httpx.Client) -> None:
    version = next(graph(client.get("/ns.nt"), "nt").objects(None, rdflib.OWL.versionIRI))
    for address in ("/ontology", f"/ns/{str(version).rpartition('/')[2]}"):
        response = client.get(address)
        assert response.status_code == 303
        assert response.headers["location"] == "/ns"
    assert client.get("/ns/9.9").status_code == 404


def test_a_rule_brings_what_belongs_to_it(client: httpx.Client) -> None:
    page = client.get("/rules", headers={"accept": "text/html"}).text
    assert 'href="/id/rule/bound-by-consent"' in page
    rule = graph(client.get("/id/rule/bound-by-consent.ttl"), "turtle")
    construct = rdflib.URIRef("http://www.w3.org/ns/shacl#construct")
    assert any("CONSTRUCT" in str(o) for o in rule.objects(None, construct)), "its nameless body is there"
