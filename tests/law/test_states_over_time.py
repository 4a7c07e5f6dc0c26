"""States over time: who is bound, since when, and through whom, when states begin, end and change their memberships."""

from datetime import date

import pytest

from foedera.channels import channels
from foedera.clocks import as_known
from foedera.explain import explain
from foedera.obligations import obligations
from foedera.register import parties, state
from foedera.standing import standing
from foedera.store import Snapshot


def stands(snapshot: Snapshot, treaty: str, party: str, day: str) -> str:
    return standing(snapshot, f"treaty/{treaty}", f"party/{party}", day).status


FIRST_DAYS = [
    # party, instrument, eve, first day, the legal point
    pytest.param(
        "MNE", "untoc", "2006-06-02", "2006-06-03", id="vcssrt-23-montenegro-bound-from-independence"
    ),
    pytest.param("MNE", "untoc-tip", "2006-06-02", "2006-06-03", id="the-protocol-with-its-convention"),
    pytest.param("MNE", "cets-086", "2006-06-05", "2006-06-06", id="coe-counts-montenegro-from-6-june-2006"),
    pytest.param("MNE", "cets-024", "2006-06-05", "2006-06-06", id="cets-086-art-5-shows-the-convention"),
    pytest.param(
        "CZE", "iccpr", "1992-12-31", "1993-01-01", id="vcssrt-34-czechia-takes-over-on-its-first-day"
    ),
    pytest.param(
        "SVK", "cets-024", "1992-12-31", "1993-01-01", id="coe-confirmed-slovakia-back-to-its-first-day"
    ),
    pytest.param("SVK", "crc", "1992-12-31", "1993-01-01", id="slovakia-crc"),
    pytest.param("HRV", "crc", "1991-10-07", "1991-10-08", id="croatia-from-the-end-of-the-moratorium"),
    pytest.param("BIH", "iccpr", "1992-03-05", "1992-03-06", id="bosnia-and-herzegovina"),
    pytest.param("MKD", "crc", "1991-11-16", "1991-11-17", id="north-macedonia"),
    pytest.param(
        "SRB", "crc", "1992-04-26", "1992-04-27", id="federal-republic-of-yugoslavia-succeeded-in-2001"
    ),
]


@pytest.mark.parametrize(("party", "treaty", "eve", "first"), FIRST_DAYS)
def test_a_successor_is_bound_from_the_succession(
    snapshot: Snapshot, party: str, treaty: str, eve: str, first: str
) -> None:
    assert stands(snapshot, treaty, party, eve) != "party"
    assert stands(snapshot, treaty, party, first) == "party"


def test_montenegro_owed_the_convention_before_it_told_the_depositary(snapshot: Snapshot) -> None:
    """VCSSRT art. 23; the day on which it became known is the act's own, 2006-10-23."""
    found = obligations(snapshot, "MNE", date(2006, 8, 1), treaty="untoc")
    assert found["answer"] == "yes"
    proof = explain(snapshot, found["obligations"][0]["id"])
    act = next(d for d in proof["data"] if d["act"] == "act/untoc/MNE/succession")
    assert (act["date"], act["effective"]) == ("2006-10-23", "2006-06-03")


@pytest.mark.parametrize(("known_at", "status"), [("2006-10-22", "none"), ("2006-10-23", "party")])
def test_a_succession_counts_back_once_the_depositary_was_told(
    snapshot: Snapshot, known_at: str, status: str
) -> None:
    """VCSSRT art. 23: bound from independence, and nobody could know it before the notification."""
    then = as_known(snapshot, ["MNE"], date.fromisoformat(known_at))
    assert stands(then, "untoc", "MNE", "2006-08-01") == status


@pytest.mark.parametrize(("treaty", "state"), [("ilo-c181", "FJI"), ("eu-eio", "DEU")])
def test_an_act_without_its_day_is_never_denied_for_an_earlier_day_of_knowledge(
    snapshot: Snapshot, treaty: str, state: str
) -> None:
    then = as_known(snapshot, [state], date(2019, 1, 1))
    assert stands(then, treaty, state, "2018-01-01") == "unknown"


@pytest.mark.parametrize("party", ["AUT", "ESP", "TUR"])
def test_a_protocol_shows_the_convention_though_the_act_for_it_has_no_day(
    snapshot: Snapshot, party: str
) -> None:
    """CETS 86 art. 5(1) and CETS 98 art. 5(1): only parties to the convention can join."""
    assert stands(snapshot, "cets-024", party, "2010-01-01") == "party"


def test_serbia_goes_on_through_the_end_of_the_union(snapshot: Snapshot) -> None:
    """VCSSRT art. 35: the state that continues another has no gap and no new first day."""
    found = standing(snapshot, "treaty/untoc", "party/SRB", "2006-06-03")
    assert (found.status, found.interval()["from"]) == ("party", "2003-09-29")


