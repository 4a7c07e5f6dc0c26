"""A disconnection clause between two members of an organisation, limb by limb."""

import sqlite3
from functools import cached_property
from typing import Any

from foedera import lookup
from foedera.channels.layers import within
from foedera.channels.pair import Pair
from foedera.dates import PartialDate
from foedera.holding import NO, NOT_KNOWN, YES, Answer, holds, interval
from foedera.store.snapshot import name


class Disconnected:
    """What a treaty's disconnection clause does between two states on a day; nothing where there is none."""

    def __init__(self, pair: Pair, treaty: str) -> None:
        self._pair = pair
        clauses = pair.memory.disconnection_clauses.get(treaty, [])
        self._clause = next((c for c in clauses if self._both_members(c["organisation"])), None)
        self._treaty = treaty

    @cached_property
    def _acts(self) -> dict[str, tuple[Answer, sqlite3.Row | None]]:
        """The acts that govern subjects of the treaty, and whether each binds both as members that day."""
        memory = self._pair.memory
        found = {
            r["act"]: (holds(r, self._pair.day), r)
            for r in self._pair.disconnections
            if r["treaty"] == self._treaty and holds(r, self._pair.day) != NO
        }
        governing = sorted(
            act
            for act, rules in memory.union_rules.items()
            if any(r["governs"].startswith(self._treaty + "/") for r in rules)
        )
        return {act: found.get(act, (NO, None)) for act in governing}

    def shown(self) -> dict[str, Any] | None:
        """The clause as the answer shows it; None where it does not concern the two."""
        if self._clause is None:
            return None
        binding = [a for a, _ in self._acts.values() if a != NO]
        governs: Answer = YES if YES in binding else NOT_KNOWN if binding or not self._acts else NO
        return {
            "clause": name(self._clause["id"]),
            "label": self._clause["label"],
            "limbs": [
                {
                    "limb": "members",
                    "answer": YES,
                    "reason": "Both are members of the organisation that day.",
                },
                {"limb": "rule-governs-the-subject", "answer": governs, "reason": self._reason(governs)},
                {
                    "limb": "rule-covers-the-case",
                    "answer": NOT_KNOWN if governs != NO else NO,
                    "reason": "It depends on the case.",
                },
                {
                    "limb": "object-and-purpose-kept",
                    "answer": NOT_KNOWN if governs != NO else NO,
                    "reason": "It depends on the case: the rule may not leave less than the treaty is for.",
                },
            ],
            "acts": [self._act(act, answer, row) for act, (answer, row) in self._acts.items()],
        }

    def rules(self, provision: str) -> list[dict[str, Any]]:
        """The union rules on a provision that apply between the two in its place, or perhaps do."""
        if self._clause is None:
            return []
        found: dict[str, dict[str, Any]] = {}
        for act, (answer, row) in self._acts.items():
            if answer == NO or row is None:
                continue
            for rule in self._pair.memory.union_rules[act]:
                if not self._related(rule["governs"], provision):
                    continue
                entry = found.setdefault(
                    rule["id"],
                    {
                        "act": name(act),
                        "pinpoints": [],
                        "label": rule["label"],
                        "note": rule["note"],
                        "checked": rule["checked"] == "true",
                        "answer": answer,
                        "proof": self._pair.snapshot.proof(row["id"]),
                    },
                )
                entry["pinpoints"].append(rule["pinpoint"])
        return list(found.values())

    def _related(self, governed: str, provision: str) -> bool:
        memory = self._pair.memory
        return within(memory, provision, governed) or within(memory, governed, provision)

    def _reason(self, governs: Answer) -> str:
        if not self._acts:
            return "The record does not hold which acts of the organisation govern the treaty's subjects."
        if governs == NO:
            return "No act in the record that governs a subject of the treaty binds both."
        return "An act that governs subjects of the treaty binds both; 'acts' names them, and each norm its rule."

    def _act(self, act: str, answer: Answer, row: sqlite3.Row | None) -> dict[str, Any]:
        days = interval(row) if row is not None else {"from": None, "until": None}
        return {
            "treaty": name(act),
            "title": lookup.title(self._pair.memory.instruments[act]),
            "answer": answer,
            "reason": "It binds both." if row is not None else self._unbound(act),
            **days,
            "proof": self._pair.snapshot.proof(row["id"]) if row is not None else None,
        }

    def _unbound(self, act: str) -> str:
        pair = self._pair
        sides = {p: pair.standing(act, p) for p in (pair.requesting, pair.requested)}
        return " ".join(f"{pair.name_of(p)}: {s.reason}" for p, s in sides.items() if s.answer != YES)

    def _both_members(self, organisation: str) -> bool:
        return all(
            any(self._inside(m) for m in self._pair.memory.memberships.get((organisation, p), []))
            for p in (self._pair.requesting, self._pair.requested)
        )

    def _inside(self, membership: sqlite3.Row) -> bool:
        start, end, day = membership["fro"], membership["til"], self._pair.day
        return (start is None or PartialDate.parse(start).earliest().isoformat() <= day) and (
            end is None or day < PartialDate.parse(end).latest().isoformat()
        )
