"""Yes, no, not known: a "no" needs proof."""

from datetime import date

from foedera.obligations import obligations
from foedera.register import parties
from foedera.store import Snapshot


def test_unlisted_under_an_incomplete_list_is_not_known(snapshot: Snapshot) -> None:
    found = obligations(snapshot, "PRK", date(2024, 1, 1), treaty="uncac")
    assert found["answer"] == "not-known"
    assert found["not_known"][0]["treaty"] == "uncac"


def test_where_only_the_year_is_known_the_first_day_is_told_between_bounds(snapshot: Snapshot) -> None:
    found = obligations(snapshot, "ITA", date(2010, 1, 1), treaty="ilo-c143")
    assert found["answer"] == "yes"
    first = found["obligations"][0]
    assert first["from"] is None
    assert first["from_between"] == {"earliest": "1982-01-01", "latest": "1982-12-31"}


def test_before_the_instrument_is_in_force_nobody_is_bound(snapshot: Snapshot) -> None:
    found = obligations(snapshot, "PRK", date(2000, 1, 1), treaty="untoc")
    assert found["answer"] == "no"


def test_a_state_that_consented_but_is_not_yet_bound_is_contracting(snapshot: Snapshot) -> None:
    listed = {p["state"]["id"]: p for p in parties(snapshot, "untoc-tip", date(2017, 8, 1))["parties"]}
    assert listed["JPN"]["status"] == "contracting"
    assert listed["ITA"]["status"] == "party"
    later = {p["state"]["id"]: p for p in parties(snapshot, "untoc-tip", date(2017, 8, 10))["parties"]}
    assert later["JPN"]["status"] == "party"
