"""The channels between two states on a day, in one direction."""

import sqlite3
from datetime import date
from typing import Any

from foedera import lookup
from foedera.channels.authorities import contact
from foedera.channels.designations import designations
from foedera.channels.duties import stops
from foedera.channels.former import former
from foedera.channels.gaps import gaps
from foedera.channels.layers import changing
from foedera.channels.offences import SUBJECT, offences, other_only
from foedera.channels.own_law import own_law
from foedera.channels.pair import Pair
from foedera.channels.schemes import schemes
from foedera.channels.verdict import Candidate, Judged, judge_all
from foedera.coverage import sources_of
from foedera.errors import BadInput
from foedera.holding import NO, NOT_KNOWN, YES, Answer, interval
from foedera.store import Snapshot
from foedera.store.snapshot import name

_RANK = {"available": 0, "conditional": 1, "unknown": 2, "barred": 3, "displaced": 4}


def channels(
    snapshot: Snapshot, requesting: str, requested: str, as_of: date, purpose: str | None = None
) -> dict[str, Any]:
    """The channels by which ``requesting`` may ask ``requested`` on a day, displaced and barred ones too.

    Returns:
        The ``channels`` shape of the service. ``answer`` is "yes" where one channel is available or
        conditional; "no" where none is, none may be, and nothing is missing for the purpose: the record
        then shows that no treaty opens one, not that the state could not act by its own law; else
        "not-known", and ``not_known`` says what is missing.

    Raises:
        UnknownThing: no such state.
        BadInput: no such purpose, or a state asked about itself.
    """
    asker, asked = lookup.party(snapshot, requesting), lookup.party(snapshot, requested)
    if asker["id"] == asked["id"]:
        raise BadInput("requested", requested, "Name two different states.")
    wanted = lookup.concept(snapshot, "purpose", purpose) if purpose else None
    pair = Pair(snapshot, asker["id"], asked["id"], as_of.isoformat())
    judged = judge_all(pair, candidates(pair, wanted))
    found = [shown(pair, j, judged) for j in judged]
    found.sort(
        key=lambda c: (c["purpose"], _RANK[c["status"]], bool(c["other_offences"]), c["treaty"], c["id"])
    )
    missing = gaps(pair, wanted)
    return {
        "requesting": lookup.short(asker),
        "requested": lookup.short(asked),
        "purpose": name(wanted) if wanted else None,
        "as_of": pair.day,
        "answer": _answer(judged, certain=wanted is not None and not missing),
        "not_known": missing,
        "total": len(found),
        "channels": found,
        "former": former(pair, wanted),
        "schemes": schemes(pair, wanted),
        "designations": designations(pair, wanted),
        "stops": stops(pair, wanted),
    }


def _answer(judged: list[Judged], certain: bool) -> Answer:
    """Whether there is a channel for the subject; "no" only where nothing is missing and no verdict is left open."""
    if any(j.open and not j.candidate.others for j in judged):
        return YES
    settled = all(j.verdict.status != "unknown" and not j.open for j in judged)
    return NO if certain and settled else NOT_KNOWN


def candidates(pair: Pair, purpose: str | None, offence: str | None = None) -> list[Candidate]:
    """The provisions by which the two may cooperate for a purpose.

    Args:
        pair: the two states.
        purpose: id path of the purpose; None for all.
        offence: id path of the offence of a case whose facts are weighed elsewhere; None where no case is given.
    """
    return [
        Candidate(
            relation, answer, provision, pair.restrictions(provision["provision"]), offences(pair, provision),
            other_only(pair.memory, provision, offence or SUBJECT), by_case=offence is not None,
        )
        for relation, answer in pair.relations
        for provision in pair.memory.provides.get(relation["treaty"], [])
        if purpose in (None, provision["purpose"])
    ]  # fmt: skip


def shown(pair: Pair, judged: Judged, others: list[Judged]) -> dict[str, Any]:
    """A channel as the answer shows it."""
    candidate, verdict = judged.candidate, judged.verdict
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
        "amended_by": pair.beside(row["treaty"], "amended_by"),
        "supplemented_by": pair.beside(row["treaty"], "supplemented_by"),
        "gives_way": gives_way(pair, judged, others),
        "layers": changing(pair, row["treaty"]),
        "completes": _completes(pair, row["treaty"]),
        "offences": [{k: v for k, v in o.items() if k != "also_otherwise"} for o in candidate.offences],
        "other_offences": candidate.others,
        "restrictions": [_restriction(pair, r) for r in candidate.restrictions]
        + own_law(pair, provision["purpose"]),
        **contact(pair, row["treaty"], provision),
        "proof": pair.snapshot.proof(row["id"]),
    }


def gives_way(pair: Pair, judged: Judged, others: list[Judged]) -> dict[str, Any] | None:
    """On an open channel whose details yield to any treaty for its purpose: which treaties those are."""
    clause, purpose = judged.candidate.provision["gives_way_under"], judged.candidate.provision["purpose"]
    prevailing = [
        name(o.candidate.relation["treaty"])
        for o in others
        if o.open and o.candidate.whole and o.candidate.provision["purpose"] == purpose
    ]
    if not clause or not judged.open or not prevailing:
        return None
    return {"pinpoint": name(clause), "label": pair.memory.labels.get(clause), "to": prevailing}


def _completes(pair: Pair, treaty: str) -> list[str]:
    """The wider treaties, in force between the two, that the instrument completes without displacing them."""
    in_force = {row["treaty"] for row, _ in pair.relations}
    return sorted(name(w) for w in pair.memory.supplements.get(treaty, set()) & in_force)


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
        "proof": pair.snapshot.proof(row["id"]),
    }
