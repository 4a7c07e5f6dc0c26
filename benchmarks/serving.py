"""The hot addresses under load, against the engine's own server on the equivalent query."""

import time
from collections.abc import Callable, Iterator

from benchmarks import questions
from benchmarks.report import Line, milliseconds
from benchmarks.servers import SPARQL_JSON, Load, Server, load, memory, oxigraph, service
from foedera.store import ensure

_RATE = 100
_AT_RATE = 1000
_AT_FULL_SPEED = 3000
_OF_OXIGRAPH = 300
_MATRIX = 20
#: Seconds in which a service that has just started reads ahead.
_READING = 20


def measure() -> Iterator[Line]:
    """Both addresses at a fixed rate and at full speed, the matrix, and the memory of all processes."""
    snapshot = ensure()
    asked = questions.Questions(snapshot)
    with service() as ours:
        time.sleep(_READING)
        duties = [questions.obligations(s) for s in asked.states(_AT_FULL_SPEED)]
        pairs = [questions.channels(a, b) for a, b in asked.pairs(_AT_FULL_SPEED)]
        measured = {"obligations": _both(ours, duties), "channels": _both(ours, pairs)}
        empty = load(ours, ["/healthz"] * _AT_FULL_SPEED)
        address = f"/v1/channels/matrix?purpose={questions.PURPOSE}&as_of={questions.DAY}"
        matrix = load(ours, [address] * _MATRIX, connections=1)
        held = memory(ours.pid)
    with oxigraph(snapshot.store_path) as theirs:
        reference = {
            "obligations": _query(
                theirs, lambda: [questions.obligations_query(s) for s in asked.states(_OF_OXIGRAPH)]
            ),
            "channels": _query(
                theirs, lambda: [questions.channels_query(a, b) for a, b in asked.pairs(_OF_OXIGRAPH)]
            ),
        }
    for name, (steady, full) in measured.items():
        yield from _lines(name, steady, full, reference[name])
    yield Line(
        "An empty route, full speed", f"{empty.per_second:,.0f} /s", budget="the ceiling of server and client"
    )
    yield Line("Matrix of all pairs, one at a time", milliseconds(matrix.p50), budget="≤ 150 ms")
    if held is not None:
        yield Line("Memory of all processes while serving", f"{held / 2**20:.0f} MiB", budget="≤ 1 GB")


def _both(server: Server, paths: list[str]) -> tuple[Load, Load]:
    load(server, paths[:50])
    return load(server, paths[:_AT_RATE], rate=_RATE, connections=8), load(server, paths)


def _query(server: Server, paths: Callable[[], list[str]]) -> Load:
    load(server, paths()[:20], accept=SPARQL_JSON)
    return load(server, paths(), accept=SPARQL_JSON)


def _lines(name: str, steady: Load, full: Load, reference: Load) -> Iterator[Line]:
    yield Line(f"{name}, p50 at {_RATE}/s", milliseconds(steady.p50), budget="≤ 3 ms")
    yield Line(f"{name}, p99 at {_RATE}/s", milliseconds(steady.p99), budget="≤ 25 ms")
    yield Line(
        f"{name}, full speed",
        f"{full.per_second:,.0f} /s",
        f"oxigraph server {reference.per_second:,.0f} /s",
        f"{full.per_second / reference.per_second:.1f} ×",
        "≥ 5 ×",
    )
