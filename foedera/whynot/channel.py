"""Why a treaty opens no channel between two states on a day."""

from typing import Any

from foedera import lookup
from foedera.channels import channels
from foedera.channels.offences import other_only, serving
from foedera.channels.pair import Pair
from foedera.holding import NO, NOT_KNOWN, YES, Answer
from foedera.store.snapshot import name
from foedera.whynot.answer import Because
from foedera.whynot.participation import not_bound

_GROUNDS: dict[str, tuple[Answer, str]] = {
    "displaced": (NO, "displaced"),
    "barred": (NO, "barred"),
    "unknown": (NOT_KNOWN, "between-bounds"),
    "available": (YES, "holds"),
    "conditional": (YES, "holds"),
}


def not_open(pair: Pair, answer: dict[str, Any], treaty: str | None) -> tuple[list[Because], list[str]]:
    """Why no channel is open, treaty by treaty: the nearest first.

    Args:
        pair: the two states and the day.
        answer: what ``channels`` says of them for one purpose.
        treaty: only this instrument, by id path.

    Returns:
        The reasons, and the ids of the instruments that bind neither of the two, or may bind neither.
    """
    found = [_of_channel(pair, c) for c in answer["channels"] if treaty in (None, f"treaty/{c['treaty']}")]
    known = {because.about["treaty"] for because in found}
    if treaty is not None:
        return (found or [_of_treaty(pair, treaty, answer["purpose"])]), []
    neither: list[str] = []
    for other in serving(pair.memory, f"purpose/{answer['purpose']}"):
        if name(other) in known or (
            other in pair.memory.between and pair.memory.between[other] != {pair.requesting, pair.requested}
        ):
            continue
        sides = [pair.standing(other, p).answer for p in (pair.requesting, pair.requested)]
        if YES not in sides and other not in pair.memory.between:
            neither.append(name(other))
        else:
            found.append(_of_treaty(pair, other, answer["purpose"]))
    order = {
        "holds": 0,
        "displaced": 1,
        "barred": 2,
        "between-bounds": 3,
        "ended": 4,
        "suspended": 4,
        "not-yet": 5,
        "other-offences": 7,
    }
    return sorted(found, key=lambda b: (order.get(b.ground, 6), b.about["treaty"])), neither


def _of_channel(pair: Pair, channel: dict[str, Any]) -> Because:
    holds, ground = _GROUNDS[channel["status"]]
    if holds == YES and _for_others(pair, channel):
        holds, ground = NO, "other-offences"
    by = channel["displaced_by"]
    decides = (
        (by["proof"].partition("fact=")[2].partition("&")[0],)
        if by
        else tuple(r["id"] for r in channel["restrictions"] if r["proof"] and r["status"] == "barred")
    )
    about = {"treaty": channel["treaty"], "pinpoint": channel["provision"], "status": channel["status"]}
    return Because(
        holds, ground, channel["reason"], tuple(dict.fromkeys((*decides, channel["id"]))), None, about
    )


def _for_others(pair: Pair, channel: dict[str, Any]) -> bool:
    """Whether a channel is open for other offences alone."""
    rows = pair.memory.provides.get(f"treaty/{channel['treaty']}", [])
    own = [
        r for r in rows if r["pinpoint"] == channel["provision"] and name(r["purpose"]) == channel["purpose"]
    ]
    return any(other_only(pair.memory, row) for row in own)


def _of_treaty(pair: Pair, treaty: str, purpose: str) -> Because:
    """An instrument that is not in force between the two, or opens no channel for the purpose."""
    title = pair.title(treaty)
    about: dict[str, Any] = {"treaty": name(treaty)}
    provided = sorted({name(p["purpose"]) for p in pair.memory.provides.get(treaty, [])})
    if purpose not in provided:
        told = f"; it provides {', '.join(provided)}" if provided else " and none for any other"
        return Because(NO, "not-provided", f"{title} opens no channel for {purpose}{told}.", (), None, about)
    sides = [not_bound(pair.snapshot, p, treaty, pair.day) for p in (pair.requesting, pair.requested)]
    missing = sorted((s for s in sides if s.holds != YES), key=lambda s: s.holds == NOT_KNOWN)
    if not missing:
        return Because(
            NO,
            "not-toward-each-other",
            f"{title} binds both, but is not in force between the two.",
            tuple(f for s in sides for f in s.facts),
            None,
            about,
        )
    first = missing[0]
    sentence = " ".join(s.sentence for s in missing)
    facts = tuple(f for s in missing for f in s.facts)
    return Because(
        first.holds, first.ground, sentence, facts, first.nearest, about | {"state": first.about["state"]}
    )


def asked(pair: Pair, purpose: str, requesting: str, requested: str, day: Any) -> dict[str, Any]:
    """What ``channels`` says for the two states and the purpose."""
    concept = name(lookup.concept(pair.snapshot, "purpose", purpose))
    return channels(pair.snapshot, requesting, requested, day, concept)
