"""The record's own table: one row an act, as ``foedera export`` writes it and a spreadsheet keeps it."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from foedera.dates import PartialDate
from foedera.importers import days
from foedera.importers.listed import Context, ListedAct, Listing
from foedera.importers.markup import decoded

#: The columns that every such table has; the further ones may be left out.
COLUMNS: Final = (
    "treaty",
    "party",
    "party_as_published",
    "action",
    "date",
    "eif",
    "territory",
    "note",
    "source",
)
FURTHER: Final = ("toward", "withdraws", "counted_back")
#: Actions that other tables of this form call by another name.
_OTHER_NAMES: Final = {"territorial-application": "territorial-extension"}
FORMS: Final = "2003, 2003-04 or 2003-04-07"


def read(context: Context, content: bytes, kinds: frozenset[str], treaty: str) -> Listing:
    """Read a table.

    Args:
        context: names and the like.
        content: CSV, comma-separated, with a line of headings.
        kinds: the kinds of act that the ontology knows.
        treaty: id of the treaty ("untoc-tip"); a row of another one is refused.

    Raises:
        Unreadable: a column is missing or unknown, or a row is not understood.
    """
    reader = csv.reader(io.StringIO(decoded(content), newline=""), strict=True)
    head: list[str] | None = None
    acts: list[ListedAct] = []
    try:
        for row in reader:
            if head is None:
                head = _head(context, row)
            elif row:
                acts += _act(
                    context, dict(_named(context, head, row, reader.line_num)), reader.line_num, kinds, treaty
                )
    except csv.Error as error:
        raise context.refuse(
            reader.line_num, f"It is not CSV ({error}).", "Save it as comma-separated values."
        ) from error
    if head is None:
        raise context.layout("an empty file")
    return Listing(
        number=None,
        as_of=None,
        acts=tuple(acts),
        shows=kinds,
        skipped=tuple(context.skipped),
        covers=frozenset(act.party for act in acts) if context.skip else None,
    )


def _head(context: Context, row: list[str]) -> list[str]:
    missing = [c for c in COLUMNS if c not in row]
    unknown = [c for c in row if c not in COLUMNS + FURTHER]
    if missing or unknown or len(set(row)) != len(row):
        told = f"missing: {', '.join(missing) or 'none'}; unknown: {', '.join(unknown) or 'none'}"
        raise context.refuse(
            1, f"The columns are not those of an act ({told}).", f"Use {','.join(COLUMNS + FURTHER)}."
        )
    return row


def _named(context: Context, head: list[str], row: list[str], line: int) -> Iterable[tuple[str, str]]:
    if len(row) != len(head):
        raise context.refuse(
            line, f"It has {len(row)} cells under {len(head)} headings.", "Quote cells with commas."
        )
    return zip(head, (cell.strip() for cell in row), strict=True)


def _act(
    context: Context, row: dict[str, str], line: int, kinds: frozenset[str], treaty: str
) -> list[ListedAct]:
    if row["treaty"] != treaty:
        raise context.refuse(
            line,
            f"It is an act on '{row['treaty']}', not on '{treaty}'.",
            "Split the table, or name the other treaty.",
        )
    action = _OTHER_NAMES.get(row["action"], row["action"])
    if action not in kinds:
        raise context.refuse(
            line, f"The action '{row['action']}' is not known.", f"Use one of: {', '.join(sorted(kinds))}."
        )
    party = row["party"]
    if party not in context.names.codes:
        found = context.party(row["party_as_published"], line)
        hint = f" '{row['party_as_published']}' is {found}." if found else ""
        raise context.refuse(
            line, f"'{party}' is no code of a party.{hint}", "Use the codes of data/states.ttl."
        )
    return [
        ListedAct(
            party=party,
            printed=row["party_as_published"],
            kinds=frozenset({action}),
            line=line,
            date=_day(context, row["date"], line),
            effect=_day(context, row["eif"], line),
            territories=_codes(context, row["territory"], line),
            toward=_codes(context, row.get("toward", ""), line),
            note=row["note"] or None,
            sources=tuple(s for s in row["source"].split(";") if s),
            withdraws=row.get("withdraws") or None,
            counted_back=row.get("counted_back", "") == "true",
        )
    ]


def _day(context: Context, text: str, line: int) -> PartialDate | None:
    return context.day(text, line, days.iso, FORMS) if text else None


def _codes(context: Context, text: str, line: int) -> frozenset[str]:
    found = frozenset(t.strip() for t in text.split(";") if t.strip())
    if unknown := found - context.names.codes:
        raise context.refuse(
            line, f"'{', '.join(sorted(unknown))}' is no code of a party.", "Use codes with ';' between them."
        )
    return found
