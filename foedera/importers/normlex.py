"""NORMLEX: the ratifications of a convention of the International Labour Organization."""

import re
from collections.abc import Iterator
from typing import Final

from foedera.importers import days
from foedera.importers.listed import Context, ListedAct, ListedText, Listing
from foedera.importers.markup import Cell, Page, Table, read_page

_HEADS: Final = (
    ("country", "date", "status", "note"),
    ("pays", "date", "statut", "note"),
    ("país", "fecha", "estatus", "nota"),
    ("país", "fecha", "situación", "nota"),
)
_IN_FORCE: Final = frozenset({"in force", "en vigueur", "en vigor"})
_NOT: Final = frozenset(
    {
        "not in force",
        "pas en vigueur",
        "n'est pas en vigueur",
        "no en vigor",
        "no está en vigor",
        "no vigente",
    }
)
_DAY: Final = r"(\d{1,2}(?:er)? [^\W\d_]+\.? \d{4})"
_DENOUNCED: Final = re.compile(rf"^(?:Denounced on|Dénoncée? le|Denunciad[oa] el)\s+{_DAY}\.?$", re.I)
_COMING: Final = re.compile(
    rf"^(?:The Convention |La convention |El Convenio )?(?:will enter into force for|entrera en vigueur pour|entrará en vigor para)\s+.+?\s+(?:on|le|el)\s+{_DAY}\.?$",
    re.I,
)
_ENDING: Final = re.compile(r"den(?:o)?unc|dénonc", re.I)
_NUMBER: Final = re.compile(r"\b([CP])(\d{3})\s*-\s")
FORMS: Final = "07 Apr 2010"
#: A ratification on this list can be one by which a new state goes on being bound.
_CONSENT: Final = frozenset({"ratification", "succession"})


def read(context: Context, content: bytes) -> Listing:
    """Read a page.

    Raises:
        Unreadable: it is a page of another kind, or something on it is not understood.
    """
    page = read_page(context.file, content)
    tables = [t for t in page.tables if "horizontalLine" in t.kind.split()]
    if not tables:
        raise context.layout("no table of ratifications (class horizontalLine)")
    acts: list[ListedAct] = []
    texts: list[ListedText] = []
    for table in tables:
        for row in _rows(context, table):
            for told in _told(context, row):
                (acts if isinstance(told, ListedAct) else texts).append(told)  # type: ignore[arg-type]
    number = _NUMBER.search(page.words)
    return Listing(
        number=f"ILO {number[1]}{number[2]}" if number else None,
        as_of=None,
        acts=tuple(acts),
        shows=frozenset({"ratification", "denunciation"}),
        texts=tuple(texts),
        skipped=tuple(context.skipped),
        parties=_counted(page),
    )


def _counted(page: Page) -> int | None:
    found = re.search(r"\b(\d{1,3}) (?:ratifications|ratificaciones)\b", page.words)
    return int(found[1]) if found else None


def _rows(context: Context, table: Table) -> Iterator[tuple[Cell, ...]]:
    head = tuple(cell.text.casefold().strip() for cell in table.rows[0]) if table.rows else ()
    if head not in _HEADS:
        raise context.layout(f"the headings are {', '.join(head)}", table.line)
    for row in table.rows[1:]:
        if len(row) != 4:
            raise context.layout(f"a row of {len(row)} cells under four headings", row[0].line)
        yield row


def _told(context: Context, row: tuple[Cell, ...]) -> Iterator[ListedAct | ListedText]:
    country, day, status, note = row
    name, *glued = country.parts or (country.text,)
    party = context.party(name, country.line)
    if party is None:
        return
    if not day.text:
        raise context.refuse(day.line, "The ratification has no day.", "Correct the copy.")
    date = context.day(day.text, day.line, days.worded, FORMS)
    denounced, coming = _DENOUNCED.match(note.text), _COMING.match(note.text)
    _agree(context, status, note, denounced is not None, coming is not None)
    effect = context.day(coming[1], note.line, days.worded, FORMS) if coming else None
    yield ListedAct(party, name, _CONSENT, country.line, date, effect, recorded_as="ratification")
    if denounced:
        ended = context.day(denounced[1], note.line, days.worded, FORMS)
        yield ListedAct(party, name, frozenset({"denunciation"}), note.line, ended)
    others = [*glued, *([note.text] if note.text and not denounced and not coming else [])]
    for text in others:
        yield ListedText(party, "declaration", country.line, text)


def _agree(context: Context, status: Cell, note: Cell, denounced: bool, coming: bool) -> None:
    """Whether status and note tell the same; an ending in other words is refused, not overlooked."""
    said = status.text.casefold().strip()
    if said not in _IN_FORCE | _NOT:
        known = "In Force, Not in force"
        raise context.refuse(status.line, f"The status '{status.text}' is not known.", f"Known: {known}.")
    if (said in _NOT) != (denounced or coming) or (_ENDING.search(note.text) and not denounced):
        raise context.refuse(
            status.line,
            f"Status '{status.text}' and note '{note.text}' do not make one another clear.",
            "Record this row by hand (foedera add act) and leave it aside with --skip.",
        )
