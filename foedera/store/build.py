"""Building a snapshot: load, validate, calendar, infer, write."""

import ctypes
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from time import perf_counter, time
from typing import Final

from pyoxigraph import RdfFormat, Store, serialize

from foedera.calendar import reckon
from foedera.errors import RecordError
from foedera.infer import infer
from foedera.load import read_record
from foedera.namespaces import INFERRED
from foedera.store.answers import write_answers
from foedera.store.snapshot import Snapshot, place
from foedera.validate import refused, render

Progress = Callable[[str], None]

#: Triples in one load. What is loaded at once is sorted in memory, and leaves a file for each order into which every
#: reader must look: with more it takes more memory, with fewer it reads more slowly.
_AT_ONCE: Final = 500_000


def build(root: Path, home: Path, progress: Progress = lambda _: None) -> Snapshot:
    """Build the snapshot of the record at ``root`` and open it.

    It is written beside its place and moved there when whole, so a crash leaves no half snapshot.

    Args:
        root: holds ontology/, data/ and rules/.
        home: where snapshots are kept.
        progress: told each step before it begins.

    Raises:
        RecordError: a file cannot be read or a record is refused; the message lists them all.
        RuleError: a rule cannot be compiled.
    """
    directory = place(root, home)
    started = perf_counter()
    seconds: dict[str, float] = {}

    def step(words: str) -> None:
        nonlocal started
        now = perf_counter()
        if seconds:
            seconds[list(seconds)[-1]] = round(now - started, 2)
        started = now
        seconds[words] = 0.0
        progress(words)

    store, asserted = read_and_reckon(root, step)
    premises = len(store)
    step("Inferring")
    strata = infer(store, lambda label: progress(f"Inferring: {label}"))
    step("Writing the answers")
    directory.parent.mkdir(parents=True, exist_ok=True)
    _clear(directory.parent)
    with tempfile.TemporaryDirectory(dir=directory.parent, prefix="building-") as temporary:
        work = Path(temporary) / "snapshot"
        work.mkdir()
        # The store lets other threads run while it is dumped, so the two are written side by side.
        with ThreadPoolExecutor(1) as beside:
            dumped = beside.submit(_dump, store, Path(temporary))
            write_answers(store, work / "answers.sqlite")
            dumped.result()
        triples = len(store)
        del store
        _return_memory()  # loading takes more of it than the store itself did
        step("Writing the store")
        _load(Path(temporary), work / "store")
        step("Done")
        meta = {
            "hash": directory.name,
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "data_as_of": latest_source(work / "answers.sqlite"),
            "engine": f"foedera 0.1.0, pyoxigraph {store_version()}",
            "triples": triples,
            "asserted": asserted,
            "seconds": seconds,
            "inferred": triples - premises,
            "seconds_by_rule": {s.rule.rpartition("/")[2]: round(s.seconds, 2) for s in strata},
        }
        (work / "meta.json").write_text(json.dumps(meta, indent=1))
        if directory.exists():  # moved away whole: a crash leaves none or all of it, never half
            os.replace(directory, Path(temporary) / "before")
        os.replace(work, directory)
    return Snapshot(directory)


def read_and_reckon(root: Path, progress: Progress) -> tuple[Store, int]:
    """The record at ``root`` as rules want it: read, found sound, its dates reckoned; and how many triples were recorded.

    Args:
        root: holds ontology/, data/ and rules/.
        progress: told each step before it begins.

    Raises:
        RecordError: a file cannot be read or a record is refused; the message lists them all.
    """
    progress("Reading the record")
    store = read_record(root)
    progress("Validating")
    if found := refused(root, store):
        raise RecordError(render(found))
    progress("Reckoning dates")
    recorded = len(store)
    store.extend(reckon(store).quads)
    return store, recorded


def _clear(snapshots: Path) -> None:
    """Delete what builds that were killed left behind a day ago or longer."""
    for left in snapshots.glob("building-*"):
        if left.stat().st_mtime < time() - 86_400:
            shutil.rmtree(left, ignore_errors=True)


def store_version() -> str:
    """The version of the embedded store."""
    from importlib.metadata import version

    return version("pyoxigraph")


def _return_memory() -> None:
    """Let the system have what was freed, where the C library keeps it for later and can be asked (glibc)."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _dump(store: Store, place: Path) -> None:
    """The graphs as files: what was inferred as plain triples, which are read soonest, and the others as one."""
    whole = place / "inferred"
    store.dump(str(whole), format=RdfFormat.N_TRIPLES, from_graph=INFERRED)
    with whole.open("rb") as lines:
        for number in count():
            piece = place / f"{number}.nt"
            with piece.open("wb") as copy:
                copy.writelines(islice(lines, _AT_ONCE))
            if not piece.stat().st_size:
                piece.unlink()
                break
    whole.unlink()
    others = (graph for graph in store.named_graphs() if graph != INFERRED)
    quads = (quad for graph in others for quad in store.quads_for_pattern(None, None, None, graph))
    serialize(quads, str(place / "others.nq"), format=RdfFormat.N_QUADS)


def _load(place: Path, target: Path) -> None:
    """Write the store, two files at a time."""
    store = Store(str(target))

    def load(piece: Path) -> None:
        if piece.suffix == ".nt":
            store.bulk_load(path=str(piece), format=RdfFormat.N_TRIPLES, to_graph=INFERRED)
        else:
            store.bulk_load(path=str(piece), format=RdfFormat.N_QUADS)
        piece.unlink()

    with ThreadPoolExecutor(2) as beside:
        list(beside.map(load, sorted(place.glob("*.n[tq]"))))
    store.flush()


def latest_source(answers: Path) -> str | None:
    """The latest day on which a source was seen, by the answer tables."""
    with sqlite3.connect(answers) as connection:
        row = connection.execute("SELECT max(seen_on) FROM source").fetchone()
    connection.close()
    return str(row[0]) if row and row[0] else None
