"""One answer in three forms: a table, JSON, or CSV."""

import csv
import io
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
    """

    rows: str
    columns: Sequence[Column]
    head: Sequence[str] = ()
    foot: Sequence[str] = ()


def show(answer: dict[str, Any], sheet: Sheet, form: Format) -> None:
    """Print an answer of the engine on standard output."""
    if form is Format.json:
        print(json.dumps(answer, indent=2, ensure_ascii=False))
    elif form is Format.csv:
        sys.stdout.write(as_csv(answer[sheet.rows]))
    else:
        _table(answer[sheet.rows], sheet)


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


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as CSV (RFC 4180) with every field of the answer.

    A part of a part has the name ``part_of``; several plain values stand in one cell with ``; `` between,
    several parts as JSON. Nothing known is an empty cell.
    """
    flat = [_flat(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue()


def _flat(row: Row, prefix: str = "") -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            cells |= _flat(value, f"{prefix}{name}_")
        else:
            cells[prefix + name] = _cell(value)
    return cells


def _cell(value: object) -> str:
    if isinstance(value, list):
        plain = all(isinstance(v, str | int) for v in value)
        return "; ".join(map(str, value)) if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value)
