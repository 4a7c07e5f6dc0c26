"""Traps of the decision procedure that a practitioner meets: which treaty speaks to which question, on the record."""

from datetime import date
from typing import Any

import pytest

from foedera.channels import channels
from foedera.clocks import as_known
from foedera.obligations import obligations
from foedera.store import Snapshot

EXTRADITION, ASSISTANCE = "extradition", "mutual-legal-assistance"


def ask(
    snapshot: Snapshot, a: str, b: str, day: str, purpose: str | None = EXTRADITION
) -> dict[str, dict[str, Any]]:
    found = channels(snapshot, a, b, date.fromisoformat(day), purpose)
    return {c["treaty"]: c for c in found["channels"]}


# --- United States and Mexico ---


@pytest.mark.parametrize(
    ("day", "protocol"),
    [
        pytest.param("1980-01-24", None, id="the-eve-of-the-treaty"),
        pytest.param("1980-01-25", [], id="treaty-of-1978-in-force"),
        pytest.param("2001-05-20", [], id="the-eve-of-the-protocol"),
        pytest.param("2001-05-21", ["usa-ext-mex-1997-11-13"], id="protocol-of-1997-in-force"),
    ],
)
def test_extradition_between_the_united_states_and_mexico(
    snapshot: Snapshot, day: str, protocol: list[str] | None
) -> None:
    """31 UST 5059 and TIAS 12897: the protocol amends the treaty and opens no channel of its own."""
    for a, b in (("USA", "MEX"), ("MEX", "USA")):
        found = ask(snapshot, a, b, day)
        treaty = found.get("usa-ext-mex-1978-05-04")
        assert (treaty and [p["treaty"] for p in treaty["amended_by"]]) == protocol
        assert "usa-ext-mex-1997-11-13" not in found
        assert found["oas-montevideo-1933"]["status"] == "available"


def test_untoc_16_3_stands_beside_the_treaties_of_the_united_states_and_mexico(snapshot: Snapshot) -> None:
    """It adds its offences to both treaties and is the basis of none; the treaty of the two is named first."""
    found = ask(snapshot, "USA", "MEX", "2024-01-01")
    assert (found["untoc"]["status"], found["untoc"]["outcome"]) == ("displaced", "treaty-exists")
    assert found["untoc"]["displaced_by"]["treaty"] == "usa-ext-mex-1978-05-04"
    reason = found["untoc"]["reason"]
    assert reason.index("1978") < reason.index("Montevideo")
    (trafficking,) = found["usa-ext-mex-1978-05-04"]["offences"]
    assert (trafficking["answer"], trafficking["pinpoint"]) == ("yes", "untoc/art-16.3")


@pytest.mark.parametrize(("day", "open_"), [("1991-05-02", False), ("1991-05-03", True)])
def test_assistance_between_the_united_states_and_mexico(snapshot: Snapshot, day: str, open_: bool) -> None:
    """TIAS 91-503: done on 1987-12-09, in force on 1991-05-03."""
    assert ("usa-mla-mex-nd" in ask(snapshot, "USA", "MEX", day, ASSISTANCE)) is open_


def test_untoc_18_7_its_details_give_way_to_the_assistance_treaties(snapshot: Snapshot) -> None:
    found = ask(snapshot, "USA", "MEX", "2024-01-01", ASSISTANCE)
    assert found["untoc"]["gives_way"]["pinpoint"] == "untoc/art-18.7"
    assert set(found["untoc"]["gives_way"]["to"]) == {"oas-a55", "usa-mla-mex-nd"}
    assert found["usa-mla-mex-nd"]["status"] == found["oas-a55"]["status"] == "available"


@pytest.mark.parametrize(
    ("day", "count"), [("1998-06-30", 0), ("1998-07-31", 1), ("2009-08-13", 3), ("2024-01-01", 6)]
)
def test_arrangements_of_two_states_are_told_as_arrangements(
    snapshot: Snapshot, day: str, count: int
) -> None:
    """VCLT art. 2(1)(a): not shown to be governed by international law; until when they go on nobody tells."""
    found = channels(snapshot, "USA", "MEX", date.fromisoformat(day), "joint-investigation")
    told = {s["treaty"]: s for s in found["schemes"]}
    assert len(told) == count
    assert {(s["binding"], s["answer"]) for s in told.values()} <= {(False, "not-known")}
    assert not set(told) & {c["treaty"] for c in found["channels"]}
    assert all("opens no channel" in s["reason"] for s in told.values())


def test_an_arrangement_is_of_its_two_states_only(snapshot: Snapshot) -> None:
    assert channels(snapshot, "USA", "CAN", date(2024, 1, 1), "joint-investigation")["schemes"] == []


# --- What a notification on the legal basis of extradition says, and what not ---


