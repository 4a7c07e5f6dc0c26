"""Succession, continuation and territories as recorded: who came after whom, from which day."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from foedera.calendar.reckon import Reckoning, reckon
from foedera.load import read_record
from foedera.namespaces import ID, foed
from tests.data.test_record import ask, record  # noqa: F401

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def effects() -> dict[str, tuple[str, str]]:
    """Act → its possible first day and the day by which it counts; empty where not known."""
    found: dict[str, dict[str, str]] = {}
    reckoned: Reckoning = reckon(read_record(ROOT))
    for quad in reckoned.quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            row = found.setdefault(quad.subject.value.removeprefix(ID), {})
            row[quad.predicate.value.rpartition("#")[2]] = quad.object.value
    return {k: (v.get("possiblyEffective", ""), v.get("effective", "")) for k, v in found.items()}


# Successor, instrument, day of the notice with the depositary, day from which it counts.
SUCCESSIONS = [
    pytest.param("untoc", "MNE", "2006-10-23", "2006-06-03", id="vcssrt-22-23-untoc-back-to-independence"),
    pytest.param("untoc-tip", "MNE", "2006-10-23", "2006-06-03", id="trafficking-protocol-too"),
    pytest.param("cets-086", "MNE", "2006-06-14", "2006-06-06", id="coe-counts-montenegro-from-6-june"),
    pytest.param("iccpr", "CZE", "1993-02-22", "1993-01-01", id="czechia-first-day"),
    pytest.param("crc", "SVK", "1993-05-28", "1993-01-01", id="slovakia-first-day"),
    pytest.param("cets-024", "SVK", "1993-01-08", "1993-01-01", id="coe-confirmed-slovakia-open-treaties"),
    pytest.param("cets-005", "SVK", "1993-06-30", "1993-01-01", id="coe-confirmed-slovakia-members-treaties"),
    pytest.param("cets-024", "CZE", "", "1993-01-01", id="day-of-the-notice-not-known"),
    pytest.param(
        "crc", "SRB", "2001-03-12", "1992-04-27", id="federal-republic-of-yugoslavia-succeeds-in-2001"
    ),
    pytest.param("crc", "HRV", "1992-10-12", "1991-10-08", id="croatia"),
    pytest.param("ilo-c182", "MNE", "2006-06-03", "2006-06-03", id="ilo-no-wait-of-twelve-months"),
    pytest.param("drugs-1988", "SVN", "1992-07-06", "1991-06-25", id="slovenia-before-the-notice"),
]


@pytest.mark.parametrize(("treaty", "party", "notified", "counts"), SUCCESSIONS)
def test_a_succession_counts_from_the_succession_and_is_known_from_the_notice(
    record: ox.Store,  # noqa: F811
    effects: dict[str, tuple[str, str]],
    treaty: str,
    party: str,
    notified: str,
    counts: str,
) -> None:
    act = f"act/{treaty}/{party}/succession"
    rows = ask(record, f"SELECT ?day {{ <{act}> a foed:Succession OPTIONAL {{ <{act}> foed:date ?day }} }}")
    assert rows == [(notified,)]
    assert effects[act] == ("", counts)


def test_no_succession_waits_as_a_consent_does(record: ox.Store, effects: dict[str, tuple[str, str]]) -> None:  # noqa: F811
    """VCSSRT arts. 22 and 23: it counts on the day of the succession, at the latest on that of the notice."""
    for act, day in ask(record, "SELECT ?act ?day { ?act a foed:Succession ; foed:date ?day }"):
        assert effects[act][1][: len(day)] <= day, act


def test_no_act_counts_before_its_earliest_day(effects: dict[str, tuple[str, str]]) -> None:
    assert [act for act, (earliest, latest) in effects.items() if latest and earliest > latest] == []


def test_no_state_consents_before_its_first_day(
    record: ox.Store,  # noqa: F811
    effects: dict[str, tuple[str, str]],
) -> None:
    born = {p: day for p, day in ask(record, "SELECT ?p ?day { ?p a foed:State ; foed:existsFrom ?day }")}  # noqa: C416
    rows = ask(
        record,
        "SELECT ?act ?p { ?act a ?kind ; foed:party ?p FILTER (?kind IN (foed:Succession, foed:UnspecifiedConsent)) }",
    )
    early = [
        act
        for act, p in rows
        if act in effects and max(effects[act]) and min(filter(None, effects[act])) < born.get(p, "")
    ]
    assert early == []


def test_at_most_one_state_continues_a_former_one(record: ox.Store) -> None:  # noqa: F811
    """VCSSRT art. 35. Czechoslovakia, Yugoslavia and the German Democratic Republic are continued by nobody."""
    rows = ask(record, "SELECT ?now ?former { ?now foed:continues ?former }")
    assert sorted(rows) == [("party/RUS", "party/SUHH"), ("party/SRB", "party/CSXX")]


@pytest.mark.parametrize(
    ("former", "successor"),
    [
        ("CSHH", "CZE"),
        ("CSHH", "SVK"),
        ("CSXX", "MNE"),
        ("DDDE", "DEU"),
        ("YDYE", "YEM"),
        ("YUCS", "BIH"),
        ("SUHH", "UKR"),
    ],
)
def test_who_came_after_a_former_state(record: ox.Store, former: str, successor: str) -> None:  # noqa: F811
    assert ask(record, f"SELECT ?x {{ <party/{former}> foed:successor <party/{successor}> BIND (1 AS ?x) }}")


@pytest.mark.parametrize(
    ("treaty", "successor"),
    [
        (treaty, successor)
        for treaty in (
            "cets-005",
            "cets-024",
            "cets-030",
            "cets-112",
            "iccpr",
            "crc",
            "cat",
            "cedaw",
            "drugs-1988",
        )
        for successor in ("CZE", "SVK")
    ]
    + [("cets-073", "SVK"), ("cets-114", "SVK")],
)
def test_no_gap_between_czechoslovakia_and_its_successors(
    record: ox.Store,  # noqa: F811
    effects: dict[str, tuple[str, str]],
    treaty: str,
    successor: str,
) -> None:
    end = ask(record, "SELECT ?day { <party/CSHH> foed:existedUntil ?day }")
    assert end == [(effects[f"act/{treaty}/{successor}/succession"][1],)]
    assert effects[f"act/{treaty}/CSHH/ratification"][1] < end[0][0]


def test_a_source_that_denies_a_consent_does_not_date_it(effects: dict[str, tuple[str, str]]) -> None:
    """Iceland, San Marino and Slovenia had signed the trafficking convention and not ratified it in January 2008."""
    for act in ("ISL/ratification", "SMR/ratification", "SVN/ratification"):
        assert effects[f"act/cets-197/{act}"][1] > "2008-05-01"


def test_responsibility_for_a_territory_passed_on_a_day(record: ox.Store) -> None:  # noqa: F811
    """VCSSRT art. 15: Hong Kong and Macao."""
    rows = ask(
        record,
        "SELECT ?t ?before ?now ?day { ?t foed:formerlyResponsible ?before ; foed:responsibleState ?now ; foed:responsibleFrom ?day }",
    )
    assert sorted(rows) == [
        ("party/HKG", "party/GBR", "party/CHN", "1997-07-01"),
        ("party/MAC", "party/PRT", "party/CHN", "1999-12-20"),
    ]


def test_every_territory_says_who_answers_for_it_unless_nobody_does(record: ox.Store) -> None:  # noqa: F811
    rows = ask(record, "SELECT ?t { ?t a foed:Territory FILTER NOT EXISTS { ?t foed:responsibleState ?s } }")
    assert sorted(rows) == [("party/ATA",), ("party/ESH",)]


@pytest.mark.parametrize(
    ("treaty", "told", "counts"),
    [
        pytest.param(
            "untoc/CHN/territorial-extension-macao",
            "2003-09-23",
            ("2003-09-23", "2003-10-23"),
            id="vclt-29-no-clause",
        ),
        pytest.param(
            "refugee-1967/CHN/territorial-extension-macao",
            "1999-12-02",
            ("", "1999-12-20"),
            id="day-published",
        ),
        pytest.param(
            "cets-024/NLD/territorial-extension-antilles-aruba-gbr",
            "1994-11-24",
            ("1994-11-24", ""),
            id="cets-024-art-27.4-its-own-terms",
        ),
    ],
)
def test_when_an_extension_counts(
    record: ox.Store,  # noqa: F811
    effects: dict[str, tuple[str, str]],
    treaty: str,
    told: str,
    counts: tuple[str, str],
) -> None:
    assert ask(record, f"SELECT ?day {{ <act/{treaty}> foed:date ?day }}") == [(told,)]
    assert effects[f"act/{treaty}"] == counts


def test_a_party_takes_part_as_one_or_as_a_territory_never_as_both(record: ox.Store) -> None:  # noqa: F811
    """Cook Islands and Niue are parties in their own name; a territory acts on its own agreements between two only."""
    assert {c for (c,) in ask(record, "SELECT ?c { VALUES ?p { <party/COK> <party/NIU> } ?p a ?c }")} == {
        foed("State").value
    }
    assert (
        ask(
            record,
            "SELECT ?act { ?act foed:party ?p . ?p a foed:Territory FILTER (STRSTARTS(STR(?act), STR(<act/>))) "
            "FILTER NOT EXISTS { ?act foed:treaty/foed:between ?p } }",
        )
        == []
    )
