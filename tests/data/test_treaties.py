"""The instruments as recorded: their clauses against the treaties' own rules, coverage, channels, precedence."""

from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/foedera/id/"
PREFIXES = {
    "foed": "https://w3id.org/foedera/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
}
FIRST = "rounding/first-of-following-month"
NONE = "rounding/none"

Row = dict[str, str]


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    files = [*sorted((ROOT / "data").rglob("*.ttl")), *sorted((ROOT / "ontology").glob("*.ttl"))]
    for path in files:
        found.bulk_load(path=str(path), format=RdfFormat.TURTLE, base_iri=BASE)
    return found


def rows(store: Store, query: str) -> list[Row]:
    solutions = cast(QuerySolutions, store.query(query, prefixes=PREFIXES))
    names = [variable.value for variable in solutions.variables]
    return [{n: short(s[n]) for n in names if s[n] is not None} for s in solutions]


def short(term: object) -> str:
    return term.value.removeprefix(BASE) if isinstance(term, NamedNode) else cast(Literal, term).value


def clause(store: Store, treaty: str, link: str) -> Row:
    """The parameters of the clause that ``link`` leads to, by the names of their properties."""
    query = f"""SELECT ?property ?value WHERE {{
        <{BASE}treaty/{treaty}> foed:{link} ?clause . ?clause ?property ?value }}"""
    found = {r["property"].rpartition("#")[2]: r["value"] for r in rows(store, query)}
    return {k: v for k, v in found.items() if k not in ("type", "treaty", "partOf", "note", "textChecked")}


def days(pinpoint: str, waits: int, **more: int) -> Row:
    return expected(pinpoint, waits, "day", NONE, **more)


def months(pinpoint: str, waits: int, **more: int) -> Row:
    return expected(pinpoint, waits, "month", NONE, **more)


def then_first(pinpoint: str, waits: int, **more: int) -> Row:
    return expected(pinpoint, waits, "month", FIRST, **more)


def year(pinpoint: str, **more: int) -> Row:
    return expected(pinpoint, 1, "year", NONE, **more)


def expected(pinpoint: str, waits: int, unit: str, rounding: str, **more: int) -> Row:
    row = {"pinpoint": pinpoint, "waits": str(waits), "unit": f"unit/{unit}", "rounding": rounding}
    return row | {name: str(value) for name, value in more.items()}


WINDOWS = {"windowOpensAfterYears": 10, "windowLengthYears": 1}
LATER_PARTY = {
    "untoc": days("art-38.2", 30),
    "untoc-tip": days("art-17.2", 30),
    "cets-197": then_first("art-42.4", 3),
    "ilo-p029": months("art-8.2", 12, threshold=2),
    "ilo-c029": months("art-28.3", 12),
    "ilo-c182": months("art-10.3", 12),
    "cets-024": days("art-29.3", 90),
    "cets-086": days("art-3.3", 90),
    "cets-098": days("art-6.3", 90),
    "cets-209": then_first("art-14.3", 3),
    "cets-212": then_first("art-9.3", 3),
    "cets-030": days("art-27.3", 90),
    "cets-099": days("art-5.3", 90),
    "cets-182": then_first("art-30.3", 3),
    "uncac": days("art-68.2", 30),
    "crc-opsc": months("art-14.2", 1),
    "crc": days("art-49.2", 30),
    "cat": days("art-27.2", 30),
    "refugee-1951": days("art-43.2", 90),
    "iccpr": months("art-49.2", 3),
    "iccpr-op2": months("art-8.2", 3),
    "cedaw": days("art-27.2", 30),
    "slavery-1926": days("art-12", 0),
    "slavery-1956": days("art-13.2", 0),
    "oas-b47": days("art-31", 30, threshold=2),
    "asean-actip-2015": days("art-29", 30, threshold=6),
}
DENUNCIATION = {
    "untoc": year("art-40.1"),
    "untoc-tip": year("art-19.1"),
    "cets-197": then_first("art-46.2", 3),
    "ilo-p029": year("art-9.3"),
    "ilo-c029": year("art-30.1", windowRecursYears=5, **WINDOWS),
    "ilo-c182": year("art-11.1", windowRecursYears=10, **WINDOWS),
    "cets-024": months("art-31", 6),
    "cets-086": months("art-8.2", 6),
    "cets-098": months("art-11.2", 6),
    "cets-209": then_first("art-18.2", 6),
    "cets-212": then_first("art-14.2", 6),
    "cets-030": months("art-29", 6),
    "cets-099": months("art-11.2", 6),
    "cets-182": then_first("art-34.2", 3),
    "uncac": year("art-70.1"),
    "crc-opsc": year("art-15.1"),
    "crc": year("art-52"),
    "cat": year("art-31.1"),
    "refugee-1951": year("art-44.2"),
    "slavery-1926": year("art-10"),
    "slavery-1956": days("art-14", 0, periodYears=3, noticeMonths=6),
    "oas-b47": year("art-34"),
    "asean-actip-2015": year("art-30"),
}
IN_FORCE = {
    "untoc": ("2003-09-29", 40),
    "untoc-tip": ("2003-12-25", 40),
    "cets-197": ("2008-02-01", 10),
    "ilo-p029": ("2016-11-09", 2),
    "ilo-c029": ("1932-05-01", 2),
    "ilo-c182": ("2000-11-19", 2),
    "cets-024": ("1960-04-18", 3),
    "cets-030": ("1962-06-12", 3),
    "uncac": ("2005-12-14", 30),
    "crc-opsc": ("2002-01-18", 10),
    "cat": ("1987-06-26", 20),
    "iccpr": ("1976-03-23", 35),
    "slavery-1956": ("1957-04-30", 2),
    "oas-b47": ("1992-03-28", 2),
    "asean-actip-2015": ("2017-03-08", 6),
}


