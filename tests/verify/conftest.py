"""The record read by the checker, once."""

from pathlib import Path

import pytest

from foedera.verify import Law, Record


@pytest.fixture(scope="session")
def law() -> Law:
    """The record and its rules, as the checker reads them."""
    return Law(Record(Path(__file__).parents[2]))