def test_viet_nam_closes_untoc_only_where_no_treaty_exists(snapshot: Snapshot) -> None:
    """UNTOC arts. 16(3) and 16(5): its notification bars the Convention as the basis, not its offences in a treaty."""
    without = ask(snapshot, "FJI", "VNM", "2026-01-01")["untoc"]
    assert (without["status"], without["outcome"]) == ("barred", "notified-no")
    found = ask(snapshot, "KOR", "VNM", "2026-01-01")
    assert (found["untoc"]["status"], found["untoc"]["outcome"]) == ("displaced", "treaty-exists")
    treaty = found["vnm-ext-kor-2003-09-15"]
    assert treaty["status"] == "available"
    assert treaty["offences"][0]["answer"] == "yes"


@pytest.mark.parametrize(("purpose", "article"), [(ASSISTANCE, "art-18"), ("confiscation", "art-13")])
def test_untoc_16_5_says_nothing_about_assistance_and_confiscation(
    snapshot: Snapshot, purpose: str, article: str
) -> None:
    """No notification is asked for art. 18, and by art. 13(6) a state that needs a treaty takes the Convention as one."""
    found = ask(snapshot, "FJI", "VNM", "2026-01-01", purpose)["untoc"]
    assert (found["status"], found["provision"]) == ("available", article)


def test_untoc_17_opens_no_transfer_of_sentenced_persons(snapshot: Snapshot) -> None:
    """Parties may consider to agree on it, no more."""
    assert "untoc" not in ask(snapshot, "ITA", "NGA", "2024-01-01", "transfer-of-sentenced-persons")


# --- Councils, conventions, states ---


@pytest.mark.parametrize("requested", ["ISR", "KOR", "ZAF"])
def test_cets_24_30_states_outside_the_council_of_europe(snapshot: Snapshot, requested: str) -> None:
    assert ask(snapshot, "CHE", requested, "2024-01-01")["cets-024"]["status"] in ("available", "conditional")


@pytest.mark.parametrize(
    ("other", "treaty", "status"),
    [("GRC", "che-mla-grc-1910-11-21", "displaced"), ("HUN", "che-mla-hun-1896-03-10", "displaced")],
)
def test_cets_30_26_1_takes_the_place_of_bilateral_assistance_treaties(
    snapshot: Snapshot, other: str, treaty: str, status: str
) -> None:
    found = ask(snapshot, "CHE", other, "2024-01-01", ASSISTANCE)
    assert found[treaty]["status"] == status
    assert found[treaty]["displaced_by"]["pinpoint"] == "cets-030/art-26.1"
    assert found["cets-030"]["status"] in ("available", "conditional")


def test_serbia_and_montenegro_as_a_pair_known_then_and_known_now(snapshot: Snapshot) -> None:
    """VCSSRT art. 23: on 2006-08-01 nobody could know that Montenegro had been bound since 2006-06-03."""
    now = ask(snapshot, "SRB", "MNE", "2006-08-01", ASSISTANCE)["untoc"]
    assert (now["status"], now["from"]) == ("available", "2006-06-03")
    then = as_known(snapshot, ["MNE", "SRB"], date(2006, 8, 1))
    assert "untoc" not in ask(then, "SRB", "MNE", "2006-08-01", ASSISTANCE)


def test_spain_and_the_united_kingdom_three_answers_on_three_days(snapshot: Snapshot) -> None:
    """TEU art. 50; Withdrawal Agreement arts. 126 and 127; TCA art. 596."""
    told = []
    for day in ("2019-05-01", "2020-06-01", "2021-02-01"):
        found = ask(snapshot, "ESP", "GBR", day)
        (open_,) = [t for t in ("eu-eaw", "eu-uk-tca") if t in found]
        told.append((open_, found[open_]["reason"]))
    assert [t for t, _ in told] == ["eu-eaw", "eu-eaw", "eu-uk-tca"]
    assert len({reason for _, reason in told}) == 3


# --- Reservations and protocols ---


def test_cets_99_8_1_a_reservation_to_the_convention_counts_for_its_protocol(snapshot: Snapshot) -> None:
    """Belgium reserved on article 2 of the Convention, which chapter I of the protocol changes."""
    effects = {}
    for state in ("BEL", "AUT"):
        duties = obligations(snapshot, state, date(2020, 1, 1), treaty="cets-099")["obligations"]
        effects[state] = {d["pinpoint"]: d["effect"] for d in duties}
    assert (effects["BEL"]["art-1"], effects["AUT"]["art-1"]) == ("modified", "full")
    assert effects["BEL"]["art-4"] == "full"


def test_cets_86_carries_no_reservation_over(snapshot: Snapshot) -> None:
    """Denmark reserved on article 9 of the Convention; the protocol allows no reservation and carries none (art. 6(3))."""
    duties = obligations(snapshot, "DNK", date(2020, 1, 1), treaty="cets-024")["obligations"]
    effects = {d["pinpoint"]: d["effect"] for d in duties if d["pinpoint"].startswith("art-9")}
    assert effects["art-9.2"] == "full"
    assert effects["art-9.s1"] == "modified"
