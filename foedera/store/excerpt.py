"""A small snapshot of some parties' record, made in memory: as known on a day, or with acts that nobody has done.

The rules run again over the acts of the parties asked about, so what follows from a shorter or a longer record is
inferred and not patched. Everything that belongs to no party (instruments, norms, rules) is the snapshot's own.
"""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Store

from foedera.calendar import reckon
from foedera.dates import PartialDate
from foedera.infer.run import Program, compile_rules, run
from foedera.namespaces import ASSERTED, FOED, ONTOLOGY, SOURCES
from foedera.store.answers import write_table
from foedera.store.snapshot import Snapshot

#: Tables whose rows follow from parties' acts; the others are read from the whole snapshot.
_FOLLOWING: Final = (
    "act", "territorial", "consent", "statement", "statement_provision", "participation", "duty", "duty_statement", "reservation", "objection",
    "impermissibility", "relation", "restriction", "displacement", "ending",
)  # fmt: skip

#: Properties that tell and decide nothing: left out of what the rules run over.
_TELLING: Final = re.compile(
    rb"> <(?:http://www\.w3\.org/2004/02/skos/core#(?:definition|example|scopeNote|prefLabel|inScheme|topConceptOf)"
    rb"|https://w3id\.org/foedera/ns#(?:note|condition|qualifier|modalVerb|crossReference|monitoredBy|verification|"
    rb"via|url|quality|officialName|wikidata|iso2|iso3|numeric|m49Region|m49Subregion|reservable|topic)"
    rb"|http://purl\.org/dc/terms/(?:source|publisher|identifier)|http://www\.w3\.org/2000/01/rdf-schema#isDefinedBy)> "
)
_LINE: Final = re.compile(rb"^<([^>]+)> <([^>]+)> (?:<([^>]+)>|\"([^\"]*)\")?")
_OF_PARTY: Final = (f"{FOED}party".encode(), f"{FOED}between".encode())
#: The day from which a fact could be known, by the property that tells it: the first of these that is given.
_KNOWN_BY: Final = tuple(f"{FOED}{p}".encode() for p in ("date", "from", "inForceFrom", "adopted"))
#: Days that can lie after the one on which the rest was known.
_LATER: Final = tuple(f"{FOED}{p}".encode() for p in ("withdrawn", "lifted", "attestedInForce"))
_TREATY: Final = f"{FOED}treaty".encode()
_SOURCE: Final = f"{FOED}source".encode()
_TOLD: Final = tuple(f"{FOED}{p}".encode() for p in ("asOf", "seenOn"))


@dataclass(frozen=True)
class Record:
    """What the rules run over, by party.

    Attributes:
        common: what belongs to no party, by graph, as N-Triples.
        of_party: statements about acts and the like, by party (``JPN``), by subject.
        program: the rules, compiled.
        told: the day to which each source speaks, by its IRI.
    """

    common: dict[str, bytes]
    of_party: dict[str, dict[bytes, list[bytes]]]
    program: Program
    told: dict[bytes, date]


def read_parts(snapshot: Snapshot) -> Record:
    """Take the recorded graphs of a snapshot apart by party."""
    store = snapshot.query_store
    graphs = {
        g.value: store.dump(format=RdfFormat.N_TRIPLES, from_graph=g) for g in (ASSERTED, SOURCES, ONTOLOGY)
    }
    lines = (graphs.pop(ASSERTED.value) or b"").split(b"\n")
    parties = _parties_of(lines)
    common: list[bytes] = []
    of_party: dict[str, dict[bytes, list[bytes]]] = {}
    for line in lines:
        subject = line[1 : line.find(b">")]
        owners = parties.get(subject)
        if not owners:
            common.append(line)
        for owner in owners or ():
            of_party.setdefault(owner, {}).setdefault(subject, []).append(line)
    kept = {graph: _deciding((content or b"").split(b"\n")) for graph, content in graphs.items()}
    kept[ASSERTED.value] = _deciding(common)
    return Record(kept, of_party, compile_rules(store), _told(graphs[SOURCES.value] or b""))


def _told(sources: bytes) -> dict[bytes, date]:
    found: dict[bytes, date] = {}
    for line in sources.split(b"\n"):
        match = _LINE.match(line)
        if match and match[2] in _TOLD and match[4]:
            day = PartialDate.parse(match[4].decode()).latest()
            found[match[1]] = min(day, found.get(match[1], day))
    return found


