"""The register: parties, instruments, acts and norms as recorded, and who is bound on a day."""

import sqlite3
from datetime import date
from typing import Any

from foedera import lookup
from foedera.contradictions import contradictions
from foedera.coverage import sources_of
from foedera.namespaces import OPEN_END, OPEN_START
from foedera.standing import responsible, standing
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import Memory, name


def states(snapshot: Snapshot) -> dict[str, Any]:
    """All parties: states, former states, territories and the organisations that join treaties."""
    shown = [_state(row) for row in sorted(snapshot.memory.parties.values(), key=lambda r: str(r["name"]))]
    return {"total": len(shown), "states": shown}


def state(snapshot: Snapshot, iso3: str) -> dict[str, Any]:
    """One party with its memberships and the number of its acts.

    Raises:
        UnknownThing: no such party.
    """
    row = lookup.party(snapshot, iso3)
    memberships = [m for (_, p), rows in snapshot.memory.memberships.items() if p == row["id"] for m in rows]
    return {
        **_state(row),
        "memberships": [
            {
                "organisation": name(m["organisation"]),
                "from": m["fro"],
                "until": m["til"],
                "law_applies_until": m["law_until"],
                "sources": sources_of(snapshot, m["id"]),
            }
            for m in sorted(memberships, key=lambda m: (m["organisation"], m["fro"] or ""))
        ],
        "acts": snapshot.rows("SELECT count(*) AS n FROM act WHERE party = ?", row["id"])[0]["n"],
        "sources": sources_of(snapshot, row["id"]),
    }


def _state(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": name(row["id"]),
        "name": row["name"],
        "official_name": row["official"],
        "kind": row["class"].rpartition("#")[2],
        "iso2": row["iso2"],
        "region": row["region"],
        "subregion": row["subregion"],
        "exists_from": row["exists_from"],
        "existed_until": row["existed_until"],
        "responsible_state": name(row["responsible"]) if row["responsible"] else None,
    }


def state_treaties(snapshot: Snapshot, iso3: str, as_of: date) -> dict[str, Any]:
    """Where a state stands on a day toward every instrument that has an act of it or applies to it, and its bilateral treaties.

    Raises:
        UnknownThing: no such state.
    """
    row, day = lookup.party(snapshot, iso3), as_of.isoformat()
    treaties = sorted(
        {t for (t, p) in snapshot.memory.acts if p == row["id"]}
        | {t for (t, p) in snapshot.memory.named if p == row["id"]}
        | {t for t, sides in snapshot.memory.between.items() if row["id"] in sides}
        | {t for (t, _), named in snapshot.memory.territories.items() if row["id"] in named}
    )
    shown = [
        {
            "treaty": {"id": name(t), "title": lookup.title(snapshot.memory.instruments[t])},
            **_standing(snapshot, t, row["id"], day),
        }
        for t in treaties
        if t in snapshot.memory.instruments
        and not snapshot.memory.instruments[t]["class"].endswith("#Arrangement")
    ]
    return {"state": lookup.short(row), "as_of": day, "total": len(shown), "treaties": shown}


def _standing(snapshot: Snapshot, treaty: str, party: str, day: str) -> dict[str, Any]:
    found = standing(snapshot, treaty, party, day)
    return {
        "status": found.status,
        **found.interval(),
        "reason": found.reason,
        "act": found.act,
        "proof": snapshot.proof(found.participation["id"]) if found.participation else None,
    }


def timeline(snapshot: Snapshot, iso3: str) -> dict[str, Any]:
    """Every act of a state in the order of its day; acts without a day come last.

    Raises:
        UnknownThing: no such state.
    """
    row = lookup.party(snapshot, iso3)
    acts = [_act(snapshot, a) for a in snapshot.rows("SELECT * FROM act WHERE party = ?", row["id"])]
    acts.sort(key=lambda a: (a["date"] or a["effective"] or "9999", a["treaty"], a["id"]))
    return {"state": lookup.short(row), "total": len(acts), "acts": acts}


def _act(snapshot: Snapshot, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "treaty": name(row["treaty"]),
        "party": name(row["party"]),
        "kind": name(row["kind"]),
        "date": row["date"],
        "effective": row["effective"] if row["possibly"] is None else None,
        "effective_between": {
            "earliest": None if row["possibly"] == OPEN_START else row["possibly"],
            "latest": row["effective"],
        }
        if row["possibly"]
        else None,
        "published_effect": row["published"],
        "reckoning": row["reckoning"],
        "note": row["note"],
        "contradictions": contradictions(snapshot).get(row["id"], []),
        "sources": sources_of(snapshot, row["id"]),
    }


def treaties(snapshot: Snapshot) -> dict[str, Any]:
    """All instruments of the record."""
    shown = [
        _treaty(snapshot, row)
        for row in sorted(snapshot.memory.instruments.values(), key=lambda r: str(r["id"]))
    ]
    return {"total": len(shown), "treaties": shown}


def treaty(snapshot: Snapshot, identifier: str) -> dict[str, Any]:
    """One instrument, with what it provides and its sources.

    Raises:
        UnknownThing: no such instrument.
    """
    row = lookup.instrument(snapshot, identifier)
    return {
        **_treaty(snapshot, row),
        "provides": [
            {"provision": p["pinpoint"], "purpose": name(p["purpose"]), "nature": name(p["nature"])}
            for p in snapshot.memory.provides.get(row["id"], [])
        ],
        "norms": sum(1 for n in snapshot.memory.norms.values() if n["treaty"] == row["id"]),
        "sources": sources_of(snapshot, row["id"]),
    }


