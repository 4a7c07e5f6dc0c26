"""A few worker processes for SPARQL: one query each, killed at the deadline, replaced at once."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from api.settings import Settings
from foedera.namespaces import PREFIXES

_SCRIPT: Final = str(Path(__file__).with_name("sparql_worker.py"))
#: Seconds that a worker may need to take the place of one that was killed.
_START: Final = 5.0
_PIPE_BUFFER: Final = 1 << 20
#: Out of memory, a backtrace takes minutes and tells nothing; one pool of memory wastes less than one a thread.
_CALM: Final = {"RUST_BACKTRACE": "0", "MALLOC_ARENA_MAX": "1"}


class Busy(Exception):
    """All workers are at work and as many queries wait as may."""


class TimeUp(Exception):
    """The query passed the time limit; its worker was killed."""


class WorkerLost(Exception):
    """The worker ended in the middle of the query: as a rule, at its memory limit."""


@dataclass(frozen=True)
class Query:
    """One query for a worker.

    Attributes:
        text: the SPARQL text, guarded already.
        format: short name of the answer's format.
        base: what relative IRIs in it are relative to; None where they are refused.
        union: whether the default graph is the union of all graphs.
        default_graphs: IRIs from ``default-graph-uri``; None where the request named no dataset.
        named_graphs: IRIs from ``named-graph-uri``; likewise.
        seconds: time it may take; None for what the settings say.
    """

    text: str
    format: str
    base: str | None = None
    union: bool = True
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    seconds: float | None = None


class Worker:
    """One process."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.network_denied = False

    @classmethod
    async def start(cls, store: Path, settings: Settings) -> "Worker":
        """Start a process and wait until it has opened the store.

        Raises:
            WorkerLost: it ended instead; its own message is on the error output.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", _SCRIPT, str(store), str(settings.memory),
            env={**os.environ, **_CALM}, stdin=PIPE, stdout=PIPE, limit=_PIPE_BUFFER,
        )  # fmt: skip
        worker = cls(process)
        try:
            told, _ = await worker._read()
        except BaseException:
            worker.kill()
            raise
        worker.network_denied = bool(told["network_denied"])
        return worker

    async def ask(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Send one query and wait for the whole answer.

        Raises:
            WorkerLost: the process ended.
        """
        assert self._process.stdin is not None
        content = json.dumps(asked).encode()
        try:
            self._process.stdin.write(len(content).to_bytes(4, "big") + content)
            await self._process.stdin.drain()
        except ConnectionError as error:
            raise WorkerLost from error
        return await self._read()

    async def _read(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout is not None
        stdout = self._process.stdout
        try:
            told = json.loads(await stdout.readexactly(int.from_bytes(await stdout.readexactly(4), "big")))
            content = await stdout.readexactly(int.from_bytes(await stdout.readexactly(4), "big"))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerLost from error
        return told, content

    def kill(self) -> None:
        """End the process now."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def gone(self) -> None:
        """Wait until the process has ended."""
        await self._process.wait()


class Pool:
    """The workers of one service process.

    Args:
        store: directory of the store, opened read-only by each worker.
        settings: the limits.
    """

    def __init__(self, store: Path, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._places = asyncio.Semaphore(settings.workers)
        self._idle: list[Worker] = []
        self._waiting = 0
        self._starting: set[asyncio.Task[None]] = set()
        #: Whether the kernel refuses sockets to the workers.
        self.network_denied = False

    async def start(self) -> None:
        """Start all workers.

        Raises:
            WorkerLost: one cannot open the store.
        """
        for _ in range(self._settings.workers):
            self._idle.append(await Worker.start(self._store, self._settings))
        self.network_denied = all(worker.network_denied for worker in self._idle)

    async def stop(self) -> None:
        """End all workers."""
        for task in list(self._starting):
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        for worker in self._idle:
            worker.kill()
        await asyncio.gather(*(worker.gone() for worker in self._idle))
        self._idle.clear()

    @property
    def at_work(self) -> int:
        """How many workers are at work or being replaced."""
        return self._settings.workers - len(self._idle)

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return self._waiting

    @property
    def alive(self) -> bool:
        """Whether a worker stands by, is at work or is being started."""
        return bool(self._idle) or self._places.locked() or bool(self._starting)

    async def ask(self, query: Query) -> tuple[dict[str, Any], bytes]:
        """Run a query in a free worker.

        Returns:
            The outcome as the worker tells it (``outcome``: answered, syntax, too-large, too-many, memory, failed)
            and the answer.

        Raises:
            Busy: as many queries wait as may, or this one waited as long as a query may take.
            TimeUp: the time limit was passed.
            WorkerLost: the worker ended, as a rule at its memory limit.
        """
        await self._take_place()
        worker: Worker | None = None
        whole = False
        try:
            worker = self._idle.pop() if self._idle else await Worker.start(self._store, self._settings)
            answered = await asyncio.wait_for(worker.ask(self._asked(query)), self._seconds(query))
            whole = True
        except TimeoutError as error:
            raise TimeUp from error
        finally:
            # Anything but a whole answer (deadline, lost worker, a client that left) leaves the pipe out of step.
            if whole and worker is not None:
                self._idle.append(worker)
                self._places.release()
            else:
                self._replace(worker)
        return answered

    async def _take_place(self) -> None:
        if self._places.locked() and self._waiting >= self._settings.waiting:
            raise Busy
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), max(self._settings.seconds, _START))
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1

    def _seconds(self, query: Query) -> float:
        return query.seconds or self._settings.seconds

    def _asked(self, query: Query) -> dict[str, Any]:
        return {
            "query": query.text,
            "base": query.base,
            "prefixes": PREFIXES,
            "format": query.format,
            "union": query.union,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "seconds": self._seconds(query),
            "rows": self._settings.rows,
            "bytes": self._settings.answer_bytes,
        }

    def _replace(self, lost: Worker | None) -> None:
        """End a worker and start another; its place stays taken until then."""
        if lost is not None:
            lost.kill()
        task = asyncio.create_task(self._start_another(lost))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start_another(self, lost: Worker | None) -> None:
        try:
            if lost is not None:
                await lost.gone()
            self._idle.append(await Worker.start(self._store, self._settings))
        except WorkerLost:
            pass  # the next query tries again, and tells if it cannot
        finally:
            self._places.release()
