"""The graphs at another SPARQL 1.1 engine: the same rules, run there, and the same answers.

An Oxigraph server is there with the test packages. Others are tested where they are running already:
``FOEDERA_TEST_ENGINE`` and ``FOEDERA_TEST_ENGINE_UPDATE`` name where one takes queries and updates, and
``FOEDERA_STORE_INFERENCE`` is as for the command.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from foedera.calendar import reckon
from foedera.errors import SnapshotError
from foedera.infer import infer
from foedera.load import read_record
from foedera.namespaces import INFERRED
from foedera.store import Snapshot, engine
from foedera.store.answers import write_answers
from foedera.store.engine import RemoteSnapshot, infer_at
from foedera.store.remote import EngineError, RemoteStore
from tests.api.conftest import served, small
from tests.api.test_sparql_limits import ENDLESS
from tests.house.tree import ROOT

#: The treaty whose acts and norms the small record keeps.
TREATY = "saarc-trafficking-2002"


@dataclass
class Pair:
    """One record at both engines."""

    embedded: Snapshot
    other: RemoteSnapshot


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, str]]:
    """Where an engine takes queries and updates."""
    given = os.environ.get("FOEDERA_TEST_ENGINE")
    if given:
        yield given, os.environ.get("FOEDERA_TEST_ENGINE_UPDATE", given)
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    binary = Path(sys.executable).parent / "oxigraph"
    process = subprocess.Popen(
        [str(binary), "serve", "--bind", f"127.0.0.1:{port}", "--timeout-s", "60"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < until, "the server did not start"
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/update"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def pair(elsewhere: tuple[str, str], snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    root, here, there = (tmp_path_factory.mktemp(name) for name in ("record", "embedded", "other"))
    for room in ("ontology", "rules"):
        shutil.copytree(ROOT / room, root / room)
    names = [
        "states",
        "organisations",
        "sources",
        "treaties",
        "coverage",
        f"acts/{TREATY}",
        f"norms/{TREATY}",
    ]
    for name in names:
        path = ROOT / "data" / f"{name}.ttl"
        (root / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            shutil.copy(path, root / "data" / f"{name}.ttl")
    record = read_record(root)
    record.extend(reckon(record).quads)
    other = RemoteStore(*elsewhere)
    inferred_here = os.environ.get("FOEDERA_STORE_INFERENCE") == "here"
    infer_at(other, record, here=inferred_here)
    if not inferred_here:
        infer(record)
    small(snapshot, here, record.quads_for_pattern(None, None, None, None))
    (here / "answers.sqlite").unlink()  # the large record's
    for directory, store in ((here, record), (there, record if inferred_here else other)):
        shutil.copy(snapshot.directory / "meta.json", directory)
        write_answers(cast(ox.Store, store), directory / "answers.sqlite")
    return Pair(Snapshot(here), RemoteSnapshot(there, other))


def test_the_rules_infer_the_same_there(pair: Pair) -> None:
    def inferred(snapshot: Snapshot) -> set[str]:
        quads = snapshot.query_store.quads_for_pattern(None, None, None, INFERRED)
        return {str(quad.triple) for quad in quads}

    here, there = inferred(pair.embedded), inferred(pair.other)
    assert len(here) > 500
    assert here == there
    assert len(pair.other.query_store) == len(pair.embedded.query_store)


def test_the_answer_tables_are_the_same(pair: Pair) -> None:
    def tables(snapshot: Snapshot) -> dict[str, list[str]]:
        with sqlite3.connect(snapshot.answers_uri, uri=True) as connection:
            names = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            return {n: sorted(map(repr, connection.execute(f"SELECT * FROM {n}"))) for n in names}

    here, there = tables(pair.embedded), tables(pair.other)
    assert here["participation"]
    assert here == there


@pytest.fixture(scope="module")
def both(pair: Pair) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    limits = Settings(workers=2, seconds=30, rows=5_000)
    with served(pair.embedded, limits) as here, served(pair.other, limits) as there:
        yield here, there


@pytest.mark.parametrize(
    "address",
    [
        f"/v1/treaties/{TREATY}/parties?as_of=2020-01-01",
        f"/v1/states/NPL/obligations?treaty={TREATY}&as_of=2020-01-01",
        "/v1/states/NPL/treaties?as_of=2020-01-01&known_at=2024-01-01",
        f"/v1/explain?fact=participation/{TREATY}/NPL/ratification",
        f"/id/participation/{TREATY}/NPL/ratification.nt",
        "/id/party/NPL",
        "/id/rule/bound-by-consent",
        "/rules",
        "/ns",
        "/",
    ],
)
def test_the_service_answers_the_same(both: tuple[httpx.Client, httpx.Client], address: str) -> None:
    here, there = (client.get(address) for client in both)
    assert here.status_code == there.status_code == 200, there.text
    assert here.content == there.content


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?from { ?s a foed:Participation ; foed:from ?from } ORDER BY ?s",
        "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/foedera/id/graph/inferred> { ?s ?p ?o } }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a ?c } } GROUP BY ?g ORDER BY ?g",
        "ASK FROM <https://w3id.org/foedera/id/graph/sources> { ?s a foed:State }",
        "CONSTRUCT { ?s foed:from ?d } WHERE { ?s a foed:Participation ; foed:from ?d }",
        'SELECT ("a\\n\\"b\\u00e9" AS ?x) (1.50 AS ?y) {}',
    ],
)
@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv", "turtle", "ntriples"])
def test_sparql_answers_the_same(both: tuple[httpx.Client, httpx.Client], query: str, format: str) -> None:
    asked = {"query": query, "format": format}
    here, there = (client.get("/sparql", params=asked) for client in both)
    assert here.status_code == there.status_code, there.text
    assert here.headers["content-type"] == there.headers["content-type"]
    if query.startswith("CONSTRUCT"):
        assert sorted(here.text.splitlines()) == sorted(there.text.splitlines()) or format == "turtle"
    elif here.status_code == 200:
        assert here.text == there.text


def test_the_dataset_of_a_request_is_kept_to(both: tuple[httpx.Client, httpx.Client]) -> None:
    graph = "https://w3id.org/foedera/id/graph/asserted"
    for query in ("ASK { ?s a foed:State }", "ASK { GRAPH ?g { ?s a foed:State } }"):
        for parameter in ("default-graph-uri", "named-graph-uri"):
            asked = {"query": query, parameter: graph}
            here, there = (client.get("/sparql", params=asked).json() for client in both)
            assert here == there


def test_limits_and_refusals_hold_there_too(both: tuple[httpx.Client, httpx.Client], pair: Pair) -> None:
    _, there = both
    assert there.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}).json()["limit_rows"] == 5_000
    assert there.get("/sparql", params={"query": "SELECT * { SERVICE <http://x/> {} }"}).status_code == 403
    assert there.get("/sparql", params={"query": "ASK {"}).status_code == 400
    with served(pair.other, Settings(workers=1, seconds=0.5)) as client:
        told = client.get("/sparql", params={"query": ENDLESS})
        assert told.status_code == 503
        assert told.json()["limit_seconds"] == 0.5
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_an_engine_that_went_away_is_told(
    both: tuple[httpx.Client, httpx.Client], pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair.other.engine, "query_url", "http://127.0.0.1:9/query")
    for address in ("/id/party/NPL", "/sparql?query=ASK%20%7B%7D"):
        told = both[1].get(address)
        assert told.status_code == 503
        assert told.json()["type"].endswith("/engine")
        assert "127.0.0.1" not in told.text, "where the engine is, is nobody's business"


def test_an_engine_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot be asked"):
        RemoteStore("http://127.0.0.1:9/query").query("ASK {}")
    monkeypatch.setenv("FOEDERA_STORE", "localhost:7878")
    with pytest.raises(SnapshotError, match="FOEDERA_STORE is 'localhost:7878'"):
        engine.open_snapshot(ROOT, tmp_path)
    monkeypatch.setenv("FOEDERA_STORE", "http://127.0.0.1:9/query")
    with pytest.raises(SnapshotError, match="foedera build"):
        engine.open_snapshot(ROOT, tmp_path)
