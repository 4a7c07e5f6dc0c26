"""One answer in three forms: a table, JSON, or CSV."""

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from foedera.cli.options import Format
from foedera.cli.spreadsheet import as_csv

Row = Mapping[str, Any]
Column = tuple[str, Callable[[Row], object]]

#: Columns of text where the width of the terminal is not known, as in a file or a pipe.
_WIDTH = 132


@dataclass(frozen=True)
class Sheet:
    """How an answer is shown to people.

    Attributes:
        rows: the key of the answer's list of rows.
        columns: heading and content of each column.
        head: lines above the table.
        foot: lines below it: what is not known, and where the proof is.
        folded: rows that the table leaves out because the foot tells them; JSON and CSV have them all.
    """

    rows: str
    columns: Sequence[Column]
    head: Sequence[str] = ()
    foot: Sequence[str] = ()
    folded: Callable[[Row], bool] = lambda _: False


def show(answer: dict[str, Any], sheet: Sheet, form: Format) -> None:
    """Print an answer of the engine on standard output."""
    if form is Format.json:
        print(json.dumps(answer, indent=2, ensure_ascii=False))
    elif form is Format.csv:
        sys.stdout.write(as_csv(answer[sheet.rows]))
    else:
        _table([row for row in answer[sheet.rows] if not sheet.folded(row)], sheet)


def _table(rows: Sequence[Row], sheet: Sheet) -> None:
    console = people()
    for line in sheet.head:
        console.print(line, highlight=False, markup=False)
    if rows:
        table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        for heading, _ in sheet.columns:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*(escape(_text(cell(row))) for _, cell in sheet.columns))
        console.print()
        console.print(table)
    if sheet.foot:
        console.print()
    for line in sheet.foot:
        console.print(line, highlight=False, markup=False)


def people() -> Console:
    """The console for people: as wide as the terminal, or a fixed width where there is none."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if known else _WIDTH)


def _text(value: object) -> str:
    return "" if value is None else str(value)
