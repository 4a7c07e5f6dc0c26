"""Our SPARQL endpoint against the engine's own server: the same data, the same queries, one at a time."""

from collections.abc import Iterator

from benchmarks import questions
from benchmarks.report import Line, milliseconds
from benchmarks.servers import SPARQL_JSON, Server, load, oxigraph, service
from foedera.store import ensure

_TIMES = 5
_QUERIES = ("count-by-class", "acts-of-a-decade", "duties-by-treaty", "one-party")


def measure() -> Iterator[Line]:
    """The median of each query on both servers."""
    snapshot = ensure()
    state = questions.Questions(snapshot).states(1)[0]
    texts = {name: questions.query(name) for name in _QUERIES}
    texts["obligations"] = (
        questions.query("obligations").replace("$STATE", state).replace("$DAY", questions.DAY)
    )
    with service() as ours:
        own = {name: _median(ours, "/sparql", text) for name, text in texts.items()}
    with oxigraph(snapshot.store_path) as theirs:
        other = {name: _median(theirs, "/query", text) for name, text in texts.items()}
    for name in texts:
        yield Line(
            name,
            milliseconds(own[name]),
            f"oxigraph server {milliseconds(other[name])}",
            f"{own[name] / other[name]:.2f} ×, {(own[name] - other[name]) * 1000:+.1f} ms",
            "≤ 1.5 × + 10 ms",
        )


def _median(server: Server, endpoint: str, text: str) -> float:
    path = questions.sparql_path(endpoint, text)
    load(server, [path] * 2, connections=1, accept=SPARQL_JSON)
    return load(server, [path] * _TIMES, connections=1, accept=SPARQL_JSON).p50
