"""The files of the project, as a clone holds them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: What no clone holds, where Git cannot be asked: a copy of the files without their history.
_MADE_HERE = {".git", ".venv", ".foedera", "__pycache__", "build", "dist"}


@cache
def tracked() -> list[Path]:
    """Every file of the project, in a fixed order."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if asked.returncode == 0:
        found = [ROOT / name for name in asked.stdout.split("\0") if name]
    else:
        found = [p for p in ROOT.rglob("*") if not _made_here(p.relative_to(ROOT))]
    return sorted(p for p in found if p.is_file())


def _made_here(path: Path) -> bool:
    return any(p in _MADE_HERE or p.endswith(("_cache", ".egg-info")) for p in path.parts)


@cache
def text(path: Path) -> str:
    """The text of a file; empty for one that is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def modules(*rooms: str) -> list[Path]:
    """The Python files of some rooms of the house."""
    return [p for p in tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in rooms]
