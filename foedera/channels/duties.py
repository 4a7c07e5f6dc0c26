"""Duties of the requested state that bear on every channel: what it must not do whatever the treaty allows."""

from typing import Any

from foedera.channels.pair import Pair
from foedera.holding import NO, holds, interval
from foedera.store.snapshot import name


def stops(pair: Pair, purpose: str | None) -> list[dict[str, Any]]:
    """The requested state's duties that stand in the way of any request for the purpose, in law's words.

    Each has the purposes it bears on, its pinpoint, what it asks, its interval and its proof; ``holds`` is
    "yes" or "not-known".
    """
    wanted = {
        norm: sorted(name(p) for p in purposes)
        for norm, purposes in pair.memory.stops.items()
        if purpose is None or purpose in purposes
    }
    found = []
    for row in pair.memory.stop_duties.get(pair.requested, []):
        if (
            row["norm"] not in wanted
            or (answer := holds(row, pair.day)) == NO
            or row["effect"] == "effect/excluded"
        ):
            continue
        norm = pair.memory.norms[row["norm"]]
        found.append(
            {
                "id": row["id"],
                "treaty": name(row["treaty"]),
                "pinpoint": norm["pinpoint"],
                "summary": norm["summary"],
                "condition": norm["condition"],
                "note": norm["note"],
                "purposes": wanted[row["norm"]],
                "holds": answer,
                **interval(row),
                "proof": pair.snapshot.proof(row["id"]),
            }
        )
    return sorted(found, key=lambda s: (s["treaty"], s["pinpoint"]))
