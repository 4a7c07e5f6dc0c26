"""What a gap in the record leaves open: the official count against ours, the states and the pairs that hang on it."""

from functools import cache

from foedera.bearing import bearing, weakened
from tests.law.synthetic import Synthetic

RECORD = """
<party/AAA> a foed:State ; rdfs:label "Arcadia" .
<party/BBB> a foed:State ; rdfs:label "Borduria" .
<party/CCC> a foed:State ; rdfs:label "Caphtor" .
<party/DDD> a foed:State ; rdfs:label "Drachma" .
<party/EEE> a foed:State ; rdfs:label "Elam" ; foed:existsFrom "2020-01-01"^^xsd:date .
<party/TTT> a foed:Territory ; rdfs:label "Terra" ; foed:responsibleState <party/AAA> .
<source/list> a foed:Source ; dcterms:title "A list" ; foed:seenOn "2019-06-01"^^xsd:date .
<treaty/conv> a foed:Treaty ; dcterms:title "A convention" ; foed:inForceFrom "2000-01-01"^^xsd:date ;
    foed:entryIntoForce <treaty/conv/art-38> ; foed:provides <treaty/conv/art-1> .
<treaty/conv/art-1> a foed:Provision ; foed:treaty <treaty/conv> ; foed:pinpoint "art-1" ; foed:purpose <purpose/extradition> ; foed:nature <nature/direct> .
<treaty/conv/art-38> a foed:Provision , foed:EntryIntoForceClause ; foed:treaty <treaty/conv> ; foed:pinpoint "art-38" ;
    foed:waits 30 ; foed:unit <unit/day> ; foed:rounding <rounding/none> .
<act/conv/AAA/ratification> a foed:Ratification ; foed:treaty <treaty/conv> ; foed:party <party/AAA> ; foed:date "2005-01-10"^^xsd:date .
<act/conv/BBB/ratification> a foed:Ratification ; foed:treaty <treaty/conv> ; foed:party <party/BBB> ; foed:date "2018-01-10"^^xsd:date .
<coverage/conv> a foed:Coverage ; foed:treaty <treaty/conv> ; foed:completeness <completeness/partial> ; foed:source <source/list> ;
    foed:officialCount 3 ; foed:officialCountAsOf "2017"^^xsd:gYear ; foed:namedNonParty <party/DDD> ; foed:nonPartyAsOf "2019-12-31"^^xsd:date .
<treaty/pact> a foed:BilateralTreaty ; dcterms:title "A pact" ; foed:between <party/AAA> , <party/CCC> ; foed:inForceFrom "2001-01-01"^^xsd:date ;
    foed:provides <treaty/pact/whole> .
<treaty/pact/whole> a foed:Provision ; foed:treaty <treaty/pact> ; foed:pinpoint "whole" ; foed:purpose <purpose/extradition> ; foed:nature <nature/direct> .
"""


@cache
def record() -> Synthetic:
    return Synthetic(RECORD)


def test_the_official_count_is_set_against_the_parties_shown_on_its_own_day() -> None:
    """Borduria joined in 2018: on the last day of 2017 the record shows one party where three were counted."""
    record().version["data_as_of"] = "2019-06-01"
    (entry,) = weakened(record(), "conv")["coverage"]
    assert (entry["official_count"], entry["parties_then"], entry["missing"]) == (3, 1, 2)
    assert entry["parties_recorded"] == 2


def test_a_state_is_not_known_where_no_act_list_or_source_decides() -> None:
    """A named non-party is known; a state that does not exist yet is not counted, nor is a territory."""
    found = bearing(record(), "treaty/conv", "2019-06-01")
    assert found["states_not_known"] == ["CCC"]


def test_the_pairs_that_hang_on_the_gap_are_those_that_no_other_channel_serves() -> None:
    """Caphtor may be a party: with Arcadia a pact serves all the same, with Borduria nothing does."""
    (pairs,) = bearing(record(), "treaty/conv", "2019-06-01")["pairs"]
    assert pairs == {"purpose": "extradition", "not_known": 2, "without_channel": 1}


def test_a_day_before_the_consent_took_effect_leaves_no_doubt() -> None:
    (pairs,) = bearing(record(), "treaty/conv", "1999-01-01")["pairs"]
    assert (pairs["not_known"], pairs["without_channel"]) == (0, 0)
