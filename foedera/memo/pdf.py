"""A memo as a PDF file, in DejaVu Serif, which has every letter of the record."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import Final

from fpdf import FPDF
from fpdf.fonts import FontFace

from foedera.memo.document import Heading, Items, Line, Memo, Paragraph, Table

_FONTS: Final = Path(__file__).with_name("fonts")
_FAMILY: Final = "DejaVu Serif"
_SIZE: Final = 10
_HEADINGS: Final = {2: 13, 3: 11}
#: How many letters surely fit into a line of a table, and how many lines of one row onto a page.
_LETTERS: Final = 90
_MOST_LINES: Final = 40


class _Pages(FPDF):
    def footer(self) -> None:
        """The number of each page."""
        self.set_y(-14)
        self.set_font(_FAMILY, size=8)
        self.cell(0, 6, f"{self.page_no()} / {{nb}}", align="R")


def pdf(memo: Memo) -> bytes:
    """The memo as PDF, A4."""
    pages = _Pages(format="A4")
    pages.set_margin(20)
    pages.set_auto_page_break(True, 20)
    pages.set_title(memo.title)
    pages.set_author("Foedera")
    pages.set_lang("en")
    pages.add_font(_FAMILY, "", _FONTS / "DejaVuSerif.ttf")
    pages.add_font(_FAMILY, "B", _FONTS / "DejaVuSerif-Bold.ttf")
    pages.add_page()
    _text(pages, memo.title, 17, "B", after=4)
    for block in memo.blocks:
        match block:
            case Heading():
                _heading(pages, block)
            case Paragraph():
                _text(pages, block.text, _SIZE, "B" if block.strong else "", after=1.5)
            case Items():
                for line in block.lines:
                    _line(pages, line)
            case Table():
                _table(pages, block)
    return bytes(pages.output())


def _heading(pages: FPDF, block: Heading) -> None:
    """A heading, with room for what follows on the same page."""
    if pages.will_page_break(30):
        pages.add_page()
    pages.ln(3)
    _text(pages, block.text, _HEADINGS[block.level], "B", after=1)


def _text(pages: FPDF, text: str, size: int, style: str = "", after: float = 0) -> None:
    pages.set_font(_FAMILY, style, size)
    pages.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pages.ln(after)


def _line(pages: FPDF, line: Line) -> None:
    pages.set_font(_FAMILY, "", _SIZE)
    pages.cell(5, _SIZE * 0.5, "•")
    left = pages.l_margin
    pages.set_left_margin(left + 5)
    pages.multi_cell(0, _SIZE * 0.5, line.text, align="L", new_x="LMARGIN", new_y="NEXT")
    if line.url:
        pages.set_font(_FAMILY, "", _SIZE - 2)
        pages.multi_cell(0, 4, line.url, align="L", link=line.url, new_x="LMARGIN", new_y="NEXT")
    pages.set_left_margin(left)
    pages.set_x(left)
    pages.ln(0.8)


def _table(pages: FPDF, block: Table) -> None:
    pages.set_font(_FAMILY, "", _SIZE - 2)
    with pages.table(
        col_widths=block.widths,
        text_align="LEFT",
        line_height=4,
        padding=1,
        headings_style=FontFace(emphasis="BOLD", fill_color=238),
    ) as table:
        for texts in (block.columns, *(piece for row in block.rows for piece in _pieces(row, block.widths))):
            row = table.row()
            for text in texts:
                row.cell(text)
    pages.ln(2)


def _pieces(texts: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[tuple[str, ...]]:
    """A row in as many rows as it needs so that each fits on a page."""
    letters = [_LETTERS * width // sum(widths) for width in widths]
    yield from zip_longest(*(_cut(text, n) for text, n in zip(texts, letters, strict=True)), fillvalue="")


def _cut(text: str, letters: int) -> list[str]:
    lines = [line for part in text.split("\n") for line in wrap(part, letters) or [""]]
    if len(lines) <= _MOST_LINES:
        return [text]
    return ["\n".join(lines[i : i + _MOST_LINES]) for i in range(0, len(lines), _MOST_LINES)]
