"""Territories: what applies there, through which state, from when, and what is not known."""

from datetime import date

import pytest

from foedera.channels import channels
from foedera.clocks import as_known
from foedera.explain import explain
from foedera.obligations import obligations
from foedera.register import parties, state, state_treaties
from foedera.standing import standing
from foedera.store import Snapshot

APPLIES = [
    # territory, instrument, day, status, answer, the legal point
    pytest.param("ABW", "untoc", "2007-03-01", "applies", "yes", id="vclt-29-aruba-by-an-act-of-the-netherlands"),
    pytest.param("ABW", "untoc", "2006-12-31", "unknown", "not-known", id="before-the-act-silence-proves-nothing"),
    pytest.param("ABW", "untoc", "2007-01-20", "unknown", "not-known", id="between-the-notice-and-thirty-days"),
    pytest.param("ANHH", "untoc", "2010-10-10", "none", "no", id="netherlands-antilles-had-ceased"),
    pytest.param("CUW", "untoc", "2010-10-10", "applies", "yes", id="curacao-in-their-place"),
    pytest.param("SXM", "untoc", "2024-01-01", "applies", "yes", id="sint-maarten-too"),
    pytest.param("BES", "cets-086", "2010-10-10", "applies", "yes", id="cets-086-art-5-caribbean-netherlands"),
    pytest.param("CUW", "untoc", "2010-10-09", "none", "no", id="curacao-was-not-yet-a-country"),
    pytest.param("GRL", "untoc", "2024-01-01", "none", "no", id="denmark-keeps-greenland-out"),
    pytest.param("FRO", "cets-197", "2024-01-01", "none", "no", id="cets-197-art-44-faroe-islands"),
    pytest.param("FRO", "untoc-som", "2024-01-01", "none", "no", id="smuggling-protocol-faroe-islands"),
    pytest.param("TKL", "untoc-tip", "2024-01-01", "none", "no", id="new-zealand-keeps-tokelau-out"),
    pytest.param("HKG", "untoc-tip", "2024-01-01", "none", "no", id="china-keeps-hong-kong-out-of-the-protocol"),
    pytest.param("MAC", "untoc", "2003-10-23", "applies", "yes", id="macao-with-china-from-the-first-day"),
    pytest.param("MAC", "untoc", "2003-10-22", "none", "no", id="not-before-china-is-bound"),
    pytest.param("HKG", "uncac", "2006-02-12", "applies", "yes", id="uncac-hong-kong-from-china's-first-day"),
    pytest.param("HKG", "crc-opsc", "2024-01-01", "none", "no", id="sale-of-children-not-in-hong-kong"),
    pytest.param("MAC", "crc-opsc", "2024-01-01", "applies", "yes", id="sale-of-children-in-macao"),
    pytest.param("HKG", "iccpr", "1996-01-01", "applies", "yes", id="covenant-in-hong-kong-through-the-united-kingdom"),
    pytest.param("HKG", "iccpr", "1997-07-01", "applies", "yes", id="covenant-in-hong-kong-through-china-no-party-itself"),
    pytest.param("MAC", "refugee-1967", "1999-12-20", "applies", "yes", id="macao-on-the-day-of-transfer"),
    pytest.param("IMN", "cets-024", "1991-05-14", "applies", "yes", id="cets-024-art-27.2-isle-of-man-by-its-own-terms"),
    pytest.param("JEY", "cets-024", "1991-05-13", "none", "no", id="not-before-the-united-kingdom"),
    pytest.param("GLP", "cets-030", "2000-01-01", "applies", "yes", id="cets-030-art-25.2-overseas-departments"),
    pytest.param("GGY", "cets-030", "2000-01-01", "unknown", "not-known", id="cets-030-does-not-name-guernsey"),
    pytest.param("GIB", "cets-024", "2000-01-01", "unknown", "not-known", id="gibraltar-only-by-arrangement"),
    pytest.param("BMU", "untoc", "2024-01-01", "applies", "yes", id="untoc-extended-to-bermuda"),
    pytest.param("BMU", "untoc-tip", "2024-01-01", "unknown", "not-known", id="no-act-for-bermuda-found"),
]  # fmt: skip


@pytest.mark.parametrize(("territory", "treaty", "day", "status", "answer"), APPLIES)
def test_whether_an_instrument_applies_to_a_territory(
    snapshot: Snapshot, territory: str, treaty: str, day: str, status: str, answer: str
) -> None:
    found = standing(snapshot, f"treaty/{treaty}", f"party/{territory}", day)
    assert (found.status, found.answer) == (status, answer)


def test_the_covenant_applies_to_hong_kong_and_does_not_bind_china(snapshot: Snapshot) -> None:
    assert standing(snapshot, "treaty/iccpr", "party/CHN", "2000-01-01").answer == "no"
    assert obligations(snapshot, "HKG", date(2000, 1, 1), treaty="iccpr")["answer"] != "no"


