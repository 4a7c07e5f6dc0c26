"""SPARQL from a file, on the graphs of the snapshot."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

pytestmark = pytest.mark.usefixtures("snapshot")

BOUND = "SELECT ?from WHERE { ?p a foed:Participation ; foed:party <party/JPN> ; foed:treaty <treaty/untoc-tip> ; foed:from ?from }"


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> "Ask":
    return Ask(run, tmp_path / "question.rq")


class Ask:
    def __init__(self, run: Run, file: Path) -> None:
        self._run = run
        self._file = file

    def __call__(self, text: str, form: str = "table") -> Ran:
        self._file.write_text(text)
        return self._run("query", str(self._file), "--format", form)


def test_rows_in_three_forms(ask: Ask) -> None:
    assert "2017-08-10" in ask(BOUND).out
    assert ask(BOUND, "csv").out.splitlines() == ["from", "2017-08-10", ""]
    bindings = json.loads(ask(BOUND, "json").out)["results"]["bindings"]
    assert [b["from"]["value"] for b in bindings] == ["2017-08-10"]


@pytest.mark.parametrize(
    ("form", "expected"), [("table", "yes"), ("csv", "true"), ("json", '"boolean":true')]
)
def test_yes_or_no(ask: Ask, form: str, expected: str) -> None:
    assert expected in ask("ASK { <party/JPN> a foed:State }", form).out


def test_triples_as_turtle(ask: Ask) -> None:
    shown = ask("CONSTRUCT { ?s a ?c } WHERE { VALUES ?s { <party/JPN> } ?s a ?c }", "ttl")
    assert "foed:State" in shown.out


def test_a_query_that_names_its_graph_sees_that_graph_only(ask: Ask) -> None:
    within = ask(f"ASK FROM <graph/asserted> {{ {BOUND.partition('{')[2]}", "csv")
    assert within.out.strip() == "false"


@pytest.mark.parametrize(
    ("text", "form", "names"),
    [
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "table", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "table", "DELETE"),
        ("SELECT * WHERE { ?s ?p }", "table", "SPARQL"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "ttl", "ttl"),
        ("DESCRIBE <party/JPN>", "csv", "csv"),
    ],
)
def test_what_is_not_run_is_refused_in_words(ask: Ask, text: str, form: str, names: str) -> None:
    shown = ask(text, form)
    assert shown.code == 2
    assert names in shown.err
    assert "Traceback" not in shown.err
