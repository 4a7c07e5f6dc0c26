"""A memo as a DOCX file."""

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Written
from docx.shared import Cm, Pt

from foedera.memo.document import Heading, Items, Memo, Paragraph, Table

_WIDTH = 17.0  # of the text on an A4 page, in cm


def docx(memo: Memo) -> bytes:
    """The memo as DOCX, A4, with the styles of the reader's own template for headings and lists."""
    written = Document()
    _set_up(written, memo)
    written.add_heading(memo.title, 0)
    for block in memo.blocks:
        match block:
            case Heading():
                written.add_heading(block.text, block.level - 1)
            case Paragraph():
                written.add_paragraph().add_run(block.text).bold = block.strong
            case Items():
                for line in block.lines:
                    text = f"{line.text} {line.url}" if line.url else line.text
                    written.add_paragraph(text, style="List Bullet")
            case Table():
                _table(written, block)
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


def _set_up(written: Written, memo: Memo) -> None:
    section = written.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    about = written.core_properties
    about.title, about.author, about.language, about.comments = memo.title, "Foedera", "en", ""
    about.created = about.modified = datetime.now(UTC)


def _table(written: Written, block: Table) -> None:
    """A table with a head; python-docx is quick only where the cells of a row are taken at once."""
    table = written.add_table(rows=1 + len(block.rows), cols=len(block.columns), style="Table Grid")
    table.autofit = False
    parts = [Cm(_WIDTH * w / sum(block.widths)) for w in block.widths]
    for column, width in zip(table.columns, parts, strict=True):
        column.width = width
    for number, (row, texts) in enumerate(zip(table.rows, (block.columns, *block.rows), strict=True)):
        for cell, text, width in zip(row.cells, texts, parts, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size = number == 0, Pt(9)
    written.add_paragraph()
