"""What the record lacks about a pair: why an answer is "not known" and not "no"."""

from foedera.channels.pair import Pair
from foedera.holding import NO, NOT_KNOWN
from foedera.store.snapshot import name


def gaps(pair: Pair, purpose: str | None) -> list[dict[str, str]]:
    """Instruments whose binding effect on one of the two is not known, and the bilateral lists."""
    found = []
    for treaty in pair.providing(purpose):
        sides = {p: pair.standing(treaty, p) for p in (pair.requesting, pair.requested)}
        if any(s.answer == NO for s in sides.values()):
            continue
        found += [
            {"treaty": name(treaty), "title": pair.title(treaty), "state": name(party), "reason": side.reason}
            for party, side in sides.items()
            if side.answer == NOT_KNOWN
        ]
    return [*found, *_bilateral(pair, purpose)]


def _bilateral(pair: Pair, purpose: str | None) -> list[dict[str, str]]:
    """Bilateral treaties listed without the days that would decide, and the limits of the lists."""
    between = {pair.requesting, pair.requested}
    known = {row["treaty"] for row, _ in pair.relations}
    found = [
        {
            "treaty": name(treaty),
            "title": pair.title(treaty),
            "state": "",
            "reason": "A source lists it, but the record cannot tell whether it was in force that day.",
        }
        for treaty, parties in pair.memory.between.items()
        if parties == between
        and treaty not in known
        and any(purpose in (None, p["purpose"]) for p in pair.memory.provides.get(treaty, []))
        and pair.standing(treaty, pair.requesting).answer != NO
    ]
    return [
        *found,
        {
            "treaty": "",
            "title": "Bilateral treaties",
            "state": "",
            "reason": "The record's lists of bilateral treaties are not complete; one that it does not hold may bind the two.",
        },
    ]
