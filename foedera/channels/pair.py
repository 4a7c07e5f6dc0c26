"""What the record holds between two states on a day: relations, and what gives way to what."""

import sqlite3
from functools import cached_property
from typing import Any

from foedera.holding import NO, NOT_KNOWN, YES, Answer, doubt, holds
from foedera.standing import Standing, standing
from foedera.store import Snapshot
from foedera.store.snapshot import Memory, name


class Pair:
    """Two states on a day, in the direction of a request.

    Attributes:
        requesting: id path of the state that asks.
        requested: id path of the state that is asked.
        day: ISO date.
    """

    def __init__(self, snapshot: Snapshot, requesting: str, requested: str, day: str) -> None:
        self.snapshot = snapshot
        self.requesting = requesting
        self.requested = requested
        self.day = day
        first, second = sorted((name(requesting), name(requested)))
        self._pair = f"pair/{first}-{second}"

    @property
    def memory(self) -> Memory:
        """The snapshot's small tables."""
        return self.snapshot.memory

    @cached_property
    def _rows(self) -> list[sqlite3.Row]:
        return self.snapshot.rows("SELECT * FROM relation WHERE pair = ? ORDER BY treaty, id", self._pair)

    @cached_property
    def relations(self) -> list[tuple[sqlite3.Row, Answer]]:
        """The treaties in force between the two that day, or possibly so."""
        return [(row, answer) for row in self._rows if (answer := holds(row, self.day)) != NO]

    @property
    def past(self) -> list[sqlite3.Row]:
        """The treaties shown to have been in force between the two before, and not that day; the latest interval last."""
        present = {row["treaty"] for row, _ in self.relations}
        over = [r for r in self._rows if r["fro"] and r["til"] and r["fro"] < r["til"] <= self.day]
        return sorted((r for r in over if r["treaty"] not in present), key=lambda r: str(r["til"]))

    @cached_property
    def _displacements(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        ids = [row["id"] for row, _ in self.relations]
        marks = ", ".join("?" * len(ids))
        found: dict[tuple[str, str], list[sqlite3.Row]] = {}
        for row in self.snapshot.rows(f"SELECT * FROM displacement WHERE displaced IN ({marks})", *ids):
            found.setdefault((row["displaced"], row["purpose"]), []).append(row)
        return found

    def displacements(self, relation: str, purpose: str) -> list[tuple[sqlite3.Row, Answer]]:
        """What takes the place of a treaty between the two for a purpose that day, or possibly does."""
        rows = self._displacements.get((relation, purpose), [])
        return [(row, answer) for row in rows if (answer := holds(row, self.day)) != NO]

    @cached_property
    def disconnections(self) -> list[sqlite3.Row]:
        """Union acts that apply between the two, as members, in place of what they govern, on any day."""
        return self.snapshot.rows("SELECT * FROM disconnection WHERE pair = ? ORDER BY id", self._pair)

    def relation(self, treaty: str) -> tuple[Answer, sqlite3.Row | None]:
        """Whether a treaty is in force between the two, and the row that shows it."""
        found = [(answer, row) for row, answer in self.relations if row["treaty"] == treaty]
        for wanted in (YES, NOT_KNOWN):
            for answer, row in found:
                if answer == wanted:
                    return answer, row
        sides = [self.standing(treaty, p).answer for p in (self.requesting, self.requested)]
        return (NO if NO in sides else NOT_KNOWN), None

    def beside(self, treaty: str, how: str) -> list[dict[str, Any]]:
        """The two states' own instruments that amend or supplement a treaty, unless not in force that day."""
        sides = {self.requesting, self.requested}
        found = []
        for row in self.memory.beside.get(treaty, []):
            instrument = row["instrument"]
            if row["how"] != how or self.memory.between.get(instrument) != sides:
                continue
            side = self.standing(instrument, self.requesting)
            if side.answer != NO:
                found.append(
                    {
                        "treaty": name(instrument),
                        "title": self.title(instrument),
                        "answer": side.answer,
                        **side.interval(),
                        "proof": self.snapshot.proof(side.participation["id"])
                        if side.participation
                        else None,
                    }
                )
        return found

    def in_force(self, treaty: str) -> tuple[Answer, str, sqlite3.Row | None]:
        """Whether an instrument is in force between the two, why, and the row that shows it.

        Relations are inferred for the instruments that can matter between two states; for the others what
        binds each of the two decides.
        """
        title = self.title(treaty)
        answer, relation = self.relation(treaty)
        if relation is not None:
            if answer == YES:
                return answer, f"{title} is in force between them.", relation
            return answer, doubt(relation, self.day, f"{title} is shown in force between them"), relation
        sides = {p: self.standing(treaty, p) for p in (self.requesting, self.requested)}
        for wanted in (NO, NOT_KNOWN):
            found = [p for p, s in sides.items() if s.answer == wanted]
            if found:
                return wanted, " ".join(f"{self.name_of(p)}: {sides[p].reason}" for p in found), None
        organisation = any(self.memory.parties[p]["class"].endswith("RegionalOrganisation") for p in sides)
        if not organisation and treaty in self.memory.between_pairs:
            return NO, "Both are bound, but not toward each other.", None
        return YES, f"{title} binds both.", None

    def standing(self, treaty: str, party: str) -> Standing:
        """Where one of the two stands toward a treaty that day."""
        return standing(self.snapshot, treaty, party, self.day)

    def name_of(self, party: str) -> str:
        """A party's name in a sentence."""
        return str(self.memory.parties[party]["name"])

    def restrictions(self, provision: str) -> list[sqlite3.Row]:
        """What bears on a request under a provision: the requested side's statements, and the requesting
        side's own reservations by reciprocity (VCLT art. 21(1)(b)).
        """  # fmt: skip
        asked = self.memory.restrictions.get((self.requested, provision), [])
        asking = self.memory.restrictions.get((self.requesting, provision), [])
        return [r for r in asked if self._bears(r, self.requesting)] + [
            r for r in asking if r["reciprocal"] == "true" and self._bears(r, self.requested)
        ]

    def _bears(self, row: sqlite3.Row, other: str) -> bool:
        return holds(row, self.day) != NO and (row["toward"] is None or row["toward"] == other)

    def in_transition(self, treaty: str) -> list[str]:
        """A sentence for each side that had left the organisation whose law still applied to it that day."""
        organisation = self.memory.binds_members.get(treaty)
        return [
            f"{self.name_of(party)} had left the organisation on {row['til']}, whose law went on to apply to it until {row['law_until']}."
            for party in (self.requesting, self.requested)
            for row in self.memory.memberships.get((organisation or "", party), [])
            if row["til"] and row["law_until"] and row["til"] <= self.day < row["law_until"]
        ]

    def title(self, treaty: str) -> str:
        """The short title of an instrument."""
        row: Any = self.memory.instruments[treaty]
        return str(row["short"] or row["title"])
