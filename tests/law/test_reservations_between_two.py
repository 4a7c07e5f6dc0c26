"""Every configuration of a reservation and a reaction between two parties, and the article that decides it.

A reserves article 5; B reacts. Between them something is left of article 5 for each: full, excluded, modified,
not-applied (to the extent of the reservation), or the treaty is not in force at all.
"""

from datetime import date
from functools import cache
from typing import Any

import pytest

from foedera.obligations import obligations
from foedera.reservations import between
from tests.law.synthetic import Synthetic

DAY = "2015-01-01"
TREATY = """
<party/AAA> a foed:State ; rdfs:label "Arcadia" .
<party/BBB> a foed:State ; rdfs:label "Borduria" .
<party/CCC> a foed:State ; rdfs:label "Caphtor" .
<treaty/conv> a foed:Treaty ; dcterms:title "A convention" ; foed:inForceFrom "2000-01-01"^^xsd:date ;
    foed:entryIntoForce <treaty/conv/art-38> ; foed:provides <treaty/conv/art-16> ; foed:reservations <reservations/{said}> {open} .
<treaty/conv/art-5> a foed:Provision ; foed:treaty <treaty/conv> ; foed:pinpoint "art-5" .
<treaty/conv/art-16> a foed:Provision ; foed:treaty <treaty/conv> ; foed:pinpoint "art-16" ; foed:purpose <purpose/extradition> ; foed:nature <nature/direct> .
<treaty/conv/art-35> a foed:Provision ; foed:treaty <treaty/conv> ; foed:pinpoint "art-35" .
<treaty/conv/art-38> a foed:Provision , foed:EntryIntoForceClause ; foed:treaty <treaty/conv> ; foed:pinpoint "art-38" ;
    foed:waits 30 ; foed:unit <unit/day> ; foed:rounding <rounding/none> .
<norm/conv/art-5> a foed:Norm ; rdfs:label "Do it." ; foed:treaty <treaty/conv> ; foed:provision <treaty/conv/art-5> ;
    foed:modality <modality/obligation> ; foed:bearer <role/state-party> ; foed:counterparty <role/{counterparty}> .
<act/conv/AAA/ratification> a foed:Ratification ; foed:treaty <treaty/conv> ; foed:party <party/AAA> ; foed:date "2005-01-10"^^xsd:date .
<act/conv/BBB/ratification> a foed:Ratification ; foed:treaty <treaty/conv> ; foed:party <party/BBB> ; foed:date "2003-01-10"^^xsd:date .
<act/conv/CCC/ratification> a foed:Ratification ; foed:treaty <treaty/conv> ; foed:party <party/CCC> ; foed:date "2003-01-10"^^xsd:date .
"""
SAYS = {
    "silent": ("silent", ""),
    "allows it": ("silent", "; foed:reservableProvision <treaty/conv/art-5>"),
    "forbids": ("forbidden", ""),
    "names another": ("only-named", "; foed:reservableProvision <treaty/conv/art-35>"),
    "names this": ("only-named", "; foed:reservableProvision <treaty/conv/art-5>"),
}


def reserved(by: str = "AAA", effect: str = "excludes", more: str = "", kind: str = "Reservation") -> str:
    return (
        f'<statement/conv/{by}/1> a foed:{kind} ; rdfs:label "Reserves." ; foed:treaty <treaty/conv> ; foed:party <party/{by}> ; '
        f'foed:provision <treaty/conv/art-5> ; foed:effect <effect/{effect}> ; foed:date "2005-01-10"^^xsd:date ; '
        f'foed:notifiedOn "2005-02-01"^^xsd:date {more} .\n'
    )


def objected(day: str, effect: str = "objects", more: str = "") -> str:
    return (
        f'<statement/conv/BBB/9> a foed:Objection ; rdfs:label "Objects." ; foed:treaty <treaty/conv> ; foed:party <party/BBB> ; '
        f'foed:toward <party/AAA> ; foed:objectsTo <statement/conv/AAA/1> ; foed:effect <effect/{effect}> ; foed:date "{day}"^^xsd:date {more} .\n'
    )


