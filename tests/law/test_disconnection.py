"""CETS 197 art. 40(3): members of the Union apply its rules to each other, limb by limb, and owe the Convention to others."""

from datetime import date
from typing import Any

import pytest

from foedera.between import between
from foedera.explain import explain
from foedera.obligations import obligations
from foedera.store import Snapshot

DAY = "2024-01-01"


def text(snapshot: Snapshot, a: str, b: str, day: str = DAY) -> dict[str, Any]:
    return between(snapshot, a, b, "cets-197", date.fromisoformat(day))


def acts_on(answer: dict[str, Any], article: str) -> set[str]:
    """The union acts whose rules apply between the two on an article of the Convention."""
    return {
        rule["act"]
        for n in answer["norms"]
        if n["pinpoint"].split(".")[0] == f"art-{article}"
        for rule in n["union_rules"]
    }


def limbs(answer: dict[str, Any]) -> dict[str, str]:
    return {limb["limb"]: limb["answer"] for limb in answer["disconnection"]["limbs"]}


def test_reflection_period_between_two_members_bound_by_directive_2004_81(snapshot: Snapshot) -> None:
    assert acts_on(text(snapshot, "ITA", "POL"), "13") == {"eu-residence-2004"}


def test_criminalisation_between_two_members_bound_by_directive_2011_36(snapshot: Snapshot) -> None:
    assert acts_on(text(snapshot, "ITA", "POL"), "18") == {"eu-thb-2011"}


def test_limbs_of_the_clause_settled_for_the_pair_and_left_to_the_case(snapshot: Snapshot) -> None:
    assert limbs(text(snapshot, "ITA", "POL")) == {
        "members": "yes",
        "rule-governs-the-subject": "yes",
        "rule-covers-the-case": "not-known",
        "object-and-purpose-kept": "not-known",
    }


def test_denmark_and_germany_are_not_switched_off_under_article_13(snapshot: Snapshot) -> None:
    found = text(snapshot, "DNK", "DEU")
    assert limbs(found)["members"] == "yes"
    assert limbs(found)["rule-governs-the-subject"] == "no"
    assert acts_on(found, "13") == set()
    reflection = [n for n in found["norms"] if n["pinpoint"].startswith("art-13.1")]
    assert {(n["state"], n["answer"]) for n in reflection} == {("original", "yes")}
    assert any("Denmark" in act["reason"] for act in found["disconnection"]["acts"])


def test_ireland_is_bound_by_one_directive_and_not_by_the_other(snapshot: Snapshot) -> None:
    found = text(snapshot, "IRL", "FRA")
    assert acts_on(found, "18") == {"eu-thb-2011"}
    assert acts_on(found, "13") == set()


@pytest.mark.parametrize("other", ["CHE", "ALB", "NOR"])
def test_toward_a_state_outside_the_union_the_clause_says_nothing(snapshot: Snapshot, other: str) -> None:
    found = text(snapshot, "ITA", other)
    assert found["disconnection"] is None
    assert all(n["union_rules"] == [] for n in found["norms"])


def test_the_clause_speaks_of_members_and_ends_with_membership(snapshot: Snapshot) -> None:
    assert text(snapshot, "FRA", "GBR", "2019-01-01")["disconnection"] is not None
    assert text(snapshot, "FRA", "GBR", "2020-06-01")["disconnection"] is None


def test_an_act_counts_from_the_day_it_applies_to_both(snapshot: Snapshot) -> None:
    assert acts_on(text(snapshot, "ITA", "POL", "2013-04-05"), "18") == set()
    assert acts_on(text(snapshot, "ITA", "POL", "2013-04-06"), "18") == {"eu-thb-2011"}


def test_the_duties_of_the_convention_stay_owed(snapshot: Snapshot) -> None:
    owed = {
        state: {
            d["pinpoint"]
            for d in obligations(snapshot, state, date.fromisoformat(DAY), treaty="cets-197")["obligations"]
        }
        for state in ("POL", "CHE")
    }
    assert owed["POL"] == owed["CHE"]
    assert any(p.startswith("art-13") for p in owed["POL"])


def test_what_the_acts_do_not_govern_is_untouched(snapshot: Snapshot) -> None:
    found = text(snapshot, "ITA", "POL")
    repatriation = [n for n in found["norms"] if n["pinpoint"].startswith("art-16")]
    assert repatriation
    assert all(n["union_rules"] == [] for n in repatriation)


def test_a_residence_permit_on_personal_grounds_has_no_counterpart_in_the_directive(
    snapshot: Snapshot,
) -> None:
    found = text(snapshot, "ITA", "POL")
    notes = {rule["note"] for n in found["norms"] if n["pinpoint"] == "art-14.1" for rule in n["union_rules"]}
    assert len(notes) == 1
    assert "letter a, the personal situation, has no counterpart" in notes.pop()


def test_rules_that_were_not_read_are_marked(snapshot: Snapshot) -> None:
    found = text(snapshot, "ITA", "POL")
    assert {rule["checked"] for n in found["norms"] for rule in n["union_rules"]} == {False}


def test_the_proof_names_the_clause_the_membership_and_the_acts(snapshot: Snapshot) -> None:
    act = next(a for a in text(snapshot, "ITA", "POL")["disconnection"]["acts"] if a["answer"] == "yes")
    proof = explain(snapshot, act["proof"].partition("fact=")[2])
    named = {d["act"] for d in proof["data"]}
    assert {"treaty/cets-197/art-40.3", "membership/EU/ITA", "membership/EU/POL"} <= named
    assert "to every other party" in proof["sentence"]


def test_a_clause_without_recorded_rules_is_not_known(snapshot: Snapshot) -> None:
    found = between(snapshot, "ITA", "POL", "cets-201", date(2024, 1, 1))
    assert {limb["answer"] for limb in found["disconnection"]["limbs"][1:]} == {"not-known"}
