"""What a state owes on a day."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedera import lookup
from foedera.coverage import shown_coverage
from foedera.holding import NOT_KNOWN, YES, Answer, combined, holds, interval
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import name
from foedera.toward import Toward


@dataclass(slots=True)
class Owed:
    """A duty of the record.

    Attributes:
        row: its row of the answer tables.
        shown: the duty as answers show it, in a form that somebody made and will want again; None until then.
    """

    row: sqlite3.Row
    shown: bytes | None = None


Show = Callable[[Snapshot, Owed, Toward | None], Any]


def duty_shown(snapshot: Snapshot, duty: Owed, pair: Toward | None) -> dict[str, Any]:
    """A duty as answers show it; toward one state where a pair is given."""
    row = duty.row
    effect, statements = pair.effect(row) if pair else (row["effect"], _reserved(snapshot, row))
    return {
        "id": row["id"],
        **snapshot.memory.norms_shown[row["norm"]],
        **interval(row),
        "effect": name(effect),
        "reservations": [_reservation(snapshot, s) for s in statements],
        "proof": snapshot.proof(row["id"]),
    }


def obligations(
    snapshot: Snapshot,
    iso3: str,
    as_of: date,
    topic: str | None = None,
    treaty: str | None = None,
    modality: str | None = None,
    toward: str | None = None,
    show: Show = duty_shown,
) -> dict[str, Any]:
    """The duties of a state on a day, with the proof of each and what is not known.

    Args:
        snapshot: the snapshot.
        iso3: the state, ISO 3166-1 alpha-3.
        as_of: the day.
        topic: only norms on this topic or a narrower one.
        treaty: only norms of this instrument.
        modality: only norms of this modality.
        toward: only what is owed toward this state, ISO 3166-1 alpha-3: under treaties in force between the
            two, as reservations and objections of either leave it (VCLT arts. 20 and 21).
        show: makes of each duty what stands under ``obligations``.

    Returns:
        The ``obligations`` shape of the service. ``answer`` is "yes" where the state owes at least one
        such duty, "no" where the record proves that it owes none, else "not-known". ``not_known`` lists
        the instruments whose binding effect on the state that day the record cannot tell.

    Raises:
        UnknownThing: no such state or instrument.
        BadInput: no such topic or modality.
    """
    party = lookup.party(snapshot, iso3)
    wanted = _wanted(snapshot, topic, treaty, modality)
    day = as_of.isoformat()
    other = lookup.party(snapshot, toward) if toward else None
    pair = Toward(snapshot, party["id"], other["id"], day) if other else None
    duties = [
        show(snapshot, duty, pair)
        for duty in _of_party(snapshot, party["id"])
        if (norm := duty.row["norm"]) in wanted.norms
        and holds(duty.row, day) == YES
        and (pair is None or pair.owed(norm))
    ]
    standings = {t: standing(snapshot, t, party["id"], day) for t in wanted.treaties}
    if pair is not None:
        standings = {t: s if s.answer != YES else pair.standing(t) for t, s in standings.items()}
    unknown: list[dict[str, str | None]] = [
        {"treaty": name(t), "title": lookup.title(snapshot.memory.instruments[t]), "reason": s.reason}
        for t, s in standings.items()
        if s.answer == NOT_KNOWN
    ]
    answer: Answer = YES if duties else combined([s.answer for s in standings.values() if s.answer != YES])
    return {
        "state": lookup.short(party),
        "toward": lookup.short(other) if other else None,
        "as_of": day,
        "answer": answer,
        "coverage": [c for t in standings for c in shown_coverage(snapshot, t, day)],
        "not_known": unknown + wanted.nothing_on_topic() + wanted.without_norms(),
        "total": len(duties),
        "obligations": duties,
    }


@kept(400)
def _of_party(snapshot: Snapshot, party: str) -> list[Owed]:
    """All duties that a party ever had, in the order of their treaties."""
    memory = snapshot.memory

    def place(row: sqlite3.Row) -> tuple[Any, ...]:
        norm = memory.norms_shown[row["norm"]]
        return norm["treaty"], lookup.in_treaty_order(norm["pinpoint"]), row["id"]

    columns = "id, norm, effect, fro, til, pfro, ptil"
    rows = snapshot.rows(f"SELECT {columns} FROM duty WHERE party = ?", party)
    return [Owed(row) for row in sorted(rows, key=place)]


@kept(200)
def _wanted(snapshot: Snapshot, topic: str | None, treaty: str | None, modality: str | None) -> "_Wanted":
    return _Wanted(snapshot, topic, treaty, modality)


class _Wanted:
    """Which norms a question is about."""

    def __init__(
        self, snapshot: Snapshot, topic: str | None, treaty: str | None, modality: str | None
    ) -> None:
        self._memory = snapshot.memory
        self._topic = lookup.concept(snapshot, "topic", topic) if topic else None
        within = self._memory.narrower[self._topic] if self._topic else frozenset()
        self._modality = lookup.concept(snapshot, "modality", modality) if modality else None
        self._treaty: str | None = lookup.instrument(snapshot, treaty)["id"] if treaty else None
        self.norms = {
            n["id"]: n["binding"]
            for n in self._memory.norms.values()
            if (self._treaty is None or n["treaty"] == self._treaty)
            and (self._modality is None or n["modality"] == self._modality)
            and (self._topic is None or not within.isdisjoint(self._memory.topics.get(n["id"], ())))
            and n["binds"] == "true"
        }

        self.treaties = sorted(set(self.norms.values()))

    def nothing_on_topic(self) -> list[dict[str, str | None]]:
        """The topic asked for, where the record holds no duty on it."""
        if self._topic is None or self.norms:
            return []
        label = self._memory.concepts[self._topic]["label"]
        return [{"treaty": None, "title": label, "reason": "No duty on this is in the record, as asked."}]

    def without_norms(self) -> list[dict[str, str | None]]:
        """The instrument asked for, where the record holds none of its norms."""
        if self._treaty is None or any(n["treaty"] == self._treaty for n in self._memory.norms.values()):
            return []
        instrument = self._memory.instruments[self._treaty]
        return [
            {
                "treaty": name(self._treaty),
                "title": lookup.title(instrument),
                "reason": "Its norms are not in the record.",
            }
        ]


def _reserved(snapshot: Snapshot, duty: sqlite3.Row) -> list[str]:
    """The statements under which a duty is owed as changed; none for a duty owed in full."""
    if duty["effect"] == "effect/full":
        return []
    return [
        r["statement"] for r in snapshot.rows("SELECT statement FROM duty_statement WHERE id = ?", duty["id"])
    ]


def _reservation(snapshot: Snapshot, statement: str) -> dict[str, Any]:
    row = snapshot.memory.statements[statement]
    return {
        "id": statement,
        "party": name(row["party"]),
        "effect": name(row["effect"]),
        "summary": row["summary"],
        "sources": snapshot.memory.sourced.get(statement, []),
    }
