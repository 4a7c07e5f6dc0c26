"""A query that takes too much is stopped, its limit is named, and the next one is answered."""

import concurrent.futures
import itertools

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from api.sparql_worker import rows
from tests.api.conftest import Serving

#: Every combination of twelve digits: a cross join that takes no memory and no end.
ENDLESS = (
    f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}' for i in range(12))} }}"
)
#: All triples sorted: all of them in memory at once.
HEAVY = "SELECT * { ?a ?b ?c } ORDER BY ?c ?a"


def answered(client: httpx.Client) -> bool:
    return client.get("/sparql", params={"query": "ASK { ?s a foed:State }"}).json().get("boolean") is True


def test_an_endless_query_is_killed_and_the_next_is_answered(serving: Serving) -> None:
    with serving(Settings(workers=1, seconds=0.5)) as client:
        for _ in range(3):
            response = client.get("/sparql", params={"query": ENDLESS})
            assert response.status_code == 503
            told = response.json()
            assert told["type"].endswith("time-limit")
            assert told["limit_seconds"] == 0.5
            assert "retry-after" in response.headers
            assert answered(client)
        assert client.get("/readyz").status_code == 200


def test_an_answer_past_the_limit_is_refused_whole(serving: Serving) -> None:
    query = "SELECT * { ?s ?p ?o }"
    with serving(Settings(workers=1, answer_bytes=50_000)) as client:
        for accept in ("application/sparql-results+json", "text/csv"):
            response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
            assert response.status_code == 413
            assert response.json()["limit_bytes"] == 50_000
        graph = client.get("/sparql", params={"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"})
        assert graph.status_code == 413
        assert answered(client)
        assert client.get("/sparql", params={"query": f"{query} LIMIT 10"}).status_code == 200


def test_an_answer_with_too_many_rows_is_refused_whole(serving: Serving) -> None:
    query, graph = "SELECT * { ?s ?p ?o } LIMIT ", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT "
    with serving(Settings(workers=1, rows=20)) as client:
        for text, formats in (
            (query, ("json", "xml", "csv", "tsv")),
            (graph, ("turtle", "ntriples", "jsonld")),
        ):
            for format in formats:
                allowed = client.get("/sparql", params={"query": f"{text}20", "format": format})
                assert allowed.status_code == 200, allowed.text
                response = client.get("/sparql", params={"query": f"{text}21", "format": format})
                assert response.status_code == 413
                assert response.json()["limit_rows"] == 20
                assert "20 rows" in response.json()["detail"]


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_whatever_they_hold(format: str) -> None:
    texts = ['"},{"', "\r\n", "<result>", 'a "b"\\\n', "\t},{", "é,", '\\"']
    store = ox.Store()
    for number, text in enumerate(texts):
        store.add(ox.Quad(ox.NamedNode(f"s:{number}"), ox.NamedNode("p:p"), ox.Literal(text)))
    for query, expected in (
        ("?s ?p ?o", 7),
        ("?s ?p ?o OPTIONAL { ?s <p:q> ?q }", 7),
        ("VALUES ?x { UNDEF UNDEF }", 2),
    ):
        results = store.query(f"SELECT ?o ?s ?x {{ {query} }}")
        assert isinstance(results, ox.QuerySolutions)
        content = results.serialize(format=getattr(ox.QueryResultsFormat, format.upper()))
        assert content is not None
        assert rows(content, format, 0) == expected


def test_a_query_past_the_memory_limit_is_stopped(serving: Serving) -> None:
    with serving(Settings(workers=1, memory=250_000_000, seconds=60)) as client:
        response = client.get("/sparql", params={"query": HEAVY})
        assert response.status_code == 503
        assert response.json()["type"].endswith("memory-limit")
        assert response.json()["limit_bytes"] == 250_000_000
        assert answered(client)


def test_when_all_are_busy_the_next_is_asked_to_come_back(serving: Serving) -> None:
    with serving(Settings(workers=1, waiting=1, seconds=2)) as client:
        with concurrent.futures.ThreadPoolExecutor(6) as threads:
            asked = [
                threads.submit(client.get, "/sparql", params={"query": ENDLESS})
                for _ in itertools.repeat(None, 6)
            ]
            responses = [a.result() for a in asked]
        kinds = sorted(r.json()["type"].rpartition("/")[2] for r in responses)
        # Which limit ends the running ones first, time or memory, depends on the machine.
        assert set(kinds) - {"time-limit", "memory-limit"} == {"busy"}
        assert kinds.count("busy") >= 4
        assert all("retry-after" in r.headers for r in responses)
        assert answered(client)


def test_other_addresses_answer_while_queries_run(serving: Serving) -> None:
    with (
        serving(Settings(workers=1, seconds=2)) as client,
        concurrent.futures.ThreadPoolExecutor(1) as thread,
    ):
        endless = thread.submit(client.get, "/sparql", params={"query": ENDLESS})
        assert client.get("/v1/states/FRA").status_code == 200
        assert not endless.done()
        assert endless.result().status_code == 503


@pytest.mark.parametrize("text", ["0", "-1", "many", ""])
def test_a_limit_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("FOEDERA_SPARQL_WORKERS", text)
    with pytest.raises(ValueError, match=r"FOEDERA_SPARQL_WORKERS is .*; give a positive number"):
        Settings.from_environment()


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("FOEDERA_CLIENT_REQUESTS", "-1"),
        ("FOEDERA_SPARQL_SECONDS", "nan"),
        ("FOEDERA_URL", "foedera.example"),
        ("FOEDERA_API_KEYS", "a-key-and-not-its-digest"),
        ("FOEDERA_LOG", "xml"),
    ],
)
def test_a_setting_of_the_wrong_form_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str
) -> None:
    monkeypatch.setenv(variable, text)
    with pytest.raises(ValueError, match=f"{variable} is '{text}'; give "):
        Settings.from_environment()


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDERA_SPARQL_SECONDS", "2.5")
    monkeypatch.setenv("FOEDERA_SPARQL_WORKERS", "3")
    assert Settings.from_environment() == Settings(seconds=2.5, workers=3)
