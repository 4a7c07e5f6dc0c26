"""A snapshot of a small record written in a test: the real vocabulary and rules over made-up states and treaties."""

import sqlite3

from pyoxigraph import RdfFormat, Store

from foedera.calendar import reckon
from foedera.infer import infer
from foedera.namespaces import ASSERTED
from foedera.store import Snapshot
from foedera.store.answers import write_table
from foedera.store.tables import TABLES
from tests.rules.test_rules import law

PREFIXES = """
@base <https://w3id.org/foedera/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


class Synthetic(Snapshot):
    """The snapshot of a record given as Turtle, without its prefixes."""

    def __init__(self, record: str) -> None:
        self.version = {"hash": "synthetic", "data_as_of": None}
        self.graphs: Store = law()
        self.graphs.load((PREFIXES + record).encode(), format=RdfFormat.TURTLE, to_graph=ASSERTED)
        self.graphs.extend(reckon(self.graphs).quads)
        infer(self.graphs)
        self._answers = sqlite3.connect(":memory:")
        self._answers.row_factory = sqlite3.Row
        for table in TABLES:
            write_table(self._answers, self.graphs, table)

    @property
    def query_store(self) -> Store:
        """The graphs in memory."""
        return self.graphs