def _treaty(snapshot: Snapshot, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": name(row["id"]),
        "title": row["title"],
        "short_title": row["short"],
        "kind": row["class"].rpartition("#")[2],
        "official_id": row["official_id"],
        "parent": name(row["parent"]) if row["parent"] else None,
        "depositary": row["depositary"],
        "between": sorted(name(p) for p in snapshot.memory.between.get(row["id"], ())),
        "adopted": row["adopted"],
        "in_force_from": row["in_force_from"],
    }


def parties(snapshot: Snapshot, identifier: str, as_of: date, everyone: bool = False) -> dict[str, Any]:
    """Where each state that the record connects with an instrument stands toward it on a day.

    Args:
        snapshot: the snapshot.
        identifier: id of the instrument.
        as_of: the day.
        everyone: also every other state that existed that day, for example for a map.

    Returns:
        The ``parties`` shape of the service, with ``counts`` by status. A territory is told with the state
        through which it takes part (``territories``), not counted beside it.

    Raises:
        UnknownThing: no such instrument.
    """
    row, day = lookup.instrument(snapshot, identifier), as_of.isoformat()
    memory = snapshot.memory
    connected = _connected(memory, row["id"])
    if everyone:
        connected |= {p for p, told in memory.parties.items() if _state_then(told, day)}
    shown = [
        {
            "state": lookup.short(memory.parties[p]),
            **_standing(snapshot, row["id"], p, day),
            "territories": _territories(snapshot, row["id"], p, day),
        }
        for p in sorted(connected, key=lambda p: str(memory.parties[p]["name"]))
    ]
    counts: dict[str, int] = {}
    for entry in shown:
        counts[entry["status"]] = counts.get(entry["status"], 0) + 1
    return {
        "treaty": {"id": name(row["id"]), "title": lookup.title(row)},
        "as_of": day,
        "total": len(shown),
        "counts": counts,
        "parties": shown,
    }


def others(snapshot: Snapshot, identifier: str, as_of: date) -> dict[str, str]:
    """The status of every other state of the day, which the record does not connect with an instrument, by code.

    Raises:
        UnknownThing: no such instrument.
    """
    row, day = lookup.instrument(snapshot, identifier), as_of.isoformat()
    connected = _connected(snapshot.memory, row["id"])
    return {
        name(p): standing(snapshot, row["id"], p, day).status
        for p, told in snapshot.memory.parties.items()
        if p not in connected and _state_then(told, day)
    }


def _connected(memory: Memory, treaty: str) -> set[str]:
    """The parties that an act, a list or the instrument itself connects with it."""
    return _connections(memory).get(treaty, set()) | memory.between.get(treaty, set())


@kept(1)
def _connections(memory: Memory) -> dict[str, set[str]]:
    """The parties that an act or a list connects with each instrument."""
    bound = [key for key, rows in memory.participations.items() if not all(r["through"] for r in rows)]
    found: dict[str, set[str]] = {}
    for treaty, party in (*memory.acts, *memory.named, *bound):
        found.setdefault(treaty, set()).add(party)
    return found


def _state_then(row: sqlite3.Row, day: str) -> bool:
    there = (row["exists_from"] or "") <= day < (row["existed_until"] or OPEN_END)
    return there and bool(row["class"].endswith(("#State", "#FormerState")))


def _territories(snapshot: Snapshot, treaty: str, state: str, day: str) -> list[dict[str, Any]]:
    """Where the territories stand that the treaty or an act of the state names, while the state answers for them."""
    parties = snapshot.memory.parties
    return [
        {"territory": lookup.short(parties[t]), **_standing(snapshot, treaty, t, day)}
        for t in sorted(snapshot.memory.territories.get((treaty, state), ()))
        if responsible(parties[t], day) == state
        and (parties[t]["exists_from"] or "") <= day < (parties[t]["existed_until"] or OPEN_END)
    ]


def norms(snapshot: Snapshot, identifier: str) -> dict[str, Any]:
    """The norms of an instrument, in the order of its articles.

    Raises:
        UnknownThing: no such instrument.
    """
    row = lookup.instrument(snapshot, identifier)
    shown = [_norm(snapshot, n) for n in snapshot.memory.norms.values() if n["treaty"] == row["id"]]
    shown.sort(key=lambda n: lookup.in_treaty_order(n["pinpoint"]))
    return {
        "treaty": {"id": name(row["id"]), "title": lookup.title(row)},
        "total": len(shown),
        "norms": shown,
    }


def _norm(snapshot: Snapshot, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "pinpoint": row["pinpoint"],
        "modality": name(row["modality"]),
        "verb": row["verb"],
        "binds_as_duty": row["binds"] == "true",
        "bearer_role": name(row["bearer"]),
        "counterparty": name(row["counterparty"]) if row["counterparty"] else None,
        "topics": snapshot.memory.topics.get(row["id"], []),
        "summary": row["summary"],
        "condition": row["condition"],
        "note": row["note"],
        "layer": name(row["layer"]) if row["layer"] else None,
        "replaced_under": snapshot.memory.replaced.get(row["id"], []),
        "text_checked": row["checked"],
        "historical": row["historical"] == "true",
        "sources": sources_of(snapshot, row["id"]),
    }
