"""A world in which some acts are done: a snapshot that differs from the whole one only in what these touch."""

import sqlite3
from typing import Final, cast
from urllib.parse import quote

from pyoxigraph import Store

from foedera.namespaces import ASSERTED, ONTOLOGY, SOURCES
from foedera.store import Snapshot
from foedera.store.answers import write_table
from foedera.store.snapshot import name
from foedera.whatif.layers import Layers
from foedera.whatif.reason import reasoned
from foedera.whatif.record import by_treaty, lines
from foedera.whatif.scope import Scope

#: Tables whose rows follow from the acts of a party under a treaty.
_OF_PARTY: Final = (
    "act", "territorial", "statement", "participation", "duty", "reservation", "impermissibility", "restriction",
    "possible_exclusion", "objection", "ending",
)  # fmt: skip
#: Tables whose rows follow from two parties' being bound.
_OF_PAIR: Final = ("relation", "displacement", "disconnection")
#: Tables that tell more of the rows of another.
_OF_ROW: Final = ("consent", "duty_statement", "statement_toward", "statement_provision", "sourced")
_FOLLOWING: Final = (*_OF_PARTY, *_OF_PAIR, *_OF_ROW)
#: What the memory of a snapshot holds of other tables: the same in every world.
_SHARED: Final = (
    "parties", "before", "instruments", "norms", "norms_shown", "sources", "concepts", "topics", "narrower", "replaced", "coverage",
    "named", "memberships", "binds_members", "opt_outs", "provides", "between", "also_called", "beside",
    "bilateral_coverage", "excepted", "own_law", "designations", "authorities", "schemes", "stops", "labels",
    "for_offence", "supplements", "layers", "protocols", "disconnection_clauses", "union_rules", "brings", "provisions",
)  # fmt: skip


