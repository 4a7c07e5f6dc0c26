"""A case on the command line: from a file, from facts, or from both."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("snapshot")

FACTS = ("--requesting", "ITA", "--requested", "NGA", "--purpose", "extradition", "--as-of", "2023-01-01")


def test_a_case_of_facts_is_told_with_what_it_asks(run: Run) -> None:
    ran = run("assess", *FACTS, "--offence", "trafficking-in-persons", "--fact", "torture_risk=true")
    assert ran.code == 0
    assert "Italy asks Nigeria for extradition on 2023-01-01" in ran.out
    assert "barred" in ran.out
    assert "Questions, those that decide most first:" in ran.out


def test_facts_given_by_hand_prevail_over_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(
        json.dumps({"requesting": "ITA", "requested": "NGA", "purpose": "extradition", "fiscal": True})
    )
    given = ("--fact", "fiscal=false", "--fact", "final_judgment_in=DEU,FRA", "--nationality", "NGA")
    case = json.loads(run("assess", str(file), *given, "--case-as", "json").out)
    assert case["fiscal"] is False
    assert case["final_judgment_in"] == ["DEU", "FRA"]
    assert case["person"]["nationality"] == ["NGA"]


def test_turtle_is_written_and_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.ttl"
    file.write_text(run("assess", *FACTS, "--fact", "final_judgment_in=[]", "--case-as", "ttl").out)
    assert json.loads(run("assess", str(file), "--case-as", "json").out)["final_judgment_in"] == []


def test_the_answer_as_json_is_that_of_the_service(run: Run) -> None:
    answer = json.loads(run("assess", *FACTS, "--format", "json").out)
    assert {"case", "as_of", "answer", "channels", "duties", "questions"} <= set(answer)


def test_a_wrong_fact_is_named(run: Run) -> None:
    ran = run("assess", *FACTS, "--fact", "organized_group=perhaps")
    assert ran.code == 2
    assert "organized_group" in ran.err
    assert "true, false" in ran.err
    assert run("assess", *FACTS, "--fact", "organized_group").code == 2
    assert run("assess", "case.pdf").code == 2
    assert run("assess", *FACTS, "--case-as", "xml").code == 2


def test_a_case_is_written_as_a_memo(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "memo.docx"
    ran = run("assess", *FACTS, "--memo", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert "Italy asks Nigeria for extradition" in ran.err
    assert file.read_bytes().startswith(b"PK")


def test_two_states_are_written_as_a_memo(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "memo.html"
    ran = run(
        "memo", "ITA", "POL", "--purpose", "extradition", "--as-of", "2024-01-01", "--output", str(file)
    )
    assert ran.code == 0
    page = file.read_text(encoding="utf-8")
    assert "foedera explain relation/" in page
    assert "This is not legal advice." in page


def test_a_memo_goes_into_a_file_whose_name_tells_its_form(run: Run, tmp_path: Path) -> None:
    ran = run("memo", "ITA", "POL", "--output", str(tmp_path / "memo.txt"))
    assert ran.code == 2
    assert ".html, .docx or .pdf" in ran.err
