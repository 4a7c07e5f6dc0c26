"""Where a request goes and in which language: what the requested state notified, else the authority recorded."""

import sqlite3
from typing import Any

from foedera.channels.pair import Pair
from foedera.coverage import sources_of
from foedera.dates import PartialDate

_AUTHORITY, _LANGUAGE = "effect/central-authority", "effect/language"


def contact(pair: Pair, treaty: str, provision: sqlite3.Row) -> dict[str, Any]:
    """The requested state's authority and languages for requests under a provision of a treaty.

    Returns:
        ``{authority, language, authorities: [{name, under, language, source}]}``; the first two are null
        where nothing is recorded. What was notified under the treaty comes first, then an authority
        recorded for the treaty or toward the requesting state, then one for the purpose in general.
    """
    notified = [_notified(pair, s) for s in _said(pair, treaty, provision, _AUTHORITY)]
    found = notified or [_recorded(pair, row) for row in _of_record(pair, treaty, provision["purpose"])]
    languages = [s["summary"] for s in _said(pair, treaty, provision, _LANGUAGE)] or [
        a["language"] for a in found if a["language"]
    ]
    return {
        "authority": "; ".join(a["name"].rstrip(".") for a in found) or None,
        "language": "; ".join(dict.fromkeys(text.rstrip(".") for text in languages)) or None,
        "authorities": found,
    }


def _said(pair: Pair, treaty: str, provision: sqlite3.Row, effect: str) -> list[sqlite3.Row]:
    """The requested state's statements of one effect that speak of requests under the provision that day."""
    acts = pair.memory.acts.get((treaty, pair.requested), [])
    return [
        s
        for a in acts
        if (s := pair.memory.statements.get(a["id"])) is not None
        and s["effect"] == effect
        and not (a["date"] and _first(a["date"]) > pair.day)
        and not (s["withdrawn"] and _first(s["withdrawn"]) <= pair.day)
        and _bears_on(pair, treaty, provision["provision"], s["id"])
    ]


def _bears_on(pair: Pair, treaty: str, provision: str, statement: str) -> bool:
    """False where the statement is about an article that opens another channel of the same treaty."""
    others = {row["provision"] for row in pair.memory.provides.get(treaty, [])} - {provision}
    touched = [row["provision"] for row in pair.memory.statement_provisions.get(statement, [])]
    elsewhere = [t for t in touched if any(t == o or t.startswith(f"{o}.") for o in others)]
    return not touched or len(elsewhere) < len(touched)


def _of_record(pair: Pair, treaty: str, purpose: str) -> list[sqlite3.Row]:
    rows = [r for r in pair.memory.authorities.get(pair.requested, []) if r["purpose"] in (None, purpose)]
    bilateral = treaty in pair.memory.between
    return (
        [r for r in rows if r["treaty"] == treaty]
        or [r for r in rows if bilateral and not r["treaty"] and r["toward"] == pair.requesting]
        or [r for r in rows if not r["treaty"] and not r["toward"] and r["purpose"] == purpose]
    )


def _notified(pair: Pair, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "name": row["summary"],
        "under": pair.title(row["treaty"]),
        "language": None,
        "source": sources_of(pair.snapshot, row["id"]),
    }


def _recorded(pair: Pair, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "name": row["label"],
        "under": row["under"],
        "language": row["language"],
        "source": sources_of(pair.snapshot, row["id"]),
    }


def _first(day: str) -> str:
    return PartialDate.parse(day).earliest().isoformat()
