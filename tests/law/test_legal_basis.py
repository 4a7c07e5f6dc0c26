"""The five outcomes of the legal basis of extradition: UNTOC art. 16(3) to (6); UNCAC art. 44, CAT art. 8 and
OPSC art. 5 follow the same scheme. On a small record, where states differ in one thing each, and on the real one.
"""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedera.channels import channels
from foedera.store import Snapshot
from foedera.store.build import build

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PREFIXES = """@base <https://w3id.org/foedera/id/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ALL = ("conv", "prot")

#: Requested or requesting state → treaties, own law (answer, first day, day of the text), notification.
STATES: dict[str, tuple[tuple[str, ...], tuple[str, str, str] | None, str | None]] = {
    "AAA": ((*ALL, "extr"), None, None),
    "BBB": (ALL, ("treaty-required", "", "2010"), "treaty-is-legal-basis"),
    "CCC": (ALL, None, "treaty-is-not-legal-basis"),
    "FRE": (ALL, ("no-treaty-required", "", "2010"), None),
    "LAT": (ALL, ("no-treaty-required", "2018-01-01", "2020-05-01"), None),
    "MUT": (ALL, ("reciprocity", "", "2010"), None),
    "NAY": (ALL, ("treaty-required", "", "2010"), "treaty-is-not-legal-basis"),
    "NEX": ((*ALL, "extr"), ("treaty-required", "", "2010"), "treaty-is-not-legal-basis"),
    "ONE": (("conv",), ("no-treaty-required", "", "2010"), None),
    "SIL": (ALL, ("treaty-required", "", "2010"), None),
    "TRE": ((*ALL, "extr"), ("no-treaty-required", "", "2010"), "treaty-is-legal-basis"),
    "UNK": (ALL, None, None),
    "VAG": ((*ALL, "extr"), ("treaty-required", "", "2010"), "treaty-is-legal-basis"),
    "WAY": (ALL, ("reciprocity", "", "2010"), "treaty-is-not-legal-basis"),
    "YEA": (ALL, ("treaty-required", "", "2010"), "treaty-is-legal-basis"),
    "YIF": (ALL, ("treaty-required", "", "2010"), "treaty-is-legal-basis"),
}


def _turtle() -> str:
    lines = [(HERE / "legal-basis.ttl").read_text()]
    for code, (treaties, law, said) in STATES.items():
        lines.append(f'<party/{code}> a foed:State ; rdfs:label "{code}"@en ; dcterms:identifier "{code}" .')
        for treaty in treaties:
            day = '"2024"^^xsd:gYear' if (code, treaty) == ("VAG", "extr") else '"2005-01-01"^^xsd:date'
            lines.append(
                f"<act/{treaty}/{code}/accession> a foed:Accession ; foed:treaty <treaty/{treaty}> ; foed:party <party/{code}> ; "
                f"foed:date {day} ; foed:publishedEffect {day} ; foed:source <source/list> ."
            )
        if law:
            says, first, text = law
            since = f'foed:from "{first}"^^xsd:date ; ' if first else ""
            kind = "date" if len(text) == 10 else "gYear"
            lines.append(
                f'<law/{code}/treaty-requirement> a foed:OwnLaw ; rdfs:label "Its law."@en ; foed:party <party/{code}> ; '
                f"foed:purpose <purpose/extradition> ; foed:subject <law-subject/treaty-requirement> ; foed:says <law-answer/{says}> ; "
                f'{since}foed:asOf "{text}"^^xsd:{kind} ; foed:source <source/list> .'
            )
        if said:
            only = "foed:onReciprocity true ; " if code == "YIF" else ""
            lines.append(
                f'<statement/conv/{code}/1> a foed:Notification ; rdfs:label "Tells the basis."@en ; foed:treaty <treaty/conv> ; '
                f"foed:party <party/{code}> ; foed:provision <treaty/conv/art-16.5> ; foed:effect <effect/{said}> ; {only}foed:source <source/list> ."
            )
    for treaty in ("conv", "prot", "extr"):
        lines.append(
            f"<coverage/{treaty}> a foed:Coverage ; foed:treaty <treaty/{treaty}> ; foed:completeness <completeness/partial> ; foed:source <source/list> ."
        )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The snapshot of the record without its acts and statements, and with the small one beside it."""
    root = tmp_path_factory.mktemp("legal-basis")
    for room in ("ontology", "rules", "data"):
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("acts", "statements"))
    (root / "data" / "small.ttl").write_text(_turtle())
    return build(root, root / "home")


def under(snapshot: Snapshot, treaty: str, a: str, b: str, day: str) -> dict[str, Any]:
    """The extradition channel under one treaty when ``a`` asks ``b``."""
    found = channels(snapshot, a, b, date.fromisoformat(day), "extradition")
    entry: dict[str, Any]
    (entry,) = [c for c in found["channels"] if c["treaty"] == treaty]
    return entry


Case = tuple[str, str, str, str, str, str]

