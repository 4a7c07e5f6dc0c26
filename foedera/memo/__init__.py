"""An answer as a document to file: one plain structure, written as HTML, DOCX or PDF.

What a memo says is composed in ``case`` and ``pair`` from the answers of the engine; how it looks stands in ``html``,
``docx`` and ``pdf``. Nothing of a memo is kept.
"""

from typing import Final

from foedera.memo.case import of_case
from foedera.memo.document import Memo
from foedera.memo.pair import of_pair
from foedera.memo.parts import Frame

__all__ = ["FORMS", "Frame", "Memo", "of_case", "of_pair", "write"]

#: The media type of each form, by its suffix.
FORMS: Final = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def write(memo: Memo, form: str) -> bytes:
    """The memo in one of ``FORMS``; the libraries of a form are loaded when it is asked for, and no command waits for them."""
    if form == "docx":
        from foedera.memo.docx import docx

        return docx(memo)
    if form == "pdf":
        from foedera.memo.pdf import pdf

        return pdf(memo)
    from foedera.memo.html import html

    return html(memo)
