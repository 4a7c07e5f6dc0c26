"""Clauses on entry into force and denunciation, as the data records them, and their arithmetic."""

from dataclasses import dataclass
from datetime import date

from foedera.dates import Bounds, Unit, add, first_of_following_month

_UNITS = {"day": "days", "month": "months", "year": "years"}


@dataclass(frozen=True)
class Clause:
    """How long a treaty lets pass between an act and its effect.

    Attributes:
        pinpoint: where it stands, for the sentence (``art-17.2``).
        waits: how many units pass.
        unit: day, month or year.
        first_of_month: whether the effect waits for the first day of the following month.
        period_years: denunciations that count only at the end of each period of so many years …
        notice_months: … and must be given so many months before.
        window_opens: years after the treaty's entry into force when denunciation first opens …
        window_recurs: … then again every so many years …
        window_length: … for so many years.
    """

    pinpoint: str
    waits: int
    unit: Unit
    first_of_month: bool = False
    period_years: int | None = None
    notice_months: int | None = None
    window_opens: int | None = None
    window_recurs: int | None = None
    window_length: int = 1

    def after(self, day: date) -> date:
        """The day of effect of an act of ``day``."""
        reached = add(day, self.waits, self.unit)
        return first_of_following_month(reached) if self.first_of_month else reached

    def span(self, bounds: Bounds) -> Bounds:
        """The bounds of the effect of an act whose day lies in ``bounds``."""
        return Bounds(
            self.after(bounds.earliest) if bounds.earliest else None,
            self.after(bounds.latest) if bounds.latest else None,
        )

    def steps(self, bounds: Bounds) -> list[str]:
        """The sum in words."""
        reached = Bounds(
            *(add(d, self.waits, self.unit) if d else None for d in (bounds.earliest, bounds.latest))
        )
        where = self.pinpoint.replace("art-", "article ")
        if self.waits == 0:
            return [f"the same day ({where})"]
        unit = _UNITS[self.unit] if self.waits != 1 else self.unit
        if not self.first_of_month:
            return [f"{self.waits} {unit} later ({where}): {reached}"]
        return [
            f"{self.waits} {unit} end {reached}",
            f"first day of the following month ({where}): {self.span(bounds)}",
        ]

    def end_of_period(self, day: date, in_force_from: date) -> date:
        """The end of the running period, or of the next where the notice came too late for it."""
        years, months = self.period_years or 1, self.notice_months or 0
        end = in_force_from
        while end <= day or add(end, -months, "month") < day:
            end = add(end, years, "year")
        return end

    def window_of(self, day: date, in_force_from: date) -> tuple[date, date] | None:
        """The window (first day, first day after it) in which ``day`` lies, or None outside every window."""
        if self.window_opens is None:
            return None
        opens = add(in_force_from, self.window_opens, "year")
        while opens <= day:
            closes = add(opens, self.window_length, "year")
            if day < closes:
                return opens, closes
            if self.window_recurs is None:
                return None
            opens = add(opens, self.window_recurs, "year")
        return None
