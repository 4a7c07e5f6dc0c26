"""One snapshot of the real record for all tests, built once."""

import pytest

from foedera.store import Snapshot, ensure


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The snapshot of the record as it stands; built first where there is none."""
    return ensure(print)
