"""Each clause on entry into force and denunciation, as the record holds it, gives the day it must."""

from datetime import date
from pathlib import Path

import pytest

from foedera.calendar import Act, Instrument, effect_of, reckon
from foedera.calendar.reckon import Reckoning, read_instruments
from foedera.dates import PartialDate
from foedera.load import read_record
from foedera.namespaces import ID

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def instruments() -> dict[str, Instrument]:
    return {k.removeprefix(f"{ID}treaty/"): v for k, v in read_instruments(read_record(ROOT)).items()}


@pytest.fixture(scope="module")
def reckoning() -> Reckoning:
    return reckon(read_record(ROOT))


ENTRY = [
    pytest.param("untoc", "2003-09-24", "2003-10-24", id="untoc-art-38.2-thirtieth-day"),
    pytest.param("untoc", "2000-12-14", "2003-09-29", id="untoc-art-38.1-not-before-general-entry"),
    pytest.param("untoc-tip", "2017-07-11", "2017-08-10", id="untoc-tip-art-17.2-thirtieth-day"),
    pytest.param("cets-197", "2008-12-17", "2009-04-01", id="cets-197-art-42.4-first-of-month"),
    pytest.param("cets-197", "2013-11-26", "2014-03-01", id="cets-197-accession-first-of-month"),
    pytest.param("cets-197", "2006-05-19", "2008-02-01", id="cets-197-first-ten-get-the-general-day"),
    pytest.param("ilo-p029", "2019-09-16", "2020-09-16", id="ilo-p029-art-8.2-twelve-months"),
    pytest.param("ilo-c029", "2022-08-12", "2023-08-12", id="ilo-c029-art-28.3-twelve-months"),
    pytest.param("ilo-c182", "2001-02-28", "2002-02-28", id="ilo-c182-art-10.3-twelve-months"),
    pytest.param("cets-024", "1976-10-02", "1976-12-31", id="cets-024-art-29.3-ninety-days"),
    pytest.param("cets-030", "2000-04-04", "2000-07-03", id="cets-030-art-27.3-ninety-days"),
    pytest.param("cets-182", "2010-01-15", "2010-05-01", id="cets-182-art-30.3-first-of-month"),
    pytest.param("cets-209", "2012-11-01", "2013-03-01", id="cets-209-art-14.3-first-of-month"),
    pytest.param("uncac", "2010-01-01", "2010-01-31", id="uncac-art-68.2-thirtieth-day"),
    pytest.param("crc-opsc", "2005-01-31", "2005-02-28", id="crc-opsc-art-14.2-one-month-has-no-31-february"),
    pytest.param("iccpr", "1990-11-30", "1991-02-28", id="iccpr-art-49.2-three-months-end-of-february"),
    pytest.param("cat", "1990-01-01", "1990-01-31", id="cat-art-27.2-thirtieth-day"),
    pytest.param("refugee-1951", "1960-01-01", "1960-03-31", id="refugee-art-43.2-ninetieth-day"),
    pytest.param("slavery-1956", "1960-01-01", "1960-01-01", id="slavery-1956-art-13-same-day"),
]


@pytest.mark.parametrize(("treaty", "deposited", "expected"), ENTRY)
def test_entry_into_force(
    instruments: dict[str, Instrument], treaty: str, deposited: str, expected: str
) -> None:
    effect = effect_of(Act("consent", PartialDate.parse(deposited)), instruments[treaty])
    assert effect is not None
    assert effect.bounds.exact
    assert effect.bounds.latest == date.fromisoformat(expected)
    assert deposited in effect.steps[0]
    assert expected in " ".join(effect.steps) or expected == deposited


DENUNCIATION = [
    pytest.param("untoc", "2020-01-10", "2021-01-10", id="untoc-art-40.1-one-year"),
    pytest.param("cets-197", "2020-01-10", "2020-05-01", id="cets-197-art-46.2-first-of-month"),
    pytest.param("cets-024", "2020-08-31", "2021-02-28", id="cets-024-art-31-six-months"),
    pytest.param("ilo-c029", "2022-06-01", "2023-06-01", id="ilo-c029-art-30.1-one-year-inside-the-window"),
    pytest.param("slavery-1956", "2022-09-30", "2023-04-30", id="slavery-1956-art-14-end-of-the-period"),
    pytest.param(
        "slavery-1956", "2022-11-30", "2026-04-30", id="slavery-1956-art-14-too-late-for-this-period"
    ),
]


@pytest.mark.parametrize(("treaty", "received", "expected"), DENUNCIATION)
def test_denunciation(instruments: dict[str, Instrument], treaty: str, received: str, expected: str) -> None:
    effect = effect_of(Act("denunciation", PartialDate.parse(received)), instruments[treaty])
    assert effect is not None
    assert effect.bounds.latest == date.fromisoformat(expected)
    assert effect.finding is None


