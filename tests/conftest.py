"""One snapshot of the real record for all tests, built once."""

import os
from functools import lru_cache
from typing import Any

import pytest
from rdflib.plugins.sparql import prepareQuery, processor

from foedera.store import Snapshot, ensure

# Where tests run in several processes each is told the width of the terminal; tables here are as in a pipe.
os.environ.pop("COLUMNS", None)


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
