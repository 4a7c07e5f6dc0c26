"""Who takes a treaty as the legal basis for a purpose, who does not, and between whom that leaves none.

A state that needs a treaty tells the depositary whether it takes a wide convention as that treaty (UNTOC
art. 16(5)(a), UNCAC art. 44(6)(a)). That is a notification and no reservation: it counts when its author is asked,
whoever asks. Silence is not a no.
"""

import sqlite3
from datetime import date
from typing import Any, Final

from foedera import lookup
from foedera.coverage import shown_coverage, sources_of
from foedera.errors import BadInput
from foedera.holding import NO, NOT_KNOWN, YES, Answer, holds
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.snapshot import name

_BASES: Final = {"effect/treaty-is-legal-basis": "taken", "effect/treaty-is-not-legal-basis": "excluded"}


def legal_basis(
    snapshot: Snapshot, identifier: str, as_of: date, purpose: str = "extradition"
) -> dict[str, Any]:
    """What each party to a treaty notified about it as a legal basis, on a day.

    Args:
        snapshot: the snapshot.
        identifier: id of the instrument.
        as_of: the day.
        purpose: what is asked for.

    Returns:
        ``{treaty, provision, purpose, as_of, coverage, total, counts, pairs_closed, parties: [{state, basis, …}]}``.
        ``basis`` is taken, excluded or not-told. ``closes`` names, for a party that excludes it, the parties that
        may not ask it under this treaty and have no other treaty for the purpose in the record with it.

    Raises:
        UnknownThing: no such instrument.
        BadInput: the instrument does not leave this to its parties.
    """
    treaty, day = lookup.instrument(snapshot, identifier), as_of.isoformat()
    wanted = lookup.concept(snapshot, "purpose", purpose)
    provision = next(
        (
            p
            for p in snapshot.memory.provides.get(treaty["id"], [])
            if p["purpose"] == wanted and p["notified"]
        ),
        None,
    )
    if provision is None:
        raise BadInput(
            "treaty",
            identifier,
            f"It has no clause by which parties tell whether they take it as the basis for {purpose}.",
        )
    bound = _bound(snapshot, treaty["id"], day)
    parties = [_party(snapshot, provision, wanted, party, bound, day) for party in bound]
    counts: dict[str, int] = {}
    for entry in parties:
        counts[entry["basis"]] = counts.get(entry["basis"], 0) + 1
    return {
        "treaty": {"id": name(treaty["id"]), "title": lookup.title(treaty)},
        "provision": snapshot.memory.provisions[provision["notified"]]["pinpoint"],
        "purpose": name(wanted),
        "as_of": day,
        "coverage": shown_coverage(snapshot, treaty["id"], day),
        "total": len(parties),
        "counts": counts,
        "pairs_closed": sum(len(entry["closes"]) for entry in parties),
        "parties": parties,
    }


def _bound(snapshot: Snapshot, treaty: str, day: str) -> list[str]:
    memory = snapshot.memory
    bound = {
        p for (t, p) in memory.participations if t == treaty and standing(snapshot, t, p, day).answer == YES
    }
    states = [p for p in bound if not memory.parties[p]["class"].endswith("Organisation")]
    return sorted(states, key=lambda p: str(memory.parties[p]["name"]))


def _party(
    snapshot: Snapshot, provision: sqlite3.Row, purpose: str, party: str, bound: list[str], day: str
) -> dict[str, Any]:
    memory = snapshot.memory
    said = [
        row
        for row in memory.restrictions.get((party, provision["provision"]), [])
        if row["effect"] in _BASES and holds(row, day) != NO
    ]
    row = said[-1] if said else None
    basis = _BASES[row["effect"]] if row else "not-told"
    return {
        "state": lookup.short(memory.parties[party]),
        "basis": basis,
        "answer": holds(row, day) if row else NOT_KNOWN,
        "statement": row["statement"] if row else None,
        "summary": row["summary"] if row else None,
        "sources": sources_of(snapshot, row["statement"]) if row else [],
        "proof": snapshot.proof(row["id"]) if row else None,
        "closes": _closed(snapshot, purpose, party, bound, day) if basis == "excluded" else [],
    }


def _closed(snapshot: Snapshot, purpose: str, asked: str, bound: list[str], day: str) -> list[str]:
    """The other parties that have no treaty for the purpose with ``asked`` that is a basis of its own."""
    own = {
        t
        for t, rows in snapshot.memory.provides.items()
        if any(r["purpose"] == purpose and r["nature"] == "nature/direct" for r in rows)
    }
    return [name(p) for p in bound if p != asked and not _has_treaty(snapshot, own, p, asked, day)]


def _has_treaty(snapshot: Snapshot, treaties: set[str], one: str, two: str, day: str) -> bool:
    first, second = sorted((name(one), name(two)))
    rows = snapshot.rows("SELECT * FROM relation WHERE pair = ?", f"pair/{first}-{second}")
    answers: list[Answer] = [holds(r, day) for r in rows if r["treaty"] in treaties]
    return any(a != NO for a in answers)
