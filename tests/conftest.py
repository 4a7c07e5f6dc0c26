"""One snapshot of the real record for all tests, built once."""

import os
import subprocess
import sys
from functools import lru_cache
from typing import Any, Final

import pytest
from rdflib.plugins.sparql import prepareQuery, processor

from foedera.store import Snapshot, ensure

# Where tests run in several processes each is told the width of the terminal; tables here are as in a pipe.
os.environ.pop("COLUMNS", None)

_BUILDING: Final = pytest.StashKey["subprocess.Popen[bytes]"]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where tests run in several processes, the snapshot is built beside those that need none."""
    if getattr(session.config.option, "numprocesses", None) and not hasattr(session.config, "workerinput"):
        words = [sys.executable, "-c", "from foedera.store import ensure; ensure()"]
        session.config.stash[_BUILDING] = subprocess.Popen(words, cwd=session.config.rootpath)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """No test is left that needs the snapshot."""
    if building := session.config.stash.get(_BUILDING, None):
        building.terminate()
        building.wait()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that need no snapshot come first: it is built meanwhile."""
    items.sort(key=lambda item: "snapshot" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The snapshot of the record as it stands; built first where there is none."""
    return ensure(print)


@pytest.fixture
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """pySHACL hands rdflib the text of a rule or constraint anew for each focus node; here rdflib parses each text once."""
    prepared = lru_cache(maxsize=1024)(lambda text, names: prepareQuery(text, initNs=dict(names)))
    answer = processor.SPARQLProcessor.query

    def query(self: Any, asked: Any, initBindings: Any = None, initNs: Any = None, **rest: Any) -> Any:  # noqa: N803
        ready = prepared(asked, tuple((initNs or {}).items())) if isinstance(asked, str) else asked
        return answer(self, ready, initBindings, initNs, **rest)

    monkeypatch.setattr(processor.SPARQLProcessor, "query", query)
