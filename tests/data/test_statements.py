"""Statements: of the right class, on the provision that the text speaks of, toward whom, and against what."""

import pyoxigraph as ox
import pytest

from tests.data.test_record import ask, record  # noqa: F401

# The legal point, the statement, class, provision, effect, day with the depositary, day of withdrawal.
# Empty: not known or none; a provision left empty: the statement names none.
GOLDEN = [
    ("UNTOC 16(5)(a): Bahamas takes the Convention as the basis",
     "untoc/BHS/1", "Notification", "untoc/art-16.5.a", "treaty-is-legal-basis", "2008-09-26", ""),
    ("UNTOC 16(5)(a): Viet Nam's refusal is a notification, not a reservation",
     "untoc/VNM/3", "Notification", "untoc/art-16.5.a", "treaty-is-not-legal-basis", "", ""),
    ("UNTOC 10: Viet Nam is not bound on legal persons, a reservation whatever its name (VCLT 2(1)(d))",
     "untoc/VNM/2", "Reservation", "untoc/art-10", "excludes", "", ""),
    ("UNTOC 18(7): Russia takes up what the paragraph encourages",
     "untoc/RUS/4", "Declaration", "untoc/art-18.7", "accepts", "", ""),
    ("UNTOC 16(1) and 18(9): Panama's double criminality is within the treaty",
     "untoc/PAN/1", "Declaration", "untoc/art-18.9", "interprets", "", ""),
    ("UNTOC 18(14): Slovakia's languages",
     "untoc/SVK/3", "Notification", "untoc/art-18.14", "language", "2003-12-03", ""),
    ("UNCAC 44(6)(a): Saudi Arabia says no",
     "uncac/SAU/1", "Notification", "uncac/art-44.6.a", "treaty-is-not-legal-basis", "", ""),
    ("UNCAC 44(6)(a): Poland takes the Convention as the basis",
     "uncac/POL/1", "Notification", "uncac/art-44.6.a", "treaty-is-legal-basis", "2006-10-13", ""),
    ("UNCAC 46(14): Latvian",
     "uncac/LVA/4", "Notification", "uncac/art-46.14", "language", "2006-01-04", ""),
    ("UNCAC 44: Yemen's is a reservation to the whole article",
     "uncac/YEM/1", "Reservation", "uncac/art-44", "excludes", "", ""),
    ("CETS 197 31(2): Denmark's passive personality",
     "cets-197/DNK/1", "Reservation", "cets-197/art-31.1.e", "excludes", "2007-09-19", ""),
    ("CETS 197 31(2): Poland's stateless residents",
     "cets-197/POL/1", "Reservation", "cets-197/art-31.1.d", "modifies", "2008-11-17", ""),
    ("CETS 197: Turkey does not recognize Cyprus by ratifying, which reserves nothing",
     "cets-197/TUR/1", "Declaration", "", "other", "2016-05-02", ""),
    ("CETS 197 31(2): Malta keeps active personality for its nationals",
     "cets-197/MLT/1", "Reservation", "cets-197/art-31.1.d", "modifies", "2008-01-30", ""),
    ("CETS 24 art. 6: Switzerland in 1966, no nationals",
     "cets-024/CHE/7", "Declaration", "cets-024/art-6", "refuses-nationals", "1966-12-20", "1983-01-26"),
    ("CETS 24 art. 6: Switzerland since 1983, on conditions",
     "cets-024/CHE/8", "Declaration", "cets-024/art-6", "refuses-nationals", "1983-01-26", ""),
    ("CETS 24 art. 2(1): the Swiss list, withdrawn",
     "cets-024/CHE/3", "Reservation", "cets-024/art-2.1", "modifies", "1966-12-20", "1983-01-26"),
    ("CETS 24 art. 2(1): France asks for two years",
     "cets-024/FRA/3", "Reservation", "cets-024/art-2.1", "modifies", "1986-02-10", ""),
    ("CETS 24 art. 2(1): Romania's threshold, withdrawn",
     "cets-024/ROU/1", "Reservation", "cets-024/art-2.1", "modifies", "1997-09-10", "2006-10-06"),
    ("CETS 24 art. 6: Serbia's nationals, withdrawn",
     "cets-024/SRB/1", "Declaration", "cets-024/art-6.1.a", "refuses-nationals", "2002-09-30", "2011-02-04"),
    ("CETS 24 art. 6: Hungary's nationals, narrowed in 1999",
     "cets-024/HUN/4", "Declaration", "cets-024/art-6", "refuses-nationals", "1993-07-13", "1999-02-25"),
    ("CETS 24 art. 6: Germans are never extradited under the declaration of 1976",
     "cets-024/DEU/1", "Declaration", "cets-024/art-6", "refuses-nationals", "1976-10-02", ""),
    ("CETS 24 art. 2: South Africa's reservation came after entry into force",
     "cets-024/ZAF/2", "Reservation", "cets-024/art-2", "modifies", "2003-06-11", ""),
    ("CETS 24 art. 9: Ireland and third States' judgments",
     "cets-024/IRL/1", "Reservation", "cets-024/art-9", "modifies", "1966-05-02", ""),
    ("CETS 24 art. 28(3): Norway's uniform legislation",
     "cets-024/NOR/2", "Declaration", "cets-024/art-28.3", "other", "1977-01-19", ""),
    ("CETS 30 art. 5(1)(a): Swiss coercion only on double criminality",
     "cets-030/CHE/4", "Declaration", "cets-030/art-5.1.a", "modifies", "", ""),
    ("CETS 30 art. 5(1)(c): Ukraine's search and seizure",
     "cets-030/UKR/2", "Reservation", "cets-030/art-5.1.c", "modifies", "1998-03-11", ""),
    ("CETS 30 art. 11: Malta transfers nobody",
     "cets-030/MLT/3", "Reservation", "cets-030/art-11", "excludes", "1994-03-03", ""),
    ("CETS 30 art. 13(2): Moldova sends no records outside criminal cases",
     "cets-030/MDA/3", "Reservation", "cets-030/art-13.2", "excludes", "1998-02-04", ""),
    ("CETS 30 art. 22: Hungary does not tell convictions of itself, a reservation whatever its name (VCLT 2(1)(d))",
     "cets-030/HUN/1", "Reservation", "cets-030/art-22", "excludes", "", ""),
    ("CETS 30 art. 16(2): Finland's languages, changed in 2014",
     "cets-030/FIN/1", "Declaration", "cets-030/art-16.2", "language", "1994-03-10", "2014-04-16"),
    ("CETS 198 art. 53(4)(a): Sweden and the burden of proof in confiscation",
     "cets-198/SWE/3", "Reservation", "cets-198/art-3.4", "excludes", "2014-06-23", ""),
    ("CETS 73 Appendix I(a) and (b): Romania and religious offences",
     "cets-073/ROU/1", "Reservation", "cets-073/art-11", "modifies", "2000-06-08", ""),
    ("CETS 30 art. 5(1): Germany's is a reservation",
     "cets-030/DEU/1", "Reservation", "cets-030/art-5.1.a", "modifies", "1976-10-02", ""),
    ("CETS 86 art. 6(1): Iceland without Chapter I",
     "cets-086/ISL/1", "Declaration", "cets-086/chapter-i", "excludes", "1984-06-20", ""),
    ("CETS 99 art. 8(2): Austria's fiscal offences, withdrawn",
     "cets-099/AUT/1", "Reservation", "cets-099/chapter-i", "modifies", "1983-05-02", "1994-09-06"),
    ("CETS 141 art. 6(4): Slovakia's predicate offences, withdrawn",
     "cets-141/SVK/1", "Reservation", "cets-141/art-6.4", "modifies", "2001-05-07", "2003-10-21"),
    ("CETS 182 art. 33(2): Slovakia without joint teams, withdrawn",
     "cets-182/SVK/1", "Reservation", "cets-182/art-20", "excludes", "2005-01-11", "2020-07-01"),
    ("CETS 185 art. 4(2): Slovakia's considerable harm, withdrawn",
     "cets-185/SVK/1", "Reservation", "cets-185/art-4.2", "modifies", "2008-01-08", "2021-04-30"),
    ("CETS 73 art. 41 and Appendix I: Czechoslovakia without articles 22 and 23",
     "cets-073/CSHH/1", "Reservation", "cets-073/art-22", "excludes", "1992-04-15", ""),
    ("CAT 28(1): Afghanistan and the inquiry, withdrawn",
     "cat/AFG/1", "Reservation", "cat/art-20", "excludes", "", "2018-04-17"),
    ("Convention of 1949 art. 9: Finland's authorities decide on its nationals",
     "trafficking-1949/FIN/1", "Reservation", "trafficking-1949/art-9", "modifies", "", ""),
    ("Convention of 1949 art. 22: Malawi accedes without the clause on disputes",
     "trafficking-1949/MWI/1", "Reservation", "trafficking-1949/art-22", "excludes", "", ""),
    ("Rome Statute art. 87(2): Colombia's language is Spanish",
     "rome-statute/COL/4", "Notification", "rome-statute/art-87.2", "language", "", ""),
    ("UNTOC art. 18(13): Finland's central authority",
     "untoc/FIN/1", "Notification", "untoc/art-18.13", "central-authority", "2004-02-10", ""),
    ("CRC general reservation: Qatar",
     "crc/QAT/1", "Reservation", "", "modifies", "1995-04-03", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "kind", "provision", "effect", "day", "withdrawn"),
    [row[1:] for row in GOLDEN],
    ids=[row[0] for row in GOLDEN],
)
def test_statements_known_from_elsewhere(
    record: ox.Store,  # noqa: F811
    path: str,
    kind: str,
    provision: str,
    effect: str,
    day: str,
    withdrawn: str,
) -> None:
    named = f"foed:provision <treaty/{provision}> ;" if provision else ""
    rows = ask(
        record,
        f"SELECT ?day ?withdrawn {{ <statement/{path}> a foed:{kind} ; {named} foed:effect <effect/{effect}> "
        f"OPTIONAL {{ <statement/{path}> foed:date ?day }} OPTIONAL {{ <statement/{path}> foed:withdrawn ?withdrawn }} }}",
    )
    assert rows == [(day, withdrawn)]


