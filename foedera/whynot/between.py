"""Which instruments do not serve between two states, and why: in one line each, the nearest first."""

from typing import Any

from foedera import lookup
from foedera.channels.offences import serving
from foedera.channels.pair import Pair
from foedera.holding import NO, NOT_KNOWN, YES
from foedera.store.snapshot import name


def not_serving(pair: Pair, purpose: str | None = None) -> list[dict[str, Any]]:
    """The instruments for the subject that are not in force between two states on a day, each with what keeps them out.

    Displaced and barred channels are in force and stand in the answer of ``channels``. What the nearest rule lacked,
    :func:`foedera.whynot.participation` tells of each side.

    Args:
        pair: the two states and the day.
        purpose: only instruments that serve this purpose, by bare name; all where None.

    Returns:
        ``[{treaty, title, answer, bound, sides: [{state, status, answer, reason, proof}]}]``: first those that bind
        one of the two, then those that may bind both, then those that bind neither. ``bound`` counts the sides that
        are bound; ``sides`` are the others. ``proof`` is what shows a side to be bound no longer, or not yet.
    """
    memory, two = pair.memory, {pair.requesting, pair.requested}
    in_force = {row["treaty"] for row, _ in pair.relations}
    found = []
    for treaty in serving(memory, f"purpose/{purpose}" if purpose else None):
        if treaty in in_force or memory.between.get(treaty, two) != two:
            continue
        stands = {p: pair.standing(treaty, p) for p in (pair.requesting, pair.requested)}
        missing = {p: s for p, s in stands.items() if s.answer != YES}
        found.append(
            {
                "treaty": name(treaty),
                "title": lookup.title(memory.instruments[treaty]),
                "answer": NO if not missing or any(s.answer == NO for s in missing.values()) else NOT_KNOWN,
                "bound": 2 - len(missing),
                "sides": [
                    {
                        "state": name(p),
                        "status": s.status,
                        "answer": s.answer,
                        "reason": s.reason,
                        "proof": pair.snapshot.proof(s.participation["id"]) if s.participation else None,
                    }
                    for p, s in missing.items()
                ],
            }
        )
    return sorted(found, key=lambda f: (-f["bound"], f["answer"] == NO, f["title"]))
