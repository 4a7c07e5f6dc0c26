"""SPARQL from a file, run on the snapshot."""

import sys
from enum import StrEnum
from typing import Annotated

import typer
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)
from rich.markup import escape
from rich.table import Table

from foedera.cli.progress import opened
from foedera.cli.sheet import people
from foedera.errors import BadInput, QueryRefused
from foedera.namespaces import ID, PREFIXES, path_of
from foedera.sparql import outline
from foedera.store import Snapshot


class Results(StrEnum):
    """How results are printed: rows as table, JSON or CSV; triples as Turtle."""

    table = "table"
    json = "json"
    csv = "csv"
    ttl = "ttl"


def query(
    file: Annotated[
        typer.FileText,
        typer.Argument(
            metavar="FILE.rq", help="A SPARQL 1.1 query; '-' reads standard input.", show_default=False
        ),
    ],
    form: Annotated[
        Results, typer.Option("--format", help="Rows: table, json, csv. Triples: ttl.")
    ] = Results.table,
) -> None:
    """Run a SPARQL query from a file on the graphs of the snapshot."""
    results = run(opened(), file.read())
    if isinstance(results, QueryTriples):
        _triples(results, form)
    elif form is Results.ttl:
        raise BadInput(
            "--format", form, "Turtle is for CONSTRUCT and DESCRIBE; use table, json or csv for rows."
        )
    elif form is Results.table:
        _rows(results)
    else:
        kind = QueryResultsFormat.JSON if form is Results.json else QueryResultsFormat.CSV
        if isinstance(results, QueryBoolean) and form is Results.csv:
            print("true" if results else "false")
        else:
            results.serialize(sys.stdout.buffer, format=kind)
            print()


def run(snapshot: Snapshot, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The results of a query; its default graph is the union of all, unless it names its own.

    Raises:
        QueryRefused: it updates, calls another service, or is not valid SPARQL.
    """
    told = outline(text)
    try:
        return snapshot.query_store.query(
            text, base_iri=ID, prefixes=PREFIXES, use_default_graph_as_union=not told.own_dataset
        )
    except SyntaxError as error:
        raise QueryRefused(f"Not valid SPARQL: {error}") from error


def _triples(triples: QueryTriples, form: Results) -> None:
    if form not in (Results.table, Results.ttl):
        raise BadInput("--format", form, "CONSTRUCT and DESCRIBE give triples; use ttl.")
    serialize(triples, sys.stdout.buffer, format=RdfFormat.TURTLE, prefixes=PREFIXES)


def _rows(results: QuerySolutions | QueryBoolean) -> None:
    console = people()
    if isinstance(results, QueryBoolean):
        console.print("yes" if results else "no")
        return
    names = [variable.value for variable in results.variables]
    table = Table(*names, box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for row in results:
        table.add_row(*(escape(_term(row[name])) for name in names))
    console.print(table)
    console.print(f"{table.row_count} rows", highlight=False)


def _term(term: object) -> str:
    """A term as people read it: our ids without the namespace, known namespaces short, literals bare."""
    if isinstance(term, NamedNode):
        return _short(term.value)
    return term.value if isinstance(term, Literal | BlankNode) else "" if term is None else str(term)


def _short(iri: str) -> str:
    if iri.startswith(ID):
        return path_of(iri)
    known = [(prefix, name) for prefix, name in PREFIXES.items() if iri.startswith(name)]
    return f"{known[0][0]}:{iri.removeprefix(known[0][1])}" if known else iri
