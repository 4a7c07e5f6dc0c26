"""The ontology under the OWL 2 RL rules, and the traps of alignment with other vocabularies."""

from collections.abc import Iterable
from pathlib import Path

import owlrl  # type: ignore[import-untyped]
import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, Node, URIRef

from foedera.namespaces import ELI, FOED, ID
from foedera.reason import classify

_ELI = Namespace(ELI)
_FOED = Namespace(FOED)
_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
_LKIF = "http://www.estrellaproject.org/"


def _read(files: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in files:
        graph.parse(path, format="turtle")
    return graph


def _closed(graph: Graph) -> Graph:
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def _works_and_expressions(graph: Graph) -> set[Node]:
    works = set(graph.subjects(RDF.type, _ELI.LegalResource))
    return works & set(graph.subjects(RDF.type, _ELI.LegalExpression))


@pytest.fixture(scope="module")
def files(ontology: list[Path], here: Path) -> list[Path]:
    return [*ontology, here / "eli.ttl", here / "prov.ttl", here / "sample.ttl"]


@pytest.fixture(scope="module")
def closed(files: list[Path]) -> Graph:
    return _closed(_read(files))


def test_no_work_is_an_expression(closed: Graph) -> None:
    assert (URIRef(ID + "treaty/convention"), RDF.type, _ELI.LegalResource) in closed
    assert (URIRef(ID + "treaty/convention/art-1"), RDF.type, _ELI.LegalResource) in closed
    assert not _works_and_expressions(closed)


def test_the_title_of_a_language_version_on_a_work_would_make_it_one(here: Path) -> None:
    graph = _read([here / "eli.ttl"])
    graph.add((URIRef(ID + "treaty/convention"), RDF.type, _ELI.LegalResource))
    graph.add((URIRef(ID + "treaty/convention"), _ELI.title, Literal("Convention on extradition", lang="en")))
    assert _works_and_expressions(_closed(graph))


def test_the_record_meets_no_contradiction(closed: Graph) -> None:
    assert not list(closed.subject_objects(_ERROR))
    assert not [s for s in closed.subjects(RDF.type, OWL.Nothing) if isinstance(s, URIRef)]


def test_run_time_rules_find_what_the_reasoner_finds(closed: Graph, files: list[Path]) -> None:
    found = classify(files)
    defined = [str(c) for c in closed.subjects(OWL.equivalentClass) if str(c).startswith(FOED)]
    assert defined
    for name in set(defined):
        assert {str(s) for s in closed.subjects(RDF.type, URIRef(name))} == found.instances[name], name


def test_nothing_is_placed_under_lkif(ontology: list[Path]) -> None:
    # There every obligation is a prohibition and a permission; matches entail nothing.
    graph = _read(ontology)
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.imports):
        assert not [o for o in graph.objects(None, predicate) if str(o).startswith(_LKIF)]


def test_ratification_is_not_matched_with_a_parliaments(ontology: list[Path]) -> None:
    assert not [o for o in _read(ontology).objects(_FOED.Ratification) if str(o).startswith(_LKIF)]


def test_foreign_states_and_terms_are_never_the_same_thing(ontology: list[Path]) -> None:
    graph = _read(ontology)
    assert not list(graph.subject_objects(OWL.sameAs))


def test_the_record_gives_no_work_a_title_of_eli(ontology: list[Path]) -> None:
    root = ontology[0].parents[1]
    assert not [p for p in (root / "data").rglob("*.ttl") if "eli:title" in p.read_text(encoding="utf-8")]
