"""What the servers are asked: states and pairs drawn from the record with a fixed seed, and the same in SPARQL."""

import random
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from foedera.register import states
from foedera.store import Snapshot

DAY: Final = "2024-01-01"
PURPOSE: Final = "extradition"
_QUERIES: Final = Path(__file__).parent / "queries"


class Questions:
    """Questions about a snapshot; the same ones in every run."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._draw = random.Random(20240101)
        self._states = [s["id"] for s in states(snapshot)["states"] if s["kind"] == "State"]

    def states(self, count: int) -> list[str]:
        """Codes of states, repeated where there are fewer."""
        return self._draw.choices(self._states, k=count)

    def pairs(self, count: int) -> list[tuple[str, str]]:
        """Pairs of two different states."""
        drawn = [self._draw.sample(self._states, 2) for _ in range(count)]
        return [(a, b) for a, b in drawn]


def obligations(state: str) -> str:
    """The address of a state's duties."""
    return f"/v1/states/{state}/obligations?as_of={DAY}"


def channels(a: str, b: str) -> str:
    """The address of a pair's channels."""
    return f"/v1/channels?requesting={a}&requested={b}&purpose={PURPOSE}&as_of={DAY}"


def obligations_query(state: str) -> str:
    """The equivalent SPARQL query, as a path of an Oxigraph server."""
    return sparql_path("/query", query("obligations").replace("$STATE", state).replace("$DAY", DAY))


def channels_query(a: str, b: str) -> str:
    """The equivalent SPARQL query, as a path of an Oxigraph server."""
    text = query("channels").replace("$PAIR", "-".join(sorted((a, b)))).replace("$REQUESTED", b)
    return sparql_path("/query", text.replace("$PURPOSE", PURPOSE).replace("$DAY", DAY))


def query(name: str) -> str:
    """The text of a query of benchmarks/queries."""
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def sparql_path(endpoint: str, text: str) -> str:
    """A query as path and query string."""
    return f"{endpoint}?{urlencode({'query': text})}"
