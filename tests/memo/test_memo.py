"""A memo says in each form what the answer says, and every path, question and source is in it."""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from docx import Document
from lxml import html as pages
from pypdf import PdfReader

from foedera import assess, memo
from foedera.channels import channels
from foedera.memo.document import Heading, Items, Line, Memo, Paragraph, Table
from foedera.pinpoint import article
from foedera.store import Snapshot

CASES: Final = sorted((Path(__file__).parents[2] / "docs" / "cases").glob("*.json"))
MADE: Final = date(2026, 11, 25)


def of_html(content: bytes) -> str:
    return str(pages.fromstring(content.decode()).text_content())


def of_docx(content: bytes) -> str:
    written = Document(io.BytesIO(content))
    cells = (c.text for t in written.tables for r in t.rows for c in r.cells)
    return "\n".join([*(p.text for p in written.paragraphs), *cells])


def of_pdf(content: bytes) -> str:
    found = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return "\n".join(re.sub(r"\d+ / \d+\s*$", "", page) for page in found)  # without the number of the page


READERS: Final[dict[str, Callable[[bytes], str]]] = {"html": of_html, "docx": of_docx, "pdf": of_pdf}


def letters(text: str) -> str:
    """Text without its spaces: a PDF breaks lines where it must."""
    return re.sub(r"\s+", "", text)


def texts(found: Memo, part: str) -> list[str]:
    """What the cells, lines and paragraphs between a heading of the second level and the next one say."""
    said: list[str] = []
    inside = False
    for block in found.blocks:
        match block:
            case Heading(text, 2):
                inside = text == part
            case Paragraph(text) if inside:
                said.append(text)
            case Items(lines) if inside:
                said += [line.text for line in lines]
            case Table(_, rows) if inside:
                said += [cell for row in rows for cell in row]
    return said


@pytest.fixture(params=CASES, ids=lambda p: p.stem)
def answer(request: pytest.FixtureRequest, snapshot: Snapshot) -> dict[str, Any]:
    case = assess.read_case(snapshot, request.param.read_bytes(), "json")
    return assess.as_json(assess.assess(snapshot, case))


def test_ten_cases_are_worked() -> None:
    assert len(CASES) == 10


def test_each_form_holds_the_short_answer_every_path_and_every_question(
    snapshot: Snapshot, answer: dict[str, Any]
) -> None:
    found = memo.of_case(memo.Frame(snapshot, "https://example.org", MADE), answer)
    short = texts(found, "Short answer")[0]
    assert short.startswith({"yes": "Yes", "no": "No:", "not-known": "Not known"}[answer["answer"]])
    expected = [short, "This is not legal advice.", snapshot.version["hash"], snapshot.version["data_as_of"]]
    expected += [f"{c['title']}, {article(c['provision'])}" for c in answer["channels"]]
    expected += [q["text"] for q in answer["questions"]]
    expected += [
        r["question"]
        for c in answer["channels"]
        for r in c["requirements"]
        if r["result"] == "unknown" and r["question"]
    ]
    expected += [d["text"] for d in answer["duties"]]
    expected += [g["title"] for g in answer["not_known"]]
    expected += [c["authority"] for c in answer["channels"] if c["status"] == "open" and c["authority"]]
    expected += ["https://example.org" + c["proof"] for c in answer["channels"]]
    for form, read in READERS.items():
        content = letters(read(memo.write(found, form)))
        missing = [text for text in expected if letters(text) not in content]
        assert not missing, (form, missing)


def test_sources_of_the_acts_behind_a_path_are_told_with_their_dates(snapshot: Snapshot) -> None:
    told = channels(snapshot, "ITA", "POL", date(2024, 1, 1), "extradition")
    found = memo.of_pair(memo.Frame(snapshot, "", MADE), told)
    rows = texts(found, "Sources")
    assert any(re.match(r"Ratification: Poland, Palermo Convention", row) for row in rows)
    sources = [row for row in rows if re.match(r"\[\d+\] ", row)]
    assert any("as of 20" in s and "seen on 20" in s and "quality: " in s for s in sources)
    numbers = {n for row in rows for n in re.findall(r"^\[(\d+)\]", row)}
    assert {
        n for row in rows if re.fullmatch(r"(\[\d+\] ?)+", row) for n in re.findall(r"\d+", row)
    } <= numbers