def test_uncac_44_6_a_parties_that_say_no(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record,
        "SELECT ?party { ?s foed:party ?party ; foed:provision <treaty/uncac/art-44.6.a> ; "
        "foed:effect <effect/treaty-is-not-legal-basis> } ORDER BY ?party",
    )
    assert [party for (party,) in rows] == ["party/SAU", "party/SLV", "party/VNM"]


def test_a_notification_of_the_legal_basis_is_no_reservation(record: ox.Store) -> None:  # noqa: F811
    """UNTOC art. 16(5)(a) and UNCAC art. 44(6)(a): asked for by the treaty, so nobody objects and nobody gains."""
    rows = ask(
        record,
        "SELECT DISTINCT ?kind { VALUES ?choice { <treaty/untoc/art-16.5.a> <treaty/uncac/art-44.6.a> } "
        "?s a ?kind ; foed:provision ?choice ; foed:effect ?effect }",
    )
    assert rows == [("https://w3id.org/foedera/ns#Notification",)]
    against = ask(
        record,
        "SELECT ?o { VALUES ?choice { <treaty/untoc/art-16.5.a> <treaty/uncac/art-44.6.a> } ?o foed:objectsTo/foed:provision ?choice }",
    )
    assert against == []


def test_cets_24_article_6_luxembourg_and_the_nordic_states_widen_the_word_national(record: ox.Store) -> None:  # noqa: F811
    """CETS 24 art. 6(1)(b): whoever is counted among the nationals can be refused."""
    rows = ask(
        record,
        "SELECT DISTINCT ?party { ?s foed:party ?party ; foed:provision <treaty/cets-024/art-6.1.b> ; "
        "foed:effect <effect/refuses-nationals> }",
    )
    assert {"party/DNK", "party/ISL", "party/LUX"} <= {party for (party,) in rows}


