"""Through which channel: the pairs every practitioner knows."""

from datetime import date
from typing import Any

import pytest

from foedera.channels import channels
from foedera.errors import BadInput, UnknownThing
from foedera.store import Snapshot


def ask(
    snapshot: Snapshot, a: str, b: str, day: str, purpose: str = "extradition"
) -> dict[str, dict[str, Any]]:
    found = channels(snapshot, a, b, date.fromisoformat(day), purpose)
    return {c["treaty"]: c for c in found["channels"]}


def test_eaw_displaces_the_1957_convention_between_members(snapshot: Snapshot) -> None:
    found = ask(snapshot, "ITA", "POL", "2024-01-01")
    assert found["eu-eaw"]["status"] == "available"
    assert found["cets-024"]["status"] == "displaced"
    assert found["cets-024"]["displaced_by"]["pinpoint"] == "eu-eaw/art-31.1"
    assert found["eu-eaw"]["from"] == "2004-05-01"


def test_before_accession_the_1957_convention_stands(snapshot: Snapshot) -> None:
    found = ask(snapshot, "ITA", "POL", "2004-04-30")
    assert found["cets-024"]["status"] == "available"
    assert "eu-eaw" not in found


@pytest.mark.parametrize("requested", ["ALB", "TUR"])
def test_1957_convention_with_states_outside_the_union(snapshot: Snapshot, requested: str) -> None:
    assert ask(snapshot, "ITA", requested, "2024-01-01")["cets-024"]["status"] == "available"


def test_a_party_whose_day_is_not_recorded_has_no_invented_day(snapshot: Snapshot) -> None:
    purpose = "mutual-legal-assistance"
    found = ask(snapshot, "MEX", "URY", "2024-01-01", purpose)["oas-a55"]
    assert found["from"] is None
    assert found["from_between"]["latest"] is not None
    assert ask(snapshot, "MEX", "URY", "2012-01-01", purpose)["oas-a55"]["status"] == "unknown"


def test_untoc_16_where_no_other_treaty_is_recorded(snapshot: Snapshot) -> None:
    found = ask(snapshot, "JPN", "NGA", "2024-01-01")
    assert found["untoc"]["provision"] == "art-16"
    assert found["untoc"]["status"] in ("available", "conditional")
    assert found["untoc"]["offences"][0]["answer"] == "yes"


def test_leaving_the_union_ends_the_eaw_after_the_transition(snapshot: Snapshot) -> None:
    assert ask(snapshot, "DEU", "GBR", "2019-05-01")["eu-eaw"]["status"] == "available"
    assert ask(snapshot, "DEU", "GBR", "2020-12-31")["eu-eaw"]["status"] == "available"
    assert "eu-eaw" not in ask(snapshot, "DEU", "GBR", "2021-02-01")


def test_without_any_recorded_path_the_answer_is_not_known(snapshot: Snapshot) -> None:
    found = channels(snapshot, "USA", "IRN", date(2024, 1, 1), "extradition")
    assert found["answer"] == "not-known"
    assert found["not_known"]


def test_assistance_under_cets_30_and_untoc_18(snapshot: Snapshot) -> None:
    found = ask(snapshot, "CHE", "NOR", "2024-01-01", "mutual-legal-assistance")
    assert found["cets-030"]["status"] == "available"
    assert found["untoc"]["provision"] == "art-18"


def test_a_state_and_itself(snapshot: Snapshot) -> None:
    with pytest.raises(BadInput, match="two different states"):
        channels(snapshot, "ITA", "ITA", date(2024, 1, 1))


def test_unknown_state_names_near_ones(snapshot: Snapshot) -> None:
    with pytest.raises(UnknownThing, match="alpha-3"):
        channels(snapshot, "ITX", "ITA", date(2024, 1, 1))
