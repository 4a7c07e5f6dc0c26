"""From what a person writes to what the record holds: states, treaties, concepts by name."""

import sqlite3
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from foedera.errors import BadInput, UnknownThing
from foedera.store import Snapshot
from foedera.store.snapshot import name


def party(snapshot: Snapshot, iso3: str) -> sqlite3.Row:
    """The party with the ISO 3166-1 alpha-3 code ``iso3`` (any case; former states have four letters).

    Raises:
        UnknownThing: no such party; the message suggests near ones.
    """
    row = snapshot.memory.parties.get(f"party/{iso3.upper()}")
    if row is None:
        raise UnknownThing(
            "state",
            iso3,
            _near(
                iso3.upper(),
                [name(k) for k in snapshot.memory.parties],
                "ISO 3166-1 alpha-3 codes such as NGA",
            ),
        )
    return row


def instrument(snapshot: Snapshot, treaty: str) -> sqlite3.Row:
    """The instrument with the id ``treaty`` (``untoc-tip``), or with that further identifier.

    Raises:
        UnknownThing: no such instrument; the message suggests near ones.
    """
    path = snapshot.memory.also_called.get(treaty.lower(), f"treaty/{treaty.lower()}")
    row = snapshot.memory.instruments.get(path)
    if row is None:
        raise UnknownThing(
            "treaty",
            treaty,
            _near(
                treaty.lower(),
                [name(k) for k in snapshot.memory.instruments],
                "ids as /v1/treaties lists them",
            ),
        )
    return row


def concept(snapshot: Snapshot, scheme: str, value: str) -> str:
    """The id path of the concept ``value`` of a scheme (``topic``, ``purpose``, ``modality``).

    Raises:
        BadInput: no such concept; the message lists the right ones.
    """
    path = f"{scheme}/{value.lower()}"
    if path not in snapshot.memory.concepts:
        right = ", ".join(sorted(name(k) for k in snapshot.memory.concepts if k.startswith(f"{scheme}/")))
        raise BadInput(scheme, value, f"Use one of: {right}.")
    return path


def short(row: sqlite3.Row) -> dict[str, Any]:
    """A party as answers show it: ``{id, name}``."""
    return {"id": name(row["id"]), "name": row["name"]}


def title(row: sqlite3.Row) -> str:
    """The short title of an instrument where it has one, else its whole title."""
    return str(row["short"] or row["title"])


@lru_cache(maxsize=16_384)
def in_treaty_order(pinpoint: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts pinpoints in the order of the treaty: numbers as numbers."""
    parts = pinpoint.replace("-", ".").split(".")
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts)


def _near(asked: str, known: list[str], form: str) -> str:
    near = get_close_matches(asked, known, n=3, cutoff=0.5)
    return (f"Did you mean {', '.join(near)}? " if near else "") + f"Use {form}."
