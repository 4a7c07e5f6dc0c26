"""The service over the real record, answering on a real socket."""

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from pyoxigraph import Quad, Store

from api.app import create_app
from api.settings import Settings
from foedera.store import Snapshot

Serving = Callable[[Settings], AbstractContextManager[httpx.Client]]


@contextmanager
def served(snapshot: Snapshot, settings: Settings) -> Iterator[httpx.Client]:
    """A client of a service with these limits."""
    quiet = replace(settings, log="off")
    config = uvicorn.Config(create_app(lambda: snapshot, quiet), port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the service did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def small(snapshot: Snapshot, directory: Path, quads: Iterable[Quad]) -> Snapshot:
    """A snapshot with these graphs, and the answer tables of another."""
    for name in ("meta.json", "answers.sqlite"):
        shutil.copy(snapshot.directory / name, directory / name)
    store = Store(str(directory / "store"))
    store.bulk_extend(quads)
    store.flush()
    del store
    return Snapshot(directory)


@pytest.fixture(scope="session")
def client(snapshot: Snapshot) -> Iterator[httpx.Client]:
    """A client of the service with its default limits."""
    with served(snapshot, Settings()) as found:
        yield found


@pytest.fixture(scope="session")
def serving(snapshot: Snapshot) -> Serving:
    """Starts a service with limits of one's own."""
    return lambda settings: served(snapshot, settings)


@pytest.fixture(scope="session")
def get(client: httpx.Client) -> Callable[..., Any]:
    """The JSON of an address that must answer."""

    def answer(address: str, **parameters: str) -> Any:
        response = client.get(address, params=parameters or None)
        assert response.status_code == 200, response.text
        return response.json()

    return answer


class Listener:
    """A server on this machine that counts who calls."""

    def __init__(self) -> None:
        import socket

        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sparql"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener that nothing should ever reach."""
    found = Listener()
    yield found
    found.close()
