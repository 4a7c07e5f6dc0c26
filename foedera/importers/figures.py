"""Figures on trafficking from a table of the shape of the UNODC data portal, as observations of an RDF Data Cube.

Only whole totals of a state and a year are taken: rows that break a figure down by sex, age or form of exploitation
are counted and left aside, and so are cells that hold no whole number.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from foedera.errors import UnknownThing, Unreadable
from foedera.importers.markup import decoded
from foedera.importers.turtle import TurtleFile, nodes
from foedera.importers.writing import Edit
from foedera.namespaces import PREFIXES, node, path_of

_NEEDED: Final = ("Iso3_code", "Indicator", "Dimension", "Category", "Sex", "Age", "Year")
_VALUES: Final = ("VALUE", "txtVALUE")
_NAMES: Final = """SELECT ?indicator ?name WHERE {
    ?indicator skos:inScheme id:scheme\\/indicator ; skos:prefLabel|skos:altLabel ?name }"""
_PARTIES: Final = "SELECT ?party WHERE { ?party foed:iso3 ?code }"
HEAD: Final = """@base <https://w3id.org/foedera/id/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclass(frozen=True)
class Figures:
    """What a table tells: figures by (state, year, indicator), and how many rows were left aside, by reason."""

    figures: dict[tuple[str, int, str], int]
    aside: dict[str, int]


def read(file: str, content: bytes, store: Store) -> Figures:
    """Read a table.

    Raises:
        Unreadable: a column is missing, or a state, an indicator or a year is not known, or a total stands twice.
    """
    rows = csv.DictReader(io.StringIO(decoded(content), newline=""), strict=True)
    head = rows.fieldnames or []
    value = next((c for c in _VALUES if c in head), None)
    if missing := [c for c in _NEEDED if c not in head]:
        raise Unreadable(
            file, 1, f"Columns are missing: {', '.join(missing)}.", "Export the table with all its columns."
        )
    if value is None:
        raise Unreadable(
            file, 1, "There is no column VALUE or txtVALUE.", "Export the table with its values."
        )
    names, parties = _names(store), _parties(store)
    figures: dict[tuple[str, int, str], int] = {}
    aside: dict[str, int] = {}
    try:
        for row in rows:
            told = _figure(file, rows.line_num, row, value, names, parties)
            if isinstance(told, str):
                aside[told] = aside.get(told, 0) + 1
                continue
            key, figure = told
            if figures.get(key, figure) != figure:
                raise Unreadable(
                    file,
                    rows.line_num,
                    f"The total of {key[0]} for {key[1]} stands twice, and differs.",
                    "Keep one.",
                )
            figures[key] = figure
    except csv.Error as error:
        raise Unreadable(
            file, rows.line_num, f"It is not CSV ({error}).", "Save it as comma-separated values."
        ) from error
    return Figures(figures, aside)


def _figure(
    file: str, line: int, row: dict[str, str | None], value: str, names: dict[str, str], parties: set[str]
) -> tuple[tuple[str, int, str], int] | str:
    """The key and the number of a row, or why it is left aside."""
    cell = {key: (row.get(key) or "").strip() for key in (*_NEEDED, value)}
    if any(cell[c].casefold() not in ("total", "by total", "") for c in ("Category", "Sex", "Age")):
        return "broken down"
    state, year, what = cell["Iso3_code"], cell["Year"], cell["Indicator"]
    if state not in parties:
        raise Unreadable(file, line, f"'{state}' is no code of a party.", "Use the codes of data/states.ttl.")
    if what.casefold() not in names:
        raise Unreadable(
            file,
            line,
            f"The indicator '{what}' is not known.",
            "Name it at its concept in ontology/indicators.ttl.",
        )
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Unreadable(file, line, f"'{year}' is no year.", "Four digits.")
    number = cell[value].removesuffix(".0").replace(",", "")
    if not (number.isascii() and number.isdigit()):
        return "no whole number"
    return (state, int(year), names[what.casefold()]), int(number)


def edits(root: Path, store: Store, found: Figures, source: str) -> list[Edit]:
    """The edits that record figures with their source; nothing is written.

    Raises:
        UnknownThing: the source is not described.
    """
    if not any(store.quads_for_pattern(node(f"source/{source}"), None, None)):
        raise UnknownThing("source", source, "Describe it in data/sources.ttl first.")
    file = TurtleFile(root / "data" / "indicators" / f"{source}.ttl", HEAD)
    for (state, year, what), figure in sorted(found.figures.items()):
        subject = f"observation/{source}/{state}/{year}/{what}"
        lines = (
            "a qb:Observation",
            "qb:dataSet <cube/trafficking>",
            f"foed:ofState <party/{state}>",
            f'foed:inYear "{year}"^^xsd:gYear',
            f"foed:indicator <indicator/{what}>",
            f"foed:figure {figure}",
            f"foed:source {nodes('source', [source])}",
        )
        file.put(subject, f"<{subject}>\n    " + " ;\n    ".join(lines) + " .")
    return [Edit(file.path, file.before, file.after)] if file.changed else []


def _names(store: Store) -> dict[str, str]:
    rows = cast(QuerySolutions, store.query(_NAMES, prefixes=PREFIXES, use_default_graph_as_union=True))
    return {
        cast(Literal, r["name"]).value.casefold(): path_of(cast(NamedNode, r["indicator"]).value).partition(
            "/"
        )[2]
        for r in rows
    }


def _parties(store: Store) -> set[str]:
    rows = cast(QuerySolutions, store.query(_PARTIES, prefixes=PREFIXES, use_default_graph_as_union=True))
    return {path_of(cast(NamedNode, r["party"]).value).partition("/")[2] for r in rows}
