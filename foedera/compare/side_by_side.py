"""States side by side, topic by topic: the strongest duty that each has."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from foedera import lookup
from foedera.compare.owing import Owing, answered, on_topic, owing, strength, topics
from foedera.errors import BadInput
from foedera.store import Snapshot
from foedera.store.snapshot import name

#: How many states one question may set side by side.
MOST: Final = 12


def compare(
    snapshot: Snapshot, states: Sequence[str], as_of: date, topic: str | None = None
) -> dict[str, Any]:
    """What some states owe on a day, topic by topic.

    Args:
        snapshot: the snapshot.
        states: ISO 3166-1 alpha-3 codes, two or more.
        as_of: the day.
        topic: a topic and its narrower ones; the widest topics where None.

    Returns:
        ``{states, as_of, topic, ranking, total, rows: [{topic, label, state, answer, modality, strength, count,
        duties: [{id, treaty, pinpoint, modality, summary, effect, proof}]}]}``. ``duties`` are those of the
        strongest modality, ``count`` all on the topic. ``ranking`` is how the vocabulary ranks modalities.

    Raises:
        UnknownThing: no such state.
        BadInput: no such topic, or fewer than two states, or too many.
    """
    parties = list(dict.fromkeys(lookup.party(snapshot, s)["id"] for s in states))
    if not 2 <= len(parties) <= MOST:
        raise BadInput(
            "states", ",".join(states), f"Name two to {MOST} different states, separated by commas."
        )
    wanted = lookup.concept(snapshot, "topic", topic) if topic else None
    day = as_of.isoformat()
    owed = [owing(snapshot, p, day) for p in parties]
    rows = []
    for subject in topics(snapshot, wanted):
        norms = on_topic(snapshot, subject)
        if norms or wanted:
            rows += [_cell(snapshot, subject, norms, state) for state in owed]
    return {
        "states": [lookup.short(snapshot.memory.parties[p]) for p in parties],
        "as_of": day,
        "topic": name(wanted) if wanted else None,
        "ranking": ranking(snapshot),
        "total": len(rows),
        "rows": rows,
    }


def ranking(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The modalities that bind as duties, the strongest first."""
    found = {
        (int(n["strength"]), n["modality"]) for n in snapshot.memory.norms.values() if n["binds"] == "true"
    }
    return [{"modality": name(m), "strength": s} for s, m in sorted(found, key=lambda f: (-f[0], f[1]))]


def _cell(snapshot: Snapshot, topic: str, norms: frozenset[str], owed: Owing) -> dict[str, Any]:
    duties = owed.among(norms)
    top = max((strength(snapshot, d) for d in duties), default=0)
    strongest = [d for d in duties if strength(snapshot, d) == top]
    strongest.sort(key=lambda d: (d["effect"] != "effect/full", d["treaty"], d["id"]))
    modalities = dict.fromkeys(name(snapshot.memory.norms[d["norm"]]["modality"]) for d in strongest)
    return {
        "topic": name(topic),
        "label": snapshot.memory.concepts[topic]["label"],
        "state": name(owed.party),
        "answer": answered(snapshot, owed, norms, duties),
        "modality": ", ".join(modalities) or None,
        "strength": top or None,
        "count": len(duties),
        "duties": [shown(snapshot, d) for d in strongest],
    }


def shown(snapshot: Snapshot, duty: Any) -> dict[str, Any]:
    """A duty in short."""
    norm = snapshot.memory.norms[duty["norm"]]
    return {
        "id": duty["id"],
        "treaty": name(duty["treaty"]),
        "pinpoint": norm["pinpoint"],
        "modality": name(norm["modality"]),
        "summary": norm["summary"],
        "effect": name(duty["effect"]),
        "proof": snapshot.proof(duty["id"]),
    }
