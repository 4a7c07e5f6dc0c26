"""What is new in the record, as a feed: acts of a treaty, of a state, or between two states, newest first.

An act is new on the day on which its first source was read for the record, not on the day it was done: a feed tells
what was learnt. Both days stand in each entry.
"""

from collections.abc import Iterable
from typing import Any, Final

from foedera import lookup
from foedera.errors import BadInput
from foedera.store import Snapshot
from foedera.store.snapshot import name

_SEEN: Final = """SELECT sourced.id AS id, min(source.seen_on) AS seen FROM sourced JOIN source ON source.id = sourced.source
    GROUP BY sourced.id"""


def of_treaty(snapshot: Snapshot, treaty: str) -> dict[str, Any]:
    """The acts under an instrument.

    Returns:
        ``{title, path, updated, entries: [{id, title, summary, learnt, date, path}]}``

    Raises:
        UnknownThing: no such instrument.
    """
    row = lookup.instrument(snapshot, treaty)
    rows = snapshot.rows("SELECT * FROM act WHERE treaty = ?", row["id"])
    return _feed(snapshot, f"Acts under {lookup.title(row)}", f"treaties/{name(row['id'])}", rows)


def of_state(snapshot: Snapshot, iso3: str) -> dict[str, Any]:
    """The acts of a state; as :func:`of_treaty`.

    Raises:
        UnknownThing: no such state.
    """
    row = lookup.party(snapshot, iso3)
    rows = snapshot.rows("SELECT * FROM act WHERE party = ?", row["id"])
    return _feed(snapshot, f"Acts of {row['name']}", f"states/{name(row['id'])}", rows)


def of_pair(snapshot: Snapshot, one: str, other: str) -> dict[str, Any]:
    """The acts of either of two states under instruments under which both have acts; as :func:`of_treaty`.

    Raises:
        UnknownThing: no such state.
        BadInput: both are the same.
    """
    first, second = sorted(
        (lookup.party(snapshot, one), lookup.party(snapshot, other)), key=lambda r: r["id"]
    )
    if first["id"] == second["id"]:
        raise BadInput("other", other, "Name two different states.")
    acts = {p["id"]: snapshot.rows("SELECT * FROM act WHERE party = ?", p["id"]) for p in (first, second)}
    under = [{row["treaty"] for row in rows} for rows in acts.values()]
    rows = [row for found in acts.values() for row in found if row["treaty"] in under[0] & under[1]]
    path = f"pairs/{name(first['id'])}/{name(second['id'])}"
    return _feed(snapshot, f"Acts between {first['name']} and {second['name']}", path, rows)


def _feed(snapshot: Snapshot, title: str, path: str, rows: Iterable[Any]) -> dict[str, Any]:
    learnt = {r["id"]: r["seen"] for r in snapshot.rows(_SEEN)}
    entries = [_entry(snapshot, row, learnt.get(row["id"])) for row in rows]
    entries.sort(key=lambda e: (e["learnt"] or "", e["date"] or "", e["id"]), reverse=True)
    latest = max((e["learnt"] for e in entries if e["learnt"]), default=snapshot.version["data_as_of"])
    return {"title": title, "path": path, "updated": latest, "entries": entries}


def _entry(snapshot: Snapshot, row: Any, learnt: str | None) -> dict[str, Any]:
    memory = snapshot.memory
    party = memory.parties[row["party"]]["name"] if row["party"] else "A party"
    instrument = memory.instruments.get(row["treaty"])
    treaty = lookup.title(instrument) if instrument else name(row["treaty"])
    kind = name(row["kind"]).replace("-", " ")
    statement = memory.statements.get(row["id"])
    done = f"done {row['date']}" if row["date"] else "the day is not known"
    effect = f"; in effect {row['effective']}" if row["effective"] and not row["possibly"] else ""
    said = f" {statement['summary']}" if statement and statement["summary"] else ""
    return {
        "id": row["id"],
        "title": f"{party}: {kind}, {treaty}",
        "summary": f"{done[0].upper()}{done[1:]}{effect}.{said}",
        "learnt": learnt,
        "date": row["date"],
        "path": row["id"],
    }
