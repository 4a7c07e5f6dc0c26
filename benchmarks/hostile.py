"""What strangers can do to the service: floods of endless queries, malformed requests, and kill -9."""

import shutil
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks import crashes, malformed, questions
from benchmarks.report import Line, milliseconds
from benchmarks.servers import Server, load, service
from foedera.store import ensure, house

#: A cross join that takes no memory and no end.
BOMB: Final = (
    f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}' for i in range(12))} }}"
)
_ATTACKERS: Final = 24
_RATE: Final = 20
_ASKED: Final = 300
_MALFORMED: Final = 10_000
_KILLS: Final = 100


def measure() -> Iterator[Line]:
    """Latency under a flood, answers to malformed requests, and what is left after a hundred kills."""
    snapshot = ensure()
    asked = questions.Questions(snapshot)
    addresses = {
        "obligations": [questions.obligations(s) for s in asked.states(_ASKED)],
        "channels": [questions.channels(a, b) for a, b in asked.pairs(_ASKED)],
    }
    with service() as ours:
        for name, paths in addresses.items():
            calm = load(ours, paths, rate=_RATE, connections=8)
            with flood(ours) as refused:
                under = load(ours, paths, rate=_RATE, connections=8)
            yield Line(
                f"{name}, p99 at {_RATE}/s under a flood",
                milliseconds(under.p99),
                f"calm {milliseconds(calm.p99)}",
                f"bombs: {dict(refused)}",
                "≤ 200 ms",
            )
        paths = list(_paths(ours))
        told = malformed.statuses(ours.port, malformed.requests(paths, seed=7), _MALFORMED)
        yield Line(f"{_MALFORMED:,} malformed requests", f"{dict(sorted(told.items()))}", budget="no 500")
    with tempfile.TemporaryDirectory() as place:
        root, home = writing_record(Path(place)), Path(place) / "home"
        left = Counter(crashes.building(root, home, _KILLS, True))
        killed = Counter(crashes.serving(root, home, _KILLS, BOMB))
    yield Line(f"{_KILLS} × kill -9 while building", f"{dict(left)}", budget="whole or none, never half")
    yield Line(
        f"{_KILLS} × kill -9 while serving",
        f"{dict(killed)}",
        budget="every next start serves; no worker is left",
    )


@contextmanager
def flood(server: Server, attackers: int = _ATTACKERS) -> Iterator[Counter[int]]:
    """Bombs on all SPARQL workers as long as it is open; counts what they are answered, by status."""
    stop, counted = threading.Event(), Counter[int]()
    url = f"http://127.0.0.1:{server.port}/sparql?{urllib.parse.urlencode({'query': BOMB})}"

    def attack() -> None:
        while not stop.is_set():
            try:
                urllib.request.urlopen(url, timeout=60).read()
                counted[200] += 1
            except urllib.error.HTTPError as error:
                counted[error.code] += 1
                stop.wait(0.2)  # a flood, not a measurement of how fast 503 is told
            except OSError:
                counted[0] += 1

    threads = [threading.Thread(target=attack, daemon=True) for _ in range(attackers)]
    for thread in threads:
        thread.start()
    try:
        yield counted
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=60)


def writing_record(place: Path) -> Path:
    """A record of the vocabulary, the rules and the states: enough to be written, and soon."""
    root, (real, _) = place / "record", house()
    for room in ("ontology", "rules"):
        shutil.copytree(real / room, root / room)
    (root / "data").mkdir()
    shutil.copy(real / "data" / "states.ttl", root / "data")
    return root


def _paths(server: Server) -> Iterator[str]:
    import json

    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/openapi.json", timeout=10) as answer:
        yield from json.load(answer)["paths"]
