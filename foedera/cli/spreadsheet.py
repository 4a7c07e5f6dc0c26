"""Rows of an answer as CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as CSV (RFC 4180) with every field of the answer.

    A thing with an id takes its own column and one more for each of its other fields (``state``,
    ``state_name``); several plain values stand in one cell with ``; `` between; what is deeper is JSON.
    Nothing known is an empty cell.
    """
    flat = [_flat(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue()


def _flat(row: Mapping[str, Any]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, Mapping) and not any(isinstance(v, Mapping | list) for v in value.values()):
            cells |= {name if part == "id" else f"{name}_{part}": _cell(v) for part, v in value.items()}
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: object) -> str:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    if isinstance(value, Mapping | list | bool):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
