"""Who can become a party at all: VCLT arts. 11 and 15, and the protocols that need their convention."""

from datetime import date
from functools import cache

import pytest

from foedera.channels import channels
from foedera.standing import standing
from tests.law.synthetic import Synthetic

RECORD = """
<party/AAA> a foed:State ; rdfs:label "Arcadia" .
<party/BBB> a foed:State ; rdfs:label "Borduria" .
<party/CCC> a foed:State ; rdfs:label "Caphtor" .
<party/DDD> a foed:State ; rdfs:label "Drachma" ; foed:predecessor <party/DDXX> .
<party/DDXX> a foed:FormerState ; rdfs:label "Old Drachma" ; foed:existedUntil "1995-01-01"^^xsd:date .
<organisation/league> a foed:Organisation ; rdfs:label "The League" {complete} .
<membership/league/AAA> a foed:Membership ; foed:organisation <organisation/league> ; foed:party <party/AAA> ; foed:from "1980"^^xsd:gYear .
<membership/league/BBB> a foed:Membership ; foed:organisation <organisation/league> ; foed:party <party/BBB> ;
    foed:from "1960"^^xsd:gYear ; foed:until "{left}"^^xsd:date .
<membership/league/DDXX> a foed:Membership ; foed:organisation <organisation/league> ; foed:party <party/DDXX> ;
    foed:from "1960"^^xsd:gYear ; foed:until "1995-01-01"^^xsd:date .
<treaty/conv> a foed:Treaty ; dcterms:title "A convention" ; foed:adopted "1990-05-01"^^xsd:date ; foed:inForceFrom "1991-01-01"^^xsd:date ;
    foed:provides <treaty/conv/art-1> {clause} .
<treaty/conv/art-1> a foed:Provision ; foed:treaty <treaty/conv> ; foed:pinpoint "art-1" ; foed:purpose <purpose/extradition> ; foed:nature <nature/direct> .
<treaty/conv/art-20> a foed:ParticipationClause ; foed:treaty <treaty/conv> ; foed:pinpoint "art-20" ; foed:textChecked {read} ; {opens} .
<treaty/prot> a foed:Protocol ; dcterms:title "A protocol" ; foed:parent <treaty/conv> ; foed:requiresParent <treaty/prot/art-3> ;
    foed:inForceFrom "1992-01-01"^^xsd:date .
<treaty/prot/art-3> a foed:Provision ; foed:treaty <treaty/prot> ; foed:pinpoint "art-3" .
"""
COMPLETE = '; foed:membersCompleteAsOf "2020-01-01"^^xsd:date'
CLAUSE = "; foed:participationClause <treaty/conv/art-20>"
MEMBERS = "foed:opensToMembersOf <organisation/league>"


@cache
def record(
    complete: str = COMPLETE,
    left: str = "1985-01-01",
    clause: str = CLAUSE,
    opens: str = MEMBERS,
    read: str = "true",
    more: str = "",
) -> Synthetic:
    return Synthetic(
        RECORD.format(complete=complete, left=left, clause=clause, opens=opens, read=read) + more
    )


def answer(of: Synthetic, party: str, treaty: str = "conv", day: str = "2015-01-01") -> tuple[str, str]:
    found = standing(of, f"treaty/{treaty}", f"party/{party}", day)
    return found.status, found.answer


CASES = [
    pytest.param("CCC", {}, ("none", "no"), id="vclt-15-a-state-that-was-never-a-member-cannot-accede"),
    pytest.param("AAA", {}, ("unknown", "not-known"), id="a-member-may-have-joined"),
    pytest.param("BBB", {}, ("none", "no"), id="who-left-before-the-adoption-cannot-accede"),
    pytest.param("BBB", {"left": "2001-01-01"}, ("unknown", "not-known"), id="a-member-at-any-time-since-the-adoption-counts"),
    pytest.param("BBB", {"left": "1990-05-01"}, ("none", "no"), id="who-left-on-the-day-of-adoption-was-no-member-since"),
    pytest.param("DDD", {}, ("unknown", "not-known"), id="vcssrt-34-a-successor-of-a-member-may-be-bound"),
    pytest.param("CCC", {"complete": ""}, ("unknown", "not-known"), id="an-incomplete-list-of-members-proves-nothing"),
    pytest.param("CCC", {"clause": ""}, ("unknown", "not-known"), id="without-the-clause-nothing-is-closed"),
    pytest.param("CCC", {"read": "false"}, ("unknown", "not-known"), id="a-clause-that-was-not-read-closes-nothing"),
    pytest.param("CCC", {"opens": MEMBERS + " ; foed:opensFurther <openness/with-consent-of-all-parties>"}, ("unknown", "not-known"), id="minsk-86-a-clause-that-lets-others-in-with-the-consent-of-all-closes-nothing"),
    pytest.param("CCC", {"opens": "foed:opensFurther <openness/every-state>"}, ("unknown", "not-known"), id="bustamante-convention-6-open-to-every-state-closes-nothing"),
    pytest.param("CCC", {"opens": "foed:opensTo <party/AAA>"}, ("none", "no"), id="vclt-11-open-to-the-states-it-names"),
    pytest.param("AAA", {"opens": "foed:opensTo <party/AAA>"}, ("unknown", "not-known"), id="a-state-it-names-may-have-joined"),
    pytest.param("CCC", {"opens": MEMBERS + " ; foed:opensTo <party/CCC>"}, ("unknown", "not-known"), id="members-and-a-named-state"),
]  # fmt: skip


@pytest.mark.parametrize(("party", "given", "expected"), CASES)
def test_who_can_become_a_party(party: str, given: dict[str, str], expected: tuple[str, str]) -> None:
    assert answer(record(**given), party) == expected


def test_the_reason_names_the_article_and_the_day_of_the_list_of_members() -> None:
    reason = standing(record(), "treaty/conv", "party/CCC", "2015-01-01").reason
    assert all(told in reason for told in ("art. 20", "The League", "2020-01-01"))


def test_an_open_clause_is_told_with_its_article_where_the_record_does_not_know() -> None:
    open_to_all = record(opens="foed:opensFurther <openness/every-state>")
    reason = standing(open_to_all, "treaty/conv", "party/CCC", "2015-01-01").reason
    assert reason.endswith("Any state can join (art. 20).")


def test_an_act_of_the_state_is_never_denied_by_the_clause() -> None:
    """A signature, whatever the record says of memberships, shows a state near the treaty: not known, never no."""
    signed = '<act/conv/CCC/signature> a foed:Signature ; foed:treaty <treaty/conv> ; foed:party <party/CCC> ; foed:date "1999-01-01"^^xsd:date .'
    assert answer(record(more=signed), "CCC") == ("unknown", "not-known")


def test_a_protocol_binds_no_state_that_cannot_be_party_to_its_convention() -> None:
    """As CETS 182 art. 30(4) or CETS 86 art. 3(4): a protocol only for parties to the convention."""
    found = standing(record(), "treaty/prot", "party/CCC", "2015-01-01")
    assert (found.status, found.answer) == ("none", "no")
    assert all(told in found.reason for told in ("art. 3", "A convention"))
    assert answer(record(), "AAA", "prot") == ("unknown", "not-known")


def test_a_gap_is_told_only_where_both_could_be_bound() -> None:
    def told(one: str, other: str) -> set[str]:
        found = channels(record(), one, other, date(2015, 1, 1), "extradition")
        return {g["treaty"] for g in found["not_known"] if g["treaty"]}

    assert told("AAA", "CCC") == set()
    assert told("AAA", "DDD") == {"conv"}
