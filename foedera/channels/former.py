"""What opened a channel between two states until a day before: ended, or suspended only."""

from typing import Any, Final

from foedera.channels.offences import other_only
from foedera.channels.pair import Pair
from foedera.holding import interval
from foedera.store.snapshot import name

#: What is told where both sides are bound still, but not toward each other any more.
_OVER: Final = ("former", "It was in force between them, and ceased to be before that day.")


def former(pair: Pair, purpose: str | None) -> list[dict[str, Any]]:
    """The treaties that opened a channel for a purpose between the two and are not in force between them any more.

    Each with its interval, and ``status``: "suspended" where it is in being and only its operation is suspended
    (VCLT art. 72), else "former". The latest to end comes first; a treaty that was in force twice is told once.
    """
    last: dict[str, Any] = {}
    for row in pair.past:
        if any(
            purpose in (None, p["purpose"]) and not other_only(pair.memory, p)
            for p in pair.memory.provides.get(row["treaty"], [])
        ):
            last[row["treaty"]] = row
    return [
        _shown(pair, row)
        for row in sorted(last.values(), key=lambda r: (r["til"], r["treaty"]), reverse=True)
    ]


def _shown(pair: Pair, row: Any) -> dict[str, Any]:
    sides = [pair.standing(row["treaty"], party) for party in (pair.requesting, pair.requested)]
    gone = next(((s.status, s.reason) for s in sides if s.status in ("suspended", "former")), _OVER)
    return {
        "treaty": name(row["treaty"]),
        "title": pair.title(row["treaty"]),
        **interval(row),
        "status": gone[0],
        "reason": gone[1],
        "proof": pair.snapshot.proof(row["id"]),
    }
