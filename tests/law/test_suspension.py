"""Suspended is not ended: VCLT arts. 70 and 72."""

from foedera.standing import standing
from tests.law.synthetic import Synthetic

RECORD = """
<party/AAA> a foed:State ; rdfs:label "Arcadia" .
<party/CCC> a foed:State ; rdfs:label "Caphtor" .
<treaty/pact> a foed:BilateralTreaty ; dcterms:title "A pact" ; foed:between <party/AAA> , <party/CCC> ; foed:inForceFrom "2001-01-01"^^xsd:date .
<act/pact/AAA/suspension> a foed:Suspension ; foed:treaty <treaty/pact> ; foed:party <party/AAA> ; foed:date "2020-08-19"^^xsd:date .
"""
ENDED = """<act/pact/CCC/termination> a foed:Termination ; foed:treaty <treaty/pact> ; foed:party <party/CCC> ;
    foed:date "2022-01-01"^^xsd:date ."""
LIFTED = '<act/pact/AAA/suspension> foed:lifted "2021-06-01"^^xsd:date .'


def told(record: str, *days: str) -> list[str]:
    found = Synthetic(record)
    return [standing(found, "treaty/pact", "party/CCC", day).status for day in days]


def test_a_suspension_leaves_the_treaty_in_being_until_it_is_ended() -> None:
    """VCLT art. 72(1)(b) for the suspension, art. 70(1) for the termination."""
    days = ("2020-08-18", "2020-08-19", "2021-12-31", "2022-01-01")
    assert told(RECORD + ENDED, *days) == ["party", "suspended", "suspended", "former"]


def test_a_lifted_suspension_is_over() -> None:
    """VCLT art. 72."""
    days = ("2020-08-19", "2021-05-31", "2021-06-01")
    assert told(RECORD + LIFTED, *days) == ["suspended", "suspended", "party"]
