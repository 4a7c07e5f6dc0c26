"""Supposed acts and comparisons on the command line."""

import json
from datetime import date

import pytest

from foedera import compare, whatif
from foedera.definitions import definitions
from foedera.store import Snapshot
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("snapshot")
ACT = "accession:BRA:cets-024:2022-01-01"


def test_a_supposed_accession_is_told_with_its_day_and_counts(run: Run) -> None:
    shown = run("what-if", ACT, "--state", "BRA", "--other", "ITA")
    assert shown.code == 0
    assert f"{ACT}: counts, from 2022-04-01." in shown.out
    assert "duty gained" in shown.out


def test_json_is_the_answer_of_the_engine(run: Run, snapshot: Snapshot) -> None:
    shown = run("what-if", ACT, "--state", "BRA", "--other", "ITA", "--format", "json")
    assert json.loads(shown.out) == whatif.what_if(snapshot, whatif.parse(ACT), state="BRA", other="ITA")


def test_the_proof_of_a_supposed_fact(run: Run, snapshot: Snapshot) -> None:
    gained = whatif.what_if(snapshot, whatif.parse(ACT), state="BRA", other="ITA")["channels"]["gained"][0]
    shown = run("what-if", ACT, "--explain", gained["id"])
    assert shown.code == 0
    assert "European Extradition Convention" in shown.out


def test_a_denunciation_by_no_party_is_told_to_change_nothing(run: Run) -> None:
    shown = run("what-if", "denunciation:USA:cets-197:2022-01-01")
    assert shown.code == 0
    assert "changes nothing" in shown.out
    assert "vclt-1969/art-54" in shown.out


def test_a_wrong_act_is_one_clear_line(run: Run) -> None:
    shown = run("what-if", "accession:BRA:cets-024:1950-01-01")
    assert shown.code == 2
    assert "adopted" in shown.err


def test_states_side_by_side_have_a_column_each(run: Run) -> None:
    shown = run("compare", "JPN", "ITA", "--topic", "extradition", "--as-of", "2024-01-01")
    assert shown.code == 0
    assert "JPN" in shown.out
    assert "Ranking: obligation = prohibition" in shown.out


def test_comparisons_as_json_are_the_answers_of_the_engine(run: Run, snapshot: Snapshot) -> None:
    day = date(2024, 1, 1)
    for words, expected in (
        (("compare", "JPN", "ITA"), compare.compare(snapshot, ["JPN", "ITA"], day)),
        (("gaps", "BRA", "--group", "MERCOSUR"), compare.gaps(snapshot, "BRA", day, "MERCOSUR")),
        (("unconnected",), compare.unconnected(snapshot, "extradition", day)),
        (("definitions", "--state", "JPN"), definitions(snapshot, None, "JPN", day)),
    ):
        assert json.loads(run(*words, "--as-of", "2024-01-01", "--format", "json").out) == expected


def test_tables_for_people(run: Run) -> None:
    for words, told in (
        (("gaps", "BRA", "--as-of", "2024-01-01"), "Brazil on 2024-01-01 beside Latin America"),
        (("changes", "2017-01-01", "2018-01-01", "--state", "JPN"), "2017-08-10"),
        (("unconnected", "--as-of", "2024-01-01"), "extradition on 2024-01-01"),
        (("definitions", "--notion", "sale-of-children", "--state", "JPN"), "binds Japan"),
    ):
        shown = run(*words)
        assert shown.code == 0, words
        assert told in shown.out
