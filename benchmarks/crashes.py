"""kill -9 at a random moment, again and again: does the next start serve a whole snapshot?"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.servers import children, started
from foedera.store import open_snapshot

_WHOLE: Final = [sys.executable, "-m", "foedera.cli", "build"]
#: Only reads and writes: what a crash can damage, without the minutes of checking and inferring before it.
_WRITING: Final = """
import sys
from foedera.store import house
build = sys.modules["foedera.store.build"]
build.refused, build.infer = lambda root, store: [], lambda store, progress: []
build.build(*house())
"""


def building(root: Path, home: Path, times: int, writing_only: bool = False, seed: int = 1) -> Iterator[str]:
    """Kill ``foedera build`` in its middle, then look at what lies there.

    Args:
        root: the record.
        home: where its snapshots are kept; one is built there first.
        times: how often.
        writing_only: leave out the checking and the inferring.
        seed: of the moments.

    Yields:
        For each kill: "whole" where a snapshot answers in full, "none" where there is none (the next start builds).

    Raises:
        AssertionError: half a snapshot lies there, or the first build, which nobody kills, fails.
    """
    environment = {**os.environ, "FOEDERA_ROOT": str(root), "FOEDERA_HOME": str(home)}
    command = [sys.executable, "-c", _WRITING] if writing_only else _WHOLE
    started = time.monotonic()
    first = _build(command, environment)
    first.communicate()
    assert first.returncode == 0, "the first build failed"
    whole, triples = time.monotonic() - started, _triples(root, home)
    chance = random.Random(seed)
    for _ in range(times):
        process = _build(command, environment)
        # Half of the moments lie in the last tenth, where the snapshot is put in its place.
        time.sleep(whole * (chance.uniform(0.9, 1.05) if chance.random() < 0.5 else chance.random()))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if not any((home / "snapshots").glob("*/meta.json")):
            yield "none"
            _build(command, environment).communicate()
        else:
            yield "whole"
        assert _triples(root, home) == triples, "half a snapshot"


def serving(root: Path, home: Path, times: int, query: str, seed: int = 1) -> Iterator[str]:
    """Kill the service at work on ``query``, or while it starts; then see that its workers went with it.

    Args:
        root: the record.
        home: where its snapshots are kept; one is there.
        times: how often.
        query: what its SPARQL workers are busy with.
        seed: of the moments.

    Yields:
        For each kill: "at work" or "starting". Each start after the first follows a kill.

    Raises:
        AssertionError: a worker outlives the service, or the snapshot is not whole afterwards.
        RuntimeError: the service does not answer within two minutes of a start.
    """
    environment = {"FOEDERA_ROOT": str(root), "FOEDERA_HOME": str(home), "FOEDERA_SPARQL_SECONDS": "30"}
    whole = _triples(root, home)
    chance = random.Random(seed)
    for turn in range(times):
        at_work = turn % 2 == 0
        with started(environment, wait=at_work) as server:
            if at_work:
                threading.Thread(target=_ask, args=(server.port, query), daemon=True).start()
            time.sleep(chance.uniform(0, 0.5 if at_work else 1.5))
            workers = children(server.pid)
            os.kill(server.pid, signal.SIGKILL)
        until = time.monotonic() + 10
        while any(Path(f"/proc/{worker}").exists() for worker in workers):
            assert time.monotonic() < until, "a worker outlived the service"
            time.sleep(0.02)
        assert _triples(root, home) == whole, "half a snapshot"
        yield "at work" if at_work else "starting"


def _ask(port: int, query: str) -> None:
    with contextlib.suppress(OSError):  # killed before it answered
        urllib.request.urlopen(f"http://127.0.0.1:{port}/sparql?{urllib.parse.urlencode({'query': query})}")


def _build(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _triples(root: Path, home: Path) -> tuple[int, int]:
    """What the snapshot says it holds, after seeing that it does, and the rows of one of its tables."""
    snapshot = open_snapshot(root, home)
    held, told = len(snapshot.query_store), int(snapshot.version["triples"])
    assert held == told, f"{held} of {told} triples"
    return held, len(snapshot.rows("SELECT id FROM party"))