@pytest.mark.parametrize("treaty", ["cets-024", "cets-030", "cets-112", "iccpr", "crc", "drugs-1988"])
def test_no_day_without_a_party_when_czechoslovakia_ended(snapshot: Snapshot, treaty: str) -> None:
    """VCSSRT art. 34."""
    last = {p: stands(snapshot, treaty, p, "1992-12-31") for p in ("CSHH", "CZE", "SVK")}
    first = {p: stands(snapshot, treaty, p, "1993-01-01") for p in ("CSHH", "CZE", "SVK")}
    assert (last["CSHH"], first["CSHH"]) == ("party", "former")
    assert {first["CZE"], first["SVK"]} == {"party"}
    assert "party" not in {last["CZE"], last["SVK"]}


def test_extradition_between_france_and_czechoslovakia_then_its_successors(snapshot: Snapshot) -> None:
    def open_under(requested: str, day: date) -> list[str]:
        found = channels(snapshot, "FRA", requested, day, "extradition")["channels"]
        return [c["treaty"] for c in found if c["status"] in ("available", "conditional")]

    assert "cets-024" in open_under("CSHH", date(1992, 9, 1))
    assert "cets-024" not in open_under("CSHH", date(1993, 1, 1))
    assert "cets-024" in open_under("SVK", date(1993, 1, 1))


def test_a_state_that_did_not_exist_is_proven_not_bound(snapshot: Snapshot) -> None:
    found = standing(snapshot, "treaty/cat", "party/SVK", "1990-01-01")
    assert (found.status, found.answer) == ("none", "no")


def test_kosovo_is_no_party_and_the_record_says_so_or_does_not_know(snapshot: Snapshot) -> None:
    for treaty in ("untoc", "untoc-tip", "cets-024", "cets-197"):
        assert stands(snapshot, treaty, "XKX", "2024-01-01") in {"none", "unknown"}


def test_germany_is_not_bound_by_what_the_german_democratic_republic_joined(snapshot: Snapshot) -> None:
    """VCSSRT art. 31 was not followed: the treaties of the acceding state went as agreed with their parties."""
    by_continuity = [
        row["id"]
        for (_, party), rows in snapshot.memory.participations.items()
        for row in rows
        if party == "party/DEU" and row["rule"] == "rule/continued-by"
    ]
    assert by_continuity == []


MEMBERSHIPS = [
    pytest.param(
        "GBR",
        "EUE",
        "2020-02-01",
        "2021-01-01",
        id="teu-50.3-left-and-law-went-on-to-the-end-of-the-transition",
    ),
    pytest.param("RUS", "CoE", "2022-03-16", None, id="coe-statute-8-expelled"),
    pytest.param("MLI", "ECOWAS", "2025-01-29", None, id="ecowas-treaty-91-one-year-after-notice"),
    pytest.param("BFA", "ECOWAS", "2025-01-29", None, id="burkina-faso"),
    pytest.param("NER", "ECOWAS", "2025-01-29", None, id="niger"),
    pytest.param("NIC", "OAS", "2023-11-19", None, id="oas-charter-143-two-years-after-notice"),
]


@pytest.mark.parametrize(("party", "organisation", "until", "law"), MEMBERSHIPS)
def test_until_when_a_state_was_a_member(
    snapshot: Snapshot, party: str, organisation: str, until: str, law: str | None
) -> None:
    found = [m for m in state(snapshot, party)["memberships"] if m["organisation"] == organisation]
    assert [(m["until"], m["law_applies_until"]) for m in found] == [(until, law)]
    assert found[0]["sources"]


def test_a_suspension_is_no_end_of_membership(snapshot: Snapshot) -> None:
    for party, organisation in (("HND", "OAS"), ("CUB", "OAS"), ("GIN", "AU")):
        found = [m for m in state(snapshot, party)["memberships"] if m["organisation"] == organisation]
        assert [m["until"] for m in found] == [None]


@pytest.mark.parametrize("treaty", ["cets-024"])
def test_leaving_the_council_of_europe_is_no_denunciation(snapshot: Snapshot, treaty: str) -> None:
    """VCLT art. 54: the conventions open to other states bind Russia on."""
    assert (
        stands(snapshot, treaty, "RUS", "2022-03-15")
        == stands(snapshot, treaty, "RUS", "2022-03-17")
        == "party"
    )


def test_the_european_convention_on_human_rights_ceased_six_months_later(snapshot: Snapshot) -> None:
    """ECHR art. 58."""
    assert stands(snapshot, "cets-005", "RUS", "2022-09-15") == "party"
    assert stands(snapshot, "cets-005", "RUS", "2022-09-16") == "former"


def test_the_arrest_warrant_bound_the_united_kingdom_to_the_end_of_the_transition(snapshot: Snapshot) -> None:
    """Withdrawal Agreement arts. 126 and 127."""
    assert stands(snapshot, "eu-eaw", "GBR", "2020-12-31") == "party"
    assert stands(snapshot, "eu-eaw", "GBR", "2021-01-01") == "former"


def test_a_former_state_is_never_among_the_parties_of_today(snapshot: Snapshot) -> None:
    for treaty in ("cets-024", "iccpr", "crc"):
        listed = parties(snapshot, treaty, date(2024, 1, 1))["parties"]
        former = [
            p
            for p in listed
            if snapshot.memory.parties[f"party/{p['state']['id']}"]["class"].endswith("FormerState")
        ]
        assert {p["status"] for p in former} <= {"former", "none"}
