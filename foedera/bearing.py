"""What a gap in the record bears on: the states of which it cannot tell where they stand, and the pairs left open by it."""

from collections.abc import Callable
from typing import Any

from foedera import lookup
from foedera.channels.matrix import matrix
from foedera.channels.offences import serving
from foedera.coverage import coverage
from foedera.dates import PartialDate
from foedera.holding import NO, NOT_KNOWN
from foedera.namespaces import OPEN_END
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import name


def weakened(
    snapshot: Snapshot, treaty: str | None = None, tell: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """The coverage of one instrument, or of all, each with what its gaps bear on (``bears_on``).

    The day is the latest on which a source was read. ``tell`` is told of each instrument in turn.

    Raises:
        UnknownThing: no such instrument.
    """
    found = coverage(snapshot, treaty)
    for entry in found["coverage"]:
        tell(f"Weighing the gaps: {entry['title']}")
        path = lookup.instrument(snapshot, entry["treaty"])["id"]
        entry["bears_on"] = bearing(snapshot, path, found["data_as_of"])
    return found


def bearing(snapshot: Snapshot, treaty: str, day: str) -> dict[str, Any]:
    """What is not known on a day because the record of one instrument has gaps.

    Args:
        snapshot: the snapshot.
        treaty: id path of the instrument.
        day: ISO date.

    Returns:
        ``{as_of, states_not_known: [...], pairs: [{purpose, not_known, without_channel}]}``. For each purpose
        the instrument serves: in how many pairs of states it may be in force, and in how many of these no other
        instrument is shown to open a channel, so that their answer hangs on it.
    """
    stands = {p: standing(snapshot, treaty, p, day).answer for p in states(snapshot, day)}
    unknown = sorted(p for p, answer in stands.items() if answer == NOT_KNOWN)
    possible = sorted(p for p, answer in stands.items() if answer != NO)
    return {
        "as_of": day,
        "states_not_known": [name(p) for p in unknown],
        "pairs": [
            _pairs(snapshot, purpose, day, {name(p) for p in unknown}, [name(p) for p in possible])
            for purpose in sorted({row["purpose"] for row in snapshot.memory.provides.get(treaty, [])})
            if treaty in serving(snapshot.memory, purpose)
        ],
    }


def _pairs(
    snapshot: Snapshot, purpose: str, day: str, unknown: set[str], possible: list[str]
) -> dict[str, Any]:
    hanging = [
        (one, other)
        for i, one in enumerate(possible)
        for other in possible[i + 1 :]
        if one in unknown or other in unknown
    ]
    shown = _shown(snapshot, name(purpose), day)
    return {
        "purpose": name(purpose),
        "not_known": len(hanging),
        "without_channel": sum(pair not in shown for pair in hanging),
    }


@kept(16)
def _shown(snapshot: Snapshot, purpose: str, day: str) -> frozenset[tuple[str, str]]:
    """The pairs between which a treaty for the purpose is shown to be in force and not displaced."""
    found = matrix(snapshot, purpose, PartialDate.parse(day).earliest())["pairs"]
    return frozenset((p["a"], p["b"]) for p in found if p["treaties"])


@kept(16)
def states(snapshot: Snapshot, day: str) -> tuple[str, ...]:
    """Id paths of the states that existed on a day; territories and organisations are left out."""
    return tuple(
        sorted(
            row["id"]
            for row in snapshot.memory.parties.values()
            if row["class"].endswith(("#State", "#FormerState"))
            and (row["exists_from"] or "") <= day < (row["existed_until"] or OPEN_END)
        )
    )
