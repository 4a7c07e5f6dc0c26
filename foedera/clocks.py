"""The second clock: the law on a day as it was known on another.

The first clock is the day the law is asked for, the third the version of record and rules; changing one never
changes another. What was known on a day is what had been done with the depositary by then; where an act has no day,
what a source had told by then; where neither is known, it was not known.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from foedera import lookup
from foedera.errors import BadInput
from foedera.store import Snapshot
from foedera.store.excerpt import Excerpt, Record, read_parts
from foedera.store.snapshot import name


def as_known(snapshot: Snapshot, parties: Iterable[str], known_at: date | None) -> Snapshot:
    """The snapshot to ask: the whole one, or of some parties only what was known on a day.

    Args:
        snapshot: the snapshot.
        parties: codes of the parties the question is about, in any case.
        known_at: the day; None for what is known now.

    Raises:
        UnknownThing: no such party.
        BadInput: a day after the record's own last one, of which nothing can be known yet.
    """
    codes = frozenset(name(lookup.party(snapshot, p)["id"]) for p in parties)
    if known_at is None:
        return snapshot
    if known_at > date.today():
        raise BadInput(
            "known_at", known_at.isoformat(), "Use a day that has come; leave it out for what is known now."
        )
    return _excerpt(snapshot, codes, known_at)


@lru_cache(maxsize=2)
def parts(snapshot: Snapshot) -> Record:
    """The record of a snapshot, taken apart by party; kept, because taking it apart takes seconds."""
    return read_parts(snapshot)


@lru_cache(maxsize=16)
def _excerpt(snapshot: Snapshot, codes: frozenset[str], known_at: date) -> Excerpt:
    memory = snapshot.memory
    wanted = codes | {name(r["former"]) for p in codes for r in memory.before.get(f"party/{p}", [])}
    joint = {name(p) for p, row in memory.parties.items() if row["class"].endswith("#RegionalOrganisation")}
    return Excerpt(snapshot, parts(snapshot), wanted | joint, known_at)
