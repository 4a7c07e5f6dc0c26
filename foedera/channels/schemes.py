"""Schemes that both states follow as members of an organisation, and arrangements between the two: shown beside the
channels, binding nobody.
"""

from typing import Any

from foedera.channels.pair import Pair
from foedera.coverage import sources_of
from foedera.dates import PartialDate
from foedera.holding import NO, NOT_KNOWN, YES, Answer
from foedera.store.snapshot import name


def schemes(pair: Pair, purpose: str | None) -> list[dict[str, Any]]:
    """The schemes for a purpose whose organisation both states belong to that day, and the arrangements of the two.

    Each has ``answer`` ("yes", or "not-known" where a day of membership is known only roughly, and for an
    arrangement, whose end nobody tells), what it is, and its source. It opens no channel and changes the answer of
    none.
    """
    return [
        entry
        for wanted, rows in sorted(pair.memory.schemes.items())
        if purpose in (None, wanted)
        for row in rows
        if (entry := _of_organisation(pair, row) if row["organisation"] else _between(pair, row))
    ]


def _of_organisation(pair: Pair, row: Any) -> dict[str, Any] | None:
    instrument = pair.memory.instruments[row["id"]]
    answers = [
        during(instrument["adopted"], None, pair.day),
        *(_member(pair, row["organisation"], party) for party in (pair.requesting, pair.requested)),
    ]
    if NO in answers:
        return None
    answer = NOT_KNOWN if NOT_KNOWN in answers else YES
    certainty = "are" if answer == YES else "may have been"
    reason = f"Both {certainty} members of the {row['organisation_name']} that day. It is not binding: it opens no channel, and each acts by its own law."
    return _shown(pair, row, answer, reason)


def _between(pair: Pair, row: Any) -> dict[str, Any] | None:
    made = pair.memory.instruments[row["id"]]["adopted"]
    sides = {pair.requesting, pair.requested}
    if pair.memory.between.get(row["id"]) != sides or during(made, None, pair.day) == NO:
        return None
    since = f"{'on' if len(made) == 10 else 'in'} {made}" if made else "on a day not recorded"
    reason = f"The two made it {since}; until when it goes on is not recorded. It is not shown to bind them: it opens no channel, and each acts by its own law."
    return _shown(pair, row, NOT_KNOWN, reason)


def _shown(pair: Pair, row: Any, answer: Answer, reason: str) -> dict[str, Any]:
    return {
        "treaty": name(row["id"]),
        "title": pair.title(row["id"]),
        "purpose": name(row["purpose"]),
        "organisation": name(row["organisation"]) if row["organisation"] else None,
        "binding": False,
        "answer": answer,
        "what": row["what"],
        "reason": reason,
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
