"""Servers on loopback for the length of a measurement, and loads run against them."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.report import quantile

JSON = "application/json"
SPARQL_JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Server:
    """A server that answers on loopback.

    Attributes:
        port: where.
        pid: its first process.
    """

    port: int
    pid: int


@dataclass(frozen=True)
class Load:
    """What a load measured: answers a second, and the latency in seconds below which half and 99 % lie."""

    per_second: float
    p50: float
    p99: float


_SERVE: Final = (sys.executable, "-m", "foedera.cli", "serve", "--port", "{port}")


@contextmanager
def service() -> Iterator[Server]:
    """Our service, one process and its SPARQL workers."""
    with _server(_SERVE, "/readyz") as running:
        yield running


@contextmanager
def started(environment: Mapping[str, str], wait: bool) -> Iterator[Server]:
    """Our service with settings of its own; with ``wait`` once it answers, else at once."""
    with _server(_SERVE, "/readyz" if wait else None, environment) as running:
        yield running


@contextmanager
def oxigraph(store: Path) -> Iterator[Server]:
    """The engine's own server on the same store."""
    binary = Path(sys.executable).parent / "oxigraph"
    command = [str(binary), "serve-read-only", "--union-default-graph", "--location", str(store)]
    with _server([*command, "--bind", "127.0.0.1:{port}"], "/") as running:
        yield running


@contextmanager
def _server(
    command: Sequence[str], ready: str | None, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    port = _free_port()
    words = [word.format(port=port) for word in command]
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})}
    )
    try:
        if ready is not None:
            _wait(process, port, ready)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode} before it answered.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} did not answer within two minutes.")


def load(
    server: Server, paths: Sequence[str], rate: float | None = None, connections: int = 4, accept: str = JSON
) -> Load:
    """Ask each path once, from another process.

    Raises:
        RuntimeError: an answer was not 200.
    """
    asked = {"port": server.port, "paths": paths, "accept": accept, "rate": rate, "connections": connections}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    seen: dict[str, Any] = json.loads(done.stdout)
    if seen["failures"]:
        raise RuntimeError(f"Answers other than 200: {seen['failures']}; first path {paths[0]}")
    times = seen["latencies"]
    return Load(len(times) / seen["seconds"], quantile(times, 0.5), quantile(times, 0.99))


def memory(pid: int) -> int | None:
    """Bytes held by a process and its children, shared pages counted once; None where Linux's /proc is missing."""
    try:
        own = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    kib = sum(int(line.split()[1]) for line in own.splitlines() if line.startswith("Pss:"))
    return kib * 1024 + sum(memory(child) or 0 for child in children(pid))


def children(pid: int) -> list[int]:
    """The processes that a process started by its first thread; none where Linux's /proc is missing."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def cores() -> int:
    """How many cores this machine lets us use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
