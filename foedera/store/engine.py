"""Where the graphs live: embedded beside the answers, or at a SPARQL 1.1 engine that ``FOEDERA_STORE`` names."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from filelock import FileLock
from pyoxigraph import Store

from foedera.errors import RuleError, SnapshotError
from foedera.infer.run import compile_rules, infer
from foedera.store import snapshot as embedded
from foedera.store.answers import write_answers
from foedera.store.build import build as build_embedded
from foedera.store.build import latest_source, read_and_reckon
from foedera.store.remote import EngineError, RemoteStore
from foedera.store.snapshot import Snapshot

Progress = Callable[[str], None]


def engine() -> RemoteStore | None:
    """The engine that the settings name; None for the embedded store.

    Raises:
        SnapshotError: the setting is no address.
    """
    url = os.environ.get("FOEDERA_STORE", "")
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise SnapshotError(
            f"FOEDERA_STORE is '{url}'; give the address where an engine takes SPARQL queries."
        )
    return RemoteStore(url, os.environ.get("FOEDERA_STORE_UPDATE"))


class RemoteSnapshot(Snapshot):
    """A snapshot whose graphs are at an engine; the answer tables lie here."""

    def __init__(self, directory: Path, store: RemoteStore) -> None:
        super().__init__(directory)
        self.engine = store

    @cached_property
    def query_store(self) -> Store:
        """The graphs at the engine."""
        return cast(Store, self.engine)


def place(root: Path, home: Path, store: RemoteStore) -> Path:
    """The directory of the snapshot of the record at ``root`` whose graphs are at an engine."""
    at = hashlib.sha256(store.query_url.encode()).hexdigest()[:8]
    whole = embedded.place(root, home)
    return whole.with_name(f"{whole.name}-at-{at}")


def open_snapshot(root: Path, home: Path) -> Snapshot:
    """Open the snapshot of the record as it stands.

    Raises:
        SnapshotError: it has not been built yet.
    """
    store = engine()
    if store is None:
        return _open_embedded(root, home)
    directory = place(root, home, store)
    if not (directory / "meta.json").is_file():
        raise SnapshotError(f"No snapshot of this record at {store.query_url}. Run 'foedera build' first.")
    return RemoteSnapshot(directory, store)


def _open_embedded(root: Path, home: Path) -> Snapshot:
    directory = embedded.place(root, home)
    if not (directory / "meta.json").is_file():
        raise SnapshotError(f"No snapshot of this record in {home}. Run 'foedera build' first.")
    return Snapshot(directory)


def build(root: Path, home: Path, progress: Progress = lambda _: None) -> Snapshot:
    """Build the snapshot of the record at ``root``, where ``FOEDERA_STORE`` says, and open it.

    Raises:
        RecordError: a file cannot be read or a record is refused; the message lists them all.
        RuleError: a rule cannot be compiled.
        SnapshotError: the engine cannot be asked.
    """
    store = engine()
    if store is None:
        return build_embedded(root, home, progress)
    directory = place(root, home, store)
    shutil.rmtree(directory, ignore_errors=True)  # while its graphs are replaced, nothing answers
    record, asserted = read_and_reckon(root, progress)
    here = os.environ.get("FOEDERA_STORE_INFERENCE", "there") == "here"
    infer_at(store, record, progress, here)
    progress("Writing the answers")
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory.parent, prefix="building-") as temporary:
        work = Path(temporary) / "snapshot"
        work.mkdir()
        write_answers(record if here else cast(Store, store), work / "answers.sqlite")
        (work / "meta.json").write_text(json.dumps(_version(directory, work, store, asserted), indent=1))
        os.replace(work, directory)
    progress("Done")
    return RemoteSnapshot(directory, store)


def infer_at(
    store: RemoteStore, record: Store, progress: Progress = lambda _: None, here: bool = False
) -> None:
    """Replace our graphs at an engine by a record and what follows from it.

    Args:
        store: the engine.
        record: ontology, rules, data and the calendar's results; it is changed where inference runs here.
        progress: told each step before it begins.
        here: let the embedded engine infer, and send what it found; for engines that cannot run every rule.

    Raises:
        RuleError: the engine cannot run a rule; the message names it and the remedy.
    """
    if here:
        progress("Inferring")
        infer(record, lambda label: progress(f"Inferring: {label}"))
    progress("Sending the record")
    store.clear()
    store.extend(record.quads_for_pattern(None, None, None, None))
    if here:
        return
    progress("Inferring")
    program = compile_rules(record)
    for iri, label, update in program.updates:
        progress(f"Inferring: {label}")
        try:
            store.update(update, prefixes=program.prefixes)
        except EngineError as error:
            raise RuleError(
                f"{iri} does not run at {store.query_url}; set FOEDERA_STORE_INFERENCE=here. {error}"
            ) from error


def _version(directory: Path, work: Path, store: RemoteStore, asserted: int) -> dict[str, Any]:
    return {
        "hash": directory.name,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "data_as_of": latest_source(work / "answers.sqlite"),
        "engine": f"foedera 0.1.0, SPARQL 1.1 at {store.query_url}",
        "triples": len(store),
        "asserted": asserted,
    }


def ensure(progress: Progress = lambda _: None) -> Snapshot:
    """Open the snapshot of the record as it stands; build it first where there is none.

    Where another process builds it already, wait for that one.
    """
    root, home = embedded.house()
    with suppress(SnapshotError):
        return open_snapshot(root, home)
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / "building.lock"):  # the system lets go of it when its holder dies
        with suppress(SnapshotError):
            return open_snapshot(root, home)
        return build(root, home, progress)