def test_cets_24_article_28_benelux_counts_between_its_members_only(record: ox.Store) -> None:  # noqa: F811
    rows = ask(record, "SELECT ?toward { <statement/cets-024/LUX/6> foed:toward ?toward } ORDER BY ?toward")
    assert rows == [("party/BEL",), ("party/NLD",)]


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


OBJECTIONS = [
    ("CAT: Norway to Qatar's general reservation", "cat/NOR/1", "cat/QAT/1", "objects"),
    ("CAT: Portugal to Qatar's general reservation", "cat/PRT/1", "cat/QAT/1", "objects"),
    ("CAT: Denmark to Botswana's notion of torture", "cat/DNK/1", "cat/BWA/1", "objects"),
    ("CAT 14(1): France takes Bangladesh's declaration as a reservation", "cat/FRA/2", "cat/BGD/1", "objects"),
    ("OPSC: Norway to Oman's general reservation", "crc-opsc/NOR/1", "crc-opsc/OMN/1", "objects"),
    ("OPSC: Israel to what Syria says of it", "crc-opsc/ISR/1", "crc-opsc/SYR/1", "objects"),
    ("terrorist financing: Portugal to Egypt's declaration", "terrorist-financing-1999/PRT/1",
     "terrorist-financing-1999/EGY/2", "objects"),
    ("CETS 197: Cyprus takes Turkey's declaration for a reservation, in full force all the same", "cets-197/CYP/1", "cets-197/TUR/1",
     "objects"),
    ("CETS 24: Switzerland to Portugal's reservation on life sentences", "cets-024/CHE/1", "cets-024/PRT/1", "objects"),
    ("CETS 24: Russia to Portugal's reservation on life sentences", "cets-024/RUS/5", "cets-024/PRT/1", "objects"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "against", "effect"), [row[1:] for row in OBJECTIONS], ids=[row[0] for row in OBJECTIONS]
)
def test_objections_and_what_they_are_against(record: ox.Store, path: str, against: str, effect: str) -> None:  # noqa: F811
    """VCLT art. 20(4)(b): none of them says that it keeps the treaty from entering into force between the two."""
    rows = ask(
        record,
        f"SELECT ?against ?effect {{ <statement/{path}> a foed:Objection ; foed:objectsTo ?against ; foed:effect ?effect }}",
    )
    assert rows == [(f"statement/{against}", f"effect/{effect}")]


