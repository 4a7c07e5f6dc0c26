"""The SPARQL editor: for browsers only; its examples answer; its bars are of counts and not of years."""

import httpx
import pytest

from api.pages.query import queries

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(("title", "query"), queries(), ids=[title for title, _ in queries()])
def test_every_example_answers(client: httpx.Client, title: str, query: str) -> None:
    assert title.endswith("?")
    found = client.get("/sparql", params={"query": query}, headers={"accept": "application/json"})
    assert found.status_code == 200, found.text
    assert found.json()["results"]["bindings"]


@pytest.mark.parametrize("accept", ["*/*", "application/sparql-results+json", "text/csv, text/html;q=0.5"])
def test_programs_get_results(client: httpx.Client, accept: str) -> None:
    found = client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": accept})
    assert "html" not in found.headers["content-type"]


def test_a_browser_that_names_a_format_gets_it(client: httpx.Client) -> None:
    found = client.get("/sparql", params={"query": "SELECT (1 AS ?n) {}", "format": "csv"}, headers=BROWSER)
    assert found.headers["content-type"].startswith("text/csv")


def test_the_editor_tells_of_yes_and_of_triples(client: httpx.Client) -> None:
    ask = client.get("/sparql", params={"query": "ASK { ?s a foed:Treaty }"}, headers=BROWSER)
    assert '<span class="badge yes">Yes</span>' in ask.text
    made = client.get("/sparql", params={"query": "DESCRIBE id:purpose"}, headers=BROWSER)
    assert made.status_code == 200


def test_counts_have_bars_and_years_have_none(client: httpx.Client) -> None:
    values = "SELECT ?year ?n { VALUES (?year ?n) { (2001 4) (2002 8) } }"
    html = client.get("/sparql", params={"query": values}, headers=BROWSER).text
    assert html.count('class="count-bar"') == 2
    assert 'width="500.0"' in html


def test_what_is_refused_is_told_with_the_query_kept(client: httpx.Client) -> None:
    found = client.get("/sparql", params={"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}, headers=BROWSER)
    assert found.status_code in (400, 403)
    assert 'role="alert"' in found.text
    assert "INSERT DATA" in found.text
