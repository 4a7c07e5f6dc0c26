"""Lists of the Organization of American States: fixed-width, tables, and those of its later pages.

The day of an instrument and the day of its deposit differ; the deposit counts, the other stands in the note.
"""

import re
from collections.abc import Iterator
from typing import Final

from foedera.dates import PartialDate
from foedera.importers import days
from foedera.importers.listed import Context, ListedAct, Listing
from foedera.importers.markup import Cell, Page, read_page

_INSTRUMENTS: Final = {"RA": "ratification", "AC": "acceptance", "AD": "accession"}
_NAMES: Final = {
    "party": "country|countries|signatory countries|país|países|paises|países signatarios|paises signatarios",
    "signature": "signature|firma",
    "instrument": "ratification/accession|ra/ac/ad|ratification|ratificación/adhesión|ratificacion/adhesion|ratificación",
    "deposit": "deposit|depósito|deposito",
    "information": "information|informa|información|informacion",
    "kind": "inst",
    "ref": "ref",
}
_COLUMN: Final = {name: key for key, names in _NAMES.items() for name in names.split("|")}
_EMPTY: Final = re.compile(r"^(?:-|--|\s*/\s*/\s*|--/--/--)?$")
_D: Final = r"(?:\d{1,2}/\d{1,2}/\d{2,4}|/\s{1,3}/)"
_REF: Final = r"(?:\s+(?!RA\b|AC\b|AD\b)[A-Z][A-Z0-9]{0,2}/?)?"
_FIXED: Final = re.compile(
    rf"^\s*(?P<party>[^\d/]+?)\s*\.*\s+(?P<signature>{_D}){_REF}\s+(?P<instrument>{_D}){_REF}\s+(?P<deposit>{_D})"
    rf"(?:\s+(?P<kind>RA|AC|AD))?(?:\s+{_D})?{_REF}\s*$"
)
_HEAD: Final = re.compile(
    r"(?:SIGNATORY COUNTRIES|PAISES SIGNATARIOS)\s+(?:SIGNATURE|FIRMA)\s+REF\s+RA/AC/AD\s+REF\s+(?:DEPOSIT|DEPOSITO)\s+INST"
)
_NUMBER: Final = re.compile(r"(?<![A-Za-z])([AB]-\d{1,2})(?!\d)", re.I)
FORMS: Final = "04/28/04 or 04/28/2004, month first"


def read(context: Context, content: bytes) -> Listing:
    """Read a list.

    Raises:
        Unreadable: it is a page of another kind, or something on it is not understood.
    """
    page = read_page(context.file, content)
    rows = list(_fixed(context, page)) or list(_tabled(context, page))
    if not rows:
        raise context.layout("neither a fixed-width list nor a table of signatures and deposits")
    return Listing(
        number=_number(page),
        as_of=None,
        acts=tuple(act for row in rows for act in _acts(context, row)),
        shows=frozenset({"signature", *_INSTRUMENTS.values()}),
        skipped=tuple(context.skipped),
    )


def _number(page: Page) -> str | None:
    """The number of the treaty: in the file's name, in the title, or where the page has only one."""
    in_name = _NUMBER.search(page.file.rpartition("/")[2])
    if in_name:
        return f"OAS {in_name[1].upper()}"
    found = {m.upper() for m in _NUMBER.findall(page.words)}
    return f"OAS {found.pop()}" if len(found) == 1 else None


def _fixed(context: Context, page: Page) -> Iterator[dict[str, Cell]]:
    for block in page.preformatted:
        headed = False
        for offset, line in enumerate(block.text.splitlines()):
            number = block.line + offset
            if _HEAD.search(line):
                headed = True
            elif headed and line.strip(" =-_"):
                match = _FIXED.match(line)
                if match is None:
                    if not re.search(r"\d/|/ +/|\.{3}", line):
                        return  # the notes below the list
                    raise context.layout(f"the line '{line.strip()}'", number)
                cells = {key: Cell((text or "").strip(), number) for key, text in match.groupdict().items()}
                yield cells | {"party": Cell(cells["party"].text.rstrip(" ."), number)}


def _tabled(context: Context, page: Page) -> Iterator[dict[str, Cell]]:
    for table in page.tables:
        head = [_COLUMN.get(_plain(cell.text)) for cell in table.rows[0]] if table.rows else []
        if not {"party", "signature", "instrument", "deposit"} <= set(head):
            continue
        for row in table.rows[1:]:
            if not any(cell.text for cell in row):
                continue
            if len(row) != len(head):
                raise context.layout(f"a row of {len(row)} cells under {len(head)} headings", row[0].line)
            yield {key: cell for key, cell in zip(head, row, strict=True) if key}


def _plain(text: str) -> str:
    return re.sub(r"\s*/\s*", "/", text.strip(" :")).casefold()


def _acts(context: Context, row: dict[str, Cell]) -> Iterator[ListedAct]:
    printed = row["party"]
    party = context.party(printed.text, printed.line)
    if party is None:
        return
    signed = _day(context, row["signature"])
    if signed:
        yield ListedAct(party, printed.text, frozenset({"signature"}), printed.line, signed)
    deposit, kind = _deposit(context, row)
    instrument = _day(context, row["instrument"])
    if not (deposit or instrument):
        return
    if kind not in _INSTRUMENTS:
        raise context.refuse(
            printed.line,
            f"It has a day of an instrument or a deposit, and no sign of its kind (RA, AC, AD): {kind or 'none'}.",
            "Correct the copy, or record the act by hand and leave the row aside with --skip.",
        )
    note = f"date of deposit; instrument dated {instrument}" if deposit and instrument else None
    if deposit is None:
        note = f"instrument dated {instrument}; the day of its deposit is not told"
    yield ListedAct(party, printed.text, frozenset({_INSTRUMENTS[kind]}), printed.line, deposit, note=note)


def _deposit(context: Context, row: dict[str, Cell]) -> tuple[PartialDate | None, str | None]:
    cell = row["deposit"]
    match = re.match(r"^(?P<day>.*?)\s*(?P<kind>RA|AC|AD)?$", cell.text.strip())
    assert match is not None
    kind = match["kind"] or (row["kind"].text if "kind" in row else None) or None
    return _day(context, Cell(match["day"], cell.line)), kind


def _day(context: Context, cell: Cell) -> PartialDate | None:
    text = cell.text.strip()
    if _EMPTY.match(text):
        return None
    return context.day(text, cell.line, lambda t: days.american(t, context.adopted, context.today), FORMS)
