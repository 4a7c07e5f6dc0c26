"""Which instrument governs between two states: what takes the place of what, what only completes it, what comes back."""

from datetime import date
from typing import Any

import pytest

from foedera.channels import channels, matrix
from foedera.explain import explain
from foedera.namespaces import PREFIXES
from foedera.store import Snapshot

EXTRADITION, ASSISTANCE = "extradition", "mutual-legal-assistance"
SENTENCED, CONFISCATION = "transfer-of-sentenced-persons", "confiscation"


def ask(snapshot: Snapshot, a: str, b: str, day: str, purpose: str) -> dict[str, dict[str, Any]]:
    """The channels by treaty, each with its status, reason and what displaces it."""
    found = channels(snapshot, a, b, date.fromisoformat(day), purpose)
    return {c["treaty"]: c for c in found["channels"]}


def displaced_under(channel: dict[str, Any]) -> str | None:
    by = channel["displaced_by"]
    return by["pinpoint"] if channel["status"] == "displaced" else None


# --- The European arrest warrant ---


def test_eaw_31_1_takes_the_place_of_the_1957_convention_between_members(snapshot: Snapshot) -> None:
    found = ask(snapshot, "DEU", "FRA", "2024-01-01", EXTRADITION)
    assert found["eu-eaw"]["status"] == "available"
    assert displaced_under(found["cets-024"]) == "eu-eaw/art-31.1"


def test_eaw_31_1_leaves_the_1957_convention_with_third_states(snapshot: Snapshot) -> None:
    found = ask(snapshot, "DEU", "CHE", "2024-01-01", EXTRADITION)
    assert "eu-eaw" not in found
    assert found["cets-024"]["displaced_by"] is None


def test_before_the_eaw_the_1957_convention_governed_between_members(snapshot: Snapshot) -> None:
    assert ask(snapshot, "DEU", "FRA", "2003-12-31", EXTRADITION)["cets-024"]["displaced_by"] is None


# --- A member that left ---


@pytest.mark.parametrize(
    ("day", "treaty"),
    [
        pytest.param("2019-05-01", "eu-eaw", id="a-member"),
        pytest.param(
            "2020-06-01", "eu-eaw", id="withdrawal-agreement-127-law-of-the-union-in-the-transition"
        ),
        pytest.param("2021-02-01", "eu-uk-tca", id="tca-596-surrender-after-the-transition"),
    ],
)
def test_spain_asks_the_united_kingdom(snapshot: Snapshot, day: str, treaty: str) -> None:
    found = ask(snapshot, "ESP", "GBR", day, EXTRADITION)
    assert [t for t in ("eu-eaw", "eu-uk-tca") if t in found] == [treaty]
    assert found[treaty]["status"] == "available"
    assert found["cets-024"]["status"] == "displaced"
    assert found["cets-024"]["displaced_by"]["treaty"] == treaty


def test_the_proof_in_the_transition_names_the_end_of_membership_and_of_the_law(snapshot: Snapshot) -> None:
    warrant = ask(snapshot, "ESP", "GBR", "2020-06-01", EXTRADITION)["eu-eaw"]
    assert warrant["until"] == "2021-01-01"
    proof = explain(snapshot, warrant["id"])
    assert any(d["act"] == "membership/EU/GBR" for d in proof["data"])


def test_1957_convention_comes_back_where_no_other_agreement_covers_a_pair_that_left(
    snapshot: Snapshot,
) -> None:
    before = ask(snapshot, "GBR", "NOR", "2020-06-01", EXTRADITION)
    assert displaced_under(before["cets-024"]) == "eu-iceland-norway-surrender/art-34.1"
    after = ask(snapshot, "GBR", "NOR", "2021-02-01", EXTRADITION)
    assert "eu-iceland-norway-surrender" not in after
    assert after["cets-024"]["displaced_by"] is None
    assert after["cets-024"]["status"] in ("available", "conditional")


def test_tca_633_completes_cets_30_and_displaces_nothing(snapshot: Snapshot) -> None:
    found = ask(snapshot, "DEU", "GBR", "2021-02-01", ASSISTANCE)
    assert found["cets-030"]["displaced_by"] is None
    assert found["eu-uk-tca"]["status"] == "available"
    assert found["eu-uk-tca"]["completes"] == ["cets-030"]
    assert not {"eu-eio", "eu-mla-2000"} & set(found)


# --- Iceland, Norway and the Nordic states ---


def test_surrender_agreement_34_between_norway_and_a_member_from_november_2019(snapshot: Snapshot) -> None:
    assert ask(snapshot, "NOR", "POL", "2019-10-31", EXTRADITION)["cets-024"]["displaced_by"] is None
    found = ask(snapshot, "NOR", "POL", "2019-11-01", EXTRADITION)
    assert found["eu-iceland-norway-surrender"]["status"] == "available"
    assert displaced_under(found["cets-024"]) == "eu-iceland-norway-surrender/art-34.1"


