"""Writing a change of the record so that a crash leaves it whole: beside its place first, then renamed.

Files are written in an order in which each step alone leaves a sound record: sources before the acts that name them,
acts before what is told about them. What a crash left out, the same command writes when it is run again.
"""

import difflib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from foedera.errors import RecordError


@dataclass(frozen=True)
class Edit:
    """A file as it lies and as it is to be."""

    path: Path
    before: str
    after: str

    def diff(self, root: Path) -> str:
        """The change as a unified diff."""
        name = self.path.relative_to(root).as_posix()
        return "".join(
            difflib.unified_diff(
                self.before.splitlines(keepends=True),
                self.after.splitlines(keepends=True),
                f"a/{name}",
                f"b/{name}",
            )
        )


def write(edits: Sequence[Edit]) -> None:
    """Write every edit, in order.

    Raises:
        RecordError: a file is no longer as it was read; nothing is written.
    """
    for edit in edits:
        now = edit.path.read_text(encoding="utf-8") if edit.path.exists() else ""
        if now != edit.before:
            raise RecordError(
                f"{edit.path} was changed meanwhile; nothing is written. Run the command again."
            )
    ready = [(edit, _beside(edit)) for edit in edits]
    for edit, temporary in ready:
        os.replace(temporary, edit.path)


def _beside(edit: Edit) -> str:
    edit.path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=edit.path.parent, prefix=f".{edit.path.name}.", suffix=".new")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(edit.after)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(temporary, 0o644)
    return temporary
