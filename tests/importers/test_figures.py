"""Figures from a table of the shape of the UNODC data portal: totals only, each with its source, nothing guessed."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from foedera.errors import FoederaError, Unreadable
from foedera.importers.figures import edits, read
from foedera.importers.writing import write
from foedera.indicators import of_state
from foedera.load import read_record
from foedera.validate import validate, violations
from tests.law.synthetic import Synthetic

HEAD = "Iso3_code,Country,Region,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,VALUE,Source\n"
ROWS = (
    HEAD
    + "ITA,Italy,Europe,Southern Europe,Persons convicted,Total,Total,Total,Total,2019,Counts,12,a table\n"
    "ITA,Italy,Europe,Southern Europe,Detected trafficking victims,Total,Total,Total,Total,2019,Counts,34,a table\n"
    "ITA,Italy,Europe,Southern Europe,Detected trafficking victims,Total,Total,Female,Total,2019,Counts,20,a table\n"
    "JPN,Japan,Asia,Eastern Asia,Persons prosecuted,Total,Total,Total,Total,2019,Counts,<5,a table\n"
)


def test_totals_are_taken_and_the_rest_is_counted(world: Store) -> None:
    found = read("table.csv", ROWS.encode(), world)
    assert found.figures == {("ITA", 2019, "persons-convicted"): 12, ("ITA", 2019, "victims-detected"): 34}
    assert found.aside == {"broken down": 1, "no whole number": 1}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "ITA,Italy,Europe,Southern Europe,Persons",
            "ITX,Italy,Europe,Southern Europe,Persons",
            "'ITX' is no code",
        ),
        ("Persons convicted", "Persons condemned", "'Persons condemned' is not known"),
        ("2019,Counts,12", "19,Counts,12", "'19' is no year"),
        ("Iso3_code", "iso", "Columns are missing: Iso3_code"),
        (",VALUE,", ",Amount,", "no column VALUE"),
    ],
)
def test_what_is_not_known_is_refused(world: Store, old: str, new: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read("table.csv", ROWS.replace(old, new, 1).encode(), world)


def test_a_total_told_twice_and_differently_is_refused(world: Store) -> None:
    twice = (
        ROWS + "ITA,Italy,Europe,Southern Europe,Persons convicted,Total,Total,Total,Total,2019,Counts,13,b\n"
    )
    with pytest.raises(Unreadable, match="stands twice"):
        read("table.csv", twice.encode(), world)


def test_figures_are_written_once_and_sound(root: Path, world: Store) -> None:
    found = read("table.csv", ROWS.encode(), world)
    write(edits(root, world, found, "facts-readme"))
    store = read_record(root)
    assert violations(validate(root, store)) == []
    assert edits(root, store, found, "facts-readme") == []
    with pytest.raises(FoederaError, match="hearsay"):
        edits(root, store, found, "hearsay")


RECORD = """
<party/AAA> a foed:State ; rdfs:label "Aland"@en ; dcterms:identifier "AAA" ; foed:iso3 "AAA" .
<source/one> a foed:Source ; dcterms:title "A list"@en ; foed:quality <quality/depositary> ; foed:seenOn "2026-11-23"^^xsd:date .
<treaty/conv> a foed:Treaty ; dcterms:title "A convention"@en ; dcterms:identifier "conv" ; foed:inForceFrom "2000-01-01"^^xsd:date .
<treaty/conv/art-5> a foed:Provision ; foed:treaty <treaty/conv> ; foed:pinpoint "art-5" .
<norm/conv/art-5> a foed:Norm ; rdfs:label "Make it an offence."@en ; foed:treaty <treaty/conv> ; foed:provision <treaty/conv/art-5> ;
    foed:modality <modality/obligation> ; foed:bearer <role/state-party> ; foed:topic <topic/criminalisation> ; foed:source <source/one> .
<act/conv/AAA/accession> a foed:Accession ; foed:treaty <treaty/conv> ; foed:party <party/AAA> ;
    foed:date "2005-01-01"^^xsd:date ; foed:publishedEffect "2005-02-01"^^xsd:date ; foed:source <source/one> .
<observation/one/AAA/2004/persons-convicted> a <http://purl.org/linked-data/cube#Observation> ; foed:ofState <party/AAA> ;
    foed:inYear "2004"^^xsd:gYear ; foed:indicator <indicator/persons-convicted> ; foed:figure 1 ; foed:source <source/one> .
<observation/one/AAA/2005/persons-convicted> a <http://purl.org/linked-data/cube#Observation> ; foed:ofState <party/AAA> ;
    foed:inYear "2005"^^xsd:gYear ; foed:indicator <indicator/persons-convicted> ; foed:figure 2 ; foed:source <source/one> .
"""


def test_a_figure_stands_beside_the_duties_of_its_year_and_not_of_an_earlier_one() -> None:
    answer = of_state(Synthetic(RECORD), "AAA")
    assert [(i["year"], i["figure"], [d["pinpoint"] for d in i["duties"]]) for i in answer["indicators"]] == [
        (2004, 1, []),
        (2005, 2, ["art-5"]),
    ]


def test_no_figures_are_said_to_be_none_on_record() -> None:
    answer = of_state(
        Synthetic(
            RECORD.replace("observation/one/AAA", "observation/one/BBB").replace(
                "foed:ofState <party/AAA>", "foed:ofState <party/BBB>"
            )
        ),
        "AAA",
    )
    assert answer["total"] == 0
    assert "says nothing about how many" in answer["note"]
