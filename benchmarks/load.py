"""A load generator: plain HTTP/1.1 over kept connections, run in a process of its own.

Reads one JSON object on standard input, ``{port, paths, accept, rate, connections}``, asks each path once, and
prints ``{seconds, latencies, bytes, failures}``. With a rate, requests start on a fixed schedule and latency counts
from the scheduled start, so a slow server cannot hide its queue; without one, each connection asks as
soon as it was answered. The client is ours because general clients in Python are slower than the service.
"""

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"
#: How long before a request is due its connection wakes, in seconds.
_EARLY = 0.002


@dataclass
class Tally:
    """What the connections saw.

    Attributes:
        latencies: seconds of each answer.
        bytes: size of all bodies.
        failures: answers that were not 200, by status.
    """

    latencies: list[float] = field(default_factory=list)
    bytes: int = 0
    failures: dict[int, int] = field(default_factory=dict)


async def _body(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Read one answer: its status and the length of its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head[9:12])
    if b"transfer-encoding: chunked" not in head:
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
        await reader.readexactly(length)
        return status, length
    total = 0
    while size := int(await reader.readuntil(b"\r\n"), 16):
        total += size
        await reader.readexactly(size + 2)
    await reader.readexactly(2)
    return status, total


async def _connection(port: int, work: deque[tuple[float, bytes]], tally: Tally) -> None:
    reader, writer = await asyncio.open_connection(HOST, port, limit=2**22)
    while work:
        due, request = work.popleft()
        if due:
            await asyncio.sleep(max(0.0, due - time.perf_counter() - _EARLY))
            while time.perf_counter() < due:  # the loop's own timer is late by up to a millisecond
                await asyncio.sleep(0)
        started = due or time.perf_counter()
        writer.write(request)
        status, length = await _body(reader)
        tally.latencies.append(time.perf_counter() - started)
        tally.bytes += length
        if status != 200:
            tally.failures[status] = tally.failures.get(status, 0) + 1
    writer.close()


async def _run(port: int, requests: Sequence[bytes], rate: float | None, connections: int) -> dict[str, Any]:
    start = time.perf_counter() + 0.1
    work = deque((start + i / rate if rate else 0.0, request) for i, request in enumerate(requests))
    tally = Tally()
    began = time.perf_counter()
    await asyncio.gather(*(_connection(port, work, tally) for _ in range(connections)))
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "latencies": tally.latencies,
        "bytes": tally.bytes,
        "failures": tally.failures,
    }


def main() -> None:
    """Run one load as standard input describes it."""
    asked = json.load(sys.stdin)
    accept = asked["accept"]
    requests = [
        f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: {accept}\r\n\r\n".encode() for path in asked["paths"]
    ]
    json.dump(asyncio.run(_run(asked["port"], requests, asked["rate"], asked["connections"])), sys.stdout)


if __name__ == "__main__":
    main()
