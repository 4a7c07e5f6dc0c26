"""The record: which Turtle files there are, and the graph each belongs to."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Store

from foedera.errors import RecordError
from foedera.namespaces import ASSERTED, ID, ONTOLOGY, RULES, SOURCES

_ROOMS: Final = {"ontology": ONTOLOGY, "rules": RULES, "data": ASSERTED}

#: What to do about a syntax error, by a word of the parser's message; the last one fits them all.
_REMEDIES: Final = (
    ("prefix", "Declare the prefix at the top of the file, or correct its spelling."),
    ("IRI", "Write an IRI between < and >, without spaces, or a name with a declared prefix."),
    ("", "Look for a missing ';' or '.' or an unclosed quotation on this line or the one before."),
)


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


def read_record(
    root: Path, progress: Callable[[str], None] = lambda _: None, instead: Mapping[Path, str] | None = None
) -> Store:
    """Read the whole record into a store in memory, one named graph a room.

    Args:
        root: holds ontology/, data/ and rules/.
        progress: told each file, from ``root`` on, before it is read.
        instead: texts of files as they are to be, read in place of those on disk.

    Raises:
        RecordError: a folder is missing or a file is not valid Turtle; the message names file and line,
            what was found, and what to do.
    """
    store = Store()
    proposed = dict(instead or {})
    for path in sorted({*record_files(root), *proposed}):
        progress(path.relative_to(root).as_posix())
        _load(store, root, path, proposed.get(path))
    return store


def _load(store: Store, root: Path, path: Path, text: str | None) -> None:
    name = path.relative_to(root).as_posix()
    try:
        content = path.read_bytes() if text is None else text.encode()
        store.bulk_load(content, format=RdfFormat.TURTLE, base_iri=ID, to_graph=graph_of(root, path))
    except SyntaxError as error:
        remedy = next(words for sign, words in _REMEDIES if sign in error.msg)
        raise RecordError(f"{name}:{error.lineno or 1}: not valid Turtle: {error.msg}. {remedy}") from error
    except OSError as error:
        raise RecordError(f"{name} cannot be read: {error.strerror or error}.") from error
