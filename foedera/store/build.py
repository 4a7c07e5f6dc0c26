"""Building a snapshot: load, validate, calendar, infer, write."""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, time

from pyoxigraph import RdfFormat, Store

from foedera.calendar import reckon
from foedera.errors import RecordError
from foedera.infer import infer
from foedera.load import read_record
from foedera.namespaces import INFERRED
from foedera.store.answers import write_answers
from foedera.store.snapshot import Snapshot, place
from foedera.validate import refused, render

Progress = Callable[[str], None]


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
    step("Writing the store and the answers")
    directory.parent.mkdir(parents=True, exist_ok=True)
    _clear(directory.parent)
    with tempfile.TemporaryDirectory(dir=directory.parent, prefix="building-") as temporary:
        work = Path(temporary) / "snapshot"
        work.mkdir()
        # The store lets other threads run while it loads, so the two are written side by side.
        with ThreadPoolExecutor(1) as beside:
            graphs = beside.submit(_write_store, store, work)
            write_answers(store, work / "answers.sqlite")
            graphs.result()
        step("Done")
        triples = len(store)
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


def _write_store(store: Store, work: Path) -> None:
    """Write the graphs to disk in two loads: every further one leaves files that each reader must look into."""
    dump = work / "inferred.nt"
    store.dump(str(dump), format=RdfFormat.N_TRIPLES, from_graph=INFERRED)
    on_disk = Store(str(work / "store"))
    on_disk.bulk_load(path=str(dump), format=RdfFormat.N_TRIPLES, to_graph=INFERRED)
    dump.unlink()
    others = (graph for graph in store.named_graphs() if graph != INFERRED)
    on_disk.bulk_extend(quad for g in others for quad in store.quads_for_pattern(None, None, None, g))
    on_disk.flush()


def latest_source(answers: Path) -> str | None:
    """The latest day on which a source was seen, by the answer tables."""
    with sqlite3.connect(answers) as connection:
        row = connection.execute("SELECT max(seen_on) FROM source").fetchone()
    connection.close()
    return str(row[0]) if row and row[0] else None
