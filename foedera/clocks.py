"""The second clock: the law on a day as it was known on another.

The first clock is the day the law is asked for, the third the version of record and rules; changing one never
changes another. What was known on a day is what had been done with the depositary by then; where an act has no day,
what a source had told by then; where neither is known, it was not known.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pyoxigraph import QuerySolutions, Variable

from foedera import lookup
from foedera.errors import BadInput, UnknownThing
from foedera.namespaces import PREFIXES, node, path_of
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


def as_known_of(snapshot: Snapshot, fact: str, known_at: date | None) -> Snapshot:
    """The snapshot in which an inferred node has its proof: the whole one, or an excerpt of the parties it names.

    Args:
        snapshot: the snapshot.
        fact: the node's id path or whole IRI.
        known_at: the day; None for what is known now.

    Raises:
        UnknownThing: the fact names no party.
        BadInput: a day that has not come.
    """
    if known_at is None:
        return snapshot
    named = {part for part in path_of(fact).split("/") if f"party/{part}" in snapshot.memory.parties}
    named |= {name(path_of(p)) for p in _stated(snapshot, path_of(fact))}
    if not named:
        raise UnknownThing(
            "fact", fact, "Use the id of an inferred node, as the 'proof' field of an answer gives it."
        )
    return as_known(snapshot, named, known_at)


def _stated(snapshot: Snapshot, fact: str) -> list[str]:
    """The IRIs of the parties that the whole snapshot states of a node, where it holds it."""
    query = (
        "SELECT * { ?fact foed:party|foed:toward|foed:requested|foed:through|foed:pair/foed:party ?party }"
    )
    rows = snapshot.query_store.query(
        query,
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
        substitutions={Variable("fact"): node(fact)},
    )
    assert isinstance(rows, QuerySolutions)
    return [str(getattr(row["party"], "value", "")) for row in rows]


def excerpt(snapshot: Snapshot, parties: Iterable[str]) -> Snapshot:
    """A small snapshot of some parties' record; one that is an excerpt already is used as it is.

    Raises:
        UnknownThing: no such party.
    """
    if isinstance(snapshot, Excerpt):
        return snapshot
    return _excerpt(snapshot, frozenset(name(lookup.party(snapshot, p)["id"]) for p in parties), None)


@lru_cache(maxsize=2)
def parts(snapshot: Snapshot) -> Record:
    """The record of a snapshot, taken apart by party; kept, because taking it apart takes seconds."""
    return read_parts(snapshot)


@lru_cache(maxsize=16)
def _excerpt(snapshot: Snapshot, codes: frozenset[str], known_at: date | None) -> Excerpt:
    memory = snapshot.memory
    wanted = codes | {name(r["former"]) for p in codes for r in memory.before.get(f"party/{p}", [])}
    joint = {name(p) for p, row in memory.parties.items() if row["class"].endswith("#RegionalOrganisation")}
    return Excerpt(snapshot, parts(snapshot), wanted | joint, known_at)