def test_an_objection_is_against_an_act_of_whom_it_is_made_toward(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record,
        "SELECT ?s ?against ?toward { ?s a foed:Objection ; foed:toward ?toward ; foed:objectsTo ?against }",
    )
    assert len(rows) >= 15
    assert all(f"/{toward.removeprefix('party/')}/" in against for _, against, toward in rows)


def test_no_statement_changes_what_its_treaty_keeps_closed_but_azerbaijan_toward_armenia(
    record: ox.Store,  # noqa: F811
) -> None:
    """VCLT art. 19(a) and (b), by what a statement does and not by its name."""
    rows = ask(
        record,
        "SELECT DISTINCT ?s ?toward { ?s foed:treaty ?t ; foed:effect ?effect . VALUES ?effect { <effect/excludes> <effect/modifies> } "
        "?t foed:reservations ?said . FILTER (?said IN (<reservations/forbidden>, <reservations/only-named>)) "
        "MINUS { ?t foed:reservableProvision ?open . ?s foed:treaty ?t ; foed:provision/foed:partOf* ?open } "
        "OPTIONAL { ?s foed:toward ?toward } } ORDER BY ?s",
    )
    assert rows == [
        (f"statement/{path}", "party/ARM") for path in ("cets-197/AZE/1", "cets-209/AZE/2", "cets-212/AZE/3")
    ]


def test_no_statement_touches_a_closed_provision(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record,
        "SELECT ?s { ?s foed:treaty ?t ; foed:provision/foed:partOf* ?closed ; foed:effect ?effect . "
        "VALUES ?effect { <effect/excludes> <effect/modifies> } ?t foed:closedProvision ?closed }",
    )
    assert rows == []


