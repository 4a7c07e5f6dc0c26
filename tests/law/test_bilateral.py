"""Treaties between two states: their days, what ends and suspends them, and when no treaty is an answer."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from foedera import lookup, register
from foedera.channels import channels, matrix
from foedera.clocks import as_known
from foedera.coverage import coverage
from foedera.explain import explain
from foedera.namespaces import path_of
from foedera.standing import standing
from foedera.store import Snapshot
from tests.law.synthetic import Synthetic

ROOT = Path(__file__).parents[2]


def ask(snapshot: Snapshot, a: str, b: str, day: str, purpose: str | None = "extradition") -> dict[str, Any]:
    return channels(snapshot, a, b, date.fromisoformat(day), purpose)


def under(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {c["treaty"]: c for c in answer["channels"]}


def surrender(snapshot: Snapshot, a: str, b: str, day: str) -> list[dict[str, Any]]:
    """The extradition channels under treaties between the two alone."""
    between = {t.removeprefix("treaty/") for t in snapshot.memory.between}
    return [c for c in ask(snapshot, a, b, day)["channels"] if c["treaty"] in between]


# --- In force ---


@pytest.mark.parametrize(
    ("a", "b", "treaty", "first"),
    [
        ("USA", "MEX", "usa-ext-mex-1978-05-04", "1980-01-25"),
        ("BRA", "ITA", "bra-ext-ita-1989-10-17", "1993-08-01"),
        ("JPN", "KOR", "jpn-ext-kor-2002-04-08", "2002-06-21"),
        ("JPN", "USA", "usa-ext-jpn-1978-03-03", "1980-03-26"),
        ("CHE", "USA", "usa-ext-che-1990-11-14", "1997-09-10"),
        ("CHE", "BRA", "che-ext-bra-1932-07-23", "1934-02-24"),
    ],
)
def test_a_bilateral_treaty_opens_a_channel_from_its_entry_into_force(
    snapshot: Snapshot, a: str, b: str, treaty: str, first: str
) -> None:
    """VCLT art. 24(1); in both directions."""
    for one, other in ((a, b), (b, a)):
        found = under(ask(snapshot, one, other, "2024-01-01"))[treaty]
        assert (found["status"], found["from"], found["until"]) == ("available", first, None)
    assert treaty in under(ask(snapshot, a, b, first))
    assert treaty not in under(ask(snapshot, a, b, f"{int(first[:4]) - 1}{first[4:]}"))


def test_a_signed_treaty_is_no_channel_before_its_entry_into_force(snapshot: Snapshot) -> None:
    """VCLT art. 24(3): signed 1989-10-17, in force 1993-08-01."""
    assert "bra-ext-ita-1989-10-17" not in under(ask(snapshot, "BRA", "ITA", "1993-07-31"))
    found = standing(snapshot, "treaty/bra-ext-ita-1989-10-17", "party/BRA", "1993-07-31")
    assert (found.status, found.answer) == ("none", "no")


def test_entry_into_force_known_by_the_month_is_possible_within_it(snapshot: Snapshot) -> None:
    treaty = lookup.instrument(snapshot, "jpn-mla-usa-2003-08-05")["id"].removeprefix("treaty/")
    within = under(ask(snapshot, "JPN", "USA", "2006-07-15", "mutual-legal-assistance"))[treaty]
    assert within["status"] == "unknown"
    assert within["from_between"] == {"earliest": "2006-07-01", "latest": "2006-07-31"}
    after = under(ask(snapshot, "JPN", "USA", "2006-07-31", "mutual-legal-assistance"))[treaty]
    assert after["status"] == "available"


def test_a_treaty_applied_from_before_its_conclusion_governs_from_that_day(snapshot: Snapshot) -> None:
    """VCLT art. 28: notes of 1988 on the treaty of 1869, from independence on."""
    found = under(ask(snapshot, "CHE", "CIV", "1970-01-01"))["che-ext-civ-1988-06-06"]
    assert (found["status"], found["from"]) == ("available", "1960-08-07")
    assert "che-ext-civ-1988-06-06" not in under(ask(snapshot, "CHE", "CIV", "1960-08-06"))


def test_a_treaty_of_the_former_sovereign_binds_a_state_from_its_first_day_only(snapshot: Snapshot) -> None:
    """VCSSRT 1978 arts. 2(1)(e) and 24: the treaty of 1931 as the American list has it for Kenya."""
    found = under(ask(snapshot, "USA", "KEN", "2024-01-01"))["usa-ext-ken-1931-12-22"]
    assert found["from"] == "1963-12-12"
    assert "usa-ext-ken-1931-12-22" not in under(ask(snapshot, "USA", "KEN", "1950-01-01"))


# --- What lists show ---


def test_a_treaty_known_from_lists_is_proven_between_them_and_possible_after(snapshot: Snapshot) -> None:
    """Listed as in force on 2011-03-03, 2012-03-07 and in 2015; no entry into force recorded."""
    for day, status in (("2011-03-02", "unknown"), ("2012-01-01", "available"), ("2024-01-01", "unknown")):
        found = under(ask(snapshot, "USA", "ROU", day, "mutual-legal-assistance"))["usa-mla-rou-nd"]
        assert found["status"] == status, day
        assert found["from_between"] == {"earliest": "1999-05-26", "latest": "2011-03-03"}


def test_a_list_that_tells_no_endings_proves_the_beginning_only(snapshot: Snapshot) -> None:
    """foed:endUnknown: the British list gives 1872-06-11 and no end."""
    first = under(ask(snapshot, "GBR", "DEU", "1872-06-11"))["gbr-ext-deu-1872-05-14"]
    later = under(ask(snapshot, "GBR", "DEU", "1900-01-01"))["gbr-ext-deu-1872-05-14"]
    assert (first["status"], later["status"]) == ("available", "unknown")
    assert later["until_between"] == {"earliest": "1872-06-12", "latest": None}


def test_a_treaty_of_which_nothing_shows_that_it_entered_into_force_is_told_as_a_gap(
    snapshot: Snapshot,
) -> None:
    """VCLT art. 14: approved by a law of 1967, entry into force not told."""
    found = ask(snapshot, "ARG", "BRA", "1990-01-01")
    assert "arg-ext-bra-1961-11-15" not in under(found)
    assert "arg-ext-bra-1961-11-15" in {g["treaty"] for g in found["not_known"]}
    before = ask(snapshot, "ARG", "BRA", "1960-01-01")
    assert "arg-ext-bra-1961-11-15" not in {g["treaty"] for g in before["not_known"]}


def test_a_treaty_listed_as_not_yet_in_force_is_none_to_that_day_and_not_known_after(
    snapshot: Snapshot,
) -> None:
    treaty = lookup.instrument(snapshot, "bra-mla-deu-2009-12-03")["id"]
    assert standing(snapshot, treaty, "party/BRA", "2021-02-26").answer == "no"
    assert standing(snapshot, treaty, "party/BRA", "2021-02-27").answer == "not-known"


# --- What ends a treaty ---


def test_a_termination_ends_a_treaty_for_both(snapshot: Snapshot) -> None:
    """VCLT art. 54: Israel and the United Kingdom, 1960 to 1991."""
    treaty = "gbr-ext-isr-1960-04-04"
    assert under(ask(snapshot, "GBR", "ISR", "1991-05-13"))[treaty]["until"] == "1991-05-14"
    assert treaty not in under(ask(snapshot, "ISR", "GBR", "1991-05-14"))
    for party in ("GBR", "ISR"):
        assert standing(snapshot, f"treaty/{treaty}", f"party/{party}", "2000-01-01").status == "former"


def test_a_later_treaty_takes_the_place_of_the_earlier_on_its_entry_into_force(snapshot: Snapshot) -> None:
    """VCLT art. 59(1): Latvia and the United States, 1923 and 2005, in force 2009-04-15."""
    day_before, day = (set(under(ask(snapshot, "LVA", "USA", d))) for d in ("2009-04-14", "2009-04-15"))
    assert "usa-ext-lva-1923-10-16" in day_before
    assert "usa-ext-lva-2005-12-07" not in day_before
    assert "usa-ext-lva-2005-12-07" in day
    assert "usa-ext-lva-1923-10-16" not in day


def test_a_treaty_ends_with_one_of_its_parties(snapshot: Snapshot) -> None:
    """The treaty of 1901 ends with Yugoslavia on 1992-04-27; its successors are not bound by inference."""
    found = under(ask(snapshot, "USA", "YUCS", "1992-04-26"))["usa-ext-yucs-1901-10-25"]
    assert found["until"] == "1992-04-27"
    assert standing(snapshot, "treaty/usa-ext-yucs-1901-10-25", "party/USA", "1992-04-27").answer == "no"
    assert "usa-ext-yucs-1901-10-25" not in under(ask(snapshot, "USA", "MNE", "2024-01-01"))


# --- Hong Kong 2020 ---


def test_a_suspension_stops_surrender_between_hong_kong_and_the_united_states(snapshot: Snapshot) -> None:
    """VCLT art. 72: available on 2020-07-01, suspended on 2020-08-19. What is left are conventions of many states, and whether
    the other side acts on one of these alone is for it to say.
    """
    before = ask(snapshot, "HKG", "USA", "2020-07-01")
    assert before["answer"] == "yes"
    found = under(before)["usa-ext-hkg-1996-12-20"]
    assert (found["status"], found["from"], found["until"]) == ("available", "1998-01-21", "2020-08-19")
    after = ask(snapshot, "USA", "HKG", "2020-10-01")
    assert "usa-ext-hkg-1996-12-20" not in under(after)
    assert {c["status"] for c in after["channels"]} == {"conditional"}
    assert under(after)["untoc"]["outcome"] == "silent"


@pytest.mark.parametrize(
    ("other", "last", "first_without"),
    [
        ("CAN", "2020-07-02", "2020-07-03"),
        ("AUS", "2020-07-08", "2020-07-09"),
        ("GBR", "2020-07-19", "2020-07-20"),
        ("NZL", "2020-07-27", "2020-07-28"),
        ("DEU", "2020-07-30", "2020-07-31"),
        ("FIN", "2020-10-15", "2020-10-16"),
        ("IRL", "2020-09-30", "2020-11-01"),
        ("NLD", "2020-09-30", "2020-11-01"),
    ],
)
def test_each_partner_suspended_surrender_with_hong_kong_on_its_own_day(
    snapshot: Snapshot, other: str, last: str, first_without: str
) -> None:
    """VCLT art. 57; known by the month for Ireland and the Netherlands."""
    assert ask(snapshot, other, "HKG", last)["answer"] == "yes"
    assert not surrender(snapshot, other, "HKG", first_without)


def test_a_suspension_known_by_the_month_leaves_the_month_open(snapshot: Snapshot) -> None:
    (found,) = surrender(snapshot, "HKG", "IRL", "2020-10-15")
    assert found["status"] == "unknown"
    assert found["until_between"] == {"earliest": "2020-10-01", "latest": "2020-10-31"}


def test_an_agreement_whose_ratification_was_given_up_was_never_in_force(snapshot: Snapshot) -> None:
    """VCLT art. 24: France and Hong Kong, signed 2017."""
    found = standing(snapshot, "treaty/hkg-ext-fra-2017-05-04", "party/FRA", "2020-01-01")
    assert found.answer == "no"
    assert not surrender(snapshot, "HKG", "FRA", "2020-01-01")


def test_before_the_suspension_was_declared_nobody_knew_of_it(snapshot: Snapshot) -> None:
    """The law of 2020-10-01 as it was known on 2020-08-01: surrender still stands."""
    then = as_known(snapshot, ["HKG", "USA"], date(2020, 8, 1))
    assert under(ask(then, "HKG", "USA", "2020-10-01"))["usa-ext-hkg-1996-12-20"]["status"] == "available"


# --- Protocols and supplements ---


def test_a_protocol_is_told_with_its_treaty_and_opens_no_channel(snapshot: Snapshot) -> None:
    """VCLT art. 39: the protocol of 1997, in force 2001-05-21."""
    found = under(ask(snapshot, "USA", "MEX", "2024-01-01"))
    assert "usa-ext-mex-1997-11-13" not in found
    (protocol,) = found["usa-ext-mex-1978-05-04"]["amended_by"]
    assert (protocol["treaty"], protocol["from"]) == ("usa-ext-mex-1997-11-13", "2001-05-21")
    assert explain(snapshot, protocol["proof"].partition("=")[2])["data"]
    before = under(ask(snapshot, "USA", "MEX", "2001-05-20"))["usa-ext-mex-1978-05-04"]
    assert before["amended_by"] == []


def test_a_treaty_that_completes_the_convention_is_told_with_the_convention(snapshot: Snapshot) -> None:
    """CETS 24 art. 28(2); CETS 30 art. 26(3)."""
    found = under(ask(snapshot, "CHE", "DEU", "2024-01-01"))
    assert "che-ext-deu-1969-11-13" not in found
    assert [s["treaty"] for s in found["cets-024"]["supplemented_by"]] == ["che-ext-deu-1969-11-13"]
    assert found["cets-024"]["supplemented_by"][0]["from"] == "1977-01-01"
    assert under(ask(snapshot, "CHE", "POL", "2024-01-01"))["cets-024"]["supplemented_by"] == []


def test_an_arrangement_opens_no_channel(snapshot: Snapshot) -> None:
    """VCLT art. 2(1)(a): the letter of intent of 2009 on arms smuggling."""
    found = ask(snapshot, "USA", "MEX", "2024-01-01", None)
    assert "usamex-jit-mex-2009-08-13" not in under(found)
    assert register.treaty(snapshot, "usamex-jit-mex-2009-08-13")["kind"] == "Arrangement"


def test_one_treaty_can_serve_two_purposes(snapshot: Snapshot) -> None:
    """Türkiye and the United States, 1979: extradition and assistance in one treaty."""
    for purpose in ("extradition", "mutual-legal-assistance"):
        assert "usa-ext-tur-1979-06-07" in under(ask(snapshot, "USA", "TUR", "2024-01-01", purpose))


# --- Two lists, one treaty ---


def test_a_treaty_on_both_lists_is_one_treaty_found_by_either_identifier(snapshot: Snapshot) -> None:
    for identifier in ("usa-ext-mex-1978-05-04", "mex-ext-usa-1978-05-04", "usamex-ext-mex-1978-05-04"):
        assert lookup.instrument(snapshot, identifier)["id"] == "treaty/usa-ext-mex-1978-05-04"
    assert len(register.treaty(snapshot, "mex-ext-usa-1978-05-04")["sources"]) == 2


def test_a_bilateral_treaty_counts_among_the_treaties_of_both_states(snapshot: Snapshot) -> None:
    for party in ("MEX", "USA"):
        found = register.state_treaties(snapshot, party, date(2024, 1, 1))["treaties"]
        (entry,) = [t for t in found if t["treaty"]["id"] == "usa-ext-mex-1978-05-04"]
        assert entry["status"] == "party"
        assert entry["act"] is None
    shown = register.parties(snapshot, "usa-ext-mex-1978-05-04", date(2024, 1, 1))
    assert shown["counts"] == {"party": 2}


def test_the_proof_of_a_suspension_leads_to_the_notice(snapshot: Snapshot) -> None:
    found = explain(snapshot, "relation/usa-ext-hkg-1996-12-20/HKG/USA")
    data = {d["act"]: d for d in found["data"]}
    assert data["act/usa-ext-hkg-1996-12-20/USA/suspension"]["date"] == "2020-08-19"
    assert data["treaty/usa-ext-hkg-1996-12-20"]["effective"] == "1998-01-21"
    assert {s["rule"] for s in found["steps"]} >= {
        "rule/suspended",
        "rule/bound-by-bilateral-treaty",
        "calendar",
    }


def test_the_matrix_holds_bilateral_channels(snapshot: Snapshot) -> None:
    pairs = {(p["a"], p["b"]): p for p in matrix(snapshot, "extradition", date(2024, 1, 1))["pairs"]}
    assert "jpn-ext-kor-2002-04-08" in pairs["JPN", "KOR"]["treaties"]


def test_each_file_is_named_after_the_party_that_comes_first() -> None:
    for path in sorted((ROOT / "data" / "bilateral").glob("*.ttl")):
        sides: dict[str, set[str]] = {}
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if quad.predicate.value.endswith("#between"):
                sides.setdefault(str(quad.subject), set()).add(path_of(str(quad.object).strip("<>")))
        assert sides
        assert {min(parties) for parties in sides.values()} == {f"party/{path.stem}"}


# --- No channel ---

_TWO_STATES = """
<party/AAA> a foed:State ; rdfs:label "Aland" .
<party/BBB> a foed:State ; rdfs:label "Bland" .
<party/CCC> a foed:State ; rdfs:label "Cland" .
<party/TTT> a foed:Territory ; rdfs:label "Terra" .
<treaty/a-c> a foed:BilateralTreaty ; dcterms:title "A and C" ; foed:between <party/AAA> , <party/CCC> ; foed:adopted "1990-01-01"^^xsd:date ;
    foed:inForceFrom "1991-01-01"^^xsd:date ; foed:provides <treaty/a-c/whole> .
