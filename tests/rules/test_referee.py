"""pySHACL referees the engine: on a sample of states both yield the same graph."""

from collections.abc import Iterable
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store
from rdflib import Graph

from foedera.calendar import reckon
from foedera.infer import infer
from foedera.load import read_record
from foedera.namespaces import ASSERTED, FOED, ID, INFERRED, ONTOLOGY, RULES, SOURCES

ROOT = Path(__file__).parent.parent.parent
STATES = ("ITA", "POL", "GBR", "JPN", "EUE")
TREATIES = ("untoc", "untoc-tip", "cets-024", "eu-eaw", "ilo-p029", "ilo-c029")


@pytest.fixture(scope="module")
def sample() -> Store:
    """The record cut down to a few states and instruments, with the calendar's results."""
    store = read_record(ROOT)
    store.extend(reckon(store).quads)
    acts = {q.subject for q in store.quads_for_pattern(None, NamedNode(FOED + "party"), None, ASSERTED)}
    for act in acts:
        assert isinstance(act, NamedNode)
        if not _wanted(store, act):
            for quad in list(store.quads_for_pattern(act, None, None, None)):
                store.remove(quad)
    return store


def _wanted(store: Store, act: NamedNode) -> bool:
    party = {q.object for q in store.quads_for_pattern(act, NamedNode(FOED + "party"), None, None)}
    treaty = {q.object for q in store.quads_for_pattern(act, NamedNode(FOED + "treaty"), None, None)}
    return party <= {NamedNode(f"{ID}party/{s}") for s in STATES} and treaty <= {
        NamedNode(f"{ID}treaty/{t}") for t in TREATIES
    }


def _rdflib(store: Store, *graphs: NamedNode) -> Graph:
    return _graph(q for g in graphs for q in store.quads_for_pattern(None, None, None, g))


def _graph(quads: Iterable[Quad]) -> Graph:
    flat = Store()
    flat.extend(Quad(q.subject, q.predicate, q.object) for q in quads)
    return Graph().parse(data=flat.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")


def test_pyshacl_yields_the_same_graph(sample: Store) -> None:
    data = _rdflib(sample, ASSERTED, SOURCES, ONTOLOGY, INFERRED)
    shapes = _rdflib(sample, RULES)
    before = set(data)
    pyshacl.validate(data, shacl_graph=shapes, advanced=True, inplace=True, iterate_rules=False)
    refereed = set(data) - before
    known = set(sample.quads_for_pattern(None, None, None, INFERRED))
    infer(sample)
    ours = _graph(q for q in sample.quads_for_pattern(None, None, None, INFERRED) if q not in known)
    assert len(refereed) > 300
    assert set(ours) == refereed