def test_cets_24_28_3_nordic_states_by_their_own_warrant(snapshot: Snapshot) -> None:
    found = ask(snapshot, "NOR", "SWE", "2015-01-01", EXTRADITION)
    assert found["nordic-arrest-warrant"]["status"] == "available"
    assert displaced_under(found["cets-024"]) == "cets-024/art-28.3"


# --- Evidence ---


def test_eio_34_1_takes_the_place_of_corresponding_provisions_only(snapshot: Snapshot) -> None:
    found = ask(snapshot, "DEU", "FRA", "2024-01-01", ASSISTANCE)
    assert found["eu-eio"]["status"] == "available"
    for older in ("cets-030", "eu-mla-2000"):
        assert found[older]["status"] == "conditional"
        assert found[older]["displaced_by"]["pinpoint"] == "eu-eio/art-34.1"


def test_eio_35_1_before_22_may_2017_the_older_instruments_govern(snapshot: Snapshot) -> None:
    found = ask(snapshot, "DEU", "FRA", "2017-05-21", ASSISTANCE)
    assert "eu-eio" not in found
    assert found["cets-030"]["displaced_by"] is None


@pytest.mark.parametrize("outside", ["DNK", "IRL"])
def test_eio_displaces_nothing_with_a_member_that_stands_outside_it(snapshot: Snapshot, outside: str) -> None:
    found = ask(snapshot, "DEU", outside, "2024-01-01", ASSISTANCE)
    assert "eu-eio" not in found
    assert found["cets-030"]["displaced_by"] is None


def test_eu_mla_2000_art_1_completes_cets_30(snapshot: Snapshot) -> None:
    found = ask(snapshot, "DEU", "DNK", "2024-01-01", ASSISTANCE)
    assert found["eu-mla-2000"]["status"] == "available"
    assert found["eu-mla-2000"]["completes"] == ["cets-030"]


def test_eio_3_joint_teams_stay_with_the_convention_of_2000(snapshot: Snapshot) -> None:
    found = ask(snapshot, "DEU", "FRA", "2024-01-01", "joint-investigation")
    assert found["eu-mla-2000"]["provision"] == "art-13"
    assert found["eu-mla-2000"]["status"] == "available"


# --- United Nations conventions beside other treaties ---


def test_untoc_18_7_details_give_way_to_cets_30(snapshot: Snapshot) -> None:
    found = ask(snapshot, "CHE", "NOR", "2024-01-01", ASSISTANCE)
    assert found["untoc"]["gives_way"]["pinpoint"] == "untoc/art-18.7"
    assert "cets-030" in found["untoc"]["gives_way"]["to"]
    assert found["untoc"]["status"] in ("available", "conditional")


def test_untoc_16_3_between_treaty_partners_adds_its_offences_and_is_no_basis(snapshot: Snapshot) -> None:
    found = ask(snapshot, "CHE", "NOR", "2024-01-01", EXTRADITION)
    assert displaced_under(found["untoc"]) == "untoc/art-16.3"
    assert found["untoc"]["outcome"] == "treaty-exists"
    assert found["cets-024"]["offences"][0]["pinpoint"] == "untoc/art-16.3"


def test_untoc_16_3_reads_trafficking_into_no_convention_on_other_offences(snapshot: Snapshot) -> None:
    for treaty in ("cat", "uncac", "drugs-1988", "terrorist-financing-1999", "crc-opsc"):
        assert ask(snapshot, "CHE", "NOR", "2024-01-01", EXTRADITION)[treaty]["offences"] == []


def test_cat_8_serves_for_torture_only(snapshot: Snapshot) -> None:
    found = ask(snapshot, "JPN", "NGA", "2024-01-01", EXTRADITION)["cat"]
    assert found["status"] == "conditional"
    assert "torture only" in found["reason"]


def test_uncac_44_has_its_own_notification(snapshot: Snapshot) -> None:
    provisions = {r["pinpoint"]: r for r in snapshot.memory.provides["treaty/uncac"]}
    assert provisions["art-44"]["notified"] == "treaty/uncac/art-44.6.a"
    restricted = [k for k in snapshot.memory.restrictions if k[1] == "treaty/uncac/art-44"]
    assert all(row["treaty"] == "treaty/uncac" for k in restricted for row in snapshot.memory.restrictions[k])


def test_uncac_46_7_assistance_against_corruption_gives_way_too(snapshot: Snapshot) -> None:
    found = ask(snapshot, "CHE", "NOR", "2024-01-01", ASSISTANCE)["uncac"]
    assert found["gives_way"]["pinpoint"] == "uncac/art-46.7"


