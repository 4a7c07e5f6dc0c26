"""The calendar over a record: the class of an act decides how its day is reckoned."""

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from foedera.calendar import reckon
from foedera.namespaces import ASSERTED, path_of
from tests.rules.test_rules import law

RECORD = """
@base <https://w3id.org/foedera/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<party/NEW> a foed:State ; foed:existsFrom "2006-06-03"^^xsd:date .
<treaty/conv> a foed:Treaty ; dcterms:title "A convention" ; foed:inForceFrom "2003-09-29"^^xsd:date ; foed:entryIntoForce <treaty/conv/art-38> .
<treaty/conv/art-38> a foed:Provision , foed:EntryIntoForceClause ; foed:treaty <treaty/conv> ; foed:pinpoint "art-38" ;
    foed:waits 30 ; foed:unit <unit/day> ; foed:rounding <rounding/none> .
<act/conv/NEW/succession> a foed:Succession ; foed:treaty <treaty/conv> ; foed:party <party/NEW> ; foed:date "2006-10-23"^^xsd:date .
<act/conv/NEW/accession> a foed:Accession ; foed:treaty <treaty/conv> ; foed:party <party/NEW> ; foed:date "2006-10-23"^^xsd:date .
<statement/conv/NEW/1> a foed:Reservation ; foed:treaty <treaty/conv> ; foed:party <party/NEW> ; foed:date "2006-10"^^xsd:gYearMonth ;
    foed:notifiedOn "2006-12-11"^^xsd:date ; foed:withdrawn "2010"^^xsd:gYear .
"""


def reckoned() -> dict[tuple[str, str], str]:
    """What the calendar adds, by subject and property."""
    store: Store = law()
    store.load(RECORD.encode(), format=RdfFormat.TURTLE, to_graph=ASSERTED)
    return {
        (path_of(q.subject.value), q.predicate.value.rpartition("#")[2]): q.object.value
        for q in reckon(store).quads
        if isinstance(q.subject, NamedNode) and isinstance(q.object, Literal)
    }


def test_a_succession_binds_from_the_succession_of_states_not_from_its_notification() -> None:
    """VCSSRT arts. 17, 22 and 23; though a succession is a consent too."""
    assert reckoned()["act/conv/NEW/succession", "effective"] == "2006-06-03"


def test_an_accession_of_the_same_day_follows_the_clause() -> None:
    assert reckoned()["act/conv/NEW/accession", "effective"] == "2006-11-22"


def test_twelve_months_to_object_run_from_the_notification() -> None:
    """VCLT art. 20(5); and from the reservation itself at the least."""
    days = reckoned()
    assert days["statement/conv/NEW/1", "objectableUntil"] == "2007-12-11"
    assert days["statement/conv/NEW/1", "objectableAtLeastUntil"] == "2007-10-01"


def test_a_withdrawal_of_which_the_year_is_known_lapses_within_it() -> None:
    """VCLT art. 22(3): no day is invented."""
    days = reckoned()
    assert (days["statement/conv/NEW/1", "lapses"], days["statement/conv/NEW/1", "lapsesLatest"]) == (
        "2010-01-01",
        "2010-12-31",
    )
