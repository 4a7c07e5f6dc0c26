"""No query makes this service call another address, in whatever disguise it comes."""

import asyncio
import contextlib
import itertools
import random
from typing import Final

import httpx
import pyoxigraph as ox
import pytest
import rdflib.plugins.sparql as rdflib_sparql
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.settings import Settings
from api.sparql_pool import Pool, Query
from foedera.errors import QueryRefused
from foedera.sparql import guard
from foedera.store import Snapshot
from tests.api.conftest import Listener

#: Ways to write the clause; {iri} is the listener's address, ``ex:`` a prefix for it.
CLAUSES: Final = [
    "SERVICE <{iri}> {{ ?s ?p ?o }}",
    "service silent <{iri}> {{ ?s ?p ?o }}",
    "SeRvIcE\n\tSILENT\r\n<{iri}>{{}}",
    "SERVICE<{iri}>{{?s?p?o}}",
    "SERVICE # a remark\n <{iri}> # another }}\n {{ ?s ?p ?o }}",
    "SERVICE#\nSILENT#\n<{iri}>#\n{{}}",
    "SERVICE ex: {{ ?s ?p ?o }}",
    "SERVICEex:{{ ?s ?p ?o }}",
    "SERVICESILENTex:{{ ?s ?p ?o }}",
    "SERVICE ex:\\-x {{ ?s ?p ?o }}",
    "VALUES ?e {{ <{iri}> }} SERVICE ?e {{ ?s ?p ?o }}",
    "VALUES $e {{ <{iri}> }} SERVICE SILENT$e{{ ?s ?p ?o }}",
    "BIND (IRI('{iri}') AS ?e) SERVICE ?e {{ ?s ?p ?o }}",
    "?a ?b 1SERVICE<{iri}>{{ ?s ?p ?o }}",
    "?a ?b 1.5e3SERVICE<{iri}>{{ ?s ?p ?o }}",
    "?a ?b trueSERVICE<{iri}>{{ ?s ?p ?o }}",
    "?a ?b 'x'SERVICE<{iri}>{{ ?s ?p ?o }}",
    "?a ?b ?c.SERVICE<{iri}>{{ ?s ?p ?o }}",
    "?a ?b t:a.b.SERVICE<{iri}>{{ ?s ?p ?o }}",
    "?a ?b p:SERVICE<{iri}>{{ ?s ?p ?o }}",
    "?a ?b ?c FILTER(?c<1)SERVICE#>\nex:{{ ?s ?p ?o }}",
    "?a ?b ?c FILTER(?c<2)#>'''\nSERVICE <{iri}> {{ ?s ?p ?o }} #'''\n",
    "?a ?b ?c FILTER(?c<STR('>'))SERVICE<{iri}>{{ ?s ?p ?o }}#'\n",
    "?a ?b ?c FILTER(?c<<http://x/#>||true)SERVICE <{iri}> {{ ?s ?p ?o }}\n",
    "VALUES ?x {{ '''abc' }} SERVICE <{iri}> {{ ?s ?p ?o }} #\\x '''\n",
    'VALUES ?x {{ """abc" }} SERVICE <{iri}> {{ ?s ?p ?o }} #\\x """\n',
    "VALUES ?x {{ 'a\\'' }} SERVICE <{iri}> {{ ?s ?p ?o }} #'\n",
    "#\rSERVICE <{iri}> {{ ?s ?p ?o }}\n",
    "S\\u0045RVICE <{iri}> {{ ?s ?p ?o }}",
    "SERVICE <\\u0068{rest}> {{ ?s ?p ?o }}",
    "BIND ('\\u0027 }} SERVICE <{iri}> {{ ?s ?p ?o }} #' AS ?x)",
]
#: Places to put it.
NESTS: Final = [
    "SELECT * WHERE {{ {0} }}",
    "SELECT * {{ ?x ?y ?z FILTER EXISTS {{ {0} }} }}",
    "SELECT * {{ ?x ?y ?z FILTER NOT EXISTS {{ ?x ?y ?z FILTER EXISTS {{ {0} }} }} }}",
    "SELECT * {{ ?x ?y ?z OPTIONAL {{ ?x ?y ?w MINUS {{ {0} }} }} }}",
    "SELECT * {{ {{ ?x ?y ?z }} UNION {{ GRAPH ?g {{ {0} }} }} }} LIMIT 0",
    "SELECT * {{ {{ SELECT * {{ {0} }} LIMIT 1 }} }}",
    "SELECT (COUNT(*) AS ?n) {{ {0} }}",
    "ASK {{ {0} }}",
    "CONSTRUCT {{ ?x ?y ?z }} WHERE {{ ?x ?y ?z BIND(EXISTS {{ {0} }} AS ?e) }}",
    "DESCRIBE ?s {{ {0} }}",
]
#: Texts around it that a careless reader would skip too much or too little of.
DECOYS: Final = ["", "# SERVICE in a remark '\n", "PREFIX q: <http://example.org/it's#x>\n", '# """\n']
PREFIXES: Final = "PREFIX ex: <{iri}> PREFIX t: <http://example.org/> PREFIX p: <http://h:>\n"