EXTENSION = [
    pytest.param("cets-197", "2015-01-20", "2015-05-01", id="cets-197-art-44.2-first-of-month"),
    pytest.param("refugee-1951", "1957-01-01", "1957-04-01", id="refugee-art-40.2-ninetieth-day"),
    pytest.param("cets-005", "1966-01-14", "1966-02-13", id="cets-005-art-56.2-thirtieth-day"),
    pytest.param("cets-114", "1990-01-20", "1990-02-01", id="cets-114-art-5.2-first-of-the-next-month"),
]


@pytest.mark.parametrize(("treaty", "told", "expected"), EXTENSION)
def test_extension_to_a_territory(
    instruments: dict[str, Instrument], treaty: str, told: str, expected: str
) -> None:
    effect = effect_of(Act("extension", PartialDate.parse(told)), instruments[treaty])
    assert effect is not None
    assert effect.bounds.exact
    assert effect.bounds.latest == date.fromisoformat(expected)


def test_an_extension_without_a_clause_waits_no_longer_than_a_consent(
    instruments: dict[str, Instrument],
) -> None:
    """VCLT art. 29: the Convention has no territorial clause, so the day lies between notice and thirty days."""
    effect = effect_of(Act("extension", PartialDate.parse("2007-01-18")), instruments["untoc"])
    assert effect is not None
    assert effect.bounds.earliest == date(2007, 1, 18)
    assert effect.bounds.latest == date(2007, 2, 17)


def test_an_arrangement_between_two_counts_by_its_own_terms(instruments: dict[str, Instrument]) -> None:
    """CETS 24 art. 27(4) says nothing of the day."""
    effect = effect_of(Act("extension", PartialDate.parse("1994-11-24")), instruments["cets-024"])
    assert effect is not None
    assert effect.bounds.earliest == date(1994, 11, 24)
    assert effect.bounds.latest is None


def test_a_state_cannot_have_consented_before_its_first_day(instruments: dict[str, Instrument]) -> None:
    act = Act("consent", seen_by=date(2022, 3, 31), exists_from=date(1993, 1, 1))
    effect = effect_of(act, instruments["cets-024"])
    assert effect is not None
    assert effect.bounds.earliest == date(1993, 1, 1)


def test_a_denunciation_outside_the_window_is_a_finding(instruments: dict[str, Instrument]) -> None:
    effect = effect_of(Act("denunciation", PartialDate.parse("2024-01-10")), instruments["ilo-c029"])
    assert effect is not None
    assert effect.finding is not None


@pytest.mark.parametrize(
    ("day", "inside"),
    [("2022-05-01", True), ("2023-04-30", True), ("2023-05-01", False), ("2027-05-01", True)],
)
def test_windows_of_the_forced_labour_convention(
    instruments: dict[str, Instrument], day: str, inside: bool
) -> None:
    instrument = instruments["ilo-c029"]
    assert instrument.denunciation is not None
    assert instrument.in_force_from is not None
    found = instrument.denunciation.window_of(date.fromisoformat(day), instrument.in_force_from)
    assert (found is not None) is inside


def test_a_year_gives_bounds_and_no_day(instruments: dict[str, Instrument]) -> None:
    effect = effect_of(Act("consent", PartialDate.parse("2005")), instruments["untoc"])
    assert effect is not None
    assert effect.bounds.earliest == date(2005, 1, 31)
    assert effect.bounds.latest == date(2006, 1, 30)


def test_a_name_in_a_list_bounds_the_day(instruments: dict[str, Instrument]) -> None:
    effect = effect_of(Act("consent", seen_by=date(2022, 3, 31)), instruments["cets-024"])
    assert effect is not None
    assert effect.bounds.earliest == date(1960, 4, 18)
    assert effect.bounds.latest == date(2022, 3, 31)


def test_succession_reaches_back_to_independence(instruments: dict[str, Instrument]) -> None:
    act = Act("succession", PartialDate.parse("2006-10-23"), exists_from=date(2006, 6, 3))
    effect = effect_of(act, instruments["untoc"])
    assert effect is not None
    assert effect.bounds.exact
    assert effect.bounds.latest == date(2006, 6, 3)


def test_succession_without_a_recorded_day_stays_between_bounds(instruments: dict[str, Instrument]) -> None:
    effect = effect_of(Act("succession", PartialDate.parse("2006-10-23")), instruments["untoc"])
    assert effect is not None
    assert not effect.bounds.exact
    assert effect.bounds.latest == date(2006, 10, 23)


def test_an_instrument_not_in_force_has_no_effect(instruments: dict[str, Instrument]) -> None:
    assert effect_of(Act("consent", PartialDate.parse("2025-12-01")), instruments["cybercrime-2024"]) is None


def test_the_published_day_governs_and_a_difference_is_found(reckoning: Reckoning) -> None:
    found = {f.act: f.sentence for f in reckoning.findings}
    assert "clause gives 1976-12-31" in found["act/cets-024/DEU/ratification"]
    assert "clause gives 2011-12-28" in found["act/cets-024/KOR/accession"]


def test_nearly_every_published_day_is_reproduced(reckoning: Reckoning) -> None:
    assert reckoning.compared > 500
    assert len(reckoning.findings) < reckoning.compared / 10