def _parties_of(lines: Iterable[bytes]) -> dict[bytes, list[str]]:
    """The parties a subject belongs to; a bilateral treaty's provisions and ending go with it."""
    found: dict[bytes, list[str]] = {}
    treaty: dict[bytes, bytes] = {}
    for line in lines:
        match = _LINE.match(line)
        if match and match[2] in _OF_PARTY and match[3]:
            found.setdefault(match[1], []).append(match[3].rpartition(b"/")[2].decode())
        elif match and match[2] == _TREATY and match[3]:
            treaty[match[1]] = match[3]
    return {s: found[t] for s, t in treaty.items() if s not in found and t in found} | found


def _deciding(lines: Iterable[bytes]) -> bytes:
    return b"\n".join(line for line in lines if not _TELLING.search(line))


class Excerpt(Snapshot):
    """A snapshot whose acts are those of some parties only, as known on a day.

    Args:
        whole: the snapshot it is taken from.
        record: that snapshot's record, taken apart.
        parties: codes of the parties whose acts are kept.
        known_at: what was done, or first told, after this day is left out; None keeps all.
        acts: further acts as N-Triples, for questions of what would follow.
    """

    def __init__(
        self,
        whole: Snapshot,
        record: Record,
        parties: Iterable[str],
        known_at: date | None = None,
        acts: bytes = b"",
    ) -> None:
        super().__init__(whole.directory)
        self.whole = whole
        self.known_at = known_at
        self._graphs = _reasoned(record, _known(record, parties, known_at) + b"\n" + acts)
        self._answers = sqlite3.connect(":memory:", check_same_thread=False, uri=True)
        self._answers.row_factory = sqlite3.Row
        self._answers.execute("ATTACH DATABASE ? AS whole", (whole.answers_uri,))
        for table in _FOLLOWING:
            write_table(self._answers, self._graphs, table)

    def left_out(self, treaty: str, party: str) -> list[sqlite3.Row]:
        """Acts on record that were not known on the day, or whose day nothing tells."""
        return [
            a for a in self.whole.memory.acts.get((treaty, party), []) if a["id"] not in self.memory.act_ids
        ]

    @property
    def query_store(self) -> Store:
        """What was recorded of the parties and what follows from it."""
        return self._graphs

    @property
    def law_store(self) -> Store:
        """The graphs of the whole record, with the rules and what tells and decides nothing."""
        return self.whole.law_store

    def proof(self, fact: str) -> str:
        """The address of the proof in this excerpt, where a day of knowledge is what makes it one."""
        return self.whole.proof(fact) + (f"&known_at={self.known_at.isoformat()}" if self.known_at else "")


def _reasoned(record: Record, acts: bytes) -> Store:
    store = Store()
    for graph, content in record.common.items():
        store.load(content, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(graph))
    store.load(acts, format=RdfFormat.N_TRIPLES, to_graph=ASSERTED)
    store.extend(reckon(store).quads)
    run(store, record.program)
    return store


def _known(record: Record, parties: Iterable[str], known_at: date | None) -> bytes:
    chosen: dict[bytes, list[bytes]] = {}
    for party in parties:
        chosen.update(record.of_party.get(party, {}))
    return b"\n".join(line for lines in chosen.values() for line in _as_known(record, lines, known_at))


def _as_known(record: Record, lines: list[bytes], known_at: date | None) -> Iterable[bytes]:
    """The statements about one subject, without what was not known on the day; none if it was not known at all."""
    if known_at is None:
        return lines
    told = [(m[2], m[3], m[4], line) for line in lines if (m := _LINE.match(line))]
    days = [value for by in _KNOWN_BY for predicate, _, value, _ in told if predicate == by and value]
    sources = [
        record.told[node] for predicate, node, _, _ in told if predicate == _SOURCE and node in record.told
    ]
    since = PartialDate.parse(days[0].decode()).latest() if days else min(sources, default=None)
    if since is None or since > known_at:
        return []
    return [
        line
        for predicate, _, value, line in told
        if predicate not in _LATER or PartialDate.parse(value.decode()).latest() <= known_at
    ]