@pytest.mark.parametrize("treaty", LATER_PARTY)
def test_entry_into_force_for_a_later_party(store: Store, treaty: str) -> None:
    assert clause(store, treaty, "entryIntoForce") == LATER_PARTY[treaty]


@pytest.mark.parametrize("treaty", DENUNCIATION)
def test_denunciation(store: Store, treaty: str) -> None:
    assert clause(store, treaty, "denunciationClause") == DENUNCIATION[treaty]


@pytest.mark.parametrize("treaty", IN_FORCE)
def test_general_entry_into_force(store: Store, treaty: str) -> None:
    day, threshold = IN_FORCE[treaty]
    query = f"SELECT ?day WHERE {{ <{BASE}treaty/{treaty}> foed:inForceFrom ?day }}"
    assert rows(store, query) == [{"day": day}]
    assert clause(store, treaty, "generalEntryIntoForce")["threshold"] == str(threshold)


def test_eight_of_the_ten_must_be_members_of_the_council_of_europe(store: Store) -> None:
    found = clause(store, "cets-197", "generalEntryIntoForce")
    assert (found["thresholdMembers"], found["thresholdOrganisation"]) == ("8", "organisation/CoE")


@pytest.mark.parametrize("treaty", ["iccpr", "iccpr-op2", "cedaw"])
def test_covenants_without_a_clause_on_leaving(store: Store, treaty: str) -> None:
    assert clause(store, treaty, "denunciationClause") == {}
    assert rows(store, f"SELECT ?n WHERE {{ <{BASE}treaty/{treaty}> foed:notDenounceable ?n }}") == [
        {"n": "true"}
    ]


def test_protocols_open_to_states_outside_the_convention(store: Store) -> None:
    bound = {r["p"] for r in rows(store, "SELECT ?p WHERE { ?p foed:requiresParent ?c }")}
    assert {"treaty/untoc-tip", "treaty/iccpr-op2", "treaty/cets-086", "treaty/ilo-p029"} <= bound
    assert not bound & {"treaty/crc-opsc", "treaty/crc-opac", "treaty/refugee-1967"}


def test_every_instrument_with_acts_has_coverage(store: Store) -> None:
    query = """SELECT ?t WHERE {
        { SELECT DISTINCT ?t { { SELECT ?c { ?c rdfs:subClassOf* foed:TreatyAct } } ?act a ?c ; foed:treaty ?t ; foed:party ?p } }
        FILTER NOT EXISTS { ?coverage a foed:Coverage ; foed:treaty ?t } FILTER NOT EXISTS { ?t foed:between ?side } }"""
    assert rows(store, query) == []


def test_every_instrument_named_is_declared_with_a_title(store: Store) -> None:
    query = (
        """SELECT DISTINCT ?t WHERE { ?x foed:treaty ?t . FILTER NOT EXISTS { ?t dcterms:title ?title } }"""
    )
    assert rows(store, query) == []


def test_complete_lists_name_their_day(store: Store) -> None:
    query = f"""SELECT ?c WHERE {{ ?c foed:completeness <{BASE}completeness/complete> .
        FILTER NOT EXISTS {{ ?c foed:asOf ?day ; foed:source ?source }} }}"""
    assert rows(store, query) == []


def test_provisions_that_open_channels_say_how(store: Store) -> None:
    query = """SELECT ?p WHERE { { ?t foed:provides ?p } UNION { ?p foed:pinpoint ?n ; foed:purpose ?x }
        FILTER NOT EXISTS { ?i foed:provides ?p . ?p foed:purpose ?purpose ; foed:nature ?nature ; foed:treaty ?i } }"""
    assert rows(store, query) == []


def test_instruments_that_open_no_channel_of_their_own(store: Store) -> None:
    """CETS 197 art. 32 works through other instruments; UNTOC art. 17 only invites agreements on transfer."""
    opening = {
        (r["t"], r["u"]) for r in rows(store, "SELECT ?t ?u WHERE { ?t foed:provides/foed:purpose ?u }")
    }
    assert "treaty/cets-197" not in {treaty for treaty, _ in opening}
    assert ("treaty/untoc", "purpose/transfer-of-sentenced-persons") not in opening


def test_precedence(store: Store) -> None:
    query = "SELECT ?c ?a ?b WHERE { ?c foed:prevailing ?a ; foed:over ?b }"
    found = {(r["c"], r["a"], r["b"]) for r in rows(store, query)}
    assert ("treaty/eu-eaw/art-31.1", "treaty/eu-eaw", "treaty/cets-024") in found
    assert ("treaty/eu-eio/art-34.1", "treaty/eu-eio", "treaty/eu-mla-2000") in found
    pairs = {(a, b) for _, a, b in found}
    assert ("treaty/eu-mla-2000", "treaty/cets-030") not in pairs, "it supplements, by its article 1"
    assert ("treaty/nordic-arrest-warrant", "treaty/eu-eaw") not in pairs, "article 31(2) lets both go on"


@pytest.mark.parametrize(
    ("treaty", "outside"),
    [
        ("eu-eaw", set()),
        ("eu-thb-2011", {"party/DNK"}),
        ("eu-eio", {"party/DNK", "party/IRL"}),
        ("eu-confiscation-2018", {"party/DNK", "party/IRL"}),
        ("eu-residence-2004", {"party/DNK", "party/IRL", "party/GBR"}),
    ],
)
def test_members_that_stand_outside(store: Store, treaty: str, outside: set[str]) -> None:
    query = f"SELECT ?p WHERE {{ ?o a foed:OptOut ; foed:treaty <{BASE}treaty/{treaty}> ; foed:party ?p }}"
    assert {r["p"] for r in rows(store, query)} == outside
