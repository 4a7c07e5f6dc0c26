"""The norms of a treaty as they stand between two states, with what each of the two reserved beside them."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from foedera import lookup
from foedera.between.disconnection import Disconnected
from foedera.channels.layers import Part, Protocol, upward, within
from foedera.channels.pair import Pair
from foedera.coverage import sources_of
from foedera.dates import PartialDate
from foedera.holding import NO, NOT_KNOWN, YES, Answer
from foedera.store.snapshot import name


class Norms:
    """The norms between two states, in the order of the treaty.

    Attributes:
        shown: the norms as the answer shows them.
        beside: statements of either side that touch none of these norms.
    """

    def __init__(
        self, pair: Pair, treaty: str, standing: Answer, protocols: list[Protocol], apart: Disconnected
    ) -> None:
        self._pair = pair
        self._standing = standing
        self._protocols = {p.treaty: p for p in protocols}
        self._parts = {part.row["id"]: part for p in protocols for part in p.parts}
        self._apart = apart
        self._touched: set[str] = set()
        self._statements = list(self._said(treaty))
        self.shown = [
            entry for norm in self._of(treaty) if (entry := self._entry(treaty, norm)) is not None
        ] + list(self._added(treaty))
        self.beside = [
            self._statement(row, None) for row in self._statements if row["id"] not in self._touched
        ]

    def _of(self, treaty: str) -> list[sqlite3.Row]:
        rows = [
            n for n in self._pair.memory.norms.values() if n["treaty"] == treaty and n["historical"] != "true"
        ]
        return sorted(rows, key=lambda n: (lookup.in_treaty_order(n["pinpoint"]), n["id"]))

    def _entry(self, treaty: str, norm: sqlite3.Row) -> dict[str, Any] | None:
        """A norm of the convention; None where it needs a layer that does not apply."""
        needed = [self._layer(norm["layer"])] if norm["layer"] else []
        if any(answer == NO for answer, _ in needed):
            return None
        return self._as_it_stands(treaty, norm, "amended" if needed else "original", needed)

    def _added(self, treaty: str) -> Iterator[dict[str, Any]]:
        """Norms of protocols under layers of which the convention's own norms do not tell the new text."""
        told = {self._climb(n["layer"]) for n in self._of(treaty) if n["layer"]}
        for protocol in self._protocols.values():
            for norm in self._of(protocol.treaty):
                layer = self._climb(norm["provision"])
                part = self._parts.get(layer or "")
                if part is not None and layer not in told and part.answer != NO:
                    yield self._as_it_stands(protocol.treaty, norm, "added", [(part.answer, _under(part))])

    def _as_it_stands(
        self, treaty: str, norm: sqlite3.Row, state: str, needed: list[tuple[Answer, dict[str, Any]]]
    ) -> dict[str, Any]:
        """A norm whose layer applies or perhaps does, unless another layer takes its place."""
        layers = [self._layer(p) for p in self._pair.memory.replaced.get(norm["id"], [])]
        replacing = [shown for answer, shown in layers if answer == YES]
        if replacing:
            return self._norm(treaty, norm, "replaced", NO, replacing)
        doubtful = [shown for answer, shown in layers if answer == NOT_KNOWN]
        open_ones = doubtful or [shown for answer, shown in needed if answer == NOT_KNOWN]
        answer = NOT_KNOWN if open_ones else self._standing
        return self._norm(treaty, norm, state, answer, [shown for _, shown in needed] + doubtful)

    def _norm(
        self, treaty: str, norm: sqlite3.Row, state: str, answer: Answer, under: list[dict[str, Any]]
    ) -> dict[str, Any]:
        return {
            "norm": norm["id"],
            "treaty": name(treaty),
            "pinpoint": norm["pinpoint"],
            "summary": norm["summary"],
            "modality": name(norm["modality"]),
            "bearer_role": name(norm["bearer"]),
            "counterparty": name(norm["counterparty"]) if norm["counterparty"] else None,
            "condition": norm["condition"],
            "state": state,
            "answer": answer,
            "under": under,
            "reservations": self._reservations(norm["provision"]),
            "union_rules": self._apart.rules(norm["provision"]),
        }

    def _layer(self, provision: str) -> tuple[Answer, dict[str, Any]]:
        """Whether the layer a provision lies in applies between the two, and how the answer names it."""
        part = self._parts.get(self._climb(provision) or "")
        if part is not None:
            return part.answer, _under(part)
        treaty = "/".join(provision.split("/")[:2])
        protocol = self._protocols.get(treaty)
        pinpoint = provision.removeprefix(treaty + "/")
        answer = protocol.answer if protocol else NOT_KNOWN
        return answer, {"treaty": name(treaty), "pinpoint": pinpoint, "label": None, "answer": answer}

    def _climb(self, provision: str) -> str | None:
        """The layer that a provision is or lies in."""
        return next((p for p in upward(self._pair.memory, provision) if p in self._parts), None)

    def _said(self, treaty: str) -> Iterator[sqlite3.Row]:
        """The statements of either side, under the treaty and its protocols, that count that day."""
        memory, pair = self._pair.memory, self._pair
        for under in (treaty, *self._protocols):
            for party, other in ((pair.requesting, pair.requested), (pair.requested, pair.requesting)):
                for act in memory.acts.get((under, party), []):
                    row = memory.statements.get(act["id"])
                    if row is not None and row["administrative"] != "true" and self._counts(act, row, other):
                        yield row

    def _counts(self, act: sqlite3.Row, row: sqlite3.Row, other: str) -> bool:
        """Whether a statement is made by that day, not withdrawn, and made toward the other or all."""
        toward = self._pair.memory.statement_toward.get(row["id"])
        made = act["date"] is None or PartialDate.parse(act["date"]).earliest().isoformat() <= self._pair.day
        kept = row["lapses_latest"] is None or self._pair.day < row["lapses_latest"]
        return made and kept and (toward is None or other in toward)

    def _reservations(self, provision: str) -> list[dict[str, Any]]:
        memory = self._pair.memory
        found = []
        for row in self._statements:
            touched = [t["provision"] for t in memory.statement_provisions.get(row["id"], [])]
            met = next(
                (p for p in touched if within(memory, provision, p) or within(memory, p, provision)), None
            )
            if met is not None:
                self._touched.add(row["id"])
                found.append(self._statement(row, met))
        return found

    def _statement(self, row: sqlite3.Row, provision: str | None) -> dict[str, Any]:
        return {
            "of": name(row["party"]),
            "statement": row["id"],
            "pinpoint": name(provision) if provision else None,
            "effect": name(row["effect"]),
            "summary": row["summary"],
            "source": sources_of(self._pair.snapshot, row["id"]),
        }


def _under(part: Part) -> dict[str, Any]:
    return {
        "treaty": name(part.row["treaty"]),
        "pinpoint": part.row["pinpoint"],
        "label": part.row["label"],
        "answer": part.answer,
    }
