"""Beside the channels: schemes that bind nobody, designations, and where a request goes."""

from datetime import date
from typing import Any

import pytest

from foedera.channels import channels
from foedera.store import Snapshot


def ask(snapshot: Snapshot, a: str, b: str, day: str, purpose: str = "extradition") -> dict[str, Any]:
    return channels(snapshot, a, b, date.fromisoformat(day), purpose)


def contact(snapshot: Snapshot, a: str, b: str, treaty: str, purpose: str) -> tuple[str | None, str | None]:
    found = ask(snapshot, a, b, "2024-01-01", purpose)["channels"]
    (entry,) = [c for c in found if c["treaty"] == treaty]
    return entry["authority"], entry["language"]


@pytest.mark.parametrize(
    ("purpose", "scheme"),
    [
        ("extradition", "london-scheme"),
        ("mutual-legal-assistance", "harare-scheme"),
        ("transfer-of-sentenced-persons", "commonwealth-transfer-scheme"),
    ],
)
def test_commonwealth_members_share_a_scheme_that_binds_neither(
    snapshot: Snapshot, purpose: str, scheme: str
) -> None:
    found = ask(snapshot, "NGA", "GBR", "2024-01-01", purpose)
    (entry,) = found["schemes"]
    assert entry["treaty"] == scheme
    assert entry["binding"] is False
    assert entry["source"]
    assert scheme not in {c["treaty"] for c in found["channels"]}


@pytest.mark.parametrize(
    ("a", "b", "day", "answers"),
    [
        ("TGO", "GBR", "2022-06-24", []),
        ("TGO", "GBR", "2022-06-25", ["yes"]),
        ("MDV", "IND", "2016-10-20", ["not-known"]),
        ("MDV", "IND", "2019-01-01", []),
        ("MDV", "IND", "2020-02-01", ["yes"]),
        ("ZWE", "ZAF", "2003-12-06", ["yes"]),
        ("ZWE", "ZAF", "2003-12-07", []),
        ("GMB", "NGA", "2015-01-01", []),
        ("GMB", "NGA", "2018-02-08", ["yes"]),
        ("IRL", "GBR", "2024-01-01", []),
        ("CAN", "AUS", "1960-01-01", []),
        ("CAN", "AUS", "1966-07-01", ["not-known"]),
    ],
)
def test_a_scheme_follows_membership_on_the_day(
    snapshot: Snapshot, a: str, b: str, day: str, answers: list[str]
) -> None:
    assert [s["answer"] for s in ask(snapshot, a, b, day)["schemes"]] == answers


def test_a_scheme_changes_no_answer(snapshot: Snapshot) -> None:
    """A state whose channels are not known stays so, whatever scheme it follows."""
    found = ask(snapshot, "TUV", "SLB", "2024-01-01")
    assert found["schemes"]
    assert found["answer"] == "not-known"


@pytest.mark.parametrize(
    ("a", "b", "category", "listed"),
    [
        ("DZA", "GBR", "category 2", "current"),
        ("FRA", "GBR", "category 1", "current"),
        ("NGA", "GBR", "category 2", "on the older list"),
        ("JPN", "CAN", "schedule of the Extradition Act", "current"),
    ],
)
def test_designations_of_the_requested_state(
    snapshot: Snapshot, a: str, b: str, category: str, listed: str
) -> None:
    (entry,) = ask(snapshot, a, b, "2024-01-01")["designations"]
    assert (entry["category"], entry["listed"]) == (category, listed)
    assert entry["source"]


def test_a_designation_counts_for_requests_to_its_author_only(snapshot: Snapshot) -> None:
    assert ask(snapshot, "GBR", "DZA", "2024-01-01")["designations"] == []


def test_the_authority_notified_under_the_treaty_comes_first(snapshot: Snapshot) -> None:
    """UNTOC art. 18(13) and (14)."""
    authority, language = contact(snapshot, "MNG", "IND", "untoc", "mutual-legal-assistance")
    assert authority == "Secretary, Ministry of Home Affairs"
    assert language is not None
    assert "English" in language


def test_an_authority_for_assistance_is_none_for_extradition(snapshot: Snapshot) -> None:
    """UNTOC art. 18(13) asks for an authority for assistance only; for extradition the general one is told."""
    authority, _ = contact(snapshot, "MNG", "IND", "untoc", "extradition")
    assert authority is not None
    assert authority.startswith("Ministry of External Affairs")
    assert contact(snapshot, "MNG", "UKR", "untoc", "extradition") == (None, None)


def test_an_authority_for_one_treaty_is_none_for_another(snapshot: Snapshot) -> None:
    """The National Crime Agency takes warrants under the agreement with the Union only."""
    assert contact(snapshot, "DEU", "GBR", "eu-uk-tca", "extradition")[0] == "National Crime Agency"
    assert contact(snapshot, "NGA", "GBR", "untoc", "extradition")[0] is None
