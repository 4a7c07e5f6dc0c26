"""Answers as memos: documents to file."""

from datetime import UTC, datetime
from typing import Annotated, Final, Literal

from fastapi import Query, Request, Response

from api.answers import answered
from api.catalog import public
from foedera.memo import FORMS, Frame, Memo, write
from foedera.store import Snapshot

MemoForm = Annotated[
    Literal["html", "docx", "pdf"],
    Query(description="html (which is also the default, made for print), docx or pdf.", examples=["docx"]),
]
#: For the description of the service.
CONTENT: Final[dict[str, dict[str, object]]] = {
    media_type.partition(";")[0]: {} for media_type in FORMS.values()
}


def frame(request: Request, snapshot: Snapshot, known_at: str | None) -> Frame:
    """What surrounds an answer of this service."""
    return Frame(snapshot, public(request), datetime.now(UTC).date(), known_at)


def memo_answer(request: Request, memo: Memo, form: str, name: str) -> Response:
    """A memo as a file; nothing of it is kept, here or in a cache.

    Args:
        request: the request.
        memo: what it says.
        form: html, docx or pdf.
        name: of the file, without its suffix.
    """
    shown = "attachment" if form == "docx" else "inline"
    headers = {"content-disposition": f'{shown}; filename="{name}.{form}"', "cache-control": "no-store"}
    return answered(request, write(memo, form), FORMS[form], headers, pack=form == "html")
