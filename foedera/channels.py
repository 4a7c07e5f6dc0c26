"""Through which channel one state may ask another, on a day."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedera import lookup
from foedera.coverage import sources_of
from foedera.errors import BadInput
from foedera.holding import NOT_KNOWN, YES, Answer, holds, interval
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.snapshot import name

_OPEN = ("available", "conditional")


def channels(
    snapshot: Snapshot, requesting: str, requested: str, as_of: date, purpose: str | None = None
) -> dict[str, Any]:
    """The channels by which ``requesting`` may ask ``requested`` on a day, displaced and barred ones too.

    Returns:
        The ``channels`` shape of the service. ``answer`` is "yes" where one channel is available or
        conditional, else "not-known": the record does not hold every bilateral treaty, so it can
        never prove that there is no path at all; ``not_known`` says what is missing.

    Raises:
        UnknownThing: no such state.
        BadInput: no such purpose, or a state asked about itself.
    """
    asker, asked = lookup.party(snapshot, requesting), lookup.party(snapshot, requested)
    if asker["id"] == asked["id"]:
        raise BadInput("requested", requested, "Name two different states.")
    wanted = lookup.concept(snapshot, "purpose", purpose) if purpose else None
    day = as_of.isoformat()
    question = _Question(snapshot, asker["id"], asked["id"], day)
    found = [question.channel(row, answer) for row, answer in question.rows(wanted)]
    found.sort(key=lambda c: (c["purpose"], _RANK[c["status"]], c["treaty"], c["id"]))
    return {
        "requesting": lookup.short(asker),
        "requested": lookup.short(asked),
        "purpose": name(wanted) if wanted else None,
        "as_of": day,
        "answer": YES if any(c["status"] in _OPEN for c in found) else NOT_KNOWN,
        "not_known": question.gaps(wanted),
        "total": len(found),
        "channels": found,
    }


def matrix(snapshot: Snapshot, purpose: str, as_of: date) -> dict[str, Any]:
    """Every pair of states with a channel for a purpose on a day.

    Returns:
        ``{purpose, as_of, total, pairs: [{a, b, treaties: [...], displaced: [...], possible: [...]}]}``,
        states as ISO codes, a before b. What each requested side declared shows in the answer for the pair.

    Raises:
        BadInput: no such purpose.
    """
    wanted = lookup.concept(snapshot, "purpose", purpose)
    day = as_of.isoformat()
    given_way = {r["displaced"] for r in snapshot.rows("SELECT * FROM displacement") if holds(r, day) == YES}
    pairs: dict[str, dict[str, list[str]]] = {}
    for row in snapshot.rows(
        "SELECT id, pair, treaty, fro, til, pfro, ptil FROM channel WHERE purpose = ? "
        "AND coalesce(pfro, fro) <= ? AND coalesce(ptil, til, '9999-12-31') > ?",
        wanted,
        day,
        day,
    ):
        proven = row["fro"] is not None and row["fro"] <= day and (row["til"] is None or day < row["til"])
        kind = "possible" if not proven else "displaced" if row["id"] in given_way else "treaties"
        pairs.setdefault(row["pair"][5:], {"treaties": [], "displaced": [], "possible": []})[kind].append(
            row["treaty"][7:]
        )
    return {
        "purpose": name(wanted),
        "as_of": day,
        "total": len(pairs),
        "pairs": [
            {"a": key.partition("-")[0], "b": key.partition("-")[2], **pairs[key]} for key in sorted(pairs)
        ],
    }


_RANK = {"available": 0, "conditional": 1, "unknown": 2, "barred": 3, "displaced": 4}


@dataclass(frozen=True)
class _Verdict:
    status: str
    reason: str
    displaced_by: dict[str, Any] | None = None


class _Question:
    """One question about two states on a day."""

    def __init__(self, snapshot: Snapshot, requesting: str, requested: str, day: str) -> None:
        self._snapshot = snapshot
        self._memory = snapshot.memory
        self._requesting = requesting
        self._requested = requested
        self._day = day
        first, second = sorted((name(requesting), name(requested)))
        self._pair = f"pair/{first}-{second}"

    def rows(self, purpose: str | None) -> Iterable[tuple[sqlite3.Row, Answer]]:
        for row in self._snapshot.rows("SELECT * FROM channel WHERE pair = ?", self._pair):
            answer = holds(row, self._day)
            if (purpose is None or row["purpose"] == purpose) and answer != "no":
                yield row, answer

    def channel(self, row: sqlite3.Row, answer: Answer) -> dict[str, Any]:
        provision = next(
            p for p in self._memory.provisions[row["provision"]] if p["purpose"] == row["purpose"]
        )
        restrictions = self._restrictions(row)
        offences = self._offences(row["treaty"])
        verdict = self._verdict(row, answer, provision["nature"], restrictions, offences)
        return {
            "id": row["id"],
            "treaty": name(row["treaty"]),
            "title": lookup.title(self._memory.instruments[row["treaty"]]),
            "provision": provision["pinpoint"],
            "purpose": name(row["purpose"]),
            **interval(row),
            "status": verdict.status,
            "reason": verdict.reason,
            "displaced_by": verdict.displaced_by,
            "offences": offences,
            "restrictions": [self._shown(r) for r in restrictions],
            "authority": self._said(row["treaty"], "effect/central-authority"),
            "language": self._said(row["treaty"], "effect/language"),
            "proof": f"/v1/explain?fact={row['id']}",
        }

    def _verdict(
        self,
        row: sqlite3.Row,
        answer: Answer,
        nature: str,
        restrictions: list[sqlite3.Row],
        offences: list[dict[str, Any]],
    ) -> _Verdict:
        title = lookup.title(self._memory.instruments[row["treaty"]])
        if answer == NOT_KNOWN:
            return _Verdict(
                "unknown",
                f"{title} bound both at some time, but the first or last day is known only between bounds.",
            )
        displaced = self._displacement(row["id"])
        if displaced is not None:
            return displaced
        said = {r["status"] for r in restrictions if holds(r, self._day) == YES}
        asked = self._memory.parties[self._requested]["name"]
        if "status/barred" in said:
            return _Verdict("barred", f"{asked} has declared that it does not take {title} as the basis.")
        missing = [o for o in offences if o["answer"] != YES]
        if missing:
            return _Verdict("conditional", missing[0]["reason"])
        if nature == "nature/by-requested-state" and "status/available" not in said:
            return _Verdict(
                "conditional",
                f"{title} is in force between them; whether {asked} acts on it without another treaty follows from its own "
                "law or its notification, which the record does not hold. Ask its central authority.",
            )
        if "status/conditional" in said:
            return _Verdict(
                "conditional",
                f"{title} is in force between them; a statement of {asked} bears on requests under it.",
            )
        return _Verdict("available", f"{title} is in force between them.")

    def _displacement(self, channel: str) -> _Verdict | None:
        maybe = None
        for row in self._snapshot.rows("SELECT * FROM displacement WHERE displaced = ?", channel):
            by = {
                "treaty": name(row["prevailing"]),
                "pinpoint": name(row["clause"]),
                "channel": row["by"],
                **interval(row),
                "proof": f"/v1/explain?fact={row['id']}",
            }
            answer = holds(row, self._day)
            if answer == YES:
                return _Verdict(
                    "displaced", row["label"] or "Another instrument takes its place between them.", by
                )
            if answer == NOT_KNOWN:
                maybe = _Verdict(
                    "unknown",
                    "Another instrument may take its place on that day; its days are known only between bounds.",
                    by,
                )
        return maybe

    def _restrictions(self, row: sqlite3.Row) -> list[sqlite3.Row]:
        return [
            r
            for r in self._memory.restrictions.get((self._requested, row["provision"]), [])
            if holds(r, self._day) != "no" and (r["toward"] is None or r["toward"] == self._requesting)
        ]

    def _shown(self, row: sqlite3.Row) -> dict[str, Any]:
        return {
            "id": row["id"],
            "pinpoint": f"{name(row['treaty'])}/{row['pinpoint']}",
            "effect": name(row["effect"]),
            "status": name(row["status"]),
            "summary": row["summary"],
            "statement": row["statement"],
            "source": sources_of(self._snapshot, row["statement"]),
            "proof": f"/v1/explain?fact={row['id']}",
        }

    def _offences(self, treaty: str) -> list[dict[str, Any]]:
        """The offences that protocols bring under the treaty, and whether they do so between the two."""
        shown = []
        for row in self._memory.brings.get(treaty, []):
            if row["offence"] != _SUBJECT:
                continue
            relations = self._snapshot.rows(
                "SELECT * FROM relation WHERE pair = ? AND treaty = ?", self._pair, row["instrument"]
            )
            answers = [(holds(r, self._day), r) for r in relations]
            best = next(
                (a for a in answers if a[0] == YES), next((a for a in answers if a[0] == NOT_KNOWN), None)
            )
            shown.append(self._offence(row, best))
        return shown

    def _offence(self, row: sqlite3.Row, best: tuple[Answer, sqlite3.Row] | None) -> dict[str, Any]:
        protocol = lookup.title(self._memory.instruments[row["instrument"]])
        answer = best[0] if best else self._not_between(row["instrument"])
        reason = {
            YES: f"{protocol} is in force between them and brings the offence under it.",
            NOT_KNOWN: f"Whether {protocol} is in force between them that day is not known; without it the offence enters only as a serious crime.",
        }.get(answer, f"{protocol} is not in force between them: the offence enters only as a serious crime.")
        return {
            "offence": name(row["offence"]),
            "answer": answer,
            "pinpoint": f"{name(row['instrument'])}/{row['pinpoint']}",
            "reason": reason,
            "proof": f"/v1/explain?fact={best[1]['id']}" if best else None,
        }

    def _not_between(self, treaty: str) -> Answer:
        both = [
            standing(self._snapshot, treaty, p, self._day).answer for p in (self._requesting, self._requested)
        ]
        return "no" if "no" in both else NOT_KNOWN

    def _said(self, treaty: str, effect: str) -> str | None:
        """What the requested state notified as its central authority or language under the treaty."""
        said = [
            s["summary"]
            for a in self._memory.acts.get((treaty, self._requested), [])
            if (s := self._memory.statements.get(a["id"])) is not None and s["effect"] == effect
        ]
        return " ".join(said) or None

    def gaps(self, purpose: str | None) -> list[dict[str, str]]:
        """What the record lacks for this pair: instruments whose binding effect is not known, bilateral treaties."""
        providing = sorted(
            {
                i["instrument"]
                for rows in self._memory.provisions.values()
                for i in rows
                if purpose in (None, i["purpose"])
            }
        )
        gaps = []
        for treaty in providing:
            sides = {
                p: standing(self._snapshot, treaty, p, self._day) for p in (self._requesting, self._requested)
            }
            if any(s.answer == "no" for s in sides.values()):
                continue
            for party, side in sides.items():
                if side.answer == NOT_KNOWN:
                    title = lookup.title(self._memory.instruments[treaty])
                    gaps.append(
                        {"treaty": name(treaty), "title": title, "state": name(party), "reason": side.reason}
                    )
        gaps.append(
            {
                "treaty": "",
                "title": "Bilateral treaties",
                "state": "",
                "reason": "The record holds no bilateral treaties yet.",
            }
        )
        return gaps


#: The offence Foedera is about; protocols that bring other offences are told elsewhere.
_SUBJECT = "offence/trafficking-in-persons"
