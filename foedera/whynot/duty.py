"""Why a party does not owe a norm on a day."""

import sqlite3
from dataclasses import replace
from typing import Any

from foedera import lookup
from foedera.clocks import excerpt
from foedera.errors import UnknownThing
from foedera.holding import NO, NOT_KNOWN, YES, holds
from foedera.store import Snapshot
from foedera.store.snapshot import name
from foedera.whynot.answer import Because
from foedera.whynot.nearest import nearest
from foedera.whynot.participation import not_bound

_EXCLUDED = "effect/excluded"


def norms_of(
    snapshot: Snapshot, norm: str | None, treaty: str | None, article: str | None
) -> list[sqlite3.Row]:
    """The norms that a question names: one by its id, or those of an article and of what stands within it.

    Raises:
        UnknownThing: the record holds none; the message says what would be right.
    """
    norms = snapshot.memory.norms
    if norm:
        path = norm if norm.startswith("norm/") else f"norm/{norm}"
        if path not in norms:
            raise UnknownThing("norm", norm, "Use the id of a norm, as /v1/treaties/{id}/norms lists them.")
        return [norms[path]]
    instrument = lookup.instrument(snapshot, treaty or "")["id"]
    pinpoint = f"art-{(article or '').lower().removeprefix('art-').removeprefix('art.').strip()}"
    found = [
        n
        for n in norms.values()
        if n["treaty"] == instrument and (n["pinpoint"] + ".").startswith(pinpoint + ".")
    ]
    if not found:
        known = sorted(
            {
                n["pinpoint"].removeprefix("art-").partition(".")[0]
                for n in norms.values()
                if n["treaty"] == instrument
            }
        )
        right = (
            f"Articles with norms on record: {', '.join(known)}."
            if known
            else "The record holds no norms of it."
        )
        raise UnknownThing("article", article or "", right)
    return sorted(found, key=lambda n: (lookup.in_treaty_order(n["pinpoint"]), n["id"]))


def not_owed(snapshot: Snapshot, party: str, norm: sqlite3.Row, day: str) -> Because:
    """Why a party does not owe a norm on a day, or that it does.

    Args:
        snapshot: the snapshot.
        party: id path of the party.
        norm: the norm's row.
        day: ISO date.
    """
    who = snapshot.memory.parties[party]["name"]
    what = f"article {norm['pinpoint'].removeprefix('art-')} of {lookup.title(snapshot.memory.instruments[norm['treaty']])}"
    about = {
        "state": name(party),
        "treaty": name(norm["treaty"]),
        "norm": norm["id"],
        "pinpoint": norm["pinpoint"],
    }
    rows = snapshot.rows(
        "SELECT * FROM duty WHERE party = ? AND norm = ? ORDER BY fro, id", party, norm["id"]
    )
    by_answer = {answer: row for row in reversed(rows) if (answer := holds(row, day)) != NO}
    if YES in by_answer:
        row = by_answer[YES]
        if row["effect"] == _EXCLUDED:
            return Because(
                NO,
                "excluded-by-reservation",
                f"{who} does not owe {what}: it excluded it by a reservation. {_said(snapshot, row)}",
                (row["id"], *_effects(snapshot, row)),
                None,
                about,
            )
        as_left = (
            ""
            if row["effect"] == "effect/full"
            else f", as far as its reservation leaves it. {_said(snapshot, row)}"
        )
        return Because(YES, "holds", f"{who} owes {what} on {day}{as_left or '.'}", (row["id"],), None, about)
    if NOT_KNOWN in by_answer:
        row = by_answer[NOT_KNOWN]
        return Because(
            NOT_KNOWN,
            "between-bounds",
            f"{who} owed {what} at some time; its first or last day is known only between bounds that include {day}.",
            (row["id"],),
            None,
            about,
        )
    if norm["binds"] != "true" or not rows:
        law = nearest(excerpt(snapshot, [name(party)]), "bindsPartiesOf", {"this": norm["id"]})
        if law is not None:
            told = " ".join(law["lacking"]) or "No party owes it."
            return Because(
                NO,
                "not-a-duty",
                f"Nobody owes {what} as a duty: {told[:1].lower()}{told[1:]}",
                (),
                law,
                about,
            )

    def closest() -> dict[str, Any] | None:
        """The rule that came nearest to a duty; none where one was inferred for other days."""
        if rows:
            return None
        known = excerpt(snapshot, [name(party)])
        return nearest(known, "Duty", {"party": party, "norm": norm["id"]}, {"treaty": norm["binding"]})

    bound = not_bound(snapshot, party, norm["binding"], day)
    if bound.holds != YES:
        return replace(
            bound,
            sentence=f"{what[:1].upper()}{what[1:]} is not shown to be owed. {bound.sentence}",
            nearest=bound.nearest or closest(),
            about=about,
        )
    before = tuple(row["id"] for row in rows)
    return Because(
        NO,
        "ended" if rows else "not-applicable",
        f"{who} is bound by the instrument, but does not owe {what} on {day}.",
        before,
        closest(),
        about,
    )


def _effects(snapshot: Snapshot, duty: sqlite3.Row) -> tuple[str, ...]:
    """What the reservations behind a duty do, where the answer tables name their statements."""
    said = {
        r["statement"] for r in snapshot.rows("SELECT statement FROM duty_statement WHERE id = ?", duty["id"])
    }
    rows = [r for found in snapshot.memory.reservations.values() for r in found if r["statement"] in said]
    return tuple(sorted({r["id"] for r in rows if r["party"] == duty["party"]}))


def _said(snapshot: Snapshot, duty: sqlite3.Row) -> str:
    said = snapshot.rows("SELECT statement FROM duty_statement WHERE id = ?", duty["id"])
    return " ".join(str(snapshot.memory.statements[r["statement"]]["summary"]) for r in said)
