"""Where two sources contradict each other: both readings, and the decision, if one is on record."""

from typing import Any, Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions

from foedera.namespaces import PREFIXES, path_of
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import name

_QUERY: Final = """
SELECT ?id ?about ?property ?tells ?holds ?source ?followed ?reason ?on WHERE {
    ?id a foed:Contradiction ; foed:about ?about ; foed:ofProperty ?property ; foed:tells ?tells .
    OPTIONAL { ?about ?property ?holds } OPTIONAL { ?id foed:source ?source }
    OPTIONAL { ?id foed:resolvedFor ?followed ; foed:reason ?reason ; foed:decidedOn ?on }
} ORDER BY ?id ?source
"""


@kept(1)
def contradictions(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    """Contradictions by what they are about (an id path): what the record holds, what another source tells.

    Each is ``{id, about, property, holds, tells, sources, decision}``; ``decision`` is
    ``{follows, reason, decided_on}``, or None while it is open.
    """
    rows = snapshot.query_store.query(_QUERY, prefixes=PREFIXES, use_default_graph_as_union=True)
    found: dict[str, dict[str, Any]] = {}
    for row in cast(QuerySolutions, rows):
        told = {
            v: _text(row[v])
            for v in ("id", "about", "property", "tells", "holds", "source", "followed", "reason", "on")
        }
        entry = found.setdefault(
            told["id"] or "",
            {
                "id": told["id"],
                "about": told["about"],
                "property": (told["property"] or "").rpartition("#")[2],
                "holds": (told["holds"] or "").rpartition("#")[2] or None,
                "tells": told["tells"],
                "sources": [],
                "decision": {
                    "follows": name(told["followed"]),
                    "reason": told["reason"],
                    "decided_on": told["on"],
                }
                if told["followed"]
                else None,
            },
        )
        if told["source"] and name(told["source"]) not in entry["sources"]:
            entry["sources"].append(name(told["source"]))
    by_thing: dict[str, list[dict[str, Any]]] = {}
    for entry in found.values():
        by_thing.setdefault(entry["about"], []).append(entry)
    return by_thing


def of_treaty(snapshot: Snapshot, treaty: str | None) -> list[dict[str, Any]]:
    """Contradictions about an instrument and its acts, or all of them, in the order of their ids.

    Args:
        snapshot: the snapshot.
        treaty: id of the instrument; None for all.
    """
    found = [entry for entries in contradictions(snapshot).values() for entry in entries]
    wanted = [e for e in found if treaty is None or e["about"].split("/")[1:2] == [treaty]]
    return sorted(wanted, key=lambda e: str(e["id"]))


def _text(term: object) -> str | None:
    if isinstance(term, NamedNode):
        return path_of(term.value)
    return term.value if isinstance(term, Literal) else None
