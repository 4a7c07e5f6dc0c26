"""What protocols and amending acts change of what a state owes; obligations asked by theme."""

from datetime import date
from typing import Any

import pytest

from foedera.channels import channels
from foedera.errors import BadInput
from foedera.obligations import obligations
from foedera.store import Snapshot


def owed(snapshot: Snapshot, state: str, day: str, treaty: str, **asked: Any) -> dict[str, dict[str, Any]]:
    found = obligations(snapshot, state, date.fromisoformat(day), treaty=treaty, **asked)
    return {d["norm"].removeprefix(f"norm/{treaty}/"): d for d in found["obligations"]}


def test_third_state_judgment_bars_extradition_only_under_the_first_protocol(snapshot: Snapshot) -> None:
    """ETS 86 art. 2: Poland accepted it, Germany did not sign it in."""
    assert owed(snapshot, "POL", "2024-01-01", "cets-024")["art-9.2"]["layer"] == "cets-086/chapter-ii"
    assert "art-9.2" not in owed(snapshot, "FRA", "2024-01-01", "cets-024")
    assert "art-9.s1" in owed(snapshot, "FRA", "2024-01-01", "cets-024")


def test_a_chapter_not_accepted_leaves_its_norm_excluded(snapshot: Snapshot) -> None:
    """Luxembourg, declaration under ETS 86 art. 6(1)."""
    duty = owed(snapshot, "LUX", "2024-01-01", "cets-024")["art-9.2"]
    assert duty["effect"] == "excluded"
    assert [r["id"] for r in duty["reservations"]] == ["statement/cets-086/LUX/1"]


def test_toward_one_who_accepted_it_too_the_later_text_holds_alone(snapshot: Snapshot) -> None:
    """VCLT art. 30(4): lapse of time between Switzerland and Austria, and between Switzerland and Norway."""
    assert "art-10" in owed(snapshot, "CHE", "2024-01-01", "cets-024")
    assert "art-10" not in owed(snapshot, "CHE", "2024-01-01", "cets-024", toward="AUT")
    assert "art-1~10.1" in owed(snapshot, "CHE", "2024-01-01", "cets-212", toward="AUT")
    assert "art-10" in owed(snapshot, "CHE", "2024-01-01", "cets-024", toward="NOR")
    assert "art-1~10.1" not in owed(snapshot, "CHE", "2024-01-01", "cets-212", toward="NOR")


def test_what_a_protocol_added_is_not_owed_toward_one_outside_it(snapshot: Snapshot) -> None:
    """ETS 86 art. 2, VCLT art. 40(4)(b)."""
    assert "art-9.2" in owed(snapshot, "POL", "2024-01-01", "cets-024", toward="NLD")
    assert "art-9.2" not in owed(snapshot, "POL", "2024-01-01", "cets-024", toward="FRA")


def test_use_of_victims_services_is_a_crime_from_the_day_of_transposition(snapshot: Snapshot) -> None:
    """Directive (EU) 2024/1712: article 18(4) goes with its entry into force, article 18a is owed later."""
    assert {"art-18.4", "art-18a"} & set(owed(snapshot, "FRA", "2015-01-01", "eu-thb-2011")) == {"art-18.4"}
    assert {"art-18.4", "art-18a"} & set(owed(snapshot, "FRA", "2025-01-01", "eu-thb-2011")) == set()
    later = owed(snapshot, "FRA", "2026-08-01", "eu-thb-2011")
    assert {"art-18.4", "art-18a"} & set(later) == {"art-18a"}
    assert later["art-18a"]["from"] == "2026-07-15"


def test_denmark_owes_neither_directive(snapshot: Snapshot) -> None:
    assert owed(snapshot, "DNK", "2026-08-01", "eu-thb-2011") == {}


def test_a_theme_takes_in_its_narrower_topics(snapshot: Snapshot) -> None:
    found = owed(snapshot, "JPN", "2024-01-01", "untoc-tip", topic="border-and-documents")
    assert {"art-11.1", "art-12.a"} <= set(found)
    assert set(found) > set(owed(snapshot, "JPN", "2024-01-01", "untoc-tip", topic="documents"))


@pytest.mark.parametrize(
    ("theme", "norm"),
    [
        ("civil-society", "art-9.3"),
        ("children", "art-6.4"),
        ("reintegration", "art-6.3"),
        ("residence", "art-7.1"),
        ("capacity-building", "art-10.2"),
    ],
)
def test_themes_of_the_trafficking_protocol(snapshot: Snapshot, theme: str, norm: str) -> None:
    assert norm in owed(snapshot, "JPN", "2024-01-01", "untoc-tip", topic=theme)


def test_a_theme_on_which_a_treaty_says_nothing_is_told(snapshot: Snapshot) -> None:
    found = obligations(snapshot, "JPN", date(2024, 1, 1), topic="demand", treaty="cat")
    assert found["answer"] == "not-known"
    assert [g["title"] for g in found["not_known"]] == ["demand"]


def test_an_unknown_theme_lists_the_right_ones(snapshot: Snapshot) -> None:
    with pytest.raises(BadInput, match="civil-society"):
        obligations(snapshot, "JPN", date(2024, 1, 1), topic="ngos")


def test_non_coercive_help_is_a_duty_under_the_corruption_convention(snapshot: Snapshot) -> None:
    """UNCAC art. 46(9)(b); UNTOC art. 18(9) leaves all of it to the requested state."""
    assert owed(snapshot, "ITA", "2024-01-01", "uncac")["art-46.9.b.s2"]["modality"] == "qualified-obligation"
    assert not [n for n in owed(snapshot, "ITA", "2024-01-01", "untoc") if n.startswith("art-18.9")]


def test_stops_meet_every_request_for_a_person(snapshot: Snapshot) -> None:
    """CAT art. 3(1), and the Refugee Protocol for a state outside the Convention."""
    found = channels(snapshot, "JPN", "USA", date(2024, 1, 1), "extradition")["stops"]
    assert {("cat", "art-3.1"), ("refugee-1967", "art-1.1")} <= {(s["treaty"], s["pinpoint"]) for s in found}
    assert not [s for s in found if s["treaty"] == "refugee-1951"]
    assert channels(snapshot, "JPN", "USA", date(2024, 1, 1), "mutual-legal-assistance")["stops"] == []
