"""What the record covers, to which day, and by which source: the ground of every "no"."""

from typing import Any

from foedera import lookup
from foedera.contradictions import of_treaty
from foedera.dates import PartialDate
from foedera.holding import YES, holds
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import Memory, name


def coverage(snapshot: Snapshot, treaty: str | None = None) -> dict[str, Any]:
    """Coverage of one instrument, or of all whose parties the record means to tell.

    ``sources_of_rules`` are the others: the record names them as what its rules rest on, or as schemes that bind nobody,
    and keeps no list of their parties. Bilateral treaties have no parties to list; how complete each party's list of them is stands under
    ``bilateral``.

    Returns:
        ``{data_as_of, total, coverage: [{treaty, title, lists, acts, parties_recorded, official_count,
            official_count_as_of, parties_then, missing, named_parties, named_non_parties, bears_on}],
            bilateral: [{party, purpose, completeness, covers_from, as_of, except_parties, note, sources}],
        sources_of_rules: [{treaty, title, kind}], contradictions: [{id, about, property, holds, tells, sources, decision}]}``.
        ``parties_then`` is how many parties the record shows on the last day of the official count's date,
        ``missing`` how many the count has beyond these; null without a count or its date. ``bears_on`` is
        null here; :func:`foedera.bearing.weakened` fills it.

    Raises:
        UnknownThing: no such instrument.
    """
    memory, listed = snapshot.memory, told_of(snapshot.memory)
    several = sorted(t for t in memory.instruments if t in listed)
    wanted = [lookup.instrument(snapshot, treaty)["id"]] if treaty else several
    entries = [_entry(snapshot, t) for t in wanted]
    return {
        "data_as_of": snapshot.version["data_as_of"],
        "total": len(entries),
        "coverage": entries,
        "bilateral": [] if treaty else _bilateral(snapshot),
        "sources_of_rules": [] if treaty else _sources_of_rules(snapshot),
        "contradictions": of_treaty(snapshot, name(wanted[0]) if treaty else None),
    }


@kept(1)
def told_of(memory: Memory) -> frozenset[str]:
    """The instruments of more than two parties whose parties the record means to tell.

    Those with an act, a list of parties, a norm, or a channel. Where an instrument has none of these, that a state is not
    shown to be bound by it says nothing about the record.
    """
    acted = {treaty for treaty, _ in (*memory.acts, *memory.named, *memory.participations)}
    asked = {key for n in memory.norms.values() for key in (n["treaty"], n["binding"])}
    asked |= {treaty for treaty, rows in memory.provides.items() if rows}
    return frozenset(
        (acted | set(memory.coverage) | asked) & memory.instruments.keys() - memory.between.keys()
    )


def _sources_of_rules(snapshot: Snapshot) -> list[dict[str, Any]]:
    memory = snapshot.memory
    rest = memory.instruments.keys() - memory.between.keys() - told_of(memory)
    rows = [memory.instruments[t] for t in sorted(rest)]
    return [
        {"treaty": name(r["id"]), "title": lookup.title(r), "kind": r["class"].rpartition("#")[2]}
        for r in rows
    ]


def _bilateral(snapshot: Snapshot) -> list[dict[str, Any]]:
    memory = snapshot.memory
    return [
        {
            "party": lookup.short(memory.parties[party]),
            "purpose": name(row["purpose"]),
            "completeness": name(row["completeness"]),
            "covers_from": row["covers_from"],
            "as_of": row["as_of"],
            "except_parties": sorted(name(p) for p in memory.excepted.get(row["id"], ())),
            "note": row["note"],
            "sources": sources_of(snapshot, row["id"]),
        }
        for party, rows in sorted(memory.bilateral_coverage.items())
        for row in rows
    ]


def _entry(snapshot: Snapshot, treaty: str) -> dict[str, Any]:
    rows = snapshot.memory.coverage.get(treaty, [])
    bound = {
        party
        for (t, party), found in snapshot.memory.participations.items()
        if t == treaty and not all(row["through"] for row in found)
    }
    named = [
        (party, row) for (t, party), found in snapshot.memory.named.items() if t == treaty for row in found
    ]
    acts = snapshot.rows("SELECT count(*) AS n FROM act WHERE treaty = ?", treaty)[0]["n"]
    counted = [r for r in rows if r["official"]]
    official = int(counted[-1]["official"]) if counted else None
    then = _parties_on(snapshot, treaty, counted[-1]["official_as_of"]) if counted else None
    return {
        "treaty": name(treaty),
        "title": lookup.title(snapshot.memory.instruments[treaty]),
        "lists": [
            {
                "completeness": name(row["completeness"]),
                "as_of": row["as_of"],
                "note": row["note"],
                "sources": sources_of(snapshot, row["id"]),
            }
            for row in rows
        ],
        "acts": acts,
        "parties_recorded": len(bound),
        "official_count": official,
        "official_count_as_of": counted[-1]["official_as_of"] if counted else None,
        "parties_then": then,
        "missing": None if official is None or then is None else max(official - then, 0),
        "named_parties": sorted(name(p) for p, r in named if r["as"] == "party"),
        "named_non_parties": sorted(name(p) for p, r in named if r["as"] == "non-party"),
        "bears_on": None,
    }


def _parties_on(snapshot: Snapshot, treaty: str, text: str | None) -> int | None:
    """How many parties the record shows on the last day of a date; territories are none."""
    if text is None:
        return None
    day = PartialDate.parse(text).latest().isoformat()
    return sum(
        any(holds(row, day) == YES and not row["through"] for row in found)
        for (t, _), found in snapshot.memory.participations.items()
        if t == treaty
    )


@kept(20_000)
def shown_coverage(snapshot: Snapshot, treaty: str, day: str) -> list[dict[str, Any]]:
    """The coverage lines an answer shows for one instrument: how complete its list is, to which day.

    ``stale`` is true where the list is older than the day asked: later acts may be missing.
    """
    from foedera.standing import complete_until

    whole = complete_until(snapshot, treaty)
    rows = snapshot.memory.coverage.get(treaty, [])
    best = next((r for r in rows if r["completeness"] == "completeness/complete"), rows[0] if rows else None)
    return [
        {
            "treaty": name(treaty),
            "complete_as_of": whole,
            "stale": whole is None or whole < day,
            "source": (snapshot.memory.sourced.get(best["id"], [None])[0] if best else None),
        }
    ]


@kept(50_000)
def sources_of(snapshot: Snapshot, thing: str) -> list[dict[str, Any]]:
    """The sources of an act or any other thing: id, title, publisher, url, as_of, seen_on, quality."""
    found = [
        snapshot.memory.sources[s]
        for s in snapshot.memory.sourced.get(thing, [])
        if s in snapshot.memory.sources
    ]
    return [
        {
            "id": row["id"],
            "title": row["title"],
            "publisher": row["publisher"],
            "url": row["url"],
            "as_of": row["as_of"],
            "seen_on": row["seen_on"],
            "quality": name(row["quality"]) if row["quality"] else None,
        }
        for row in found
    ]