def test_a_convention_on_other_offences_is_no_treaty_to_which_untoc_gives_way(snapshot: Snapshot) -> None:
    gives_way = ask(snapshot, "JPN", "NGA", "2024-01-01", ASSISTANCE)["untoc"]["gives_way"]
    assert gives_way is None or not {"cat", "uncac", "drugs-1988", "crc-opsc"} & set(gives_way["to"])


def test_without_another_path_conventions_on_other_offences_are_no_yes(snapshot: Snapshot) -> None:
    found = channels(snapshot, "USA", "IRN", date(2024, 1, 1), EXTRADITION)
    assert found["answer"] == "not-known"


# --- Conventions that look like channels ---


def test_cets_197_art_32_opens_no_channel(snapshot: Snapshot) -> None:
    assert "treaty/cets-197" not in snapshot.memory.provides
    found = channels(snapshot, "ITA", "ALB", date(2024, 1, 1))
    assert "cets-197" not in {c["treaty"] for c in found["channels"]}


@pytest.mark.parametrize("treaty", ["slavery-1926", "slavery-1956", "rome-statute", "ilo-c029", "cmw"])
def test_conventions_without_cooperation_between_states_open_none(snapshot: Snapshot, treaty: str) -> None:
    assert f"treaty/{treaty}" not in snapshot.memory.provides


@pytest.mark.parametrize(("treaty", "clause"), [("cets-201", "art. 38.3"), ("cets-210", "art. 62.3")])
def test_unlike_cets_197_these_offer_themselves_as_an_optional_basis(
    snapshot: Snapshot, treaty: str, clause: str
) -> None:
    (row,) = [
        p for p in snapshot.memory.provides[f"treaty/{treaty}"] if p["purpose"] == f"purpose/{EXTRADITION}"
    ]
    assert row["nature"] == "nature/by-requested-state"
    assert f"art. {row['pinpoint'].removeprefix('art-')}" in clause


def test_eu_us_extradition_agreement_art_3_is_no_basis_by_itself(snapshot: Snapshot) -> None:
    found = ask(snapshot, "ITA", "USA", "2024-01-01", EXTRADITION)["eu-us-extradition-2003"]
    assert found["outcome"] == "with-another-treaty"
    assert found["status"] == "conditional"


def test_untoc_19_joint_investigation_is_agreed_case_by_case(snapshot: Snapshot) -> None:
    found = ask(snapshot, "JPN", "NGA", "2024-01-01", "joint-investigation")["untoc"]
    assert found["status"] == "conditional"
    assert "case by case" in found["reason"]


# --- Sentences and proceeds ---


def test_framework_decision_2008_909_art_26_over_cets_112_between_members(snapshot: Snapshot) -> None:
    found = ask(snapshot, "ITA", "POL", "2024-01-01", SENTENCED)
    assert found["eu-fd-2008-909"]["status"] == "available"
    assert displaced_under(found["cets-112"]) == "eu-fd-2008-909/art-26.1"
    assert ask(snapshot, "ITA", "CHE", "2024-01-01", SENTENCED)["cets-112"]["displaced_by"] is None


def test_cets_198_49_6_governs_between_parties_to_both_laundering_conventions(snapshot: Snapshot) -> None:
    found = snapshot.query_store.query(
        "ASK { <https://w3id.org/foedera/id/treaty/cets-198/art-49.6.a> foed:prevailing <https://w3id.org/foedera/id/treaty/cets-198> ; foed:over <https://w3id.org/foedera/id/treaty/cets-141> }",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    assert bool(found)


# --- Bilateral treaties ---


def test_cets_24_28_1_takes_the_place_of_the_treaty_of_1869_between_france_and_switzerland(
    snapshot: Snapshot,
) -> None:
    older = "che-ext-fra-1869-07-09"
    assert ask(snapshot, "FRA", "CHE", "1986-05-10", EXTRADITION)[older]["displaced_by"] is None
    found = ask(snapshot, "FRA", "CHE", "1986-05-11", EXTRADITION)
    assert displaced_under(found[older]) == "cets-024/art-28.1"


def test_cets_24_28_2_a_treaty_that_completes_it_stands_beside_it(snapshot: Snapshot) -> None:
    found = ask(snapshot, "DEU", "CHE", "2024-01-01", EXTRADITION)["cets-024"]
    assert "che-ext-deu-1969-11-13" in {s["treaty"] for s in found["supplemented_by"]}


def test_cets_24_28_1_reaches_no_treaty_with_a_state_outside_it(snapshot: Snapshot) -> None:
    found = channels(snapshot, "CHE", "USA", date(2024, 1, 1), EXTRADITION)["channels"]
    assert all((c["displaced_by"] or {}).get("pinpoint") != "cets-024/art-28.1" for c in found)


def test_matrix_leaves_out_instruments_for_other_offences(snapshot: Snapshot) -> None:
    assert not {"cat", "uncac", "drugs-1988"} & set(
        matrix(snapshot, EXTRADITION, date(2024, 1, 1))["treaties"]
    )
