"""What people and programs read when they ask on the command line."""

import csv
import io
import json
from datetime import date

import pytest

from foedera.channels import channels
from foedera.obligations import obligations
from foedera.store import Snapshot
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("snapshot")


def test_duties_of_japan_under_the_trafficking_protocol(run: Run) -> None:
    shown = run("obligations", "JPN", "--treaty", "untoc-tip", "--as-of", "2024-01-01")
    assert shown.code == 0
    assert "Japan on 2024-01-01: yes" in shown.out
    assert "2017-08-10" in shown.out
    assert "foedera explain duty/untoc-tip/JPN/" in shown.out


def test_the_day_before_it_bound_japan_owed_nothing_under_it(run: Run) -> None:
    shown = run("obligations", "JPN", "--treaty", "untoc-tip", "--as-of", "2017-08-09")
    assert shown.out.startswith("Japan on 2017-08-09: no, 0 duties.")


def test_json_is_the_answer_of_the_engine(run: Run, snapshot: Snapshot) -> None:
    shown = run("obligations", "jpn", "--as-of", "2024-01-01", "--format", "json")
    assert json.loads(shown.out) == obligations(snapshot, "JPN", date(2024, 1, 1))


def test_csv_has_a_row_for_every_duty(run: Run, snapshot: Snapshot) -> None:
    shown = run("obligations", "JPN", "--as-of", "2024-01-01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.out)))
    expected = obligations(snapshot, "JPN", date(2024, 1, 1))["obligations"]
    assert [r["id"] for r in rows] == [d["id"] for d in expected]
    assert [r["topics"] for r in rows] == ["; ".join(d["topics"]) for d in expected]


def test_filters_narrow_the_answer(run: Run) -> None:
    words = ("obligations", "JPN", "--as-of", "2024-01-01", "--format", "json")
    everything = json.loads(run(*words).out)["total"]
    about = json.loads(run(*words, "--topic", "extradition").out)["obligations"]
    must = json.loads(run(*words, "--modality", "obligation").out)["obligations"]
    assert 0 < len(about) < everything
    assert all("extradition" in d["topics"] for d in about)
    assert {d["modality"] for d in must} == {"obligation"}


def test_warrant_open_and_convention_displaced_between_members(run: Run) -> None:
    shown = run("channels", "ITA", "POL", "--purpose", "extradition", "--as-of", "2024-01-01")
    assert "Italy asks Poland for extradition on 2024-01-01: yes." in shown.out
    assert "available" in shown.out
    assert "displaced" in shown.out
    assert "Not known" in shown.out


def test_all_purposes_where_none_is_named(run: Run, snapshot: Snapshot) -> None:
    shown = run("channels", "ITA", "POL", "--as-of", "2024-01-01", "--format", "json")
    assert json.loads(shown.out) == channels(snapshot, "ITA", "POL", date(2024, 1, 1))
    table = run("channels", "ITA", "POL", "--as-of", "2024-01-01").out
    assert "Purpose" in table
    assert "mutual-legal-assistance" in table


def test_an_answer_leads_to_its_proof(run: Run) -> None:
    answer = json.loads(run("channels", "ITA", "POL", "--as-of", "2024-01-01", "--format", "json").out)
    by_link = run("explain", answer["channels"][0]["proof"])
    by_id = run("explain", answer["channels"][0]["id"])
    assert by_link.code == 0
    assert by_link.out == by_id.out
    assert "Steps:" in by_link.out


@pytest.mark.parametrize(
    "words",
    [
        ("parties", "untoc-tip"),
        ("state", "NGA"),
        ("states",),
        ("treaties",),
        ("between", "ITA", "CHE", "cets-024", "--as-of", "2024-01-01"),
        ("coverage",),
        ("coverage", "--treaty", "untoc-tip"),
    ],
    ids=" ".join,
)
def test_every_question_answers_in_three_forms(run: Run, words: tuple[str, ...]) -> None:
    table, as_json, as_csv = (run(*words, "--format", form) for form in ("table", "json", "csv"))
    assert (table.code, as_json.code, as_csv.code) == (0, 0, 0)
    assert table.out.strip()
    total = json.loads(as_json.out)["total"]
    assert len(list(csv.reader(io.StringIO(as_csv.out)))) == total + 1


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("obligations", "JPX"), ["JPX", "JPN"]),
        (("obligations", "JPN", "--as-of", "2023-02-29"), ["2023-02-29", "--as-of", "YYYY-MM-DD"]),
        (("obligations", "JPN", "--topic", "nonsense"), ["nonsense", "extradition"]),
        (("channels", "ITA", "ITA"), ["ITA", "two different"]),
        (("channels", "ITA", "POL", "--purpose", "x"), ["'x'", "extradition"]),
        (("between", "ITA", "ITA", "cets-024"), ["ITA", "two different"]),
        (("parties", "untoc-tipp"), ["untoc-tipp", "untoc-tip"]),
        (("explain", "duty/nothing"), ["duty/nothing"]),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_in_one_line(
    run: Run, words: tuple[str, ...], names: list[str]
) -> None:
    shown = run(*words)
    assert shown.code == 2
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    for name in names:
        assert name in shown.err


def test_an_unknown_command_is_refused(run: Run) -> None:
    shown = run("obligation", "JPN")
    assert shown.code == 2
    assert "obligation" in shown.err
    assert "Traceback" not in shown.err