CASES: list[Case] = [
    # requesting, requested, day, status, outcome, what the reason names
    ("AAA", "TRE", "2015-01-01", "displaced", "treaty-exists", "art. 16.3"),
    ("AAA", "NEX", "2015-01-01", "displaced", "treaty-exists", "art. 16.3"),
    ("AAA", "FRE", "2015-01-01", "available", "no-treaty-needed", "art. 16.6"),
    ("AAA", "MUT", "2015-01-01", "conditional", "no-treaty-needed", "reciprocity"),
    ("AAA", "YEA", "2015-01-01", "available", "notified-yes", "art. 16.5"),
    ("AAA", "NAY", "2015-01-01", "barred", "notified-no", "art. 16.5"),
    ("AAA", "WAY", "2015-01-01", "barred", "notified-no", "such a request rests on that law"),
    ("AAA", "SIL", "2015-01-01", "conditional", "silent", "needs a treaty by its own law (as of 2010)"),
    ("AAA", "UNK", "2015-01-01", "conditional", "silent", "Ask its central authority"),
    # A notification of the requesting state changes nothing.
    ("BBB", "SIL", "2015-01-01", "conditional", "silent", "Ask its central authority"),
    ("CCC", "YEA", "2015-01-01", "available", "notified-yes", "art. 16.5"),
    ("CCC", "FRE", "2015-01-01", "available", "no-treaty-needed", "art. 16.6"),
    # Unless the requested state made it a condition.
    ("AAA", "YIF", "2015-01-01", "conditional", "notified-yes", "accepted the same"),
    ("BBB", "YIF", "2015-01-01", "available", "notified-yes", "art. 16.5"),
    # Without the protocol trafficking enters only as a serious crime (UNTOC arts. 2(b) and 3(1)(b)).
    ("AAA", "ONE", "2015-01-01", "conditional", "no-treaty-needed", "serious crime"),
    # A treaty of which it is not known whether it was in force.
    ("AAA", "VAG", "2024-06-01", "conditional", "notified-yes", "not known"),
    # A law that did not exist yet, one whose text is later than the day, and one older than the day.
    ("AAA", "LAT", "2015-01-01", "conditional", "silent", "Ask its central authority"),
    ("AAA", "LAT", "2019-01-01", "conditional", "no-treaty-needed", "later than the day asked"),
    ("AAA", "LAT", "2021-01-01", "available", "no-treaty-needed", "as of 2020-05-01"),
]


@pytest.mark.parametrize(("a", "b", "day", "status", "outcome", "named"), CASES)
def test_the_requested_state_decides_what_the_convention_is_worth(
    small: Snapshot, a: str, b: str, day: str, status: str, outcome: str, named: str
) -> None:
    found = under(small, "conv", a, b, day)
    assert (found["status"], found["outcome"]) == (status, outcome)
    assert named in found["reason"]


REAL: list[Case] = [
    ("ITA", "TUR", "2024-01-01", "displaced", "treaty-exists", "art. 16.3"),
    ("MNG", "FRA", "2024-01-01", "available", "no-treaty-needed", "art. 16.6"),
    ("MNG", "JPN", "2024-01-01", "conditional", "no-treaty-needed", "reciprocity"),
    ("MNG", "NLD", "2024-01-01", "available", "notified-yes", "art. 16.5.a"),
    ("FJI", "VNM", "2026-01-01", "barred", "notified-no", "such a request rests on that law"),
    ("CHN", "VNM", "2019-12-11", "barred", "notified-no", "excludes it by a statement"),
    ("CHN", "VNM", "2019-12-12", "displaced", "treaty-exists", "art. 16.3"),
    ("MNG", "USA", "2024-01-01", "conditional", "silent", "needs a treaty by its own law"),
    ("JPN", "NGA", "2024-01-01", "conditional", "silent", "Ask its central authority"),
    ("IND", "TZA", "2024-01-01", "conditional", "silent", "Ask its central authority"),
    ("MNG", "BHS", "2024-01-01", "conditional", "notified-yes", "accepted the same"),
    ("IND", "BHS", "2024-01-01", "available", "notified-yes", "art. 16.5.a"),
    ("MNG", "CZE", "2013-12-31", "conditional", "silent", "Ask its central authority"),
]


@pytest.mark.parametrize(("a", "b", "day", "status", "outcome", "named"), REAL)
def test_untoc_16_on_the_record(
    snapshot: Snapshot, a: str, b: str, day: str, status: str, outcome: str, named: str
) -> None:
    found = under(snapshot, "untoc", a, b, day)
    assert (found["status"], found["outcome"]) == (status, outcome)
    assert named in found["reason"]


def test_own_law_is_told_and_closes_no_channel(snapshot: Snapshot) -> None:
    """No duty to surrender nationals is no duty to refuse: VCLT art. 27 leaves the treaty as it is."""
    found = channels(snapshot, "ITA", "CHE", date(2024, 1, 1), "extradition")["channels"]
    (entry,) = [c for c in found if c["treaty"] == "cets-024"]
    told = {r["effect"]: r for r in entry["restrictions"] if r["effect"] == "nationals"}
    assert told["nationals"]["status"] == "with-conditions"
    assert told["nationals"]["as_of"] == "2014"
    assert told["nationals"]["source"]
    assert entry["status"] in ("available", "conditional")


@pytest.mark.parametrize(
    ("a", "b", "warned"), [("USA", "DEU", True), ("ITA", "DEU", False), ("DEU", "USA", False)]
)
def test_the_death_penalty_of_the_requesting_state_is_told(
    snapshot: Snapshot, a: str, b: str, warned: bool
) -> None:
    found = channels(snapshot, a, b, date(2024, 1, 1), "extradition")["channels"]
    told = [r["of"] for c in found for r in c["restrictions"] if r["effect"] == "death-penalty"]
    assert set(told) == ({a} if warned else set())