def test_a_pair_without_a_purpose_is_told_for_every_purpose(snapshot: Snapshot) -> None:
    told = channels(snapshot, "DEU", "GBR", date(2024, 1, 1))
    rows = texts(memo.of_pair(memo.Frame(snapshot, "", MADE), told), "Paths")
    for c in told["channels"]:
        assert f"{c['title']}, {article(c['provision'])} ({c['purpose'].replace('-', ' ')})" in rows


def test_another_day_of_knowledge_is_said_and_goes_into_the_proofs(snapshot: Snapshot) -> None:
    told = channels(snapshot, "ITA", "CHE", date(2019, 1, 1), "extradition")
    found = memo.of_pair(memo.Frame(snapshot, "", MADE, "2020-01-01"), told)
    assert "Only what had been done or told by 2020-01-01 is counted." in texts(found, "Question")
    proofs = texts(found, "Proofs")
    assert proofs
    assert all(line.endswith(" --known-at 2020-01-01") for line in proofs)


def test_a_path_for_other_offences_is_no_part_of_the_short_answer(snapshot: Snapshot) -> None:
    told = channels(snapshot, "DEU", "GBR", date(2024, 1, 1), "mutual-legal-assistance")
    found = memo.of_pair(memo.Frame(snapshot, "", MADE), told)
    others = [c for c in told["channels"] if c["status"] == "conditional" and c["other_offences"]]
    assert others
    short = " ".join(texts(found, "Short answer"))
    assert all(f"{c['title']}, " not in short for c in others)
    why = [row for row in texts(found, "Paths") if "Only for: " in row]
    assert len(why) >= len(others)


def test_no_path_sends_nobody_anywhere(snapshot: Snapshot) -> None:
    case = assess.from_json(
        snapshot, json.loads((CASES[0].parent / "death-penalty.json").read_text(encoding="utf-8"))
    )
    found = memo.of_case(memo.Frame(snapshot, "", MADE), assess.as_json(assess.assess(snapshot, case)))
    assert texts(found, "What to send where") == [
        "The record shows no path to Italy that is neither barred nor displaced, so it is not said where to send a "
        "request."
    ]
    assert "IN THE WAY" in texts(found, "What may bar it")


#: Marks, quotes, dashes and letters that are not Latin-1, and what HTML would take for itself.
ODD: Final = (
    "<script>alert('1')</script> & “quoted” – Côte d’Ivoire, Türkiye, Łódź, Škoda, Đorđe, Ω, Київ → €"
)


@pytest.mark.parametrize("form", memo.FORMS)
def test_every_letter_comes_out_as_it_is_and_nothing_is_taken_for_markup(form: str) -> None:
    line = Line(ODD, 'https://example.org/?a="><b>x</b>')
    blocks = (
        Heading(ODD),
        Paragraph(ODD, strong=True),
        Items((line,)),
        Table((ODD, "b"), ((ODD, ""),), (3, 1)),
    )
    content = memo.write(Memo(ODD, blocks), form)
    assert letters(READERS[form](content)).count(letters(ODD)) >= 6 - (form != "html")
    if form == "html":
        page = pages.fromstring(content.decode())
        assert not page.xpath("//script | //b")
        assert page.xpath("//a/@href") == [line.url]


def test_a_row_longer_than_a_page_is_told_whole() -> None:
    words = [f"word{number}" for number in range(3000)]
    long = Memo("Long", (Table(("What", "Told"), (("short", " ".join(words)),), (35, 65)),))
    told = of_pdf(memo.write(long, "pdf")).split()
    assert [w for w in told if w.startswith("word")] == words
