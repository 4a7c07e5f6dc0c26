"""Why a party is not bound by an instrument on a day."""

from foedera import lookup
from foedera.clocks import excerpt
from foedera.holding import NO, NOT_KNOWN, YES
from foedera.standing import complete_until, standing
from foedera.store import Snapshot
from foedera.store.snapshot import name
from foedera.whynot.answer import Because, endings
from foedera.whynot.nearest import nearest

#: It has acted, but is not bound yet.
_UNDER_WAY = ("contracting", "signatory")
#: It was bound and is not now: why.
_OVER = {"former": "ended", "suspended": "suspended"}


def not_bound(snapshot: Snapshot, party: str, treaty: str, day: str) -> Because:
    """Why a party is not bound by an instrument on a day, or that it is.

    Args:
        snapshot: the snapshot.
        party: id path of the party.
        treaty: id path of the instrument.
        day: ISO date.
    """
    found = standing(snapshot, treaty, party, day)
    row = found.participation
    who = snapshot.memory.parties[party]["name"]
    title = lookup.title(snapshot.memory.instruments[treaty])
    about = {"state": name(party), "treaty": name(treaty)}
    if found.answer == YES and row is not None:
        return Because(YES, "holds", f"{who} is bound by {title} on {day}.", (row["id"],), None, about)
    if row is not None and found.status in _OVER:
        ended = endings(snapshot, row["id"])
        return Because(
            NO, _OVER[found.status], f"{who} and {title}: {found.reason}", ended or (row["id"],), None, about
        )
    if row is not None:
        return Because(
            NOT_KNOWN, "between-bounds", f"{who} and {title}: {found.reason}", (row["id"],), None, about
        )
    later = [
        r
        for r in snapshot.memory.participations.get((treaty, party), [])
        if (r["pfro"] or r["fro"] or "") > day
    ]
    if found.answer == NO and later:
        return Because(NO, "not-yet", f"{who} and {title}: {found.reason}", (later[0]["id"],), None, about)
    small = excerpt(snapshot, [name(party)])
    closest = nearest(small, "Participation", {"party": party, "treaty": treaty})
    acts = tuple(a for a in (found.act,) if a)
    if found.answer == NO:
        ground = "not-yet" if found.status in _UNDER_WAY else "stands-outside" if acts else "no-act"
        return Because(NO, ground, f"{who} is not bound by {title}: {found.reason}", acts, closest, about)
    whole = complete_until(snapshot, treaty)
    words = f" The list of parties is complete to {whole} only." if whole and whole < day else ""
    return Because(
        NOT_KNOWN,
        "list-incomplete",
        f"Whether {who} is bound by {title} is not known: {found.reason}{words}",
        acts,
        closest,
        about,
    )