def hostile(iri: str) -> list[str]:
    """Every clause in every place, behind a decoy."""
    random.seed(1)
    return [
        random.choice(DECOYS)
        + PREFIXES.format(iri=iri)
        + nest.format(clause.format(iri=iri, rest=iri.removeprefix("h")))
        for clause, nest in itertools.product(CLAUSES, NESTS)
    ]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Something for patterns to match, so that a clause behind them would be reached."""
    store = ox.Store()
    for value in (ox.Literal(1), ox.Literal(True), ox.Literal("x"), ox.Literal(1500.0)):
        store.add(ox.Quad(ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p"), value))
    for path in ("a.b", "h:"):
        node = ox.NamedNode(f"http://example.org/{path}")
        store.add(ox.Quad(ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p"), node))
    return store


def evaluate(store: ox.Store, query: str) -> None:
    """Run a query to its end; what it says does not matter."""
    try:
        results = store.query(query)
        if not isinstance(results, ox.QueryBoolean):
            list(results)
    except (SyntaxError, OSError, ValueError, RuntimeError):
        pass


def test_without_the_guard_such_queries_do_call_out(store: ox.Store, listener: Listener) -> None:
    reached = set()
    for clause in CLAUSES:
        before = listener.calls
        text = clause.format(iri=listener.address, rest=listener.address.removeprefix("h"))
        evaluate(store, PREFIXES.format(iri=listener.address) + f"SELECT * {{ {text} }}")
        if listener.calls > before:
            reached.add(clause)
    assert len(reached) > 15, "the danger that this file tests against is real"


def test_every_hostile_query_is_refused_and_nobody_is_called(
    client: httpx.Client, listener: Listener
) -> None:
    queries = hostile(listener.address)
    assert len(queries) > 300
    for query in queries:
        response = client.post("/sparql", data={"query": query})
        assert response.status_code in (400, 403), query
        assert response.headers["content-type"] == "application/problem+json"
    assert listener.calls == 0


def test_a_plain_service_clause_is_told_what_is_wrong(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * {\n SERVICE <http://example.org/> {} }"})
    assert response.status_code == 403
    assert "SERVICE at line 2, column 2" in response.json()["detail"]


def test_what_the_guard_lets_pass_calls_nobody(store: ox.Store, listener: Listener) -> None:
    for query in hostile(listener.address):
        try:
            guard(query)
        except QueryRefused:
            continue
        evaluate(store, query)
    assert listener.calls == 0


PIECES: Final = [
    "SERVICE", "service", "SILENT", "ex:", "ex:a", "t:a.b.", "<{iri}>", "<1)#>", "<", "<<", ">", "'", '"', "'''", '"""', "\\", "\\'",
    "\\u0027", "#", "\n", "\r", " ", "{", "}", "(", ")", "?x", "$x", "?", "1", "true", "@en", "^^", ".", ";", ",", "FILTER", "EXISTS", "a", "''", "_:b", "%41",
    "p:", "VALUES ?v { ", "BIND(", "AS ?w)", "|", "*",
]  # fmt: skip


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
@example(pieces=["SERVICE", "ex:", "{", "}"])
def test_any_mixture_that_passes_the_guard_calls_nobody(
    store: ox.Store, listener: Listener, pieces: list[str]
) -> None:
    body = "".join(pieces).replace("{iri}", listener.address)
    query = f"{PREFIXES.format(iri=listener.address)}SELECT * {{ {body}\n }}"
    try:
        guard(query)
    except QueryRefused:
        return
    evaluate(store, query)
    assert listener.calls == 0, query


@pytest.mark.parametrize("nest", NESTS)
def test_a_second_parser_sees_no_service_either(nest: str) -> None:
    """The rules of other engines differ (rdflib resolves escapes first); what passes is safe for them too."""
    for clause in CLAUSES:
        query = PREFIXES.format(iri="http://example.org/x") + nest.format(
            clause.format(iri="http://example.org/x", rest="ttp://example.org/x")
        )
        try:
            guard(query)
        except QueryRefused:
            continue
        try:
            algebra = str(rdflib_sparql.prepareQuery(query).algebra)
        except Exception:
            continue
        assert "ServiceGraphPattern" not in algebra, query


def test_the_kernel_refuses_what_the_guard_would_miss(snapshot: Snapshot, listener: Listener) -> None:
    async def past_the_guard() -> tuple[bool, str]:
        pool = Pool(snapshot.store_path, Settings(workers=1))
        await pool.start()
        try:
            outcome, _ = await pool.ask(
                Query(f"SELECT * {{ SERVICE <{listener.address}> {{ ?s ?p ?o }} }}", "json")
            )
            return pool.network_denied, outcome["outcome"]
        finally:
            await pool.stop()

    denied, outcome = asyncio.run(past_the_guard())
    if not denied:
        pytest.skip("this kernel offers no seccomp filter")
    assert outcome == "failed"
    assert listener.calls == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?x WHERE { ?service ?x 'SERVICE <http://x/> {' }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s a sd:Service . { ?s ?p ?o } }",
        "SELECT * { ?s ex:service ?o . OPTIONAL { ?o ex:load ?x } }",
        "# SERVICE <http://x/> {}\nASK {}",
        'SELECT * { ?s ?p """SERVICE <http://x/> { "" } \\" """ }',
        "SELECT * { <http://example.org/SERVICE#x> ?p <http://example.org/it's(a)#b> }",
        "SELECT * { ?a ?b ?c FILTER(?a < ?b && ?b > ?c || ?a<=3) }",
        "SELECT * { ?a ex:it\\'s ?c ; ex:a\\#b ?d }",
        "SELECT * { ?a ?b 'SERVICE'@service }",
        "SELECT ?serviced { ?serviced ?p ?o }",
    ],
)
def test_harmless_queries_pass(query: str) -> None:
    guard(query)


@pytest.mark.parametrize("size", [0, 1, 1000, 200_000])
@pytest.mark.parametrize("character", ["'", '"', "<", "#", "\\", "?", "(", "a", "\n", "é", "\x00"])
def test_the_guard_takes_linear_time_on_anything(character: str, size: int) -> None:
    with contextlib.suppress(QueryRefused):
        guard(character * size)
