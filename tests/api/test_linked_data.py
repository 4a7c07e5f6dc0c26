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