IN_TIME, LATE = "2006-01-31", "2006-02-02"
PRECLUDES = "objects-precludes-eif"
REACTIONS = {
    "silence": "",
    "objects in time": objected(IN_TIME),
    "objects too late": objected(LATE),
    "objects in time, precluding": objected(IN_TIME, PRECLUDES),
    "objects too late, precluding": objected(LATE, PRECLUDES),
}
WITHDRAWN = '; foed:withdrawn "2010-06-01"^^xsd:date'

# What the treaty says · B's reaction · left for A toward B · left for B toward A · the articles that say so
TABLE = [
    ("silent", "silence", "excluded", "excluded", ["art-20.5", "art-21.1"]),
    ("silent", "objects in time", "not-applied", "not-applied", ["art-20.4.b", "art-21.3"]),
    ("silent", "objects too late", "excluded", "excluded", ["art-20.5", "art-21.1"]),
    ("silent", "objects in time, precluding", None, None, ["art-20.4.b"]),
    ("silent", "objects too late, precluding", "excluded", "excluded", ["art-20.5", "art-21.1"]),
    ("allows it", "silence", "excluded", "excluded", ["art-20.1", "art-21.1"]),
    ("allows it", "objects in time", "excluded", "excluded", ["art-20.1", "art-21.1"]),
    ("allows it", "objects too late", "excluded", "excluded", ["art-20.1", "art-21.1"]),
    ("allows it", "objects in time, precluding", "excluded", "excluded", ["art-20.1", "art-21.1"]),
    ("allows it", "objects too late, precluding", "excluded", "excluded", ["art-20.1", "art-21.1"]),
    ("names this", "silence", "excluded", "excluded", ["art-20.1", "art-21.1"]),
    ("names this", "objects in time, precluding", "excluded", "excluded", ["art-20.1", "art-21.1"]),
    *(("forbids", reaction, "full", "full", []) for reaction in REACTIONS),  # art. 19(a)
    *(("names another", reaction, "full", "full", []) for reaction in REACTIONS),  # art. 19(b)
]


@cache
def record(says: str, more: str, counterparty: str = "other-state") -> Synthetic:
    said, opens = SAYS[says]
    return Synthetic(TREATY.format(said=said, open=opens, counterparty=counterparty) + more)


def left(snapshot: Synthetic, state: str, other: str, day: str = DAY) -> str | None:
    """What is left of article 5 for a state toward another; None where the treaty is not in force between them."""
    duties: list[dict[str, Any]] = obligations(snapshot, state, date.fromisoformat(day), toward=other)[
        "obligations"
    ]
    return duties[0]["effect"] if duties else None


def articles(snapshot: Synthetic, day: str = DAY) -> list[str]:
    found = between(snapshot, "treaty/conv", "party/AAA", "party/BBB", day)
    return [a for entry in found for a in entry["articles"]]


@pytest.mark.parametrize(("says", "reaction", "author", "other", "decides"), TABLE)
def test_reservation_and_reaction(
    says: str, reaction: str, author: str | None, other: str | None, decides: list[str]
) -> None:
    snapshot = record(says, reserved() + REACTIONS[reaction])
    assert (left(snapshot, "AAA", "BBB"), left(snapshot, "BBB", "AAA")) == (author, other)
    assert articles(snapshot) == decides


def test_a_third_party_is_not_touched_by_the_others_objection() -> None:
    """VCLT art. 21(1) and (2): the reservation counts toward C, and between B and C nothing changes."""
    snapshot = record("silent", reserved() + REACTIONS["objects in time"])
    assert left(snapshot, "CCC", "AAA") == "excluded"
    assert (left(snapshot, "BBB", "CCC"), left(snapshot, "CCC", "BBB")) == ("full", "full")


def test_a_modification_modifies_for_both() -> None:
    """VCLT art. 21(1)(a) and (b)."""
    snapshot = record("silent", reserved(effect="modifies"))
    assert (left(snapshot, "AAA", "BBB"), left(snapshot, "BBB", "AAA")) == ("modified", "modified")