def test_a_territory_owes_what_its_state_reserved_only_as_reserved(snapshot: Snapshot) -> None:
    """VCLT arts. 21 and 29: China's reservation to UNTOC art. 35(2) counts in Macao."""
    owed = obligations(snapshot, "MAC", date(2020, 1, 1), treaty="untoc")
    effects = {
        d["pinpoint"]: d["effect"] for d in owed["obligations"] if d["pinpoint"].startswith("art-35.2")
    }
    assert effects
    assert set(effects.values()) == {"excluded"}


def test_a_territory_is_told_with_its_state_and_not_counted(snapshot: Snapshot) -> None:
    answer = parties(snapshot, "untoc", date(2020, 1, 1))
    listed = {p["state"]["id"]: p for p in answer["parties"]}
    told = {t["territory"]["id"]: t["status"] for p in answer["parties"] for t in p["territories"]}
    assert told == {
        "ABW": "applies", "BES": "applies", "CUW": "applies", "SXM": "applies", "HKG": "applies", "MAC": "applies",
        "AIA": "applies", "BMU": "applies", "CYM": "applies", "FLK": "applies", "GGY": "applies", "GIB": "applies",
        "IMN": "applies", "JEY": "applies", "TCA": "applies", "VGB": "applies",
        "FRO": "none", "GRL": "none", "TKL": "none",
    }  # fmt: skip
    assert not set(told) & set(listed)
    assert sum(answer["counts"].values()) == answer["total"] == len(listed)
    assert listed["DNK"]["status"] == listed["NZL"]["status"] == "party"


def test_before_1997_hong_kong_is_told_with_the_united_kingdom(snapshot: Snapshot) -> None:
    """VCSSRT art. 15."""

    def holder(day: date) -> list[str]:
        listed = parties(snapshot, "iccpr", day)["parties"]
        return [p["state"]["id"] for p in listed if "HKG" in {t["territory"]["id"] for t in p["territories"]}]

    assert holder(date(1996, 1, 1)) == ["GBR"]
    assert holder(date(1998, 1, 1)) == ["CHN"]


def test_a_territory_has_channels_with_others_and_none_with_its_own_state(snapshot: Snapshot) -> None:
    found = channels(snapshot, "MAC", "FRA", date(2020, 1, 1))
    assert "untoc" in {c["treaty"] for c in found["channels"]}
    assert channels(snapshot, "MAC", "CHN", date(2020, 1, 1))["channels"] == []
    assert channels(snapshot, "ABW", "CUW", date(2020, 1, 1))["channels"] == []


def test_an_arrangement_opens_the_convention_between_those_two_only(snapshot: Snapshot) -> None:
    """CETS 24 art. 27(4): Aruba and Switzerland from 1994; Gibraltar and Liechtenstein from 1997."""

    def treaties(one: str, other: str, day: date) -> set[str]:
        return {
            c["treaty"] for c in channels(snapshot, one, other, day, "extradition")["channels"] if c["from"]
        }

    assert "cets-024" in treaties("CHE", "ABW", date(1994, 1, 1))
    assert "cets-024" not in treaties("CHE", "ABW", date(1993, 12, 31))
    assert "cets-024" in treaties("LIE", "GIB", date(1997, 1, 15))
    assert "cets-024" not in treaties("NOR", "GIB", date(1997, 1, 15))
    assert "cets-024" in treaties("CHE", "CUW", date(2011, 1, 1))


def test_the_proof_names_the_act_the_territory_and_the_state(snapshot: Snapshot) -> None:
    found = standing(snapshot, "treaty/untoc", "party/CUW", "2020-01-01")
    assert found.participation is not None
    proof = explain(snapshot, found.participation["id"])
    assert "through Netherlands" in proof["sentence"]
    assert {d["act"] for d in proof["data"]} >= {
        "act/untoc/NLD/territorial-extension-netherlands-antilles",
        "party/CUW",
    }
    assert "vclt-1969/art-29" in {p for s in proof["steps"] for p in s["pinpoints"]}


def test_a_territory_says_who_answers_for_it(snapshot: Snapshot) -> None:
    assert state(snapshot, "HKG")["responsible_state"] == "CHN"
    assert state(snapshot, "COK")["responsible_state"] is None


def test_the_instruments_of_a_territory_are_listed_with_what_keeps_it_out(snapshot: Snapshot) -> None:
    listed = {
        t["treaty"]["id"]: t["status"] for t in state_treaties(snapshot, "HKG", date(2020, 1, 1))["treaties"]
    }
    assert listed["uncac"] == "applies"
    assert listed["untoc-tip"] == listed["crc-opsc"] == "none"


def test_cook_islands_and_niue_are_parties_in_their_own_name(snapshot: Snapshot) -> None:
    listed = {p["state"]["id"]: p["status"] for p in parties(snapshot, "untoc", date(2020, 1, 1))["parties"]}
    assert listed["COK"] == "party"


@pytest.mark.parametrize(("territory", "treaty"), [("HKG", "iccpr"), ("HKG", "uncac"), ("ABW", "untoc")])
def test_what_was_known_of_a_territory_rests_on_the_acts_of_its_state(
    snapshot: Snapshot, territory: str, treaty: str
) -> None:
    then = as_known(snapshot, [territory], date(2020, 1, 1))
    assert standing(then, f"treaty/{treaty}", f"party/{territory}", "2019-01-01").status == "applies"