SAID = [
    ("CETS 197 arts 31(2) and 45: only jurisdiction over nationals and for them", "cets-197", "only-named",
     {"art-31.1.d", "art-31.1.e"}),
    ("CETS 198 art. 53(5): no other reservation", "cets-198", "only-named",
     {"art-17.5", "art-24.3", "art-3.1", "art-3.2", "art-3.4", "art-31.2", "art-35.1", "art-35.3", "art-42.2", "art-46.5", "art-47",
      "art-7.2.c", "art-9.1", "art-9.4", "art-9.6"}),
    ("CETS 209 art. 17(2): only article 2(1)", "cets-209", "only-named", {"art-2.1"}),
    ("CETS 73 art. 41(1) and Appendix I", "cets-073", "only-named",
     {"art-11", "art-22", "art-23", "art-25", "art-26.2", "art-30", "art-31", "part-v"}),
    ("CETS 182 art. 33(2), and what arts 11(4), 13(7) and 26(5) let a party declare", "cets-182", "only-named",
     {"art-11.4", "art-13.7", "art-16", "art-17", "art-18", "art-19", "art-20", "art-26.5"}),
    ("CETS 185 art. 42, and the elements that art. 40 lets a party require", "cets-185", "only-named",
     {"art-2", "art-3", "art-4.2", "art-6.1.b", "art-6.3", "art-7", "art-9.3", "art-9.4", "art-10.3", "art-11.3", "art-14.3",
      "art-22.2", "art-27.9.e", "art-29.4", "art-41.1"}),
    ("ILO 138 arts 5 and 7(4): scope and light work can be limited by declaration", "ilo-c138", "only-named", {"art-5", "art-7.4"}),
    ("CAT arts 28(1) and 30(2), else silent", "cat", "silent", {"art-20", "art-30.1"}),
    ("UNTOC art. 35(3), else silent", "untoc", "silent", {"art-35.2"}),
    ("terrorist financing arts 2(2)(a) and 24(2), else silent", "terrorist-financing-1999", "silent", {"art-2.1.a", "art-24.1"}),
    ("ILO 81 art. 25(1): Part II can be left out", "ilo-c081", "only-named", {"part-ii"}),
    ("ILO 97 art. 14(1): the annexes can be left out", "ilo-c097", "only-named", {"annex-i", "annex-ii", "annex-iii"}),
    ("ILO 29 admits none", "ilo-c029", "forbidden", set()),
    ("Rome Statute art. 120 admits none", "rome-statute", "forbidden", set()),
    ("CETS 24 art. 26(1): any provision", "cets-024", "permitted", set()),
]  # fmt: skip


@pytest.mark.parametrize(("treaty", "said", "names"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_instruments_say_of_reservations(
    record: ox.Store,  # noqa: F811
    treaty: str,
    said: str,
    names: set[str],
) -> None:
    rows = ask(
        record,
        f"SELECT ?said ?open {{ <treaty/{treaty}> foed:reservations ?said OPTIONAL {{ <treaty/{treaty}> foed:reservableProvision ?open }} }}",
    )
    assert {row[0] for row in rows} == {f"reservations/{said}"}
    assert {row[1].rsplit("/", 1)[1] for row in rows if row[1]} == names


def test_refugee_convention_42_1_keeps_non_refoulement_closed(record: ox.Store) -> None:  # noqa: F811
    rows = ask(record, "SELECT ?p { <treaty/refugee-1951> foed:closedProvision ?p }")
    closed = {row[0].rsplit("/", 1)[1] for row in rows}
    assert {"art-1", "art-3", "art-4", "art-16.1", "art-33"} <= closed
    assert "art-26" not in closed


def test_what_is_only_listed_restricts_nothing(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record,
        "SELECT DISTINCT ?effect { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label ; foed:effect ?effect "
        'FILTER (CONTAINS(STR(?label), "is on file (listed)")) }',
    )
    assert rows == [("effect/other",)]
