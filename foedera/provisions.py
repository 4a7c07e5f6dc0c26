"""One provision of an instrument: what it asks, whom it binds on a day, who changed it, which channel it opens."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from foedera import lookup, register
from foedera.errors import UnknownThing
from foedera.holding import NO, NOT_KNOWN, YES, Answer, holds
from foedera.reservations import statements
from foedera.store import Snapshot
from foedera.store.snapshot import Memory, name


def provisions(snapshot: Snapshot, identifier: str) -> dict[str, Any]:
    """The articles of an instrument that the record knows, with how much stands under each.

    Returns:
        ``{treaty, total, provisions: [{pinpoint, label, norms, purposes}]}`` in the order of the treaty; what
        stands under a paragraph counts for its article.

    Raises:
        UnknownThing: no such instrument.
    """
    row = lookup.instrument(snapshot, identifier)
    memory = snapshot.memory
    articles: dict[str, dict[str, Any]] = {}
    for provision in (p for p in memory.provisions.values() if p["treaty"] == row["id"]):
        article = _article(provision["pinpoint"])
        articles.setdefault(article, {"pinpoint": article, "label": None, "norms": 0, "purposes": []})
        if provision["pinpoint"] == article:
            articles[article]["label"] = memory.labels.get(provision["id"])
    for norm in (n for n in memory.norms.values() if n["treaty"] == row["id"]):
        if (entry := articles.get(_article(norm["pinpoint"]))) is not None:
            entry["norms"] += 1
    for opens in memory.provides.get(row["id"], []):
        if (entry := articles.get(_article(opens["pinpoint"]))) is not None:
            entry["purposes"].append(name(opens["purpose"]))
    shown = sorted(articles.values(), key=lambda p: lookup.in_treaty_order(p["pinpoint"]))
    return {
        "treaty": {"id": name(row["id"]), "title": lookup.title(row)},
        "total": len(shown),
        "provisions": shown,
    }


def provision(snapshot: Snapshot, identifier: str, pinpoint: str, as_of: date) -> dict[str, Any]:
    """One provision with the norms, statements and parties under it, on a day.

    Args:
        snapshot: the snapshot.
        identifier: id of the instrument.
        pinpoint: ``art-13`` or ``art-44.5``; what stands within it belongs to it.
        as_of: the day.

    Returns:
        ``{treaty, pinpoint, label, as_of, purposes, norms, statements, counts, total, parties}``. A party's ``effect``
        on the provision is full, modified or excluded, by its duties; null where it is no party, or where the record
        holds no duty under the provision.

    Raises:
        UnknownThing: no such instrument, or no such provision of it.
    """
    row, memory, day = lookup.instrument(snapshot, identifier), snapshot.memory, as_of.isoformat()
    path = f"{row['id']}/{pinpoint}"
    if path not in memory.provisions and not any(
        _within(n["pinpoint"], pinpoint) for n in memory.norms.values() if n["treaty"] == row["id"]
    ):
        raise UnknownThing(
            "provision", pinpoint, f"Those of the instrument stand at /treaties/{name(row['id'])}."
        )
    norms = [n for n in register.norms(snapshot, identifier)["norms"] if _within(n["pinpoint"], pinpoint)]
    said = [
        s
        for s in statements(snapshot, row["id"], day)["statements"]
        if any(_within(p, pinpoint) for p in s["provisions"])
    ]
    effects = _effects(snapshot, [n["id"] for n in norms], day)
    parties = [
        {**p, "effect": effects.get(p["state"]["id"]) if p["status"] in ("party", "applies") else None}
        for p in register.parties(snapshot, identifier, as_of)["parties"]
    ]
    return {
        "treaty": {"id": name(row["id"]), "title": lookup.title(row)},
        "pinpoint": pinpoint,
        "label": memory.labels.get(path),
        "as_of": day,
        "purposes": _opened(memory, row, pinpoint),
        "norms": norms,
        "statements": said,
        "counts": _counts(parties),
        "total": len(parties),
        "parties": parties,
    }


def _article(pinpoint: str) -> str:
    return pinpoint.partition(".")[0]


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}.")


def _opened(memory: Memory, treaty: sqlite3.Row, pinpoint: str) -> list[str]:
    opens = memory.provides.get(treaty["id"], [])
    return sorted({name(p["purpose"]) for p in opens if _within(p["pinpoint"], pinpoint)})


def _effects(snapshot: Snapshot, norms: list[str], day: str) -> dict[str, str]:
    """What is left of the provision for each party: excluded or modified where one of its duties is so, else full."""
    if not norms:
        return {}
    marks = ", ".join("?" * len(norms))
    rows = snapshot.rows(
        f"SELECT party, effect, fro, til, pfro, ptil FROM duty WHERE norm IN ({marks})", *norms
    )
    found: dict[str, list[tuple[Answer, str]]] = {}
    for row in rows:
        if (answer := holds(row, day)) != NO:
            found.setdefault(name(row["party"]), []).append((answer, name(row["effect"])))
    return {party: _worst(said) for party, said in found.items()}


def _worst(said: Iterable[tuple[Answer, str]]) -> str:
    effects = {effect for answer, effect in said if answer == YES}
    if not effects:
        return NOT_KNOWN
    return next((e for e in ("excluded", "modified") if e in effects), "full")


def _counts(parties: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in parties:
        if entry["effect"]:
            counts[entry["effect"]] = counts.get(entry["effect"], 0) + 1
    return counts
