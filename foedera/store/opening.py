"""Opening the snapshot of the record as it stands, built first where there is none."""

from collections.abc import Callable
from pathlib import Path

from foedera.errors import SnapshotError
from foedera.store.build import build
from foedera.store.snapshot import Snapshot, house, place


def open_snapshot(root: Path, home: Path) -> Snapshot:
    """Open the snapshot of the record as it stands.

    Raises:
        SnapshotError: it has not been built yet.
    """
    directory = place(root, home)
    if not (directory / "meta.json").is_file():
        raise SnapshotError(f"No snapshot of this record in {home}. Run 'foedera build' first.")
    return Snapshot(directory)


def ensure(progress: Callable[[str], None] = lambda _: None) -> Snapshot:
    """Open the snapshot of the record as it stands; build it first where there is none."""
    root, home = house()
    try:
        return open_snapshot(root, home)
    except SnapshotError:
        return build(root, home, progress)
