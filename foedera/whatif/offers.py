"""What one of two states could join so that something opens between the two."""

from typing import Any

from foedera import lookup
from foedera.channels.offences import WITH_ANOTHER, other_only
from foedera.channels.pair import Pair
from foedera.holding import YES
from foedera.joining import act_of_joining, could_join
from foedera.store.snapshot import Memory, name


def offers(pair: Pair, open_for: set[str], purpose: str | None = None) -> list[dict[str, Any]]:
    """The instruments that bind one of two states, that the other could join, and that open a channel.

    What joining would change exactly, :func:`foedera.whatif.what_if` tells: this counts only who is bound.

    Args:
        pair: the two states and the day.
        open_for: the purposes (bare names) for which a channel is open between the two already.
        purpose: only what serves this purpose (bare name); all where None.

    Returns:
        ``[{state, treaty, title, status, purposes, first_for, needs, act}]``: those that would bring the first
        channel for most purposes first. ``act`` is what a what-if takes.
    """
    sides = (pair.requesting, pair.requested)
    found = []
    for treaty, serves in _serving(pair.memory, purpose).items():
        stands = {p: pair.standing(treaty, p) for p in sides}
        for party, other in (sides, sides[::-1]):
            if stands[party].answer == YES or stands[other].answer != YES:
                continue
            if not could_join(pair.snapshot, treaty, party, pair.day):
                continue
            act, needs = act_of_joining(pair.snapshot, treaty, party, stands[party], pair.day)
            found.append(
                {
                    "state": name(party),
                    "treaty": name(treaty),
                    "title": lookup.title(pair.memory.instruments[treaty]),
                    "status": stands[party].status,
                    "purposes": serves,
                    "first_for": [p for p in serves if p not in open_for],
                    "needs": needs,
                    "act": act,
                }
            )
    return sorted(found, key=lambda o: (-len(o["first_for"]), -len(o["purposes"]), o["title"], o["state"]))


def _serving(memory: Memory, purpose: str | None) -> dict[str, list[str]]:
    """The instruments of more than two parties that open a channel for the subject, with the purposes of each."""
    found: dict[str, list[str]] = {}
    for treaty, rows in sorted(memory.provides.items()):
        serves = sorted(
            {name(r["purpose"]) for r in rows if r["nature"] != WITH_ANOTHER and not other_only(memory, r)}
        )
        if treaty not in memory.between and serves and purpose in (None, *serves):
            found[treaty] = serves
    return found
