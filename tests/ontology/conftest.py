"""Where the ontology and the record lie, for the tests of this room."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def ontology() -> list[Path]:
    return sorted((ROOT / "ontology").glob("*.ttl"))


@pytest.fixture(scope="session")
def instruments() -> Path:
    return ROOT / "data" / "treaties.ttl"


@pytest.fixture(scope="session")
def here() -> Path:
    return Path(__file__).parent