<treaty/a-c/whole> a foed:Provision ; foed:treaty <treaty/a-c> ; foed:pinpoint "whole" ; foed:purpose <purpose/extradition> ; foed:nature <nature/direct> .
<coverage/bilateral/AAA/extradition> a foed:BilateralCoverage ; foed:ofParty <party/AAA> ; foed:forPurpose <purpose/extradition> ;
    foed:completeness <completeness/complete> ; foed:asOf "2024-01-01"^^xsd:date .
"""


@pytest.fixture(scope="module")
def listed() -> Synthetic:
    return Synthetic(_TWO_STATES)


def test_a_complete_list_of_one_side_makes_the_answer_no_on_its_day(listed: Synthetic) -> None:
    for a, b in (("AAA", "BBB"), ("BBB", "AAA")):
        found = ask(listed, a, b, "2024-01-01")
        assert (found["answer"], found["not_known"]) == ("no", [])


@pytest.mark.parametrize("day", ["2023-12-31", "2024-01-02"])
def test_a_list_of_treaties_in_force_says_nothing_of_another_day(listed: Synthetic, day: str) -> None:
    """A treaty that ended before is no longer on the list."""
    found = ask(listed, "AAA", "BBB", day)
    assert found["answer"] == "not-known"
    assert "Aland for 2024-01-01" in found["not_known"][0]["reason"]


def test_a_list_speaks_for_its_purpose_and_its_party_only(listed: Synthetic) -> None:
    assert ask(listed, "AAA", "BBB", "2024-01-01", "mutual-legal-assistance")["answer"] == "not-known"
    assert ask(listed, "AAA", "BBB", "2024-01-01", None)["answer"] == "not-known"
    assert ask(listed, "BBB", "CCC", "2024-01-01")["answer"] == "not-known"


def test_a_list_of_states_says_nothing_about_a_territory(listed: Synthetic) -> None:
    assert ask(listed, "AAA", "TTT", "2024-01-01")["answer"] == "not-known"


def test_a_treaty_on_the_list_is_the_channel(listed: Synthetic) -> None:
    assert ask(listed, "AAA", "CCC", "2024-01-01")["answer"] == "yes"
    assert ask(listed, "AAA", "CCC", "1990-12-31")["answer"] == "not-known"


def test_a_list_that_tells_endings_too_covers_a_span() -> None:
    spanned = Synthetic(
        _TWO_STATES + '<coverage/bilateral/AAA/extradition> foed:coversFrom "2000-01-01"^^xsd:date .'
    )
    answers = [ask(spanned, "AAA", "BBB", d)["answer"] for d in ("1999-12-31", "2000-01-01", "2024-01-02")]
    assert answers == ["not-known", "no", "not-known"]


def test_a_party_with_which_the_list_leaves_it_open_is_not_excluded() -> None:
    """VCSSRT 1978 art. 34: status under review with successors."""
    left_open = Synthetic(_TWO_STATES + "<coverage/bilateral/AAA/extradition> foed:exceptParty <party/BBB> .")
    assert ask(left_open, "AAA", "BBB", "2024-01-01")["answer"] == "not-known"


def test_a_treaty_that_may_be_in_force_forbids_the_no() -> None:
    open_end = Synthetic(
        _TWO_STATES.replace(
            'foed:inForceFrom "1991-01-01"^^xsd:date', 'foed:attestedInForce "2000-01-01"^^xsd:date'
        )
    )
    assert ask(open_end, "AAA", "CCC", "2024-01-01")["answer"] == "not-known"


def test_a_lifted_suspension_opens_the_channel_again() -> None:
    """VCLT art. 72."""
    lifted = Synthetic(
        _TWO_STATES
        + """<act/a-c/AAA/suspension> a foed:Suspension ; foed:treaty <treaty/a-c> ; foed:party <party/AAA> ;
        foed:date "2020-08-19"^^xsd:date ; foed:lifted "2022-03-01"^^xsd:date ."""
    )
    days = ("2020-08-18", "2020-08-19", "2022-02-28", "2022-03-01")
    assert [bool(ask(lifted, "CCC", "AAA", d)["channels"]) for d in days] == [True, False, False, True]


def test_the_record_says_which_lists_are_complete(snapshot: Snapshot) -> None:
    lists = {(e["party"]["id"], e["purpose"]): e for e in coverage(snapshot)["bilateral"]}
    complete = {k for k, e in lists.items() if e["completeness"] == "complete"}
    assert complete == {("USA", "extradition"), ("CHE", "extradition"), ("CHE", "mutual-legal-assistance")}
    assert "MNE" in lists["USA", "extradition"]["except_parties"]


def test_the_limit_of_the_lists_is_dropped_on_a_day_of_a_complete_one(snapshot: Snapshot) -> None:
    on_the_day = ask(snapshot, "USA", "VNM", "2026-07-12")["not_known"]
    assert "Bilateral treaties" not in {g["title"] for g in on_the_day}
    earlier = ask(snapshot, "USA", "VNM", "2026-07-11")["not_known"]
    (line,) = [g for g in earlier if g["title"] == "Bilateral treaties"]
    assert "2026-07-12" in line["reason"]
    successor = ask(snapshot, "USA", "MNE", "2026-07-12")["not_known"]
    assert "Bilateral treaties" in {g["title"] for g in successor}
