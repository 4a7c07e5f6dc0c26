"""Succession, continuation and territories as recorded: who came after whom, from which day."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from foedera.calendar.reckon import reckon
from tests.data.test_record import ask, record  # noqa: F401
