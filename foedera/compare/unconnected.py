"""Pairs of states between which the record shows no path for a purpose, and pairs of which it cannot tell."""

from datetime import date
from itertools import combinations
from typing import Any

from foedera import lookup
from foedera.channels.gaps import bilateral
from foedera.channels.offences import WITH_ANOTHER, other_only, serving
from foedera.channels.pair import Pair
from foedera.compare.groups import existing
from foedera.holding import NO, NOT_KNOWN, YES, Answer, holds
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.snapshot import name


def unconnected(snapshot: Snapshot, purpose: str, as_of: date) -> dict[str, Any]:
    """The pairs of states without a treaty for a purpose in force between them on a day.

    Args:
        snapshot: the snapshot.
        purpose: what is asked for.
        as_of: the day.

    Returns:
        ``{purpose, as_of, states, connected, total, counts, pairs: [{a, b, answer, reason, treaties}]}``, a before
        b. ``no``: there is no path, and nothing is missing that day; ``not-known``: none is proven, and
        ``treaties`` or the lists of bilateral treaties leave it open. A treaty in force is a path here even where
        the requested side takes it as no basis: that depends on who is asked (``/v1/channels``).

    Raises:
        BadInput: no such purpose.
    """
    wanted, day = lookup.concept(snapshot, "purpose", purpose), as_of.isoformat()
    states = [path for path, _ in existing(snapshot, day)]
    connected, possible = _connected(snapshot, wanted, day)
    sides = _sides(snapshot, wanted, states, day)
    pairs = []
    for one, two in combinations(states, 2):
        key = f"pair/{name(one)}-{name(two)}"
        if key not in connected:
            pairs.append(_pair(snapshot, (one, two), wanted, day, sides, sorted(possible.get(key, ()))))
    counts = {answer: sum(1 for p in pairs if p["answer"] == answer) for answer in (NO, NOT_KNOWN)}
    whole = len(states) * (len(states) - 1) // 2
    return {
        "purpose": name(wanted),
        "as_of": day,
        "states": len(states),
        "connected": whole - len(pairs),
        "total": len(pairs),
        "counts": counts,
        "pairs": pairs,
    }


def _connected(snapshot: Snapshot, purpose: str, day: str) -> tuple[set[str], dict[str, set[str]]]:
    """The pairs with a treaty for the purpose in force for certain, and those with one perhaps."""
    memory = snapshot.memory
    treaties = [
        t
        for t, rows in memory.provides.items()
        if any(
            r["purpose"] == purpose and r["nature"] != WITH_ANOTHER and not other_only(memory, r)
            for r in rows
        )
    ]
    sure: set[str] = set()
    possible: dict[str, set[str]] = {}
    for treaty in treaties:
        for row in snapshot.rows("SELECT * FROM relation WHERE treaty = ?", treaty):
            answer = holds(row, day)
            if answer == YES:
                sure.add(row["pair"])
            elif answer == NOT_KNOWN:
                possible.setdefault(row["pair"], set()).add(name(treaty))
    return sure, possible


def _sides(snapshot: Snapshot, purpose: str, states: list[str], day: str) -> dict[str, dict[str, Answer]]:
    """Whether each instrument for the purpose binds each state, where that is not denied: by state, by instrument."""
    joint = [t for t in serving(snapshot.memory, purpose) if t not in snapshot.memory.between]
    found: dict[str, dict[str, Answer]] = {}
    for state in states:
        answers = {t: standing(snapshot, t, state, day).answer for t in joint}
        found[state] = {t: a for t, a in answers.items() if a != NO}
    return found


def _pair(
    snapshot: Snapshot,
    both: tuple[str, str],
    purpose: str,
    day: str,
    sides: dict[str, dict[str, Answer]],
    possible: list[str],
) -> dict[str, Any]:
    one, two = (sides[p] for p in both)
    open_ones = sorted(name(t) for t in one.keys() & two.keys() if NOT_KNOWN in (one[t], two[t]))
    treaties = list(dict.fromkeys(possible + open_ones))
    limits = [] if treaties else bilateral(Pair(snapshot, *both, day), purpose)
    reason = "No treaty for the purpose is in force between them, and the lists are complete for that day."
    if treaties:
        reason = "Whether these bind both that day is not known."
    elif limits:
        reason = limits[0]["reason"]
    return {
        "a": name(both[0]),
        "b": name(both[1]),
        "answer": NOT_KNOWN if treaties or limits else NO,
        "reason": reason,
        "treaties": treaties,
    }
