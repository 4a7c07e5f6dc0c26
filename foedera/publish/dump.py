"""Dumps: the whole dataset as files, gzipped, each with its SHA-256.

N-Quads keeps the graphs apart; Turtle holds their union. Both are RDF 1.1, so that any tool reads them.
"""

import gzip
import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from foedera.errors import SnapshotError
from foedera.namespaces import INFERRED, PREFIXES
from foedera.publish.statistics import home, statistics
from foedera.store import Snapshot

_SUMS: Final = "SHA256SUMS"
_FORMATS: Final[dict[str, str]] = {
    "foedera.nq.gz": "application/n-quads",
    "foedera.ttl.gz": "text/turtle",
}
#: Packing harder saves a fifth and takes five times as long.
_LEVEL: Final = 3


@dataclass(frozen=True)
class Published:
    """One dump file.

    Attributes:
        path: where it lies.
        media_type: of what is packed in it.
        sha256: of the file as it lies there, in hex.
    """

    path: Path
    media_type: str
    sha256: str


def published(snapshot: Snapshot) -> list[Published]:
    """The dumps of a snapshot; none where none were made."""
    try:
        lines = (home(snapshot) / _SUMS).read_text().splitlines()
    except OSError:
        return []
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return [Published(home(snapshot) / n, t, sums[n]) for n, t in _FORMATS.items() if n in sums]


def dump(snapshot: Snapshot, progress: Callable[[str], None] = lambda _: None) -> list[Published]:
    """Write the dumps of a snapshot beside it, with their checksums and the statistics.

    Args:
        snapshot: what to write; about a minute for each million triples and file.
        progress: told each step before it begins.

    Raises:
        SnapshotError: the directory cannot be written, or the data hold what RDF 1.1 cannot say.
    """
    place = home(snapshot)
    if not isinstance(snapshot.query_store, Store):
        raise SnapshotError("The graphs are at an engine (FOEDERA_STORE): dump them with its own tool.")
    if not _plain(snapshot.query_store):
        raise SnapshotError("The record holds triple terms or texts with a direction; say them with nodes.")
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place) as temporary:
            work = Path(temporary)
            progress("Counting")
            statistics(snapshot)
            progress("Writing N-Quads")
            quads(snapshot.query_store, work / "foedera.nq.gz")
            progress("Writing Turtle")
            union(snapshot.query_store, work / "foedera.ttl.gz")
            progress("Checksums")
            (work / _SUMS).write_text("".join(f"{_sha256(work / name)}  {name}\n" for name in _FORMATS))
            for name in (*_FORMATS, _SUMS):  # the sums last: they say that the others are there
                os.replace(work / name, place / name)
    except OSError as error:
        raise SnapshotError(f"The dumps cannot be written to {place}: {error.strerror or error}.") from error
    progress("Done")
    return published(snapshot)


def quads(store: Store, path: Path) -> None:
    """Write all graphs as gzipped N-Quads."""
    with gzip.open(path, "wb", compresslevel=_LEVEL) as packed:
        store.dump(packed, format=RdfFormat.N_QUADS)  # type: ignore[arg-type]


def union(store: Store, path: Path) -> None:
    """Write the union of all graphs as gzipped Turtle, graph after graph."""
    with gzip.open(path, "wb", compresslevel=_LEVEL) as packed:
        for graph in store.named_graphs():
            store.dump(packed, format=RdfFormat.TURTLE, from_graph=graph, prefixes=PREFIXES)  # type: ignore[arg-type]


def _plain(store: Store) -> bool:
    """Whether RDF 1.1 can say what a store holds: no triple terms, no texts with a base direction.

    The inferred graph, nearly all of it, is only asked for reifiers: rules write no texts of their own.
    """
    recorded = f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {INFERRED} && (isTRIPLE(?o) || hasLANGDIR(?o)))"
    query = f"ASK {{ {{ {recorded} }} UNION {{ GRAPH {INFERRED} {{ ?s rdf:reifies ?o }} }} }}"
    return not store.query(query, prefixes=PREFIXES)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
