"""Pages of the United Nations Treaty Collection (``ViewDetails.aspx`` and its forerunners), saved or fetched."""

import re
from typing import Final

from foedera.dates import PartialDate
from foedera.importers import days, untc
from foedera.importers.listed import Context, Listing
from foedera.importers.markup import Page, Table, read_page

_GRIDS: Final = (
    "ctl00_ctl00_ContentPlaceHolder1_ContentPlaceHolderInnerPage_tblgrid",
    "ctl00_ContentPlaceHolder1_tblgrid",
)
_STATUS: Final = re.compile(r"(?:STATUS AS AT|ÉTAT AU|ETAT AU)\s*:?\s*(\d{1,2}-\d{1,2}-\d{4})", re.IGNORECASE)
_NUMBER: Final = re.compile(r"mtdsg_no=([IVXL]+-\d+(?:-[a-z])?)\b", re.IGNORECASE)
#: The page's own address stands in its form; links lead to other treaties.
_FORM: Final = re.compile(r"<form\b[^>]*\baction=[\"']([^\"']*)", re.IGNORECASE)
_PARTIES: Final = re.compile(r"(?:Parties|Partes)\s*:\s*(\d+)")


def read(context: Context, content: bytes) -> Listing:
    """Read a page.

    Raises:
        Unreadable: it is a page of another kind, or something on it is not understood.
    """
    page = read_page(context.file, content)
    grid = _grid(context, page)
    columns = untc.Columns(context, grid.rows[0])
    acts = [act for row in grid.rows[1:] for act in columns.acts(row)]
    form = _FORM.search(page.source)
    number = _NUMBER.search(form[1] if form else "") or _NUMBER.search(context.file)
    counted = _PARTIES.search(page.words)
    after = [cell for cell in page.lines if cell.line > grid.rows[-1][0].line]
    return Listing(
        number=f"UNTC {number[1]}" if number else None,
        as_of=_as_of(context, page),
        acts=tuple(acts),
        shows=columns.shown,
        texts=untc.texts(context, after),
        skipped=tuple(context.skipped),
        parties=int(counted[1]) if counted else None,
    )


def _grid(context: Context, page: Page) -> Table:
    found = [t for t in page.tables if t.name in _GRIDS]
    if len(found) != 1:
        raise context.layout(f"{len(found)} tables of participants")
    if len(found[0].rows) < 2:
        raise context.layout("an empty table of participants", found[0].line)
    return found[0]


def _as_of(context: Context, page: Page) -> PartialDate:
    match = _STATUS.search(page.words)
    if match is None:
        raise context.layout("it does not tell the day of its status")
    padded = "-".join(p.zfill(2) for p in match[1].split("-"))
    return context.day(padded, 0, days.dashed, "07-10-2002")