class World(Snapshot):
    """A snapshot as it would be with some acts.

    Args:
        whole: the snapshot it departs from.
        scope: what the acts touch.
        acts: the acts, as N-Triples.
        text: the acts as addresses write them.

    Attributes:
        whole: the snapshot it departs from.
        scope: what the acts touch.
        store: what was inferred anew.
        gone: id paths of the whole snapshot's rows that do not hold here, or hold as told anew.
    """

    def __init__(self, whole: Snapshot, scope: Scope, acts: bytes, text: str) -> None:
        self.directory = whole.directory
        self.version = whole.version
        self.whole = whole
        self.scope = scope
        self.store = _reasoned(whole, scope, acts)
        self._acts = frozenset(line[1 : line.find(b">")].decode() for line in acts.split(b"\n") if line)
        self._address = f"/v1/what-if/explain?acts={quote(text, safe=':,=')}&fact="
        self._answers = sqlite3.connect(":memory:", check_same_thread=False, uri=True)
        self._answers.row_factory = sqlite3.Row
        self._answers.execute("ATTACH DATABASE ? AS whole", (whole.answers_uri,))
        self.gone = {table: self._gone(table) for table in (*_OF_PARTY, "relation", "disconnection")}
        relations = set(self.gone["relation"])
        self.gone["displacement"] = [
            r["id"] for r in whole.rows("SELECT * FROM displacement") if {r["displaced"], r["by"]} & relations
        ]
        self._left = frozenset(i for ids in self.gone.values() for i in ids)
        self._relations: set[str] = set()
        for table in _FOLLOWING:
            self._lay(table)
        for shared in _SHARED:
            self.memory.__dict__[shared] = getattr(whole.memory, shared)

    @property
    def query_store(self) -> Store:
        """This world's graphs: what was inferred or done anew, and all else as the whole snapshot has it."""
        return cast(Store, Layers(self.whole.query_store, self.store, self._acts, self._left))

    @property
    def law_store(self) -> Store:
        """The graphs of the whole record, with the rules and what tells and decides nothing."""
        return self.whole.law_store

    def proof(self, fact: str) -> str:
        """The address of the proof in this world, given the fact's id path."""
        return self._address + fact

    def _gone(self, table: str) -> list[str]:
        """Rows of the whole snapshot that the acts may touch."""
        scope, columns = self.scope, self._columns(table)
        if "pair" in columns:
            codes = [name(p) for p in self.whole.memory.parties]
            own = [name(p) for p in scope.parties]
            pairs = {f"pair/{min(a, b)}-{max(a, b)}" for a in own for b in codes if a != b}
            found: list[sqlite3.Row] = []
            for pair in pairs:
                found += self.whole.rows(f"SELECT * FROM {table} WHERE pair = ?", pair)
            return [r["id"] for r in found if r["treaty"] in scope.treaties]
        by = next((c for c in ("party", "requested") if c in columns), None)
        if by is None:
            rows = self.whole.rows(f"SELECT * FROM {table}")
        else:
            marks = ", ".join("?" * len(scope.parties))
            rows = self.whole.rows(f"SELECT * FROM {table} WHERE {by} IN ({marks})", *scope.parties)
            if "statement" in columns and "toward" in columns and table == "objection":
                rows = self.whole.rows(f"SELECT * FROM {table}")
        return [r["id"] for r in rows if self._touched(table, r)]

    def _touched(self, table: str, row: sqlite3.Row) -> bool:
        """Whether a row belongs to what the acts touch."""
        scope = self.scope
        keys = row.keys()
        if table == "displacement":
            return bool({row["displaced"], row["by"]} & self._relations)
        if "pair" in keys:
            return scope.pair(row["pair"]) and row["treaty"] in scope.treaties
        treaty = row["treaty"] if "treaty" in keys else "treaty/" + name(row["statement"]).partition("/")[0]
        if treaty not in scope.treaties:
            return False
        parties = {row[k] for k in ("party", "requested") if k in keys}
        if table == "objection":
            parties |= {row["toward"]}
        if table == "impermissibility":
            parties = {f"party/{name(row['statement']).split('/')[1]}"}
        return bool(parties & scope.parties)

    def _columns(self, table: str) -> list[str]:
        return [r["name"] for r in self.whole.rows(f"SELECT name FROM pragma_table_info('{table}')")]

    def _lay(self, table: str) -> None:
        """A table of this world: rows inferred anew over those of the whole snapshot that stay."""
        new = f"new_{table}"
        raw = sqlite3.connect(":memory:")
        raw.row_factory = sqlite3.Row
        write_table(raw, self.store, table)
        rows = raw.execute(f"SELECT * FROM {table}").fetchall()
        columns = self._columns(table)
        quoted = ", ".join(f'"{c}"' for c in columns)
        self._answers.execute(f"CREATE TEMP TABLE {new} ({quoted})")
        if table not in _OF_ROW:
            rows = [r for r in rows if self._touched(table, r)]
        if table == "relation":
            self._relations = {r["id"] for r in rows}.union(self.gone["relation"])
        marks = ", ".join("?" * len(columns))
        self._answers.executemany(f"INSERT INTO {new} VALUES ({marks})", [tuple(r) for r in rows])
        raw.close()
        if table in _OF_ROW:
            select = f"SELECT * FROM whole.{table} UNION SELECT * FROM {new}"
        else:
            self._answers.execute(f"CREATE TEMP TABLE gone_{table} (id PRIMARY KEY)")
            self._answers.executemany(
                f"INSERT OR IGNORE INTO gone_{table} VALUES (?)", [(i,) for i in self.gone[table]]
            )
            select = (
                f"SELECT * FROM whole.{table} WHERE id NOT IN (SELECT id FROM gone_{table}) "
                f"UNION ALL SELECT * FROM {new}"
            )
        self._answers.execute(f"CREATE TEMP VIEW {table} AS {select}")

    def new(self, table: str) -> list[sqlite3.Row]:
        """The rows of a table that were inferred anew."""
        return self.rows(f"SELECT * FROM new_{table}")

    def old(self, table: str) -> list[sqlite3.Row]:
        """The rows of the whole snapshot whose place they take."""
        return self.rows(f"SELECT * FROM whole.{table} WHERE id IN (SELECT id FROM gone_{table})")


def _reasoned(whole: Snapshot, scope: Scope, acts: bytes) -> Store:
    memory, apart = whole.memory, by_treaty(whole)
    joint = {name(p) for p, row in memory.parties.items() if row["class"].endswith("#RegionalOrganisation")}
    own = {name(p) for p in scope.parties}
    own |= {name(r["former"]) for p in scope.parties for r in memory.before.get(p, [])}
    beside = (joint | {name(p) for p in scope.companions}) - own
    treaties = scope.treaties | scope.context
    asserted = lines(apart, scope.texts, own, beside) + b"\n" + acts
    graphs = {ASSERTED.value: asserted} | {g.value: apart.record.common[g.value] for g in (SOURCES, ONTOLOGY)}
    here = own | beside
    others = [
        row["id"]
        for (treaty, party), rows in memory.participations.items()
        if treaty in treaties and name(party) not in here
        for row in rows
    ]
    return reasoned(whole, graphs, apart.record.program, others)
