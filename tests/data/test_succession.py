"""Succession, continuation and territories as recorded: who came after whom, from which day."""

from tests.data.test_record import ask, record  # noqa: F401
