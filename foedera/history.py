"""Over time: which treaties were in force between two states, and by which a state was bound, each with its interval."""

import sqlite3
from typing import Any

from foedera import lookup
from foedera.errors import BadInput
from foedera.holding import interval
from foedera.store import Snapshot
from foedera.store.snapshot import name


def of_pair(snapshot: Snapshot, one: str, two: str, purpose: str | None = None) -> dict[str, Any]:
    """The treaties that open a channel between two states, at any time.

    Args:
        snapshot: the snapshot.
        one: a state, ISO 3166-1 alpha-3.
        two: the other.
        purpose: only treaties that serve this purpose.

    Returns:
        ``{a, b, purpose, total, relations: [{id, treaty, title, purposes, from, until, displaced, proof}]}``, the
        earliest first; ``displaced`` holds the intervals in which another treaty takes its place, by purpose.

    Raises:
        UnknownThing: no such state.
        BadInput: no such purpose, or a state with itself.
    """
    a, b = sorted((lookup.party(snapshot, one), lookup.party(snapshot, two)), key=lambda r: str(r["id"]))
    if a["id"] == b["id"]:
        raise BadInput("b", two, "Name two different states.")
    wanted = lookup.concept(snapshot, "purpose", purpose) if purpose else None
    pair = f"pair/{name(a['id'])}-{name(b['id'])}"
    shown = [
        _relation(snapshot, row, purposes, wanted)
        for row in snapshot.rows("SELECT * FROM relation WHERE pair = ?", pair)
        if (purposes := _purposes(snapshot, row["treaty"])) and wanted in (None, *purposes)
    ]
    return {
        "a": lookup.short(a),
        "b": lookup.short(b),
        "purpose": name(wanted) if wanted else None,
        "total": len(shown),
        "relations": sorted(shown, key=_earliest),
    }


def of_state(snapshot: Snapshot, iso3: str) -> dict[str, Any]:
    """The intervals in which a state was bound by each instrument, treaties between two states included.

    Returns:
        ``{state, total, bound: [{id, treaty, title, bilateral, from, until, proof}]}``, the earliest first.

    Raises:
        UnknownThing: no such state.
    """
    party = lookup.party(snapshot, iso3)
    shown = [
        {
            "id": row["id"],
            "treaty": name(row["treaty"]),
            "title": lookup.title(snapshot.memory.instruments[row["treaty"]]),
            "bilateral": row["treaty"] in snapshot.memory.between,
            **interval(row),
            "proof": f"/v1/explain?fact={row['id']}",
        }
        for row in snapshot.rows("SELECT * FROM participation WHERE party = ?", party["id"])
        if row["treaty"] in snapshot.memory.instruments
    ]
    return {"state": lookup.short(party), "total": len(shown), "bound": sorted(shown, key=_earliest)}


def _purposes(snapshot: Snapshot, treaty: str) -> list[str]:
    return sorted({p["purpose"] for p in snapshot.memory.provides.get(treaty, [])})


def _relation(
    snapshot: Snapshot, row: sqlite3.Row, purposes: list[str], wanted: str | None
) -> dict[str, Any]:
    given_way = snapshot.rows("SELECT * FROM displacement WHERE displaced = ?", row["id"])
    return {
        "id": row["id"],
        "treaty": name(row["treaty"]),
        "title": lookup.title(snapshot.memory.instruments[row["treaty"]]),
        "purposes": [name(p) for p in purposes],
        **interval(row),
        "displaced": [
            {"purpose": name(d["purpose"]), **interval(d), "proof": f"/v1/explain?fact={d['id']}"}
            for d in given_way
            if wanted in (None, d["purpose"]) and not d["partly"]
        ],
        "proof": f"/v1/explain?fact={row['id']}",
    }


def _earliest(row: dict[str, Any]) -> tuple[str, str]:
    start = row.get("from_between") or {}
    return (row["from"] or start.get("earliest") or start.get("latest") or "9999", row["id"])
