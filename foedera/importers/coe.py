"""Charts of the Council of Europe Treaty Office: the old pages, those of 2016 to 2021, and today's, saved when drawn."""

import re
from collections.abc import Iterator
from typing import Final

from foedera.dates import PartialDate
from foedera.importers import days
from foedera.importers.listed import RATIFIED, Context, ListedAct, Listing
from foedera.importers.markup import Cell, Page, Table, read_page

_HEADS: Final = {
    "signature": "signature|unterzeichnung|firma",
    "ratification": "ratification|ratifikation|ratifica",
    "effect": "entry into force|entrée en vigueur|inkrafttreten|entrata in vigore",
    "notes": "notes|renvois|fußnoten|note",
}
_COLUMN: Final = {word: key for key, words in _HEADS.items() for word in words.split("|")}
_FLAGS: Final = frozenset({"r.", "d.", "a.", "t.", "c.", "o.", "e.", "v.", "b.", "tr.", "u."})
#: Marks of the column of notes: what the day in the column of ratification, or of signature, is.
_MARKS: Final = ("a", "s", "su", "r")
_GROUPS: Final = re.compile(
    r"^(non-)?member(s| states) of (the )?council of europe$|^(états )?(non )?membres du conseil de l'europe$"
    r"|^(nicht)?mitgliedstaaten des europarats$|^(stati )?(non )?membri del consiglio d'europa$"
    r"|^international organi[sz]ations$|^organisations internationales$|^internationale organisationen$"
    r"|^organizzazioni internazionali$",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(
    r"^(?:total number|nombre total|gesamtzahl|numero totale)\b.*?:\s*(\d+)$", re.IGNORECASE
)
_STATUS: Final = re.compile(
    r"(?:Status as of|Situation au|Stand vom|Status vom|Situazione aggiornata al|Situazione al)\s*:?\s*"
    r"(\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"(?:C?ETS|STCE|STE|SEV|Treaty|Traité|Vertrag|Trattato)\s*(?:No|n°|Nr|n\.)?\.?\s*:?\s*(\d{3})\b",
    re.IGNORECASE,
)
_IN_ADDRESS: Final = re.compile(r"(?:[?&]NT=|treatynum=|/treaty/)(\d{3})\b", re.IGNORECASE)
FORMS: Final = "16/5/2005"


def read(context: Context, content: bytes) -> Listing:
    """Read a chart of signatures and ratifications.

    Raises:
        Unreadable: it is a page of another kind, or something on it is not understood.
    """
    page = read_page(context.file, content)
    charts = [(t, head) for t in page.tables if (head := _head(t)) is not None]
    if not charts:
        raise _no_chart(context, page)
    acts = [act for table, head in charts for row in table.rows[1:] for act in _acts(context, head, row)]
    return Listing(
        number=number_of(page),
        as_of=as_of(context, page),
        acts=tuple(acts),
        shows=RATIFIED | {"signature", "accession", "succession", "definitive-signature"},
        skipped=tuple(context.skipped),
        parties=_counted(page),
    )


def number_of(page: Page) -> str | None:
    """The number of the treaty, from the page or its address."""
    found = _NUMBER.search(page.words) or _IN_ADDRESS.search(page.file)
    return f"CETS {found[1]}" if found else None


def as_of(context: Context, page: Page) -> PartialDate | None:
    """The day of the status, where the page tells it."""
    match = _STATUS.search(page.words)
    return context.day(match[1], 0, days.slashed, FORMS) if match else None


def _no_chart(context: Context, page: Page) -> Exception:
    if len(page.words) < 2000:
        return context.refuse(
            0,
            "The page is an empty shell: its chart is drawn by script.",
            "Open it in a browser, wait for the chart, save the page, and import the saved file.",
        )
    return context.layout("no chart with signature, ratification and entry into force")


def _head(table: Table) -> list[str] | None:
    """What each column holds; None for a table that is no chart."""
    if not table.rows:
        return None
    names = [cell.text.casefold().strip() for cell in table.rows[0]]
    keys = [_COLUMN.get(name, "flag" if name in _FLAGS else "") for name in names]
    return ["party", *keys[1:]] if {"signature", "ratification", "effect"} <= set(keys[1:]) else None


def _counted(page: Page) -> int | None:
    totals = [m for cell in page.lines if (m := _TOTAL.match(cell.text))]
    found = [
        int(m[1])
        for m in totals
        if re.search(r"not followed|non suivies|ohne|non seguite", m[0], re.I) is None
    ]
    return found[0] if len(found) == 1 else None


def _acts(context: Context, head: list[str], row: tuple[Cell, ...]) -> Iterator[ListedAct]:
    first = row[0]
    if all(not c.text for c in row) or (_GROUPS.match(first.text) and not any(c.text for c in row[1:])):
        return
    if _TOTAL.match(" ".join(c.text for c in row if c.text)) or first.text.casefold() in _COLUMN:
        return
    if len(row) != len(head):
        raise context.layout(f"a row of {len(row)} cells under {len(head)} headings", first.line)
    party = context.party(first.text, first.line)
    if party is None:
        return
    cells = {key: cell for key, cell in zip(head, row, strict=True) if key not in ("flag", "")}
    unknown = [c for key, c in zip(head, row, strict=True) if key == "flag" and c.text not in ("", "X", "x")]
    if unknown:
        raise context.refuse(unknown[0].line, f"'{unknown[0].text}' is no flag of this chart.", "Known: X.")
    yield from _of_party(context, party, cells)


def _of_party(context: Context, party: str, cells: dict[str, Cell]) -> Iterator[ListedAct]:
    printed = cells["party"].text
    mark = _mark(context, cells.get("notes"))
    told = {
        key: context.day(cells[key].text, cells[key].line, days.slashed, FORMS)
        for key in ("signature", "ratification", "effect")
        if cells[key].text
    }
    line, effect = cells["party"].line, told.get("effect")
    if mark == "s":
        if "signature" not in told:
            raise context.refuse(line, "A signature without reservation (s) has no day.", "Correct the copy.")
        yield ListedAct(party, printed, frozenset({"definitive-signature"}), line, told["signature"], effect)
        return
    if "signature" in told:
        yield ListedAct(party, printed, frozenset({"signature"}), line, told["signature"])
    if "ratification" in told:
        kinds = {"a": frozenset({"accession"}), "su": frozenset({"succession"})}.get(mark, RATIFIED)
        note = (
            "the list does not tell ratification, acceptance and approval apart"
            if kinds == RATIFIED
            else None
        )
        yield ListedAct(party, printed, kinds, line, told["ratification"], effect, note=note)
    elif effect is not None or mark in ("a", "su"):
        raise context.refuse(
            line, "It has a day of entry into force or a mark, and no day of consent.", "Correct the copy."
        )


def _mark(context: Context, notes: Cell | None) -> str:
    """The mark of the note, without the numbers of footnotes; empty for none."""
    text = re.sub(r"[\d,;()\[\]\s]+", " ", notes.text if notes else "").strip()
    if text and text not in _MARKS:
        raise context.refuse(
            notes.line if notes else 0,
            f"The mark '{text}' in the column of notes is not known.",
            f"Known: {', '.join(_MARKS)}; a new one needs its kind of act named in the reader.",
        )
    return text
