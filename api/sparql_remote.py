"""SPARQL by an engine at another address: the same limits, as far as a client can hold an engine to them."""

import asyncio
from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool

from api.settings import Settings
from api.sparql_pool import Busy, Pool, Query, TimeUp
from api.sparql_worker import GRAPHS as GRAPH_FORMATS
from api.sparql_worker import SOLUTIONS as SOLUTION_FORMATS
from api.sparql_worker import Bounded, TooLarge, TooMany, at_most
from foedera.namespaces import PREFIXES
from foedera.store import Snapshot
from foedera.store.engine import RemoteSnapshot
from foedera.store.remote import GRAPHS, EngineError, RemoteStore, triples, with_prologue

#: An answer in JSON or N-Triples is longer than in most formats that it is given in.
_LONGER: Final = 4
_SECONDS_MORE: Final = 1.0


def pool_for(snapshot: Snapshot, settings: Settings) -> "Pool | RemotePool":
    """What answers SPARQL on a snapshot: workers on its own store, or the engine that holds its graphs."""
    if isinstance(snapshot, RemoteSnapshot):
        return RemotePool(snapshot.engine, settings)
    return Pool(snapshot.store_path, settings)


class RemotePool:
    """Asks as many queries at once as there are workers; the interface of ``Pool``.

    Args:
        store: the engine.
        settings: the limits.
    """

    #: No process of ours runs the query, so there is none to deny anything.
    network_denied = False

    def __init__(self, store: RemoteStore, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._places = asyncio.Semaphore(settings.workers)
        self._at_work = 0
        self._waiting = 0

    async def start(self) -> None:
        """Nothing: the engine runs."""

    async def stop(self) -> None:
        """Nothing: the engine goes on."""

    @property
    def at_work(self) -> int:
        """How many queries run."""
        return self._at_work

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return self._waiting

    @property
    def alive(self) -> bool:
        """Whether queries are taken."""
        return True

    async def ask(self, query: Query) -> tuple[dict[str, Any], bytes]:
        """Run a query; as ``Pool.ask``.

        Raises:
            Busy: as many queries wait as may, or this one waited as long as a query may take.
            TimeUp: the time limit was passed; the engine is told by the closed connection.
        """
        if self._places.locked() and self._waiting >= self._settings.waiting:
            raise Busy
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self._settings.seconds)
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1
        self._at_work += 1
        seconds = query.seconds or self._settings.seconds
        try:
            asked = run_in_threadpool(self._ask, query, seconds)
            return await asyncio.wait_for(asked, seconds + _SECONDS_MORE)
        except TimeoutError as error:
            raise TimeUp from error
        finally:
            self._at_work -= 1
            self._places.release()

    def _ask(self, query: Query, seconds: float) -> tuple[dict[str, Any], bytes]:
        out = Bounded(self._settings.answer_bytes)
        try:
            self._write(query, seconds, out)
            return {"outcome": "answered"}, bytes(out.content)
        except TooLarge:
            return {"outcome": "too-large"}, b""
        except TooMany:
            return {"outcome": "too-many"}, b""
        except EngineError as error:
            if error.status in (503, 504):
                raise TimeUp from error
            if error.status == 0:
                raise
            detail = error.said.partition("\n")[0] or "The engine did not answer as it should"
            return {"outcome": "syntax" if error.status == 400 else "failed", "detail": detail}, b""

    def _write(self, query: Query, seconds: float, out: Bounded) -> None:
        default, named = _dataset(query)
        text = with_prologue(query.text, PREFIXES, query.base)
        most = self._settings.answer_bytes * _LONGER
        graph = query.format in GRAPH_FORMATS
        accept = "application/n-triples, text/turtle;q=0.9" if graph else "application/sparql-results+json"
        body, media_type = self._store.ask(text, accept, default, named, seconds, most)
        if len(body) > most:
            raise TooLarge
        limit = self._settings.rows
        if graph:
            found: Iterator[ox.Triple] = at_most(triples(body, media_type), limit)
            ox.serialize(found, out, GRAPH_FORMATS[query.format], prefixes=PREFIXES)  # type: ignore[arg-type]
            return
        results = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        if isinstance(results, ox.QuerySolutions) and sum(1 for _ in results) > limit:
            raise TooMany
        results = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        results.serialize(out, SOLUTION_FORMATS[query.format])  # type: ignore[arg-type]


def _dataset(query: Query) -> tuple[list[ox.NamedNode], list[ox.NamedNode]]:
    if query.default_graphs is None and query.named_graphs is None:
        ours = list(GRAPHS) if query.union else []
        return ours, ours
    chosen = (query.default_graphs or [], query.named_graphs or [])
    # A dataset with nothing in one half is told by a graph that is none of ours.
    default, named = ([ox.NamedNode(g) for g in graphs] for graphs in chosen)
    return default or [_NONE], named or [_NONE]


_NONE: Final = ox.NamedNode("urn:x-foedera:no-graph")
