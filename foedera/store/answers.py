"""Writing the answer tables: what each table's SELECT finds in the graphs, as rows of SQLite."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from foedera.namespaces import OPEN_END, PREFIXES, path_of
from foedera.store.tables import INDEXES, TABLES


def write_answers(store: Store, path: Path) -> None:
    """Write every table, with its indexes, to a new file."""
    with sqlite3.connect(path) as answers:
        for table in TABLES:
            write_table(answers, store, table)
        for table, columns in INDEXES:
            label = columns.replace(", ", "_")
            answers.execute(f"CREATE INDEX {table}_by_{label} ON {table} ({columns})")
    answers.close()


def write_table(answers: sqlite3.Connection, store: Store, table: str) -> None:
    """Write one table; its rows are sorted, so that the same record gives the same file."""
    columns, rows = _select(store, TABLES[table])
    quoted = ", ".join(f'"{c}"' for c in columns)
    answers.execute(f"CREATE TABLE {table} ({quoted})")
    marks = ", ".join("?" * len(columns))
    answers.executemany(f"INSERT INTO {table} VALUES ({marks})", sorted(rows, key=repr))


def _select(store: Store, query: str) -> tuple[list[str], Iterator[tuple[str | None, ...]]]:
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return names, (tuple(map(_cell, names, row)) for row in solutions)


def _cell(column: str, term: object) -> str | None:
    """One cell; a proven bound that stands for "no known day" is empty, a possible one stays."""
    if isinstance(term, NamedNode):
        return path_of(term.value)
    if isinstance(term, Literal):
        return None if term.value == OPEN_END and column in ("fro", "til") else term.value
    return None
