"""The record as it stands in data/: whole, told with its sources, typed, and without invented days."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

DATA = Path(__file__).parents[2] / "data"
ID = "https://w3id.org/foedera/id/"
FOED = "https://w3id.org/foedera/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
PREFIXES = f"BASE <{ID}>\nPREFIX foed: <{FOED}>\nPREFIX xsd: <{XSD}>\n"

CONSENTS = (
    "Ratification",
    "Acceptance",
    "Approval",
    "Accession",
    "Succession",
    "DefinitiveSignature",
    "FormalConfirmation",
    "UnspecifiedConsent",
)
OTHER_ACTS = (
    "Signature",
    "ProvisionalApplication",
    "Application",
    "Denunciation",
    "WithdrawalOfDenunciation",
    "WithdrawalOfRatification",
    "WithdrawalOfSignature",
    "TerritorialExtension",
    "TerritorialExclusion",
    "Suspension",
    "Termination",
)
STATEMENTS = (
    "Reservation",
    "Declaration",
    "Notification",
    "Objection",
    "TerritorialDeclaration",
    "WithdrawalOfReservation",
)
BILATERAL = ("adopted", "inForceFrom", "appliesFrom", "attestedInForce", "notInForceAsOf")
DATES = ("date", "publishedEffect", "from", "until", "asOf", "withdrawn", *BILATERAL)

# Distinct parties with an act of consent, where the list is complete to its date.
CONSENTING = {
    "cedaw": 189,
    "cets-197": 48,
    "crc": 196,
    "crc-opsc": 178,
    "ilo-c029": 181,
    "ilo-c138": 176,
    "ilo-c182": 187,
    "rome-statute": 127,
    "untoc": 195,
    "untoc-tip": 184,
}

# Treaty, party, kind of act, day with the depositary, published day of effect; None: not published.
GOLDEN = [
    ("untoc-tip", "JPN", "Acceptance", "2017-07-11", "2017-08-10"),
    ("untoc-tip", "JPN", "Signature", "2002-12-09", None),
    ("untoc-tip", "USA", "Ratification", "2005-11-03", None),
    ("untoc-tip", "EUE", "Approval", "2006-09-06", None),
    ("cets-197", "GBR", "Ratification", "2008-12-17", None),
    ("ilo-c029", "GBR", "Ratification", "1931-06-03", None),
    ("ilo-c029", "CZE", "Succession", "1993-01-01", None),
    ("ilo-c105", "MYS", "Denunciation", "1990-01-10", None),
    ("rome-statute", "BDI", "Denunciation", "2016-10-27", "2017-10-27"),
    ("cets-005", "RUS", "Denunciation", "2022-03-16", "2022-09-16"),
    ("cets-210", "TUR", "Denunciation", "2021-03-20", "2021-07-01"),
    ("drugs-1988", "EUE", "FormalConfirmation", "1990-12-31", None),
    ("eu-eaw", "HRV", "Application", None, "2013-07-01"),
]


def foed(name: str) -> ox.NamedNode:
    return ox.NamedNode(FOED + name)


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(ID + path)


@pytest.fixture(scope="module")
def record() -> ox.Store:
    """data/ with one named graph a file, so that a test can say which file a subject stands in."""
    store = ox.Store()
    for path in sorted(DATA.rglob("*.ttl")):
        graph = node("file/" + path.relative_to(DATA).as_posix())
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=ID, to_graph=graph)
    return store


def ask(store: ox.Store, pattern: str) -> list[tuple[str, ...]]:
    """The rows of ``SELECT DISTINCT`` over all files, shortened to ids."""
    result = store.query(PREFIXES + pattern, use_default_graph_as_union=True)
    assert isinstance(result, ox.QuerySolutions)
    return [tuple(term.value.removeprefix(ID) if term else "" for term in row) for row in result]


def of_kinds(kinds: tuple[str, ...]) -> str:
    return "VALUES ?kind { " + " ".join(f"foed:{kind}" for kind in kinds) + " } ?act a ?kind ."


def test_nothing_is_a_blank_node(record: ox.Store) -> None:
    assert not [
        q for q in record if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)
    ]


def test_no_act_or_statement_is_described_in_two_files(record: ox.Store) -> None:
    homes = {(q.subject, q.graph_name) for q in record if q.predicate == TYPE}
    files = Counter(s.value for s, _ in homes if s.value.startswith((ID + "act/", ID + "statement/")))
    assert [subject for subject, count in files.items() if count > 1] == []


def test_every_act_is_of_one_known_kind_and_stands_with_its_treaty(record: ox.Store) -> None:
    known = {foed(kind) for kind in CONSENTS + OTHER_ACTS + STATEMENTS}
    for quad in record.quads_for_pattern(None, TYPE, None, None):
        assert isinstance(quad.subject, ox.NamedNode)
        path = quad.subject.value.removeprefix(ID)
        room = {"act": "acts", "statement": "statements"}.get(path.split("/")[0])
        if room:
            assert quad.object in known, path
            treaty = path.split("/")[1]
            (home,) = {
                q.graph_name for q in record.quads_for_pattern(node(f"treaty/{treaty}"), TYPE, None, None)
            }
            bilateral = str(home).startswith(f"<{ID}file/bilateral/")
            assert quad.graph_name == (home if bilateral else node(f"file/{room}/{treaty}.ttl")), path


@pytest.mark.parametrize("needed", ["treaty", "party", "source"])
def test_no_act_without_treaty_party_and_source(record: ox.Store, needed: str) -> None:
    """Only what ends or suspends a bilateral treaty can be told without the party that did it."""
    ending = ("Suspension", "Termination") if needed == "party" else ()
    kinds = of_kinds(tuple(k for k in CONSENTS + OTHER_ACTS + STATEMENTS if k not in ending))
    missing = f"SELECT DISTINCT ?act {{ {kinds} FILTER NOT EXISTS {{ ?act foed:{needed} ?x }} }}"
    assert ask(record, missing) == []


@pytest.mark.parametrize("needed", ["title", "seenOn", "quality"])
def test_every_source_tells_its_title_its_quality_and_when_it_was_seen(record: ox.Store, needed: str) -> None:
    term = "<http://purl.org/dc/terms/title>" if needed == "title" else f"foed:{needed}"
    missing = f"SELECT ?s {{ ?s a foed:Source FILTER NOT EXISTS {{ ?s {term} ?x }} }}"
    assert ask(record, missing) == []


@pytest.mark.parametrize(
    "name",
    ["party", "source", "treaty", "provision", "partOf", "organisation", "toward", "withdraws", "territory"],
)
def test_whatever_is_pointed_at_is_described(record: ox.Store, name: str) -> None:
    lost = f"SELECT DISTINCT ?x {{ ?s foed:{name} ?x FILTER NOT EXISTS {{ ?x a ?type }} }}"
    assert ask(record, lost) == []


@pytest.mark.parametrize("name", DATES)
def test_a_date_says_how_much_of_it_is_known(record: ox.Store, name: str) -> None:
    kinds = {10: "date", 7: "gYearMonth", 4: "gYear"}
    for quad in record.quads_for_pattern(None, foed(name), None, None):
        value = quad.object
        assert isinstance(value, ox.Literal), quad
        assert value.datatype.value == XSD + kinds[len(value.value)], quad


@pytest.mark.parametrize("name", ["existsFrom", "existedUntil", "seenOn", "lawAppliesUntil"])
def test_these_dates_are_whole_days(record: ox.Store, name: str) -> None:
    values = {quad.object for quad in record.quads_for_pattern(None, foed(name), None, None)}
    assert all(isinstance(v, ox.Literal) and v.datatype.value == XSD + "date" for v in values)


@pytest.mark.parametrize(("treaty", "count"), CONSENTING.items())
def test_as_many_parties_consented_as_the_lists_say(record: ox.Store, treaty: str, count: int) -> None:
    rows = ask(
        record,
        f"SELECT DISTINCT ?p {{ {of_kinds(CONSENTS)} ?act foed:treaty <treaty/{treaty}> ; foed:party ?p "
        "FILTER NOT EXISTS { ?p a foed:FormerState } }",
    )
    assert len(rows) == count


@pytest.mark.parametrize(("treaty", "party", "kind", "day", "effect"), GOLDEN)
def test_acts_known_from_elsewhere(
    record: ox.Store, treaty: str, party: str, kind: str, day: str | None, effect: str | None
) -> None:
    rows = ask(
        record,
        f"SELECT ?day ?effect {{ ?act a foed:{kind} ; foed:treaty <treaty/{treaty}> ; foed:party <party/{party}> "
        "OPTIONAL { ?act foed:date ?day } OPTIONAL { ?act foed:publishedEffect ?effect } }",
    )
    assert len(rows) == 1
    assert rows[0][0] == (day or "")
    assert effect is None or rows[0][1] == effect


def test_a_partial_day_stays_partial(record: ox.Store) -> None:
    month = ox.Literal("2016-01", datatype=ox.NamedNode(XSD + "gYearMonth"))
    assert any(
        record.quads_for_pattern(node("act/asean-actip-2015/KHM/ratification"), foed("date"), month, None)
    )


def test_nobody_ratifies_before_signing(record: ox.Store) -> None:
    rows = ask(
        record,
        "SELECT ?act { VALUES ?kind { foed:Ratification foed:Acceptance foed:Approval } ?act a ?kind ; foed:treaty ?t ; "
        "foed:party ?p ; foed:date ?day . ?signature a foed:Signature ; foed:treaty ?t ; foed:party ?p ; foed:date ?signed . "
        "FILTER (datatype(?day) = xsd:date && datatype(?signed) = xsd:date && ?day < ?signed) }",
    )
    assert rows == []


def test_no_act_of_a_state_that_had_ceased_to_exist(record: ox.Store) -> None:
    rows = ask(
        record,
        "SELECT ?act { ?act foed:party ?p ; foed:date ?day . ?p foed:existedUntil ?end FILTER (?day >= ?end) }",
    )
    assert rows == []


def test_nothing_takes_effect_before_it_is_done_unless_it_is_a_succession(record: ox.Store) -> None:
    kinds = of_kinds(tuple(kind for kind in CONSENTS if kind != "Succession"))
    early = f"SELECT ?act {{ {kinds} ?act foed:date ?day ; foed:publishedEffect ?effect FILTER (?effect < ?day) }}"
    assert ask(record, early) == []


def test_members_of_the_union_do_not_consent_to_its_acts(record: ox.Store) -> None:
    assert (
        ask(
            record,
            "SELECT ?act { ?act foed:treaty <treaty/eu-eaw> FILTER NOT EXISTS { ?act a foed:Application } "
            "FILTER (STRSTARTS(STR(?act), STR(<act/>))) }",
        )
        == []
    )
    kinds = of_kinds(CONSENTS)
    outside = ask(
        record,
        f"SELECT DISTINCT ?p {{ {kinds} ?act foed:treaty <treaty/eu-uk-tca> ; foed:party ?p }} ORDER BY ?p",
    )
    assert outside == [("party/EUE",), ("party/GBR",)]


def test_the_united_kingdom_left_the_union_and_its_law_on_two_days(record: ox.Store) -> None:
    rows = ask(
        record, "SELECT ?until ?law { <membership/EU/GBR> foed:until ?until ; foed:lawAppliesUntil ?law }"
    )
    assert rows == [("2020-02-01", "2021-01-01")]


def test_a_notice_taken_back_points_to_the_notice(record: ox.Store) -> None:
    rows = ask(
        record,
        "SELECT ?notice { ?act a foed:WithdrawalOfDenunciation ; foed:withdraws ?notice . ?notice a foed:Denunciation }",
    )
    assert {notice for (notice,) in rows} == {
        f"act/rome-statute/{state}/denunciation" for state in ("GMB", "HUN", "ZAF")
    }


def test_a_former_state_has_successors_and_a_last_day(record: ox.Store) -> None:
    rows = ask(
        record,
        "SELECT ?p { ?p a foed:FormerState FILTER NOT EXISTS { ?p foed:existedUntil ?end ; foed:successor ?next } }",
    )
    assert rows == []


def test_a_pinpoint_is_part_of_the_one_above_it(record: ox.Store) -> None:
    rows = ask(record, "SELECT ?p ?whole { ?p a foed:Provision ; foed:partOf ?whole }")
    assert rows
    assert all(part.startswith(whole + ".") for part, whole in rows if "." in part)


def test_every_norm_says_who_owes_what_and_whence_its_text(record: ox.Store) -> None:
    for needed in (
        "provision",
        "treaty",
        "modality",
        "bearer",
        "topic",
        "verification",
        "textChecked",
        "source",
    ):
        missing = f"SELECT ?n {{ ?n a foed:Norm FILTER NOT EXISTS {{ ?n foed:{needed} ?x }} }}"
        assert ask(record, missing) == [], needed
    assert all(
        any(record.quads_for_pattern(q.subject, LABEL, None, None))
        for q in record.quads_for_pattern(None, TYPE, foed("Norm"), None)
    )


def test_deleted_articles_bind_nobody(record: ox.Store) -> None:
    assert ("norm/ilo-c029/art-3..24",) in ask(record, "SELECT ?n { ?n a foed:Norm ; foed:historical true }")
