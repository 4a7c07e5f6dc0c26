"""Figures that a state reported, beside the duties they bear on. A figure proves nothing about whether a duty is kept."""

from typing import Any, Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from foedera import lookup
from foedera.namespaces import OPEN_END, PREFIXES, node, path_of
from foedera.store import Snapshot
from foedera.store.snapshot import name

_FIGURES: Final = """
SELECT ?state ?year ?indicator ?label ?figure ?source ?topic WHERE {
    ?observation foed:ofState ?state ; foed:inYear ?year ; foed:indicator ?indicator ; foed:figure ?figure ; foed:source ?source .
    ?indicator skos:prefLabel ?label ; foed:figureTopic ?topic
} ORDER BY ?year ?indicator ?source
"""
_NONE: Final = "The record holds no figures of this state; that says nothing about how many there were."


def of_state(snapshot: Snapshot, iso3: str) -> dict[str, Any]:
    """The figures of a state, each with the duties on its topics that bound the state at the end of the year.

    Returns:
        ``{state, total, note, indicators: [{indicator, label, year, figure, source, topics, duties: [{norm, treaty,
        pinpoint, summary}]}]}``; ``note`` says so where there are none.

    Raises:
        UnknownThing: no such state.
    """
    row = lookup.party(snapshot, iso3)
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for told in _rows(snapshot, row["id"]):
        entry = found.setdefault(
            (told["year"], told["indicator"], told["source"]),
            {
                "indicator": name(told["indicator"]),
                "label": told["label"],
                "year": int(told["year"]),
                "figure": int(told["figure"]),
                "source": name(told["source"]),
                "topics": [],
            },
        )
        entry["topics"].append(name(told["topic"]))
    shown = [{**e, "duties": _duties(snapshot, row["id"], e["topics"], e["year"])} for e in found.values()]
    return {
        "state": lookup.short(row),
        "total": len(shown),
        "note": None if shown else _NONE,
        "indicators": shown,
    }


def _duties(snapshot: Snapshot, party: str, topics: list[str], year: int) -> list[dict[str, Any]]:
    memory, day = snapshot.memory, f"{year}-12-31"
    wanted = set(topics).union(*(memory.narrower.get(f"topic/{t}", frozenset()) for t in topics))
    rows = snapshot.rows(
        "SELECT DISTINCT norm FROM duty WHERE party = ? AND fro <= ? AND coalesce(til, ?) > ?",
        party,
        day,
        OPEN_END,
        day,
    )
    owed = [memory.norms[r["norm"]] for r in rows if wanted & set(memory.topics.get(r["norm"], []))]
    return [
        {"norm": n["id"], "treaty": name(n["treaty"]), "pinpoint": n["pinpoint"], "summary": n["summary"]}
        for n in sorted(owed, key=lambda n: (n["treaty"], lookup.in_treaty_order(n["pinpoint"])))
    ]


def _rows(snapshot: Snapshot, party: str) -> list[dict[str, str]]:
    rows = cast(
        QuerySolutions,
        snapshot.query_store.query(
            _FIGURES,
            prefixes=PREFIXES,
            use_default_graph_as_union=True,
            substitutions={Variable("state"): node(party)},
        ),
    )
    names = [v.value for v in rows.variables if v.value != "state"]
    return [{v: _text(row[v]) for v in names} for row in rows]


def _text(term: object) -> str:
    return path_of(term.value) if isinstance(term, NamedNode) else cast(Literal, term).value
