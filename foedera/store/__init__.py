"""The snapshot: what the record says and what follows from it, built once and opened at once.

A snapshot is keyed by the hash of ontology, data, rules and engine. It holds the graphs in an Oxigraph
store on disk, for SPARQL, and a table of the answers that people ask all day, for speed. The table is a
projection of the inferred graph: each row carries the IRI of the node it was read from. Where
``FOEDERA_STORE`` names a SPARQL 1.1 engine, the graphs live there and only the table here.
"""

from foedera.store.engine import build, ensure, open_snapshot
from foedera.store.snapshot import Snapshot, house

__all__ = ["Snapshot", "build", "ensure", "house", "open_snapshot"]
