"""The European conventions as they stand between two states: each protocol, each chapter, and what it does to the text."""

from datetime import date
from typing import Any

import pytest

from foedera.between import between
from foedera.channels import channels
from foedera.errors import BadInput, UnknownThing
from foedera.store import Snapshot


def text(snapshot: Snapshot, a: str, b: str, treaty: str, day: str) -> dict[str, Any]:
    return between(snapshot, a, b, treaty, date.fromisoformat(day))


def part(answer: dict[str, Any], protocol: str, pinpoint: str) -> dict[str, Any]:
    layer = next(p for p in answer["layers"] if p["treaty"] == protocol)
    found: dict[str, Any] = next(p for p in layer["parts"] if p["pinpoint"] == pinpoint)
    return found


def norms(answer: dict[str, Any], article: str) -> list[dict[str, Any]]:
    """The norms of an article of the convention, with its paragraphs."""
    return [
        n
        for n in answer["norms"]
        if n["treaty"] == answer["treaty"]["id"] and n["pinpoint"].split(".")[0] == f"art-{article}"
    ]


# --- Lapse of time: CETS 24 art. 10, replaced by CETS 212 art. 1 ---


def test_cets_212_1_replaces_lapse_of_time_between_its_parties(snapshot: Snapshot) -> None:
    found = text(snapshot, "CHE", "ITA", "cets-024", "2024-01-01")
    assert part(found, "cets-212", "art-1")["answer"] == "yes"
    original = [n for n in norms(found, "10") if n["state"] == "replaced"]
    assert original
    assert all(n["answer"] == "no" and n["under"][0]["treaty"] == "cets-212" for n in original)
    new = [n for n in found["norms"] if n["pinpoint"].startswith("art-1~10")]
    assert new
    assert {(n["treaty"], n["state"], n["answer"]) for n in new} == {("cets-212", "added", "yes")}


def test_cets_212_2_2_takes_the_place_of_cets_98_chapter_v_too(snapshot: Snapshot) -> None:
    found = text(snapshot, "CHE", "ITA", "cets-024", "2024-01-01")
    ministries = [n for n in found["norms"] if n["treaty"] == "cets-098" and n["pinpoint"] == "art-5"]
    assert [(n["state"], n["under"][0]["treaty"]) for n in ministries] == [("replaced", "cets-212")]


def test_before_cets_212_lapse_of_time_under_either_law_bars_extradition(snapshot: Snapshot) -> None:
    found = text(snapshot, "CHE", "ITA", "cets-024", "2012-01-01")
    assert part(found, "cets-212", "art-1")["answer"] == "no"
    assert [(n["state"], n["answer"]) for n in norms(found, "10")] == [("original", "yes")]


def test_where_it_is_not_known_whether_cets_212_binds_lapse_of_time_is_not_known(snapshot: Snapshot) -> None:
    found = text(snapshot, "CHE", "POL", "cets-024", "2025-06-01")
    assert part(found, "cets-212", "art-1")["answer"] == "not-known"
    assert {n["answer"] for n in norms(found, "10") if n["state"] != "replaced"} == {"not-known"}
    assert "cets-212" in {g["treaty"] for g in found["not_known"]}


# --- Fiscal offences: CETS 24 art. 5, replaced by CETS 98 chapter II ---


def test_cets_98_chapter_ii_fiscal_offences_that_correspond_are_extraditable(snapshot: Snapshot) -> None:
    found = text(snapshot, "CZE", "EST", "cets-024", "2003-01-01")
    assert part(found, "cets-098", "chapter-ii")["answer"] == "yes"
    assert "replaced" in {n["state"] for n in norms(found, "5")} or "amended" in {
        n["state"] for n in norms(found, "5")
    }


def test_without_cets_98_chapter_ii_fiscal_offences_need_a_decision_of_the_parties(
    snapshot: Snapshot,
) -> None:
    found = text(snapshot, "NOR", "SWE", "cets-024", "1980-01-01")
    assert part(found, "cets-098", "chapter-ii")["answer"] == "no"
    assert [(n["state"], n["answer"]) for n in norms(found, "5")] == [("original", "yes")]


# --- A chapter that one side leaves out ---


@pytest.mark.parametrize(
    ("a", "b", "day", "protocol", "chapter", "by"),
    [
        pytest.param("BGR", "CZE", "2003-01-01", "cets-098", "chapter-i", "BGR", id="cets-98-art-9.2.a"),
        pytest.param("LVA", "EST", "2003-01-01", "cets-098", "chapter-v", "LVA", id="cets-98-art-9.2.e"),
        pytest.param("HUN", "CZE", "2003-01-01", "cets-086", "chapter-i", "HUN", id="cets-86-art-6.1"),
        pytest.param("LUX", "CZE", "2003-01-01", "cets-086", "chapter-ii", "LUX", id="cets-86-art-6.1-ii"),
        pytest.param("ARM", "EST", "2010-01-01", "cets-099", "chapter-ii", "ARM", id="cets-99-art-8.2.b"),
    ],
)
def test_a_chapter_that_one_side_leaves_out_applies_to_neither(
    snapshot: Snapshot, a: str, b: str, day: str, protocol: str, chapter: str, by: str
) -> None:
    convention = "cets-030" if protocol == "cets-099" else "cets-024"
    found = text(snapshot, a, b, convention, day)
    left = part(found, protocol, chapter)
    assert left["answer"] == "no"
    assert [e["state"] for e in left["left_out_by"]] == [by]
    assert left["left_out_by"][0]["proof"]
    others = next(x for x in found["layers"] if x["treaty"] == protocol)["parts"]
    assert {p["answer"] for p in others if p["pinpoint"] != chapter} == {"yes"}


