"""The record: which Turtle files there are, and the graph each belongs to."""

from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Store

from foedera.errors import RecordError
from foedera.namespaces import ASSERTED, ID, ONTOLOGY, RULES, SOURCES

_ROOMS: Final = {"ontology": ONTOLOGY, "rules": RULES, "data": ASSERTED}


def record_files(root: Path) -> list[Path]:
    """Every Turtle file of ontology/, rules/ and data/, in a fixed order.

    Raises:
        RecordError: one of the three folders is missing.
    """
    for room in _ROOMS:
        if not (root / room).is_dir():
            raise RecordError(
                f"{root / room} does not exist; FOEDERA_ROOT must hold ontology/, data/ and rules/."
            )
    return [path for room in _ROOMS for path in sorted((root / room).rglob("*.ttl"))]


def graph_of(root: Path, path: Path) -> NamedNode:
    """The named graph a file of the record is loaded into."""
    parts = path.relative_to(root).parts
    return SOURCES if parts == ("data", "sources.ttl") else _ROOMS[parts[0]]


def read_record(root: Path) -> Store:
    """Read the whole record into a store in memory, one named graph a room.

    Raises:
        RecordError: a file is not valid Turtle; the message names file, line and what was found.
    """
    store = Store()
    for path in record_files(root):
        try:
            store.bulk_load(
                path=str(path), format=RdfFormat.TURTLE, base_iri=ID, to_graph=graph_of(root, path)
            )
        except SyntaxError as error:
            raise RecordError(
                f"{path.relative_to(root)}:{error.lineno or 1}: not valid Turtle: {error.msg}. "
                "Look for a missing ';' or '.' or an unclosed quotation on this line or the one before."
            ) from error
    return store
