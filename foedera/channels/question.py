"""The channels between two states on a day, in one direction."""

import sqlite3
from datetime import date
from typing import Any

from foedera import lookup
from foedera.channels.duties import stops
from foedera.channels.gaps import gaps
from foedera.channels.offences import offences
from foedera.channels.pair import Pair
from foedera.channels.verdict import BY_REQUESTED_STATE, OPEN, Candidate, Verdict, judge, judge_dependent
from foedera.coverage import sources_of
from foedera.errors import BadInput
from foedera.holding import NOT_KNOWN, YES, interval
from foedera.store import Snapshot
from foedera.store.snapshot import name

_RANK = {"available": 0, "conditional": 1, "unknown": 2, "barred": 3, "displaced": 4}


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
    pair = Pair(snapshot, asker["id"], asked["id"], as_of.isoformat())
    found = _judged(pair, _candidates(pair, wanted))
    found.sort(key=lambda c: (c["purpose"], _RANK[c["status"]], c["treaty"], c["id"]))
    return {
        "requesting": lookup.short(asker),
        "requested": lookup.short(asked),
        "purpose": name(wanted) if wanted else None,
        "as_of": pair.day,
        "answer": YES if any(c["status"] in OPEN for c in found) else NOT_KNOWN,
        "not_known": gaps(pair, wanted),
        "total": len(found),
        "channels": found,
        "stops": stops(pair, wanted),
    }


def _candidates(pair: Pair, purpose: str | None) -> list[Candidate]:
    return [
        Candidate(
            relation, answer, provision, pair.restrictions(provision["provision"]),
            offences(pair, relation["treaty"], provision["purpose"]),
        )
        for relation, answer in pair.relations
        for provision in pair.memory.provides.get(relation["treaty"], [])
        if purpose in (None, provision["purpose"])
    ]  # fmt: skip


def _judged(pair: Pair, candidates: list[Candidate]) -> list[dict[str, Any]]:
    own = [c for c in candidates if c.provision["nature"] != BY_REQUESTED_STATE]
    shown = [_shown(pair, c, judge(pair, c)) for c in own]
    for candidate in candidates:
        if candidate.provision["nature"] == BY_REQUESTED_STATE:
            same = [s for s in shown if s["purpose"] == name(candidate.provision["purpose"]) and s["own"]]
            open_elsewhere = [s for s in same if s["status"] in OPEN]
            shown.append(_shown(pair, candidate, judge_dependent(pair, candidate, open_elsewhere)))
    for entry in shown:
        _give_way(pair, entry, shown)
        del entry["own"], entry["gives_way_under"]
    return shown


def _give_way(pair: Pair, entry: dict[str, Any], shown: list[dict[str, Any]]) -> None:
    """Tell, on an open channel whose details yield to any treaty for its purpose, which treaties those are."""
    others = [
        s for s in shown
        if s is not entry and s["purpose"] == entry["purpose"] and s["status"] in OPEN and not s["gives_way_under"]
    ]  # fmt: skip
    if entry["gives_way_under"] and entry["status"] in OPEN and others:
        entry["gives_way"] = {
            "pinpoint": name(entry["gives_way_under"]),
            "label": pair.memory.labels.get(entry["gives_way_under"]),
            "to": [s["treaty"] for s in others],
        }


def _shown(pair: Pair, candidate: Candidate, verdict: Verdict) -> dict[str, Any]:
    row, provision = candidate.relation, candidate.provision
    return {
        "id": row["id"],
        "treaty": name(row["treaty"]),
        "title": pair.title(row["treaty"]),
        "provision": provision["pinpoint"],
        "purpose": name(provision["purpose"]),
        **interval(row),
        "status": verdict.status,
        "reason": verdict.reason,
        "outcome": verdict.outcome,
        "displaced_by": verdict.displaced_by,
        "gives_way": None,
        "offences": [{k: v for k, v in o.items() if k != "also_otherwise"} for o in candidate.offences],
        "restrictions": [_restriction(pair, r) for r in candidate.restrictions]
        + [_own_law(pair, r) for r in pair.own_law(provision["purpose"])],
        "authority": pair.notified(row["treaty"], "effect/central-authority"),
        "language": pair.notified(row["treaty"], "effect/language"),
        "proof": f"/v1/explain?fact={row['id']}",
        "own": provision["nature"] != BY_REQUESTED_STATE,
        "gives_way_under": provision["gives_way_under"],
    }


def _restriction(pair: Pair, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "pinpoint": f"{name(row['treaty'])}/{row['pinpoint']}",
        "effect": name(row["effect"]),
        "status": name(row["status"]),
        "summary": row["summary"],
        "statement": row["statement"],
        "of": name(row["requested"]),
        "as_of": None,
        "source": sources_of(pair.snapshot, row["statement"]),
        "proof": f"/v1/explain?fact={row['id']}",
    }


def _own_law(pair: Pair, row: sqlite3.Row) -> dict[str, Any]:
    """What the requested state's own law says, with its age; the channel's status does not follow from it."""
    return {
        "id": row["id"],
        "pinpoint": row["basis"] or "own law",
        "effect": name(row["subject"]),
        "status": name(row["says"]),
        "summary": row["label"],
        "statement": row["id"],
        "of": name(row["party"]),
        "as_of": row["as_of"],
        "source": sources_of(pair.snapshot, row["id"]),
        "proof": None,
    }
