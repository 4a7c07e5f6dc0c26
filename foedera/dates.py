"""Dates as treaties count them, and dates of which only the year or the month is known.

Month arithmetic: the day of the same number in the month reached, or its last day where it has none
(31 January + 3 months is 30 April). Day arithmetic: the calendar day reached by adding the days, so
"the thirtieth day after the date of deposit" is the deposit + 30 days.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, Self

from foedera.errors import BadInput

Unit = Literal["day", "month", "year"]

_PARTIAL: Final = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date of which the month or the day may not be known; nothing is invented.

    Attributes:
        year: the year.
        month: 1 to 12, or None where only the year is known.
        day: the day, or None where only the month is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    @lru_cache(maxsize=65536)
    def parse(cls, text: str) -> Self:
        """Read ``2005``, ``2005-05`` or ``2005-05-16``.

        Raises:
            ValueError: another form, or no day of the calendar.
        """
        match = _PARTIAL.match(text)
        if match is None:
            raise ValueError(f"'{text}' is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD.")
        found = cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
        found.earliest()
        return found

    def earliest(self) -> date:
        """The first day it may be (inclusive)."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it may be (inclusive)."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    def __str__(self) -> str:
        return "-".join(f"{p:02d}" for p in (self.year, self.month, self.day) if p is not None)


@dataclass(frozen=True)
class Bounds:
    """A day known to lie between two days, both inclusive; None where that side is not known."""

    earliest: date | None
    latest: date | None

    @classmethod
    def of(cls, day: PartialDate) -> Self:
        """The bounds of a partial date."""
        return cls(day.earliest(), day.latest())

    @property
    def exact(self) -> bool:
        """Whether both bounds are the same day."""
        return self.earliest is not None and self.earliest == self.latest

    def not_before(self, day: date | None) -> "Bounds":
        """The bounds of the later of this day and ``day``."""
        if day is None:
            return self
        return Bounds(_later(self.earliest, day), _later(self.latest, day) if self.latest else None)

    def __str__(self) -> str:
        if self.exact:
            return str(self.earliest)
        if self.earliest is None:
            return f"{self.latest} at the latest" if self.latest else "a day not known"
        return f"between {self.earliest} and {self.latest}" if self.latest else f"not before {self.earliest}"


def _later(first: date | None, second: date) -> date:
    return second if first is None or second > first else first


def add(day: date, count: int, unit: Unit) -> date:
    """``day`` plus ``count`` units (see the module's policy on months)."""
    if unit == "day":
        return day + timedelta(days=count)
    months = day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def first_of_following_month(day: date) -> date:
    """The first day of the month that follows the month of ``day``."""
    return add(day.replace(day=1), 1, "month")


def parse_date(text: str, parameter: str) -> date:
    """An exact day from ``YYYY-MM-DD``.

    Raises:
        BadInput: another form, or no day of the calendar; names ``parameter``.
    """
    try:
        found = PartialDate.parse(text)
    except ValueError:
        found = None
    if found is None or not found.exact or found.year > 9998:
        raise BadInput(parameter, text, "Use a calendar day as YYYY-MM-DD, for example 2014-05-03.")
    return found.earliest()
