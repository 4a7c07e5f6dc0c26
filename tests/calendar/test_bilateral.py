"""The days of a bilateral treaty, from what its sources tell."""

from datetime import date

import pytest

from foedera.calendar.bilateral import Told, days_of
from foedera.dates import Bounds, PartialDate


def told(**values: str) -> Told:
    dates = {k: PartialDate.parse(v) for k, v in values.items()}
    return Told(**dates)  # type: ignore[arg-type]


def on(text: str) -> date:
    return date.fromisoformat(text)


def test_the_day_of_entry_into_force_governs_and_the_treaty_goes_on() -> None:
    """VCLT arts. 24(1) and 42(2)."""
    days = days_of(told(signed="1978-05-04", in_force_from="1980-01-25"))
    assert days is not None
    assert (days.first, days.shown_until) == (Bounds(on("1980-01-25"), on("1980-01-25")), None)


def test_a_month_of_entry_into_force_gives_bounds() -> None:
    days = days_of(told(in_force_from="2006-07"))
    assert days is not None
    assert days.first == Bounds(on("2006-07-01"), on("2006-07-31"))


def test_the_agreed_day_of_application_comes_before_the_entry_into_force() -> None:
    """VCLT art. 28."""
    days = days_of(told(signed="1988-06-06", applies_from="1960-08-07"))
    assert days is not None
    assert days.first == Bounds(on("1960-08-07"), on("1960-08-07"))


@pytest.mark.parametrize(
    ("listed", "latest", "until"),
    [
        (["2021-02-26"], "2021-02-26", "2021-02-27"),
        (["2011-03-03", "2012-03-07"], "2011-03-03", "2012-03-08"),
        (["2015"], "2015-12-31", "2015-01-02"),
        (["2012-03-07", "2015"], "2012-03-07", "2015-01-02"),
    ],
)
def test_a_listed_treaty_is_in_force_by_the_first_list_and_shown_to_the_last(
    listed: list[str], latest: str, until: str
) -> None:
    days = days_of(Told(signed=PartialDate.parse("1999"), listed=tuple(PartialDate.parse(d) for d in listed)))
    assert days is not None
    assert days.first == Bounds(on("1999-01-01"), on(latest))
    assert days.shown_until == on(until)


def test_where_the_end_is_unknown_the_beginning_alone_is_shown() -> None:
    days = days_of(Told(in_force_from=PartialDate.parse("1872-06-11"), end_unknown=True))
    assert days is not None
    assert days.shown_until == on("1872-06-12")


def test_no_treaty_binds_before_both_are_states() -> None:
    """VCSSRT 1978 art. 2(1)(e)."""
    days = days_of(Told(in_force_from=PartialDate.parse("1935-06-24"), exists_from=on("1963-12-12")))
    assert days is not None
    assert days.first == Bounds(on("1963-12-12"), on("1963-12-12"))
    assert "1963-12-12" in days.steps[-1]


@pytest.mark.parametrize("nothing", [Told(), told(signed="1961-11-15")])
def test_a_treaty_of_which_only_the_signature_is_told_has_no_days(nothing: Told) -> None:
    assert days_of(nothing) is None


def test_a_treaty_that_never_entered_into_force_has_no_days() -> None:
    assert days_of(Told(signed=PartialDate.parse("2017-05-04"), not_in_force=True)) is None
