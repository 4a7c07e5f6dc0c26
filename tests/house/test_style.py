"""The one test command covers style and types too: Ruff's rules, Ruff's format, and mypy's strict mode."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ["foedera", "api", "tests", "benchmarks"]


@pytest.mark.parametrize(
    "tool",
    [["ruff", "check", *ROOMS], ["ruff", "format", "--check", *ROOMS], ["mypy", "--strict", *ROOMS]],
    ids=["rules", "format", "types"],
)
def test_code_is_clean(tool: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
