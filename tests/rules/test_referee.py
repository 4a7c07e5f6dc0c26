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
from foedera.namespaces import ASSERTED, ID, INFERRED, ONTOLOGY, RULES, SOURCES

ROOT = Path(__file__).parent.parent.parent
STATES = {"ITA", "POL", "JPN", "EUE"}
TREATIES = {"untoc", "untoc-tip", "cets-024", "eu-eaw", "eu-uk-tca"}
NORMS = {"untoc-tip"}
#: Articles whose provisions are kept: what opens channels, ends and depends, and some that norms stand under.
ARTICLES = ("art-1", "art-28", "art-3", "art-40", "art-596", "chapter")


@pytest.fixture(scope="module")
def sample() -> Store:
    """The record cut down to a few states and instruments, with the calendar's results."""
    store = read_record(ROOT)
    store.extend(reckon(store).quads)
    for quad in list(store):
        if isinstance(quad.subject, NamedNode) and not _wanted(quad.subject.value.removeprefix(ID)):
            store.remove(quad)
    return store


def _wanted(subject: str) -> bool:
    """Whether a subject, named by its path under the id namespace, belongs to the sample."""
    kind, _, rest = subject.partition("/")
    first, _, rest = rest.partition("/")
    match kind:
        case "treaty":
            return first in TREATIES and (not rest or rest.startswith(ARTICLES))
        case "coverage":
            return first in TREATIES
        case "norm":
            return first in NORMS
        case "act" | "statement" | "opt-out":
            return first in TREATIES and rest.partition("/")[0] in STATES
        case "membership":
            return rest.partition("/")[0] in STATES
        case "party" | "contradiction" | "law":
            return first in STATES
        case _:
            return True


def _rdflib(store: Store, *graphs: NamedNode) -> Graph:
    return _graph(q for g in graphs for q in store.quads_for_pattern(None, None, None, g))


def _graph(quads: Iterable[Quad]) -> Graph:
    flat = Store()
    flat.extend(Quad(q.subject, q.predicate, q.object) for q in quads)
    return Graph().parse(data=flat.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")


def test_pyshacl_yields_the_same_graph(sample: Store, parsed_once: None) -> None:
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
