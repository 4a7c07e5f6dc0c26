"""Checking, building and serving, on a small record."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.cli.conftest import TREATY, Run

ACT = f"<act/{TREATY}/IND/ratification>"
COMMAND = [sys.executable, "-m", "foedera.cli"]


def test_a_sound_record_passes(run: Run, small: Path) -> None:
    shown = run("check")
    assert shown.code == 0, shown.out
    assert "0 violations" in shown.out


def test_a_violation_is_told_by_file_and_line_and_ends_with_one(run: Run, small: Path) -> None:
    file = small / "data" / "acts" / f"{TREATY}.ttl"
    text = file.read_text()
    start = text.index(ACT)
    sources = re.compile(r"\s*;?\s*foed:source [^;]*?(?=( ;| \.)\n)")
    file.write_text(text[:start] + sources.sub("", text[start:], count=1))
    shown = run("check")
    assert shown.code == 1
    line = text[:start].count("\n") + 1
    assert f"data/acts/{TREATY}.ttl:{line}  {ACT}" in shown.out


def test_a_file_that_is_no_turtle_is_named_with_its_line(run: Run, small: Path) -> None:
    file = small / "data" / "acts" / f"{TREATY}.ttl"
    file.write_text(file.read_text() + "\n<act/x> a .\n")
    shown = run("check")
    assert shown.code == 2
    assert f"data/acts/{TREATY}.ttl:" in shown.err
    assert "not valid Turtle" in shown.err


def test_the_first_question_builds_and_tells_each_step(run: Run, small: Path) -> None:
    first = run("parties", TREATY, "--as-of", "2024-01-01")
    assert first.code == 0
    assert "Nepal" in first.out
    assert "building it once" in first.err
    assert "Inferring" in first.err
    again = run("parties", TREATY, "--as-of", "2024-01-01")
    assert again.out == first.out
    assert again.err == ""
    rebuilt = run("build")
    assert rebuilt.code == 0
    assert "triples" in rebuilt.out


def test_a_reader_that_stops_early_sees_no_traceback(small: Path) -> None:
    # The shell closes the pipe after one line.
    words = f"{' '.join(COMMAND)} states --format csv | head -1"
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("id,name")
    assert "Traceback" not in done.stderr


def test_serving_answers_over_http(small: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)], env=os.environ, stderr=subprocess.PIPE
    )
    try:
        assert b"alive" in _first_answer(process, f"http://127.0.0.1:{port}/healthz")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def _first_answer(process: "subprocess.Popen[bytes]", url: str) -> bytes:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                body: bytes = answer.read()
                return body
        except OSError:
            assert process.poll() is None, process.communicate()[1].decode()
            time.sleep(0.1)
    pytest.fail("the service did not answer within a minute")
