"""Definitions set side by side: what each says element by element, and which of them bind a state on a day."""

from collections import Counter
from datetime import date
from typing import Any

from foedera import lookup
from foedera.coverage import sources_of
from foedera.holding import YES
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.snapshot import name


def definitions(
    snapshot: Snapshot, notion: str | None = None, state: str | None = None, as_of: date | None = None
) -> dict[str, Any]:
    """The definitions of the record, element by element.

    Args:
        snapshot: the snapshot.
        notion: only of this notion (``trafficking-in-persons``).
        state: with it, whether each definition binds this state, ISO 3166-1 alpha-3.
        as_of: the day for ``state``.

    Returns:
        ``{notion, state, as_of, total, definitions: [{id, notion, treaty, title, label, binds, items}], elements:
        [{definition, notion, treaty, element, label, pinpoint, text, required, items, only_here, text_checked, sources}]}``.
        ``only_here`` are the items that no other of these definitions names under that element.
        ``binds`` is null without a state; else yes, no or not-known, with the reason and the proof.

    Raises:
        UnknownThing: no such state.
        BadInput: no such notion.
    """
    wanted = lookup.concept(snapshot, "notion", notion) if notion else None
    party = lookup.party(snapshot, state) if state else None
    day = (as_of or date.today()).isoformat()
    rows = [
        r for r in snapshot.rows("SELECT * FROM definition ORDER BY rowid") if wanted in (None, r["notion"])
    ]
    rows.sort(key=lambda r: (r["notion"], snapshot.memory.instruments[r["treaty"]]["adopted"] or "", r["id"]))
    elements = _elements(snapshot, rows)
    return {
        "notion": name(wanted) if wanted else None,
        "state": lookup.short(party) if party else None,
        "as_of": day if party else None,
        "total": len(rows),
        "definitions": [_definition(snapshot, r, party["id"] if party else None, day) for r in rows],
        "elements": elements,
    }


def _definition(snapshot: Snapshot, row: Any, party: str | None, day: str) -> dict[str, Any]:
    side = standing(snapshot, row["treaty"], party, day) if party else None
    return {
        "id": row["id"],
        "notion": name(row["notion"]),
        "treaty": name(row["treaty"]),
        "title": lookup.title(snapshot.memory.instruments[row["treaty"]]),
        "label": row["label"],
        "binds": side.answer if side else None,
        "status": side.status if side else None,
        "reason": side.reason if side else None,
        **(side.interval() if side else {"from": None, "until": None}),
        "proof": snapshot.proof(side.participation["id"])
        if side and side.answer == YES and side.participation
        else None,
        "sources": sources_of(snapshot, row["id"]),
    }


def _elements(snapshot: Snapshot, definitions: list[Any]) -> list[dict[str, Any]]:
    """The elements of definitions, element by element within each notion, so that like stands beside like."""
    items: dict[str, list[str]] = {}
    for row in snapshot.rows("SELECT * FROM definition_item"):
        items.setdefault(row["id"], []).append(name(row["item"]))
    place = {r["id"]: (r["notion"], number) for number, r in enumerate(definitions)}
    order = ["act", "condition", "means", "purpose", "consent", "children", "exceptions", "scope"]
    rows = [r for r in snapshot.rows("SELECT * FROM definition_element") if r["definition"] in place]
    rows.sort(
        key=lambda r: (place[r["definition"]][0], order.index(name(r["element"])), place[r["definition"]][1])
    )
    naming = Counter(
        (place[r["definition"]][0], r["element"], item) for r in rows for item in items.get(r["id"], [])
    )
    found = []
    for row in rows:
        definition = next(d for d in definitions if d["id"] == row["definition"])
        own = sorted(items.get(row["id"], []))
        found.append(
            {
                "id": row["id"],
                "definition": row["definition"],
                "notion": name(definition["notion"]),
                "treaty": name(definition["treaty"]),
                "element": name(row["element"]),
                "pinpoint": row["pinpoint"],
                "text": row["label"],
                "required": row["required"] == "true",
                "items": own,
                "only_here": [i for i in own if naming[definition["notion"], row["element"], i] == 1],
                "text_checked": row["checked"] == "true",
                "sources": snapshot.memory.sourced.get(row["id"], []),
            }
        )
    return found
