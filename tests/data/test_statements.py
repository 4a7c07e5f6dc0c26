"""Statements: of the right class, on the provision that the text speaks of, toward whom, and against what."""

import pyoxigraph as ox
import pytest

from tests.data.test_record import ask, record  # noqa: F401

# Statement → class, provision, effect, day with the depositary, day of withdrawal; empty: not known or none.
GOLDEN = [
    ("untoc/BHS/1", "Notification", "untoc/art-16.5.a", "treaty-is-legal-basis", "2008-09-26", ""),
    ("uncac/SAU/1", "Notification", "uncac/art-44.5", "treaty-is-not-legal-basis", "", ""),
    ("cets-197/DNK/1", "Reservation", "cets-197/art-31.2", "excludes", "2007-09-19", ""),
    ("cets-024/IRL/1", "Reservation", "cets-024/art-9", "modifies", "1966-05-02", ""),
    ("cets-024/NOR/2", "Declaration", "cets-024/art-28.3", "other", "1977-01-19", ""),
    ("cets-086/ISL/1", "Declaration", "cets-086/chapter-i", "excludes", "1984-06-20", ""),
    ("cets-099/AUT/1", "Reservation", "cets-099/chapter-i", "modifies", "1983-05-02", "1994-09-06"),
]


@pytest.mark.parametrize(("path", "kind", "provision", "effect", "day", "withdrawn"), GOLDEN)
def test_statements_known_from_elsewhere(
    record: ox.Store,  # noqa: F811
    path: str,
    kind: str,
    provision: str,
    effect: str,
    day: str,
    withdrawn: str,
) -> None:
    rows = ask(
        record,
        f"SELECT ?day ?withdrawn {{ <statement/{path}> a foed:{kind} ; foed:provision <treaty/{provision}> ; "
        f"foed:effect <effect/{effect}> OPTIONAL {{ <statement/{path}> foed:date ?day }} "
        f"OPTIONAL {{ <statement/{path}> foed:withdrawn ?withdrawn }} }}",
    )
    assert rows == [(day, withdrawn)]


def test_only_a_notification_or_the_like_speaks_of_the_legal_basis(record: ox.Store) -> None:  # noqa: F811
    """UNTOC art. 16(5) and its like: a choice about extradition, never a central authority or a language."""
    rows = ask(
        record,
        "SELECT DISTINCT ?provision { VALUES ?effect { <effect/treaty-is-legal-basis> <effect/treaty-is-not-legal-basis> } "
        "?s foed:effect ?effect ; foed:provision ?provision }",
    )
    articles = {tuple(row[0].split("/")[1:]) for row in rows}
    allowed = {
        "untoc": "art-16",
        "uncac": "art-44",
        "cat": "art-8",
        "drugs-1988": "art-6",
        "crc-opsc": "art-5",
        "terrorist-financing-1999": "art-11",
    }
    assert {treaty for treaty, _ in articles} == set(allowed)
    assert all(pinpoint.split(".")[0] == allowed[treaty] for treaty, pinpoint in articles)


def test_an_objection_is_against_an_act_of_whom_it_is_made_toward(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record,
        "SELECT ?s ?against ?toward { ?s a foed:Objection ; foed:toward ?toward OPTIONAL { ?s foed:objectsTo ?against } }",
    )
    named = {statement: (against, toward) for statement, against, toward in rows if against}
    assert named["statement/terrorist-financing-1999/NLD/2"] == (
        "statement/terrorist-financing-1999/EGY/1",
        "party/EGY",
    ) or any(against.startswith("statement/terrorist-financing-1999/EGY/") for against, _ in named.values())
    assert all(f"/{toward.removeprefix('party/')}/" in against for against, toward in named.values())


def test_no_statement_on_a_provision_that_the_treaty_keeps_closed(record: ox.Store) -> None:  # noqa: F811
    """VCLT art. 19(a) and (b), for what the record itself calls a reservation."""
    rows = ask(
        record,
        "SELECT ?s ?reserved { ?s a foed:Reservation ; foed:treaty ?t ; foed:provision ?reserved . "
        "?t foed:reservations ?said . FILTER (?said IN (<reservations/forbidden>, <reservations/only-named>)) "
        "FILTER NOT EXISTS { ?t foed:reservableProvision ?open . ?reserved foed:partOf* ?open } "
        "FILTER NOT EXISTS { ?s foed:provision ?beside . ?t foed:reservableProvision ?open . ?beside foed:partOf* ?open } "
        "FILTER NOT EXISTS { ?s foed:provision ?beside . ?t foed:reservationsClause ?clause . ?beside foed:partOf* ?clause } }",
    )
    assert {statement for statement, _ in rows} <= {"statement/cets-197/DEU/1", "statement/cets-197/MLT/1"}


def test_what_is_only_listed_restricts_nothing(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record,
        'SELECT DISTINCT ?effect { ?s a/^a ?any ; rdfs:label ?label ; foed:effect ?effect FILTER (CONTAINS(STR(?label), "is on file (listed)")) }'.replace(
            "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
        ).replace("?s a/^a ?any ; ", "?s "),
    )
    assert rows == [("effect/other",)]