def test_both_reserve_the_same() -> None:
    """VCLT art. 21(1): each may rely on either."""
    snapshot = record("silent", reserved() + reserved("BBB"))
    assert (left(snapshot, "AAA", "BBB"), left(snapshot, "BBB", "AAA")) == ("excluded", "excluded")
    assert left(snapshot, "CCC", "BBB") == "excluded"


def test_what_is_owed_to_persons_is_not_returned() -> None:
    """VCLT art. 21(1)(b) with guideline 4.2.5 of the Guide to Practice on Reservations."""
    snapshot = record("silent", reserved(), "victim")
    assert (left(snapshot, "AAA", "BBB"), left(snapshot, "BBB", "AAA")) == ("excluded", "full")


def test_a_reservation_toward_one_party_only() -> None:
    """VCLT art. 21(1): its effect reaches those toward whom it is made."""
    snapshot = record("silent", reserved(more="; foed:toward <party/BBB>"))
    assert (left(snapshot, "AAA", "BBB"), left(snapshot, "AAA", "CCC")) == ("excluded", "full")


@pytest.mark.parametrize(("day", "expected"), [("2010-05-31", "excluded"), ("2010-06-01", "full")])
def test_withdrawal_of_the_reservation(day: str, expected: str) -> None:
    """VCLT art. 22(1) and (3)(a)."""
    snapshot = record("silent", reserved(more=WITHDRAWN))
    assert left(snapshot, "AAA", "BBB", day) == expected
    assert left(snapshot, "BBB", "AAA", day) == expected


@pytest.mark.parametrize(("day", "expected"), [("2010-05-31", "not-applied"), ("2010-06-01", "excluded")])
def test_withdrawal_of_the_objection(day: str, expected: str) -> None:
    """VCLT art. 22(2) and (3)(b): the reservation then counts as accepted."""
    snapshot = record("silent", reserved() + objected(IN_TIME, more=WITHDRAWN))
    assert left(snapshot, "AAA", "BBB", day) == expected


@pytest.mark.parametrize(("day", "expected"), [("2010-05-31", None), ("2010-06-01", "excluded")])
def test_withdrawal_of_a_precluding_objection_brings_the_treaty_into_force(
    day: str, expected: str | None
) -> None:
    """VCLT arts. 20(4)(b) and 22(2)."""
    snapshot = record("silent", reserved() + objected(IN_TIME, PRECLUDES, WITHDRAWN))
    assert left(snapshot, "AAA", "BBB", day) == expected


def test_before_the_reservation_nothing_was_reserved() -> None:
    """VCLT art. 21(1): a reservation made after the consent, where that is possible, does not reach back."""
    later = reserved().replace('foed:date "2005-01-10"', 'foed:date "2008-01-10"')
    snapshot = record("silent", later)
    assert left(snapshot, "AAA", "BBB", "2008-01-09") == "full"
    assert left(snapshot, "AAA", "BBB", "2008-01-10") == "excluded"


@pytest.mark.parametrize("kind", ["Declaration", "Reservation"])
def test_a_statement_is_measured_by_what_it_does(kind: str) -> None:
    """VCLT art. 2(1)(d): however phrased or named."""
    assert left(record("silent", reserved(kind=kind)), "AAA", "BBB") == "excluded"


def test_an_interpretation_leaves_everything_as_it_is() -> None:
    """VCLT art. 2(1)(d) a contrario."""
    snapshot = record("silent", reserved(effect="interprets", kind="Declaration"))
    assert (left(snapshot, "AAA", "BBB"), articles(snapshot)) == ("full", [])


def test_where_the_timeliness_is_not_known_the_answer_is_not_known() -> None:
    """VCLT art. 20(5): twelve months run from a notification whose day the record lacks."""
    undated = reserved().replace('foed:notifiedOn "2005-02-01"^^xsd:date ', "")
    snapshot = record("silent", undated + objected("2006-06-01"))
    (entry,) = between(snapshot, "treaty/conv", "party/AAA", "party/BBB", DAY)
    assert entry["answer"] == "not-known"
    assert entry["for_author"] == "not-applied"
