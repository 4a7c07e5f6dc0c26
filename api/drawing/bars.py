"""Bars on a line of years: since when, until when, and between which days where that is not known exactly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Final

#: Width of the drawing; the page stretches it.
WIDTH: Final = 1000
_STEPS: Final = (5, 10, 20, 25, 50)
_MOST_MARKS: Final = 8


@dataclass(frozen=True)
class Segment:
    """A stretch of a bar: from ``x``, ``width`` wide; ``kind`` is proven, possible or another word for its look."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True)
class Scale:
    """A line of years.

    Attributes:
        first: its first year.
        last: the year at which it ends.
    """

    first: int
    last: int

    @classmethod
    def around(cls, rows: Iterable[Mapping[str, Any]], asked: date) -> "Scale":
        """From the decade of the earliest day, 1950 at the latest, to the end of this decade or that of the day asked."""
        years = [int(d[:4]) for row in rows for d in _days(row) if d]
        last = max(asked.year, datetime.now(UTC).year)
        return cls(min([1950, asked.year, *years]) // 10 * 10, (last // 10 + 1) * 10)

    def x(self, day: str) -> float:
        """Where a day lies, within the drawing."""
        when = date.fromisoformat(day) if len(day) == 10 else date(int(day[:4]), int(day[5:7] or 1), 1)
        year = when.year + (when.timetuple().tm_yday - 1) / 365.25
        share = (year - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 1.0) * WIDTH, 1)

    @cached_property
    def marks(self) -> list[tuple[int, float]]:
        """Years to write at the line, with their places."""
        span = self.last - self.first
        step = next((s for s in _STEPS if span / s <= _MOST_MARKS), 100)
        years = range(-(-self.first // step) * step, self.last, step)
        return [(year, self.x(f"{year:04}-01-01")) for year in years]

    def segments(self, row: Mapping[str, Any]) -> list[Segment]:
        """The bar of one row with an interval as answers show it (``from``, ``until``, ``from_between`` …)."""
        start, end = row.get("from_between") or {}, row.get("until_between") or {}
        sure_from = self._at(row.get("from") or start.get("latest"), None)
        first = self._at(row.get("from") or start.get("earliest"), 0.0)
        last = self._at(row.get("until") or end.get("latest"), float(WIDTH))
        sure_to = self._at(row.get("until") or end.get("earliest"), last)
        if sure_from is None or sure_to is None or sure_from >= sure_to:
            return _drawn((first, last, "possible"))
        return _drawn(
            (first, sure_from, "possible"), (sure_from, sure_to, "proven"), (sure_to, last, "possible")
        )

    def _at(self, day: str | None, otherwise: float | None) -> float | None:
        return self.x(day) if day else otherwise


def _drawn(*parts: tuple[float | None, float | None, str]) -> list[Segment]:
    return [
        Segment(a, round(max(b - a, 2.0), 1), kind)
        for a, b, kind in parts
        if a is not None and b is not None and b > a
    ]


def _days(row: Mapping[str, Any]) -> list[str | None]:
    start, end = row.get("from_between") or {}, row.get("until_between") or {}
    return [row.get("from"), row.get("until"), *start.values(), *end.values()]
