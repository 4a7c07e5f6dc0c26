"""States side by side, what one lacks, what changed, and pairs without a path."""

from datetime import date

import pytest

from foedera import compare as engine
from foedera.channels import channels, matrix
from foedera.errors import BadInput
from foedera.obligations import obligations
from foedera.store import Snapshot

DAY = date(2024, 1, 1)


def test_the_strongest_duty_is_the_one_that_the_vocabulary_ranks_highest(snapshot: Snapshot) -> None:
    answer = engine.compare(snapshot, ["JPN", "ITA"], DAY, topic="extradition")
    assert [r["strength"] for r in answer["ranking"]] == sorted(
        (r["strength"] for r in answer["ranking"]), reverse=True
    )
    row = next(r for r in answer["rows"] if r["topic"] == "extradition" and r["state"] == "JPN")
    owed = [
        d
        for d in obligations(snapshot, "JPN", DAY, topic="extradition")["obligations"]
        if d["effect"] != "excluded"
    ]
    assert row["count"] == len(owed)
    assert row["strength"] == max(d["strength"] for d in owed)
    assert {d["id"] for d in row["duties"]} == {d["id"] for d in owed if d["strength"] == row["strength"]}


def test_a_comparison_needs_two_states(snapshot: Snapshot) -> None:
    with pytest.raises(BadInput):
        engine.compare(snapshot, ["JPN", "jpn"], DAY)


def test_what_most_members_have_and_a_state_lacks(snapshot: Snapshot) -> None:
    """Every other member of the Council of Europe but few is bound by the Anti-Trafficking Convention; Japan is not."""
    answer = engine.gaps(snapshot, "JPN", DAY, "CoE")
    row = next(t for t in answer["treaties"] if t["treaty"] == "cets-197")
    assert row["answer"] == "no"
    assert row["members_bound"] > 40
    assert "JPN" not in answer["group"]["members"]


def test_the_acts_that_would_open_most_stand_first_and_lead_to_their_what_if(snapshot: Snapshot) -> None:
    acts = engine.gaps(snapshot, "BRA", DAY, "MERCOSUR")["acts"]
    assert [a["first_channels"] for a in acts] == sorted((a["first_channels"] for a in acts), reverse=True)
    assert all(a["answer"] != "yes" for a in acts)
    assert all(a["what_if"].startswith("/v1/what-if?acts=") for a in acts)


def test_a_treaty_that_is_closed_to_the_state_is_no_gap_to_fill(snapshot: Snapshot) -> None:
    """VCLT art. 15 and the Protocol of San Luis, art. 29: it stands to the Treaty of Asunción, so members alone can join."""
    answer = engine.gaps(snapshot, "JPN", DAY, "MERCOSUR")
    assert "mercosur-mla-1996" in {t["treaty"] for t in answer["treaties"]}
    assert "mercosur-mla-1996" not in {a["treaty"] for a in answer["acts"]}


def test_a_protocol_names_the_convention_to_join_first(snapshot: Snapshot) -> None:
    """UNTOC art. 37(2)."""
    row = next(a for a in engine.gaps(snapshot, "TUV", DAY, "TUR")["acts"] if a["treaty"] == "untoc-tip")
    assert row["needs"] == "untoc"
    assert row["act"].count(";") == 1


def test_an_unknown_group_is_refused_with_the_right_ones(snapshot: Snapshot) -> None:
    with pytest.raises(BadInput) as refused:
        engine.gaps(snapshot, "JPN", DAY, "G7")
    assert "ASEAN" in refused.value.hint


def test_japan_was_bound_by_the_palermo_treaties_on_one_day(snapshot: Snapshot) -> None:
    """UNTOC art. 38(2), Trafficking Protocol art. 17(2): the thirtieth day after 2017-07-11."""
    found = engine.changes(snapshot, date(2017, 8, 9), date(2017, 8, 10), state="JPN")["changes"]
    assert {"untoc", "untoc-tip"} <= {c["treaty"] for c in found}
    assert {c["date"] for c in found if c["certain"]} == {"2017-08-10"}
    assert all(c["why"] and c["proof"].startswith("/v1/explain?fact=") for c in found)
    later = engine.changes(snapshot, date(2017, 8, 10), date(2017, 8, 11), state="JPN")["changes"]
    assert not any(c["certain"] for c in later)


def test_days_known_between_bounds_are_told_as_such(snapshot: Snapshot) -> None:
    found = engine.changes(snapshot, date(2000, 1, 1), date(2024, 1, 1), state="GBR", other="FRA")["changes"]
    assert all((c["date"] is None) == (c["between"] is not None) for c in found)


def test_days_in_the_wrong_order_are_refused(snapshot: Snapshot) -> None:
    with pytest.raises(BadInput):
        engine.changes(snapshot, DAY, DAY, state="JPN")


def test_a_pair_without_a_path_has_none_in_the_matrix(snapshot: Snapshot) -> None:
    found = engine.unconnected(snapshot, "extradition", DAY)
    open_ones = {
        (p["a"], p["b"])
        for p in matrix(snapshot, "extradition", DAY)["pairs"]
        if p["treaties"] or p["displaced"]
    }
    assert not open_ones & {(p["a"], p["b"]) for p in found["pairs"]}
    assert found["connected"] + found["total"] == found["states"] * (found["states"] - 1) // 2


def test_a_pair_without_a_path_answers_as_its_channels_do(snapshot: Snapshot) -> None:
    pairs = engine.unconnected(snapshot, "extradition", DAY)["pairs"]
    for pair in pairs[:: max(1, len(pairs) // 40)]:
        answer = channels(snapshot, pair["a"], pair["b"], DAY, "extradition")
        assert answer["answer"] == pair["answer"], pair
