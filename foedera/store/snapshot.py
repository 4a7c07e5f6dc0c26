"""Opening a snapshot, and where snapshots live."""

import hashlib
import json
import os
import sqlite3
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Store

from foedera.store.memory import Memory as Memory
from foedera.store.memory import name as name

_PACKAGE: Final = Path(__file__).parent.parent
_ROOMS: Final = ("ontology", "data", "rules")
#: The packages whose code decides what is in a snapshot; what is asked of one afterwards is not among them.
_MAKERS: Final = ("load", "calendar", "validate", "infer", "store")


def house() -> tuple[Path, Path]:
    """Where the record lies and where snapshots are kept.

    Returns:
        (root of ontology/, data/ and rules/; home of the snapshots). ``FOEDERA_ROOT`` and
        ``FOEDERA_HOME`` override; otherwise both belong to the checkout the package runs from.
    """
    root = Path(os.environ.get("FOEDERA_ROOT", _PACKAGE.parent))
    return root, Path(os.environ.get("FOEDERA_HOME", root / ".foedera"))


def content_hash(root: Path) -> str:
    """The key of a snapshot: sixteen hex digits over record, rules, the code that makes it, and store version."""
    digest = hashlib.sha256(version("pyoxigraph").encode())
    files = [p for room in _ROOMS for p in (root / room).rglob("*.ttl")]
    files += [p for room in _MAKERS for p in (_PACKAGE / room).rglob("*.py")]
    files += [_PACKAGE / "dates.py", _PACKAGE / "namespaces.py"]
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def place(root: Path, home: Path) -> Path:
    """The directory of the snapshot that belongs to the record as it stands at ``root``."""
    return home / "snapshots" / content_hash(root)


class Snapshot:
    """One built state of the record: read-only, safe to share between processes.

    Attributes:
        directory: where it lies.
        version: hash, built (UTC), data_as_of (latest day a source was seen), engine, counts.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.version: dict[str, Any] = json.loads((directory / "meta.json").read_text())
        self._answers = sqlite3.connect(self.answers_uri, uri=True, check_same_thread=False)
        self._answers.row_factory = sqlite3.Row

    @property
    def answers_uri(self) -> str:
        """The answer tables as SQLite opens them: read-only, and never changed while open."""
        return f"file:{self.directory / 'answers.sqlite'}?mode=ro&immutable=1"

    @property
    def store_path(self) -> Path:
        """The directory of the Oxigraph store, for workers that open it themselves."""
        return self.directory / "store"

    @cached_property
    def query_store(self) -> Store:
        """The graphs, opened read-only from disk."""
        return Store.read_only(str(self.store_path))

    @property
    def law_store(self) -> Store:
        """The graphs of the whole record, with the rules."""
        return self.query_store

    def proof(self, fact: str) -> str:
        """The address of the proof of an inferred node, given its id path."""
        return f"/v1/explain?fact={fact}"

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Rows of the answer tables; values are bound, never pasted."""
        return self._answers.execute(sql, values).fetchall()

    def left_out(self, treaty: str, party: str) -> list[sqlite3.Row]:
        """Acts on record that this snapshot goes without; a whole one goes without none."""
        return []

    @cached_property
    def memory(self) -> Memory:
        """The small tables, held in memory once they are first asked for."""
        return Memory(self)
