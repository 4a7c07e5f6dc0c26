"""What the record lacks about a pair: why an answer is "not known" and not "no"."""

from foedera.channels.offences import serving
from foedera.channels.pair import Pair
from foedera.holding import NO, NOT_KNOWN
from foedera.store.kept import kept
from foedera.store.snapshot import Memory, name


def gaps(pair: Pair, purpose: str | None) -> list[dict[str, str]]:
    """Instruments for the subject whose binding effect on one of the two is not known, and the bilateral lists."""
    found = []
    for treaty in _multilateral(pair.memory, purpose):
        sides = {p: pair.standing(treaty, p) for p in (pair.requesting, pair.requested)}
        if any(s.answer == NO for s in sides.values()):
            continue
        found += [
            {"treaty": name(treaty), "title": pair.title(treaty), "state": name(party), "reason": side.reason}
            for party, side in sides.items()
            if side.answer == NOT_KNOWN
        ]
    return [*found, *bilateral(pair, purpose)]


@kept(64)
def _multilateral(memory: Memory, purpose: str | None) -> tuple[str, ...]:
    return tuple(t for t in serving(memory, purpose) if t not in memory.between)


@kept(1)
def _by_sides(memory: Memory) -> dict[frozenset[str], list[str]]:
    found: dict[frozenset[str], list[str]] = {}
    for treaty, parties in memory.between.items():
        found.setdefault(frozenset(parties), []).append(treaty)
    return found


def bilateral(pair: Pair, purpose: str | None) -> list[dict[str, str]]:
    """Bilateral treaties listed without the days that would decide, and the limits of the lists."""
    listed = _by_sides(pair.memory).get(frozenset((pair.requesting, pair.requested)), [])
    known = {row["treaty"] for row, _ in pair.relations}
    found = [
        {
            "treaty": name(treaty),
            "title": pair.title(treaty),
            "state": "",
            "reason": "A source lists it, but the record cannot tell whether it was in force that day.",
        }
        for treaty in listed
        if treaty not in known
        and any(purpose in (None, p["purpose"]) for p in pair.memory.provides.get(treaty, []))
        and pair.standing(treaty, pair.requesting).answer != NO
    ]
    return [*found, *_lists(pair, purpose)]


def _lists(pair: Pair, purpose: str | None) -> list[dict[str, str]]:
    """The limit of the lists of bilateral treaties; none where the list of one of the two covers the day.

    A list of treaties in force shows that there is no other, for its own day: a treaty that ended before is no
    longer on it. Territories stand on the lists of the states that act for them, or on none.
    """
    sides = (pair.requesting, pair.requested)
    complete = [
        row
        for one, other in (sides, sides[::-1])
        for row in pair.memory.bilateral_coverage.get(one, [])
        if row["purpose"] == purpose
        and row["completeness"] == "completeness/complete"
        and other not in pair.memory.excepted.get(row["id"], ())
        and all(pair.memory.parties[p]["class"].endswith("#State") for p in sides)
    ]
    if any((row["covers_from"] or row["as_of"]) <= pair.day <= row["as_of"] for row in complete):
        return []
    days = "; ".join(
        f"that of {pair.name_of(row['party'])} {_span(row['covers_from'], row['as_of'])}" for row in complete
    )
    shown = f" Complete is {days} only." if days else ""
    return [
        {
            "treaty": "",
            "title": "Bilateral treaties",
            "state": "",
            "reason": "The record's lists of bilateral treaties are not complete for that day; one that it does "
            f"not hold may bind the two.{shown}",
        }
    ]


def _span(first: str | None, last: str) -> str:
    return f"from {first} to {last}" if first else f"for {last}"