def test_cets_98_9_2_b_a_chapter_accepted_with_limits_applies(snapshot: Snapshot) -> None:
    found = text(snapshot, "BGR", "CZE", "cets-024", "2003-01-01")
    assert part(found, "cets-098", "chapter-ii")["answer"] == "yes"
    said = [s for n in found["norms"] for s in n["reservations"]] + found["other_statements"]
    assert any(s["of"] == "BGR" and "Chapter II accepted" in s["summary"] for s in said)


def test_a_statement_on_file_that_was_not_read_leaves_its_chapters_not_known(snapshot: Snapshot) -> None:
    found = text(snapshot, "NOR", "CZE", "cets-024", "2003-01-01")
    chapter = part(found, "cets-086", "chapter-ii")
    assert chapter["answer"] == "not-known"
    assert "not read" in chapter["reason"]
    assert chapter["left_out_by"][0]["state"] == "NOR"


def test_cets_86_chapter_ii_final_judgments_of_third_states(snapshot: Snapshot) -> None:
    with_it = text(snapshot, "BGR", "CZE", "cets-024", "2003-01-01")
    assert any(n["state"] == "amended" for n in norms(with_it, "9"))
    without = text(snapshot, "LUX", "CZE", "cets-024", "2003-01-01")
    assert not any(n["state"] == "amended" for n in norms(without, "9"))


# --- Simplified extradition and assistance ---


def test_cets_209_simplified_extradition_adds_its_norms(snapshot: Snapshot) -> None:
    found = text(snapshot, "CHE", "ITA", "cets-024", "2024-01-01")
    assert part(found, "cets-209", "art-1")["answer"] == "yes"
    assert any(n["treaty"] == "cets-209" and n["state"] == "added" for n in found["norms"])


def test_cets_182_layers_between_germany_and_switzerland(snapshot: Snapshot) -> None:
    found = text(snapshot, "DEU", "CHE", "cets-030", "2024-01-01")
    assert part(found, "cets-182", "art-9")["answer"] == "yes"
    before = text(snapshot, "DEU", "CHE", "cets-030", "2004-01-31")
    assert part(before, "cets-182", "art-9")["answer"] == "no"


# --- The answer itself ---


def test_the_order_of_the_two_does_not_matter(snapshot: Snapshot) -> None:
    one, other = (text(snapshot, a, b, "cets-024", "2024-01-01") for a, b in (("ITA", "CHE"), ("CHE", "ITA")))
    assert one["norms"] == other["norms"] or {n["norm"] for n in one["norms"]} == {
        n["norm"] for n in other["norms"]
    }
    assert [p["answer"] for p in one["layers"]] == [p["answer"] for p in other["layers"]]


def test_norms_stand_in_the_order_of_the_treaty(snapshot: Snapshot) -> None:
    found = text(snapshot, "ITA", "CHE", "cets-024", "2024-01-01")
    articles = [
        int(n["pinpoint"].split(".")[0].removeprefix("art-"))
        for n in found["norms"]
        if n["treaty"] == "cets-024"
    ]
    assert articles == sorted(articles)
    assert len(articles) > 40


def test_a_treaty_not_in_force_between_the_two_has_no_norms(snapshot: Snapshot) -> None:
    found = text(snapshot, "ITA", "CHE", "cets-024", "1960-01-01")
    assert (found["answer"], found["norms"]) == ("no", [])


def test_under_an_agreement_with_outside_states_two_members_are_not_bound_toward_each_other(
    snapshot: Snapshot,
) -> None:
    found = text(snapshot, "DEU", "FRA", "eu-iceland-norway-surrender", "2024-01-01")
    assert found["answer"] == "no"
    assert "toward each other" in found["reason"]


def test_a_treaty_without_channels_between_two_parties(snapshot: Snapshot) -> None:
    found = text(snapshot, "JPN", "NGA", "ilo-c029", "2024-01-01")
    assert found["answer"] == "yes"
    assert found["norms"]


def test_reservations_stand_beside_the_norm_they_touch(snapshot: Snapshot) -> None:
    found = text(snapshot, "FIN", "CHE", "cets-024", "2024-01-01")
    nationals = [s for n in norms(found, "6") for s in n["reservations"] if s["of"] == "FIN"]
    assert any(s["effect"] == "refuses-nationals" for s in nationals)
    assert all(s["source"] for s in nationals)


def test_channels_name_the_layers_that_change_them(snapshot: Snapshot) -> None:
    found = channels(snapshot, "ITA", "CHE", date(2024, 1, 1), "extradition")
    layers = {p["treaty"]: p for c in found["channels"] if c["treaty"] == "cets-024" for p in c["layers"]}
    assert layers["cets-212"]["answer"] == "yes"
    assert "art-1" in {p["pinpoint"] for p in layers["cets-212"]["parts"]}
    assert all(c["layers"] == [] for c in found["channels"] if c["treaty"] == "untoc")


def test_absent_layers_are_not_shown(snapshot: Snapshot) -> None:
    found = channels(snapshot, "ITA", "CHE", date(1970, 1, 1), "extradition")
    assert [c["layers"] for c in found["channels"] if c["treaty"] == "cets-024"] == [[]]


def test_a_state_and_itself(snapshot: Snapshot) -> None:
    with pytest.raises(BadInput, match="two different states"):
        between(snapshot, "ITA", "ITA", "cets-024", date(2024, 1, 1))


def test_an_unknown_treaty_names_near_ones(snapshot: Snapshot) -> None:
    with pytest.raises(UnknownThing, match="cets-024"):
        between(snapshot, "ITA", "CHE", "cets-0024", date(2024, 1, 1))
