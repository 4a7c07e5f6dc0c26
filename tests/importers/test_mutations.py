"""Damaged pages are refused or read right, never wrong: whatever is taken from one stands on the sound page too."""

import re
from datetime import date
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.errors import Unreadable
from foedera.importers.formats import format_of
from foedera.importers.listed import Context, ListedAct
from foedera.importers.names import Names
from tests.importers.conftest import PAGES, TODAY

SOUND = {
    "untc.html": "untc",
    "untc-fr.html": "untc",
    "XVIII-98-a.en.xml": "untc",
    "coe-old.html": "coe",
    "coe-2016.html": "coe",
    "normlex.html": "normlex",
    "b-98.html": "oas",
    "b-98-table.html": "oas",
    "inter_american_treaties_B-98_signatories.html": "oas",
    "verdragenbank.html": "verdragenbank",
    "verdragenbank-nl.html": "verdragenbank",
}


def told(act: ListedAct) -> tuple[object, ...]:
    return act.party, act.kinds, str(act.date), str(act.effect), act.territories


def read(page: str, content: bytes, names: Names) -> list[tuple[object, ...]]:
    context = Context(page, names, adopted=date(1930, 1, 1), today=TODAY)
    return [told(act) for act in format_of(SOUND[page]).read(context, content).acts]


def read_or_refused(page: str, content: bytes, names: Names) -> list[tuple[object, ...]]:
    try:
        return read(page, content, names)
    except Unreadable as refused:
        return [] if refused.remedy else ["refused without a remedy"]  # type: ignore[list-item]


@cache
def sound(page: str) -> str:
    text = (PAGES / page).read_bytes()
    return text.decode("latin-1" if page.endswith(".xml") else "utf-8")


def cut(text: str, where: float, _: int) -> str:
    """The page stops somewhere."""
    return text[: int(len(text) * where)]


def row_lost(text: str, where: float, _: int) -> str:
    """A line is lost."""
    lines = text.split("\n")
    del lines[int(len(lines) * where)]
    return "\n".join(lines)


def cell_lost(text: str, where: float, _: int) -> str:
    """A cell is lost with its tags, so that the row's other cells move."""
    cells = list(re.finditer(r"<(td|th|entry)>.*?</\1>", text))
    one = cells[int(len(cells) * where)] if cells else None
    return text[: one.start()] + text[one.end() :] if one else text


def sign_turned(text: str, where: float, number: int) -> str:
    """A sign behind a day becomes one that means nothing."""
    signs = list(
        re.finditer(r"(?<=\d{4} )(?:AA|A|a|d)\b|(?<=\()(?:R|A|T|S|Su|NK)(?=\))|\b(?:RA|AD)(?=[ <])", text)
    )
    one = signs[int(len(signs) * where)] if signs else None
    return text[: one.start()] + "ZQX"[number % 3] + text[one.end() :] if one else text


def name_misprinted(text: str, where: float, number: int) -> str:
    """A letter within a cell is doubled: names, months and headings are misprinted."""
    letters = list(re.finditer(r"(?<=[a-zé])[a-zé](?=[a-zé][^<>]*</(?:td|th|a|entry)>)", text))
    one = letters[int(len(letters) * where)] if letters else None
    return text[: one.start()] + one[0] * (2 + number % 2) + text[one.end() :] if one else text


def day_in_another_form(text: str, where: float, _: int) -> str:
    """A day is printed in a form of another site."""
    found = list(re.finditer(r"\d{1,2}([ /-])[\w.é]+\1(\d{4})", text))
    one = found[int(len(found) * where)] if found else None
    return text[: one.start()] + f"{one[2]}.13.45" + text[one.end() :] if one else text


DAMAGES = (cut, row_lost, cell_lost, sign_turned, name_misprinted, day_in_another_form)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    page=st.sampled_from(sorted(SOUND)),
    damage=st.sampled_from(DAMAGES),
    where=st.floats(0, 1, exclude_max=True),
    number=st.integers(0, 5),
)
def test_a_damaged_page_is_refused_or_read_right(
    names: Names, page: str, damage: object, where: float, number: int
) -> None:
    text = sound(page)
    harmed = damage(text, where, number)  # type: ignore[operator]
    encoding = "latin-1" if page.endswith(".xml") else "utf-8"
    whole = read(page, text.encode(encoding), names)
    assert whole
    taken = read_or_refused(page, harmed.encode(encoding), names)
    assert [act for act in taken if act not in whole] == []
