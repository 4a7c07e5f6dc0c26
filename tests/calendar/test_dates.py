"""Properties of partial dates, months and half-open intervals."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.calendar import Clause
from foedera.dates import Bounds, PartialDate, add, first_of_following_month, parse_date
from foedera.errors import BadInput
from foedera.holding import NO, NOT_KNOWN, YES, holds

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
CLAUSES = st.builds(
    Clause,
    st.just("art-1"),
    st.integers(0, 400),
    st.sampled_from(["day", "month", "year"]),
    st.booleans(),
).filter(lambda c: c.unit != "year" or c.waits < 50)


@given(DAYS, st.integers(0, 60))
def test_months_never_run_into_the_next_month(day: date, months: int) -> None:
    reached = add(day, months, "month")
    assert (reached.year * 12 + reached.month) - (day.year * 12 + day.month) == months
    assert reached.day == min(day.day, calendar.monthrange(reached.year, reached.month)[1])


@given(DAYS, DAYS, CLAUSES)
def test_a_later_deposit_never_takes_effect_sooner(one: date, other: date, clause: Clause) -> None:
    first, second = sorted((one, other))
    assert clause.after(first) <= clause.after(second)


@given(DAYS, CLAUSES)
def test_bounds_of_a_month_hold_the_effect_of_each_of_its_days(day: date, clause: Clause) -> None:
    bounds = clause.span(Bounds.of(PartialDate(day.year, day.month)))
    assert bounds.earliest is not None
    assert bounds.latest is not None
    assert bounds.earliest <= clause.after(day) <= bounds.latest


@given(DAYS)
def test_first_of_the_following_month_is_the_nearest_first(day: date) -> None:
    first = first_of_following_month(day)
    assert first.day == 1
    assert timedelta(0) < first - day <= timedelta(31)


@given(DAYS, st.integers(1, 400), DAYS)
def test_intervals_are_half_open(start: date, length: int, day: date) -> None:
    end = start + timedelta(length)
    row = {"fro": start.isoformat(), "til": end.isoformat(), "pfro": None, "ptil": None}
    assert (holds(row, day.isoformat()) == YES) is (start <= day < end)
    assert holds(row, end.isoformat()) == NO
    assert holds(row, start.isoformat()) == YES


@given(DAYS, st.integers(1, 400))
def test_between_bounds_the_answer_is_not_known(start: date, length: int) -> None:
    earliest = start - timedelta(length)
    row = {"fro": start.isoformat(), "til": None, "pfro": earliest.isoformat(), "ptil": None}
    assert holds(row, earliest.isoformat()) == NOT_KNOWN
    assert holds(row, (earliest - timedelta(1)).isoformat()) == NO
    assert holds(row, start.isoformat()) == YES


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_reads_back(day: date) -> None:
    assert PartialDate.parse(day.isoformat()).earliest() == day
    assert str(PartialDate.parse(day.isoformat())) == day.isoformat()


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023-13-01", "2023", "yesterday", "2023-1-1", "9999-01-01", ""]
)
def test_a_bad_day_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(BadInput, match="YYYY-MM-DD"):
        parse_date(text, "as_of")
