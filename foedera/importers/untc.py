"""The United Nations Treaty Collection: what its HTML pages and its XML files have in common.

A column's heading says which kinds of act it holds and under which letters; a letter that the heading does not
declare is refused, and so is a day without a letter where every kind has one.
"""

import re
from collections.abc import Sequence
from typing import Final

from foedera.importers import days
from foedera.importers.listed import Context, ListedAct, ListedText
from foedera.importers.markup import Cell

_KINDS: Final = {
    kind: names.split("|")
    for kind, names in {
        "signature": "signature|signature(s)|firma|succession to signature|succession à la signature",
        "ratification": "ratification|ratificación",
        "acceptance": "acceptance|acceptation|aceptación",
        "approval": "approval|approbation|aprobación",
        "accession": "accession|adhésion|adhesión",
        "succession": "succession|sucesión",
        "definitive-signature": "definitive signature|signature définitive|firma definitiva",
        "formal-confirmation": "formal confirmation|confirmation formelle|act of formal confirmation|confirmación formal",
        "consent-to-be-bound": "participation|consent to be bound|consentement à être lié|participación",
        "provisional-application": "provisional application|application provisoire|aplicación provisional",
    }.items()
}
_BY_NAME: Final = {name: kind for kind, names in _KINDS.items() for name in names}
_PARTICIPANT: Final = ("participant", "participante")
_ENTRY: Final = ("entry into force", "entrée en vigueur", "entrada en vigor")
#: "Approval(AA)"; the letters stand in brackets behind the name.
_HEADING: Final = re.compile(r"^(?P<name>.*?)\s*(?:\((?P<code>[A-Za-z]{1,2})\))?$")
_CELL: Final = re.compile(r"^(?P<day>\d.*?\d{4})(?:\s*(?P<code>[A-Za-z]{1,2}))?$")
#: What opens a part of the page after the table.
_PARTS: Final = {
    "declarations and reservations": None,
    "declarations": "declaration",
    "reservations": "reservation",
    "objections": "objection",
    "déclarations et réserves": None,
    "declaraciones y reservas": None,
    "objeciones": "objection",
}
_CLOSING: Final = (
    "end note",
    "note",
    "notes",
    "territorial application",
    "application territoriale",
    "historical information",
)

#: The kinds of which these lists show every one in force; withdrawals and many successions stand in footnotes.
SHOWN: Final = frozenset(_KINDS)
FORMS: Final = "7 Oct 2002"


class Columns:
    """The columns of a table of participants, by their headings."""

    def __init__(self, context: Context, head: Sequence[Cell]) -> None:
        self._context = context
        self.line = head[0].line if head else 0
        names = [cell.text.rstrip(" :").casefold() for cell in head]
        if not names or not names[0].startswith(_PARTICIPANT):
            raise context.layout(
                f"the first column is '{head[0].text if head else ''}', not the participant", self.line
            )
        self._letters: list[dict[str, str] | None] = [None]
        for cell in head[1:]:
            self._letters.append(self._read(cell))
        if not any(self._letters):
            raise context.layout("no column of acts", self.line)

    @property
    def shown(self) -> frozenset[str]:
        """The kinds of act for which there is a column."""
        return frozenset(kind for letters in self._letters if letters for kind in letters.values())

    def _read(self, cell: Cell) -> dict[str, str] | None:
        """The letters of a column and the kinds they mean ('' for a day without one)."""
        if cell.text.casefold().rstrip(" :").startswith(_ENTRY):
            return None
        letters: dict[str, str] = {}
        for part in cell.text.rstrip(" :").split(","):
            match = _HEADING.match(" ".join(part.split()))
            name = match["name"].casefold() if match else ""
            kind = _BY_NAME.get(name)
            if match is None or kind is None:
                raise self._context.refuse(
                    cell.line,
                    f"The heading '{part.strip()}' names no kind of act that the importer knows.",
                    "If it is one, its reader must learn it; if not, the table is not the list of participants.",
                )
            if (code := match["code"] or "") in letters:
                raise self._context.layout(f"two kinds of act share one sign in '{cell.text}'", cell.line)
            letters[code] = kind
        return letters

    def acts(self, row: Sequence[Cell]) -> list[ListedAct]:
        """The acts of one row.

        Raises:
            Unreadable: the row, a name, a letter or a day is not understood.
        """
        context, printed = self._context, row[0]
        if len(row) != len(self._letters):
            raise context.layout(
                f"a row of {len(row)} cells under {len(self._letters)} headings", printed.line
            )
        party = context.party(printed.text, printed.line)
        if party is None:
            return []
        found = []
        for cell, letters in zip(row, self._letters, strict=True):
            if letters is None or not cell.text.strip():
                continue
            found.append(self._act(party, printed.text, cell, letters))
        return found

    def _act(self, party: str, printed: str, cell: Cell, letters: dict[str, str]) -> ListedAct:
        context, match = self._context, _CELL.match(cell.text.strip())
        if match is None:
            raise context.refuse(
                cell.line, f"'{cell.text}' is not a day with its sign.", f"Known forms: {FORMS}, {FORMS} a."
            )
        code = match["code"] or ""
        if code not in letters:
            known = ", ".join(f"{c or 'none'}: {k}" for c, k in letters.items())
            raise context.refuse(
                cell.line,
                f"The sign '{code or 'none'}' behind the day is not one that the heading declares ({known}).",
                "Check the page; a sign that is new there needs its kind of act named in the reader.",
            )
        day = context.day(match["day"], cell.line, days.worded, FORMS)
        return ListedAct(party, printed, frozenset({letters[code]}), cell.line, day)


def texts(context: Context, lines: Sequence[Cell]) -> tuple[ListedText, ...]:
    """The declarations and the like that follow the table: a party's name alone on a line opens an entry."""
    found: list[ListedText] = []
    kind: str | None = None
    within, party, opened, words = False, "", 0, [""]

    def close() -> None:
        text = "\n".join(words).strip()
        if party and text:
            found.append(ListedText(party, kind, opened, text, provisions=named_provisions(text)))

    for cell in lines:
        heading = cell.text.strip(" :*").casefold()
        part = next((p for p in _PARTS if heading == p or heading.startswith(f"{p} (")), None)
        if part is not None or heading.startswith("notifications made under") or heading in _CLOSING:
            close()
            within, party, words = heading not in _CLOSING, "", [""]
            kind = _PARTS.get(part or "", "notification")
        elif within and len(cell.text) < 90 and (code := context.names.code(cell.text)):
            close()
            party, opened, words = code, cell.line, []
        elif within and party:
            words.append(cell.text)
    close()
    return tuple(found)


def named_provisions(text: str) -> tuple[str, ...]:
    """Articles that a text names, as pinpoints: found, not judged."""
    found: dict[str, None] = {}
    for match in re.finditer(
        r"\b[Aa]rt(?:icles?|ículos?|s?\.)\s+(\d{1,3})(?:\s*\(?,?\s*paragraph(?:s)?\s+|\s*\(|\.)?(\d{1,2})?\)?(?:\s*\(?([a-z])\))?",
        text,
    ):
        found["art-" + ".".join(p for p in match.groups() if p)] = None
    return tuple(found)
