"""Serving as an operator does: stopping gently, killing hard, several processes on one snapshot."""

import concurrent.futures
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks import crashes, hostile
from foedera.store import Snapshot

#: A query that takes a second or more, and one that never ends.
SLOW = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in range(6))
    + " }"
)
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in range(12))
    + " }"
)


@contextmanager
def serving(*words: str, **environment: str) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """The command as a process of its own, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "foedera.cli", "serve", "--port", str(port), *words],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                get(f"{address}/readyz")
                break
            except OSError:
                assert process.poll() is None, process.communicate()[1].decode()
                time.sleep(0.1)
        yield process, address
    finally:
        process.kill()
        process.communicate(timeout=30)


def get(url: str, **query: str) -> bytes:
    words = f"?{urllib.parse.urlencode(query)}" if query else ""
    with urllib.request.urlopen(f"{url}{words}", timeout=30) as answer:
        body: bytes = answer.read()
        return body


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(c) for c in children] + [d for c in children for d in descendants(int(c))]


def gone(pid: int) -> bool:
    """Whether a process has ended; one whose parent has not looked yet counts."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] in "ZX"
    except OSError:
        return True


def wait_until_gone(pids: list[int]) -> None:
    until = time.monotonic() + 15
    while not all(map(gone, pids)):
        assert time.monotonic() < until, "processes are left"
        time.sleep(0.02)


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@linux
def test_told_to_stop_it_answers_what_it_was_asked_and_leaves_nothing(snapshot: Snapshot) -> None:
    with (
        serving(FOEDERA_LOG="json") as (process, address),
        concurrent.futures.ThreadPoolExecutor(1) as thread,
    ):
        asked = thread.submit(get, f"{address}/sparql", query=SLOW)
        time.sleep(0.3)
        workers = descendants(process.pid)
        assert len(workers) >= 2
        process.send_signal(signal.SIGTERM)
        assert json.loads(asked.result())["results"]["bindings"][0]["n"]["value"] == "1000000"
        assert process.stderr is not None
        log = process.stderr.read().decode().splitlines()
        assert process.wait(timeout=30) in (0, -signal.SIGTERM)
        wait_until_gone(workers)
    told = [json.loads(line) for line in log if line.startswith("{")]
    assert any(line["path"] == "/sparql" and line["status"] == 200 for line in told)
    assert not any("VALUES" in line for line in log)


@linux
def test_killed_in_the_middle_of_a_query_it_leaves_nothing(snapshot: Snapshot) -> None:
    with serving() as (process, address), concurrent.futures.ThreadPoolExecutor(1) as thread:
        asked = thread.submit(get, f"{address}/sparql", query=ENDLESS)
        time.sleep(0.2)
        workers = descendants(process.pid)
        process.send_signal(signal.SIGKILL)
        with pytest.raises(OSError):  # noqa: PT011 (whichever way the connection ends)
            asked.result()
        wait_until_gone(workers)


@linux
def test_several_processes_share_one_snapshot_and_one_count(snapshot: Snapshot) -> None:
    with serving("--workers", "2") as (process, address):
        for _ in range(20):
            version = json.loads(get(f"{address}/v1/version"))
            assert version["hash"] == snapshot.version["hash"]
        told = get(f"{address}/metrics").decode()
        counted = [
            line
            for line in told.splitlines()
            if line.startswith("foedera_requests_total") and "/v1/version" in line
        ]
        assert sum(float(line.rpartition(" ")[2]) for line in counted) == 20
        workers = descendants(process.pid)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        wait_until_gone(workers)


def test_a_build_killed_at_any_moment_leaves_a_whole_snapshot_or_none(tmp_path: Path) -> None:
    """Three moments here; ``python -m benchmarks hostile`` kills a hundred times."""
    root, home = hostile.writing_record(tmp_path), tmp_path / "home"
    assert set(crashes.building(root, home, times=3, writing_only=True)) <= {"whole", "none"}


def test_a_service_killed_at_any_moment_leaves_no_worker_and_serves_at_the_next_start(tmp_path: Path) -> None:
    """Four moments here; ``python -m benchmarks hostile`` kills a hundred times."""
    root, home = hostile.writing_record(tmp_path), tmp_path / "home"
    assert list(crashes.building(root, home, times=0, writing_only=True)) == []
    assert Counter(crashes.serving(root, home, 4, ENDLESS)) == {"at work": 2, "starting": 2}
