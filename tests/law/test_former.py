"""What was in force between two states before: told beside the channels."""

from datetime import date
from typing import Any

import pytest

from foedera.channels import channels
from foedera.store import Snapshot


def ask(snapshot: Snapshot, a: str, b: str, day: str) -> dict[str, Any]:
    return channels(snapshot, a, b, date.fromisoformat(day), "extradition")


@pytest.mark.parametrize(
    ("requested", "day", "treaty", "status", "until"),
    [
        ("USA", "2021-01-01", "usa-ext-hkg-1996-12-20", "suspended", "2020-08-19"),  # VCLT 72: in being still
        ("USA", "2020-07-01", None, None, None),
    ],
)
def test_what_is_suspended_is_told_beside_the_channels(
    snapshot: Snapshot, requested: str, day: str, treaty: str | None, status: str | None, until: str | None
) -> None:
    told = [(f["treaty"], f["status"], f["until"]) for f in ask(snapshot, "HKG", requested, day)["former"]]
    assert told == ([(treaty, status, until)] if treaty else [])


def test_the_arrest_warrant_is_no_longer_in_force_after_the_united_kingdom_left(snapshot: Snapshot) -> None:
    """Withdrawal Agreement arts. 126-127: Union law applied to it until the end of 2020."""
    told = {f["treaty"]: f for f in ask(snapshot, "ESP", "GBR", "2021-02-01")["former"]}
    assert (told["eu-eaw"]["status"], told["eu-eaw"]["until"]) == ("former", "2021-01-01")
    assert "eu-eaw" not in {f["treaty"] for f in ask(snapshot, "ESP", "GBR", "2020-06-01")["former"]}
