"""A small record to import into: the real vocabulary, shapes, parties and names, and a treaty written for tests."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Store

from foedera.importers.formats import format_of
from foedera.importers.listed import Context, Listing
from foedera.importers.names import Names
from foedera.importers.turtle import TurtleFile
from foedera.load import read_record

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "pages"
#: The day on which every page of the tests was read.
TODAY = date(2026, 11, 25)

WORLD = """@base <https://w3id.org/foedera/id/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<coverage/conv>
    a foed:Coverage ;
    foed:treaty <treaty/conv> ;
    foed:completeness <completeness/partial> ;
    foed:source <source/facts-readme> .

<status-list/conv/coe>
    a foed:StatusList ;
    foed:treaty <treaty/conv> ;
    foed:listFormat "coe" ;
    foed:listNumber "CETS 897" ;
    foed:listAddress "https://example.org/coe" .

<status-list/conv/normlex>
    a foed:StatusList ;
    foed:treaty <treaty/conv> ;
    foed:listFormat "normlex" ;
    foed:listNumber "ILO C898" ;
    foed:listAddress "https://example.org/normlex" .

<treaty/conv>
    a foed:Treaty ;
    dcterms:title "A convention written for a test"@en ;
    foed:shortTitle "Test Convention"@en ;
    dcterms:identifier "conv" ;
    foed:officialId "UNTC XVIII-98-a" ;
    foed:inForceFrom "1960-01-01"^^xsd:date ;
    foed:entryIntoForce <treaty/conv/art-9> .

<treaty/conv/art-9>
    a foed:EntryIntoForceClause ;
    foed:treaty <treaty/conv> ;
    foed:pinpoint "art-9" ;
    foed:waits 30 ;
    foed:unit <unit/day> ;
    foed:rounding <rounding/none> ;
    foed:textChecked false ;
    foed:source <source/facts-readme> .
"""

ACTS = """@base <https://w3id.org/foedera/id/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<act/conv/DNK/ratification>
    a foed:Ratification ;
    foed:treaty <treaty/conv> ;
    foed:party <party/DNK> ;
    foed:date "2003"^^xsd:gYear ;
    foed:source <source/facts-readme> .

<act/conv/GBR/ratification>
    a foed:Ratification ;
    foed:treaty <treaty/conv> ;
    foed:party <party/GBR> ;
    foed:date "2006-02-19"^^xsd:date ;
    foed:source <source/facts-readme> .

<act/conv/NOR/ratification>
    a foed:Ratification ;
    foed:treaty <treaty/conv> ;
    foed:party <party/NOR> ;
    foed:date "2003-09-23"^^xsd:date ;
    foed:source <source/facts-readme> .
"""


def small_record(root: Path, *, rules: bool = False) -> Path:
    """Make a small record at ``root``; with the rules of inference where it is to be built."""
    shutil.copytree(ROOT / "ontology", root / "ontology")
    shutil.copytree(ROOT / "rules" / "shapes", root / "rules" / "shapes")
    shutil.copy(ROOT / "rules" / "prefixes.ttl", root / "rules")
    if rules:
        shutil.copytree(ROOT / "rules" / "inference", root / "rules" / "inference")
    (root / "data" / "acts").mkdir(parents=True)
    for name in ("states", "names"):
        shutil.copy(ROOT / "data" / f"{name}.ttl", root / "data")
    cited = set(re.findall(r"<(source/[^>]+)>", (ROOT / "data" / "states.ttl").read_text(encoding="utf-8")))
    sources = TurtleFile(ROOT / "data" / "sources.ttl")
    sources.remove(*set(sources.subjects) - cited - {"source/facts-readme"})
    (root / "data" / "sources.ttl").write_text(sources.after, encoding="utf-8")
    (root / "data" / "world.ttl").write_text(WORLD, encoding="utf-8")
    (root / "data" / "acts" / "conv.ttl").write_text(ACTS, encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small record of one's own."""
    return small_record(tmp_path / "record")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small record, read."""
    return read_record(small_record(tmp_path_factory.mktemp("world")))


@pytest.fixture(scope="session")
def names(world: Store) -> Names:
    """The table of names."""
    return Names.of(world)


Reading = Callable[..., Listing]


@pytest.fixture
def reading(names: Names) -> Reading:
    """Reads a page of the tests, or other bytes in its place."""

    def read(form: str, page: str, content: bytes | None = None, *, skip: tuple[str, ...] = ()) -> Listing:
        context = Context(page, names, frozenset(skip), date(1930, 1, 1), TODAY)
        return format_of(form).read(context, (PAGES / page).read_bytes() if content is None else content)

    return read
