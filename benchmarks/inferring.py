"""How fast inference is: against bulk-loading the same triples, and against pySHACL on the same rules."""

import time
from collections.abc import Callable, Iterable, Iterator

import pyshacl
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from rdflib import Graph

from benchmarks.report import Line
from foedera.calendar import reckon
from foedera.infer import infer
from foedera.load import read_record
from foedera.namespaces import ASSERTED, INFERRED, ONTOLOGY, RULES, SOURCES, foed
from foedera.store import house

#: How many parties the sample for pySHACL keeps: it takes seconds for what takes the store milliseconds.
_SAMPLE = 3


def measure() -> Iterator[Line]:
    """Both comparisons on the record as it stands."""
    root, _ = house()
    store = read_record(root)
    store.extend(reckon(store).quads)
    sample = _sample(store)
    yield _against_bulk_load(store)
    yield _against_pyshacl(sample)


def _against_bulk_load(store: Store) -> Line:
    known = set(store.quads_for_pattern(None, None, None, INFERRED))
    before = len(store)
    inferring = _timed(lambda: infer(store))
    count = len(store) - before
    concluded = _store(q for q in store.quads_for_pattern(None, None, None, INFERRED) if q not in known)
    text = concluded.dump(format=RdfFormat.N_QUADS)
    empty = Store()
    loading = _timed(lambda: empty.bulk_load(input=text, format=RdfFormat.N_QUADS))
    return Line(
        f"Inference, {count:,} triples",
        f"{count / inferring:,.0f} triples/s",
        f"bulk load {count / loading:,.0f} triples/s",
        f"{loading / inferring:.0%} of its speed",
        "≥ 80 %",
    )


def _against_pyshacl(sample: Store) -> Line:
    data = _rdflib(sample, ASSERTED, SOURCES, ONTOLOGY, INFERRED)
    shapes = _rdflib(sample, RULES)
    before = len(data)
    slow = _timed(lambda: pyshacl.validate(data, shacl_graph=shapes, advanced=True, inplace=True))
    triples = len(sample)
    fast = _timed(lambda: infer(sample))
    if len(sample) - triples != len(data) - before:
        raise AssertionError(
            f"pySHACL concluded {len(data) - before} triples, the store {len(sample) - triples}: "
            "the comparison is void; run tests/rules/test_referee.py."
        )
    return Line(
        f"Inference on {_SAMPLE} parties, {len(sample) - triples:,} triples",
        f"{fast:.3f} s",
        f"pySHACL {slow:.1f} s",
        f"{slow / fast:,.0f} × as fast",
        "≥ 100 ×",
    )


def _sample(store: Store) -> Store:
    """The record cut down to the acts of a few parties: those with the most acts, so that rules meet."""
    acts: dict[NamedNode, list[NamedNode]] = {}
    for quad in store.quads_for_pattern(None, foed("party"), None, ASSERTED):
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            acts.setdefault(quad.object, []).append(quad.subject)
    ranked = sorted(acts, key=lambda party: (-len(acts[party]), party.value))
    dropped = {act for party in ranked[_SAMPLE:] for act in acts[party]}
    return _store(q for q in store if q.subject not in dropped)


def _store(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend(quads)
    return store


def _rdflib(store: Store, *graphs: NamedNode) -> Graph:
    graph = Graph()
    for name in graphs:
        text = store.dump(format=RdfFormat.N_TRIPLES, from_graph=name)
        graph.parse(data=text, format="nt")
    return graph


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
