"""How many triples, classes and properties each graph holds: counted once for a snapshot, then kept."""

import contextlib
import json
import os
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from foedera.store import Snapshot

#: One query a count; each is a scan of an index. ``?key`` is what is counted by.
_COUNTS: Final[dict[str, str]] = {
    "graphs": "SELECT ?key (COUNT(*) AS ?n) { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key",
    "classes": "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) { ?s a ?key } GROUP BY ?key",
    "properties": "SELECT ?key (COUNT(*) AS ?n) { ?s ?key ?o } GROUP BY ?key",
    "subjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
}

#: Who asks while another one counts waits for that count.
_ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True)
class Statistics:
    """The numbers of one snapshot.

    Attributes:
        graphs: triples by graph.
        classes: instances by class, over all graphs.
        properties: triples by property, over all graphs.
        subjects: distinct subjects, over all graphs.
    """

    graphs: dict[str, int]
    classes: dict[str, int]
    properties: dict[str, int]
    subjects: int

    @property
    def triples(self) -> int:
        """All triples, each counted in each of its graphs."""
        return sum(self.graphs.values())


def home(snapshot: Snapshot) -> Path:
    """Where what is published of a snapshot is kept: in its own directory, so it goes when that goes."""
    return snapshot.directory / "published"


def statistics(snapshot: Snapshot) -> Statistics:
    """The numbers of ``snapshot``: read where they are kept, else counted (seconds) and kept."""
    kept = home(snapshot) / "statistics.json"
    with _ONE_AT_A_TIME:
        with contextlib.suppress(OSError, ValueError, TypeError):  # not counted yet, or by another version
            return Statistics(**json.loads(kept.read_text()))
        counted = count(snapshot.query_store)
        with contextlib.suppress(OSError):  # a home that is read-only: count again next time
            keep(kept, json.dumps(asdict(counted), indent=1).encode())
        return counted


def count(store: Store) -> Statistics:
    """The numbers of a store."""
    found = {name: _counted(store, query) for name, query in _COUNTS.items()}
    return Statistics(found["graphs"], found["classes"], found["properties"], found["subjects"][""])


def keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)  # other users may serve it
    os.replace(file.name, path)


def _counted(store: Store, query: str) -> dict[str, int]:
    """Numbers by the IRI they are counted by; under "" where nothing is counted by. Nameless classes are left out."""
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    keyed = "key" in [variable.value for variable in rows.variables]
    counted: dict[str, int] = {}
    for row in rows:
        key, number = row["key"] if keyed else None, row["n"]
        assert isinstance(number, Literal)
        if isinstance(key, NamedNode) or not keyed:
            counted[key.value if isinstance(key, NamedNode) else ""] = int(number.value)
    return dict(sorted(counted.items()))
