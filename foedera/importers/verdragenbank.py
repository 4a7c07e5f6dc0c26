"""The Dutch treaty database: the table of parties of a treaty, on its English or its Dutch pages."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Final

from foedera.dates import PartialDate
from foedera.importers import days
from foedera.importers.listed import CONSENTS, RATIFIED, Context, ListedAct, Listing
from foedera.importers.markup import Cell, Page, Table, read_page

_HEADS: Final = {
    "party": "party|partij",
    "signature": "signature|ondertekening",
    "provisional": "provisional application|voorlopige toepassing",
    "consent": "ratification|ratificatie",
    "effect": "entry into force|in werking",
    "denounced": "renunciation|opzegging",
    "ended": "termination|buiten werking",
}
_COLUMN: Final = {name: key for key, names in _HEADS.items() for name in names.split("|")}
_SIGNS: Final[dict[str, dict[str, Set[str]]]] = {
    "English": {
        "S": {"definitive-signature"},
        "R": RATIFIED | {"consent-to-be-bound"},
        "A": {"accession"},
        "Su": {"succession"},
        "NK": CONSENTS,
    },
    "Dutch": {
        "O": {"definitive-signature"},
        "R": RATIFIED | {"consent-to-be-bound"},
        "T": {"accession"},
        "VG": {"succession"},
        "NB": CONSENTS,
    },
}
_CELL: Final = re.compile(r"^(?P<day>\d{2}-\d{2}-\d{4})?\s*(?:\((?P<sign>[A-Za-z]{1,2})\))?$")
_NUMBER: Final = re.compile(r"(?:Treaty number|Verdragsnummer)\s*:?\s*(\d{6})", re.I)
_IN_ADDRESS: Final = re.compile(r"(?<!\d)(\d{6})(?:_[pb])?(?:\.html)?(?:\?|$)")
FORMS: Final = "16-05-2005"


def read(context: Context, content: bytes) -> Listing:
    """Read a page.

    Raises:
        Unreadable: it is a page of another kind, or something on it is not understood.
    """
    page = read_page(context.file, content)
    tables = [(t, head) for t in page.tables if (head := _head(t)) is not None]
    if len(tables) != 1:
        raise context.layout(f"{len(tables)} tables of parties")
    table, head = tables[0]
    signs = _SIGNS["Dutch" if table.rows[0][0].text.casefold() == "partij" else "English"]
    acts = [act for row in table.rows[1:] for act in _acts(context, head, signs, row)]
    return Listing(
        number=_number(page),
        as_of=None,
        acts=tuple(acts),
        shows=CONSENTS | {"signature"},
        skipped=tuple(context.skipped),
    )


def _number(page: Page) -> str | None:
    found = _NUMBER.search(page.words) or _IN_ADDRESS.search(page.file)
    return f"NL {found[1]}" if found else None


def _head(table: Table) -> list[str] | None:
    """What each column holds; None for another table. The heading of the consents carries its legend with it."""
    if not table.rows:
        return None
    keys = []
    for cell in table.rows[0]:
        name = re.split(r"(?:Tooltip)?\s*[SO]=", cell.text)[0].strip().casefold()
        keys.append(_COLUMN.get(name, ""))
    return keys if keys[:1] == ["party"] and "consent" in keys and all(keys) else None


def _acts(
    context: Context, head: list[str], signs: Mapping[str, Set[str]], row: tuple[Cell, ...]
) -> Iterator[ListedAct]:
    if len(row) != len(head):
        raise context.layout(f"a row of {len(row)} cells under {len(head)} headings", row[0].line)
    cells = dict(zip(head, row, strict=True))
    # "Czechoslovakia (<01-01-1993)": the database marks parties of the past with the day of their end.
    printed = re.sub(r"\s*\([<>]\d{2}-\d{2}-\d{4}\)$", "", cells["party"].text)
    line = cells["party"].line
    party = context.party(printed, line)
    if party is None:
        return
    day = {
        key: _day(context, cells[key])
        for key in ("signature", "provisional", "effect", "denounced", "ended")
        if key in cells
    }
    if found := day.get("signature"):
        yield ListedAct(party, printed, frozenset({"signature"}), line, found)
    if found := day.get("provisional"):
        yield ListedAct(party, printed, frozenset({"provisional-application"}), line, found)
    yield from _consent(context, party, printed, cells["consent"], signs, day.get("effect"))
    if found := day.get("denounced"):
        yield ListedAct(party, printed, frozenset({"denunciation"}), line, found, day.get("ended"))


def _consent(
    context: Context,
    party: str,
    printed: str,
    cell: Cell,
    signs: Mapping[str, Set[str]],
    effect: PartialDate | None,
) -> Iterator[ListedAct]:
    match = _CELL.match(cell.text.strip())
    if match is None or (match["day"] and not match["sign"]):
        raise context.refuse(cell.line, f"'{cell.text}' is not a day with its sign.", f"Known: {FORMS} (R).")
    if match["sign"] is None:
        if effect is not None:
            raise context.refuse(
                cell.line, "It has a day of entry into force and no consent.", "Correct the copy."
            )
        return
    if match["sign"] not in signs:
        raise context.refuse(
            cell.line, f"The sign '{match['sign']}' is not known.", f"Known here: {', '.join(signs)}."
        )
    kinds = frozenset(signs[match["sign"]])
    date = context.day(match["day"], cell.line, days.dashed, FORMS) if match["day"] else None
    note = "the list does not tell ratification, acceptance and approval apart" if len(kinds) > 1 else None
    yield ListedAct(party, printed, kinds, cell.line, date, effect, note=note)


def _day(context: Context, cell: Cell) -> PartialDate | None:
    return context.day(cell.text, cell.line, days.dashed, FORMS) if cell.text.strip() else None
