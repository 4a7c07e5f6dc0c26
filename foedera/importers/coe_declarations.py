"""Reservations and declarations as the Council of Europe Treaty Office prints them: they become drafts."""

import re
from dataclasses import dataclass, field
from typing import Final

from foedera.dates import PartialDate
from foedera.importers import coe, days
from foedera.importers.listed import Context, ListedText, Listing
from foedera.importers.markup import Cell, read_page

_KINDS: Final = {
    "reservation": r"reservations?|réserves?|vorbehalte?|riserv[ae]",
    "declaration": r"declarations?|déclarations?|erklärung(?:en)?|dichiarazion[ei]",
    "notification": r"notifications?|communications?|communication|mitteilung|comunicazione",
    "objection": r"objections?|einspruch|obiezione",
    "denunciation": r"denunciations?|dénonciations?|kündigung|denuncia",
    "withdrawal-of-reservation": r"(?:partial )?withdrawal of (?:a )?reservations?|retrait (?:partiel )?de (?:la )?réserves?",
    "territorial-declaration": r"territorial (?:application|declaration)|application territoriale",
}
_LEAD: Final = {
    k: re.compile(rf"^(?:{words})\b(?=.*(?:\d{{4}}|contained|consignée?|enthalten))", re.I)
    for k, words in _KINDS.items()
}
_PERIOD: Final = re.compile(
    r"^(?:Period covered|Période couverte|Zeitraum|Periodo coperto)\s*:?\s*(\d{1,2}/\d{1,2}/\d{4})?\s*-?\s*(\d{1,2}/\d{1,2}/\d{4})?\s*-?$",
    re.I,
)
_ARTICLES: Final = re.compile(
    r"^(?:The preceding statement concerns Article\(s\)|La déclaration ci-dessus concerne les? articles?(?:\(s\))?"
    r"|Articles? concern(?:ed|és)|Betroffene Artikel|Articoli interessati)\s*:?\s*(.*)$",
    re.I,
)
_DAY: Final = re.compile(r"\b(\d{1,2}(?:er)? [^\W\d_]+\.? \d{4})\b")


@dataclass
class _Entry:
    party: str
    kind: str
    line: int
    date: PartialDate | None
    words: list[str] = field(default_factory=list)
    provisions: tuple[str, ...] = ()
    period: tuple[PartialDate | None, PartialDate | None] = (None, None)

    def told(self) -> ListedText:
        return ListedText(
            self.party, self.kind, self.line, "\n".join(self.words), self.date, self.provisions, *self.period
        )


def read(context: Context, content: bytes) -> Listing:
    """Read a page of reservations and declarations.

    Raises:
        Unreadable: no entry is found, or one is not understood.
    """
    page = read_page(context.file, content)
    entries = _entries(context, page.lines)
    if not entries:
        raise context.layout("no entry: a state, then a line that begins with its kind and day")
    return Listing(
        number=coe.number_of(page),
        as_of=coe.as_of(context, page),
        acts=(),
        shows=frozenset(),
        texts=tuple(entry.told() for entry in entries),
        covers=frozenset(entry.party for entry in entries),
    )


def _entries(context: Context, lines: tuple[Cell, ...]) -> list[_Entry]:
    found: list[_Entry] = []
    party, open_entry = "", False
    for cell in lines:
        text = cell.text.strip()
        name = text.rstrip(" :")
        kind = next((k for k, lead in reversed(_LEAD.items()) if lead.match(text)), None)
        if len(name) < 70 and (code := context.names.code(name)):
            party, open_entry = code, False
        elif kind and party:
            found.append(_Entry(party, kind, cell.line, _day(text)))
            open_entry = True
        elif open_entry and (period := _PERIOD.match(text)):
            found[-1].period = (_slashed(context, period[1], cell), _slashed(context, period[2], cell))
        elif open_entry and (articles := _ARTICLES.match(text)):
            found[-1].provisions = _pinpoints(context, articles[1], cell)
            open_entry = False
        elif open_entry:
            found[-1].words.append(text)
    return found


def _day(lead: str) -> PartialDate | None:
    """The last day that the lead line names: that of the deposit or of the letter's registration."""
    told = _DAY.findall(lead)
    try:
        return days.worded(told[-1]) if told else None
    except ValueError:
        return None


def _slashed(context: Context, text: str | None, cell: Cell) -> PartialDate | None:
    return context.day(text, cell.line, days.slashed, coe.FORMS) if text else None


def _pinpoints(context: Context, text: str, cell: Cell) -> tuple[str, ...]:
    parts = [p.strip() for p in text.split(",") if p.strip() and p.strip() != "-"]
    for part in parts:
        if not re.fullmatch(r"\d{1,3}(?:\.\d{1,2}|\.[a-z])*", part):
            raise context.refuse(cell.line, f"'{part}' is no article.", "Numbers with commas: 1, 6, 28.")
    return tuple(f"art-{p}" for p in parts)
