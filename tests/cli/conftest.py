"""The command as a person runs it, and a small record of its own to build from."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from foedera.cli import main

ROOT = Path(__file__).parents[2]

#: The treaty whose acts the small record keeps: one of few parties, so that it builds at once.
TREATY = "saarc-trafficking-2002"


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command with some words; standard output and error are caught."""

    def ran(*words: str) -> Ran:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(words)
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, out.decode(), err.decode())

    return ran


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a record with the acts of one treaty, set as the one in use; nothing is built yet."""
    root = tmp_path / "record"
    for room in ("ontology", "rules"):
        shutil.copytree(ROOT / room, root / room)
    for path in (ROOT / "data").rglob("*.ttl"):
        left_out = path.parent.name in ("acts", "statements", "bilateral") or path.stem == "authorities"
        if not left_out or path.stem == TREATY:
            copy = root / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    monkeypatch.setenv("FOEDERA_ROOT", str(root))
    monkeypatch.setenv("FOEDERA_HOME", str(tmp_path / "home"))
    return root
