"""The dataset described by VoID and DCAT, the dumps, and answers that a client may keep."""

import gzip
import hashlib
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, RDF, VOID, Literal, URIRef

from api.catalog import GRAPHS, PARTS
from api.settings import Settings
from foedera.namespaces import ID
from foedera.publish import dump
from foedera.store import Snapshot
from tests.api.conftest import Serving, served, small

DATASET = URIRef(ID + "dataset")
STATES = "SELECT ?s WHERE { ?s a foed:State } ORDER BY ?s LIMIT 3"


def some(snapshot: Snapshot) -> list[ox.Quad]:
    """A few triples of each graph."""
    taken = []
    for name in GRAPHS:
        quads = snapshot.query_store.quads_for_pattern(None, None, None, ox.NamedNode(f"{ID}graph/{name}"))
        taken += [quad for _, quad in zip(range(200), quads, strict=False)]
    return taken


@pytest.fixture(scope="module")
def dumped(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A small snapshot with its dumps."""
    found = small(snapshot, tmp_path_factory.mktemp("dumped"), some(snapshot))
    assert len(dump(found)) == 2
    return found


@pytest.fixture(scope="module")
def published(dumped: Snapshot) -> Iterator[httpx.Client]:
    with served(dumped, Settings(workers=1, url="https://foedera.example/here/")) as client:
        yield client


def graph(client: httpx.Client) -> rdflib.Graph:
    response = client.get("/.well-known/void")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    return rdflib.Graph().parse(data=response.content, format="turtle")


def test_void_counts_what_the_endpoint_counts(published: httpx.Client) -> None:
    told = graph(published)

    def counted(query: str) -> list[tuple[str, ...]]:
        rows = published.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        return sorted(tuple(cell["value"] for cell in row.values()) for row in rows)

    all_of_it = counted("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0][0]
    assert (DATASET, VOID.triples, Literal(int(all_of_it))) in told
    for part, key, number, query in (
        (
            VOID.classPartition,
            VOID["class"],
            VOID.entities,
            "SELECT ?k (COUNT(DISTINCT ?s) AS ?n) { ?s a ?k } GROUP BY ?k",
        ),
        (
            VOID.propertyPartition,
            VOID.property,
            VOID.triples,
            "SELECT ?k (COUNT(*) AS ?n) { ?s ?k ?o } GROUP BY ?k",
        ),
    ):
        parts = list(told.objects(DATASET, part))
        found = sorted((str(told.value(p, key)), str(told.value(p, number))) for p in parts)
        assert found == counted(query)


def test_the_dataset_names_its_licence_version_and_services(published: httpx.Client) -> None:
    told, here = graph(published), "https://foedera.example/here"
    document = URIRef(f"{here}/.well-known/void")
    assert (document, RDF.type, VOID.DatasetDescription) in told
    assert (document, DCAT.dataset, DATASET) in told
    assert "creativecommons.org/licenses/by/4.0" in str(told.value(DATASET, DCTERMS.license))
    assert told.value(DATASET, DCTERMS.modified) is not None
    assert (DATASET, VOID.sparqlEndpoint, URIRef(f"{here}/sparql")) in told
    assert (URIRef(f"{here}/sparql"), DCAT.servesDataset, DATASET) in told
    assert len(list(told.objects(DATASET, VOID.dataDump))) == 2


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
        ("application/n-triples", "nt"),
    ],
)
def test_the_description_comes_in_each_format(published: httpx.Client, accept: str, format: str) -> None:
    response = published.get("/.well-known/void", headers={"accept": accept})
    assert response.headers["content-type"].startswith(accept)
    assert (DATASET, RDF.type, VOID.Dataset) in rdflib.Dataset(default_union=True).parse(
        data=response.content, format=format
    )
    assert published.get("/.well-known/void", headers={"accept": "text/csv"}).status_code == 406


def test_the_ids_of_dataset_and_graphs_lead_to_their_description(published: httpx.Client) -> None:
    for part in PARTS:
        response = published.get(f"/id/{part}", headers={"accept": "text/turtle"})
        assert response.status_code == 303, part
        assert response.headers["location"] == "https://foedera.example/here/.well-known/void"


def test_dumps_are_whole_rdf_1_1_and_have_their_checksums(dumped: Snapshot, published: httpx.Client) -> None:
    listed = published.get("/dumps").json()
    lines = (line.split("  ") for line in published.get("/dumps/SHA256SUMS").text.splitlines())
    sums = {name: digest for digest, name in lines}
    everything = {
        (q.subject, q.predicate, q.object)
        for q in dumped.query_store.quads_for_pattern(None, None, None, None)
    }
    assert listed["total"] == 2
    for file in listed["dumps"]:
        name = file["address"].rpartition("/")[2]
        response = published.get(f"/dumps/{name}")
        assert response.headers["content-type"] == "application/gzip"
        assert hashlib.sha256(response.content).hexdigest() == file["sha256"] == sums[name]
        assert len(response.content) == file["bytes"]
        text = gzip.decompress(response.content)
        format = "nquads" if name.endswith(".nq.gz") else "turtle"
        read = rdflib.Dataset(default_union=True).parse(data=text, format=format)  # rdflib reads RDF 1.1 only
        assert len(set(read.triples((None, None, None)))) == len(everything)


def test_a_part_of_a_dump_and_one_that_the_client_has(published: httpx.Client) -> None:
    whole = published.get("/dumps/foedera.nq.gz")
    part = published.get("/dumps/foedera.nq.gz", headers={"range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.content == whole.content[10:20]
    assert whole.headers["repr-digest"].startswith("sha-256=:")


def test_where_no_dumps_were_made_it_is_told(
    snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = small(snapshot, tmp_path_factory.mktemp("bare"), [])
    with served(bare, Settings(workers=1)) as client:
        assert client.get("/dumps").json()["total"] == 0
        response = client.get("/dumps/foedera.nq.gz")
        assert response.status_code == 404
        assert "foedera dump" in response.json()["detail"]


@pytest.mark.parametrize(
    "address",
    ["/v1/states", "/id/party/FRA.nt", f"/sparql?query={STATES}", f"/sparql?query={STATES}&format=csv", "/"],
)
def test_an_answer_that_the_client_has_is_not_sent_again(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = client.get(address, headers={"if-none-match": known})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == etag
        assert again.headers.get("vary") == first.headers.get("vary")
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_another_format_or_question_is_another_answer(client: httpx.Client) -> None:
    def etag(query: str, **more: str) -> str | None:
        found: str | None = client.get("/sparql", params={"query": query, **more}).headers.get("etag")
        return found

    graph = f"{ID}graph/asserted"
    told = [
        etag(STATES),
        etag(STATES, format="csv"),
        etag(f"{STATES} "),
        etag(STATES, **{"default-graph-uri": graph}),
    ]
    assert len(set(told)) == 4
    assert etag(STATES) == told[0]


@pytest.mark.parametrize(
    "query", ["SELECT (NOW() AS ?x) {}", "SELECT (rand() AS ?x) {}", "SELECT (STRUUID() AS ?x) {}"]
)
def test_what_differs_each_time_is_sent_each_time(serving: Serving, client: httpx.Client, query: str) -> None:
    told = {client.get("/sparql", params={"query": query}).headers["etag"] for _ in range(2)}
    assert len(told) == 2
