"""Schemes that both states follow as members of an organisation: shown beside the channels, binding nobody."""

from typing import Any

from foedera.channels.pair import Pair
from foedera.coverage import sources_of
from foedera.dates import PartialDate
from foedera.holding import NO, NOT_KNOWN, YES, Answer
from foedera.store.snapshot import name


def schemes(pair: Pair, purpose: str | None) -> list[dict[str, Any]]:
    """The schemes for a purpose whose organisation both states belong to that day.

    Each has ``answer`` ("yes", or "not-known" where a day of membership is known only roughly), what the
    scheme is, and its source. A scheme opens no channel and changes the answer of none.
    """
    return [
        entry
        for wanted, rows in sorted(pair.memory.schemes.items())
        if purpose in (None, wanted)
        for row in rows
        if (entry := _shown(pair, row))["answer"] != NO
    ]


def _shown(pair: Pair, row: Any) -> dict[str, Any]:
    instrument = pair.memory.instruments[row["id"]]
    answers = [
        during(instrument["adopted"], None, pair.day),
        *(_member(pair, row["organisation"], party) for party in (pair.requesting, pair.requested)),
    ]
    answer = NO if NO in answers else NOT_KNOWN if NOT_KNOWN in answers else YES
    certainty = "are" if answer == YES else "may have been"
    return {
        "treaty": name(row["id"]),
        "title": pair.title(row["id"]),
        "purpose": name(row["purpose"]),
        "organisation": name(row["organisation"]),
        "binding": False,
        "answer": answer,
        "what": row["what"],
        "reason": f"Both {certainty} members of the {row['organisation_name']} that day. It is not binding: it opens no channel, and each acts by its own law.",
        "source": sources_of(pair.snapshot, row["id"]),
    }


def _member(pair: Pair, organisation: str, party: str) -> Answer:
    rows = pair.memory.memberships.get((organisation, party), [])
    answers = [during(row["fro"], row["til"], pair.day) for row in rows]
    return YES if YES in answers else NOT_KNOWN if NOT_KNOWN in answers else NO


def during(start: str | None, end: str | None, day: str) -> Answer:
    """Whether a day lies in an interval whose bounds may be a month or a year; ``end`` is exclusive."""
    first = PartialDate.parse(start) if start else None
    last = PartialDate.parse(end) if end else None
    if (first and day < first.earliest().isoformat()) or (last and day >= last.latest().isoformat()):
        return NO
    begun = first is not None and first.latest().isoformat() <= day
    return YES if begun and (last is None or day < last.earliest().isoformat()) else NOT_KNOWN
