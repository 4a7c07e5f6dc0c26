"""Each file of rules/conditions has golden cases, named after the legal point; SHACL and the engine say the same."""

from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import SH

from foedera.assess import assess, from_json, to_rdf
from foedera.assess.case import Case
from foedera.assess.conditions import Condition, conditions, read_conditions
from foedera.assess.situation import Line, Situation
from foedera.assess.truth import Truth, _triple
from foedera.assess.vocabulary import vocabulary
from foedera.errors import RuleError
from foedera.namespaces import FOED, ID, RULES
from foedera.store import Snapshot
from tests.assess.cases import Golden, cases, differences

HERE = Path(__file__).parent / "conditions"
FILES = sorted((Path(__file__).parents[2] / "rules" / "conditions").glob("*.ttl"))
GOLDEN = [Golden(p) for p in sorted(HERE.rglob("*.json"))]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda g: g.path.relative_to(HERE).with_suffix("").as_posix())
def test_golden_case(snapshot: Snapshot, golden: Golden) -> None:
    content = golden.content
    assert content["point"]
    assert content["expect"]
    found = assess(snapshot, from_json(snapshot, content["case"]))
    assert differences(found, content["expect"]) == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_file_of_conditions_has_golden_cases(path: Path) -> None:
    assert list((HERE / path.stem).glob("*.json")), f"tests/assess/conditions/{path.stem}/ has no case"


def test_a_text_that_was_not_read_decides_nothing(snapshot: Snapshot) -> None:
    for condition in conditions(snapshot).all:
        if not condition.checked:
            assert not condition.decides, condition.id
            assert all(a.edges == (0,) for a in condition.asked), (
                f"{condition.id}: a number from an unread text"
            )


def test_a_condition_is_about_properties_of_a_case(snapshot: Snapshot) -> None:
    words = vocabulary(snapshot)
    context = {f"{FOED}{c}" for c in ("requestingState", "requestedState", "otherParty", "broughtOffence", "readInOffence", "servedOffence")}  # fmt: skip
    for condition in conditions(snapshot).all:
        for asked in condition.asked:
            assert words.by_property(asked.property), f"{condition.id}: {asked.property}"
            assert set(asked.compared) <= context, f"{condition.id}: {asked.compared}"


def test_every_condition_says_when_it_fails_and_when_it_holds(snapshot: Snapshot) -> None:
    # A shape that no case meets, or that every case meets, was written wrongly.
    for condition in conditions(snapshot).all:
        if condition.asked:
            assert set(_outcomes(snapshot, condition)) == {True, False}, condition.id


def _outcomes(snapshot: Snapshot, condition: Condition) -> Iterator[bool]:
    """What the condition says of every view: on any channel, for a case of which nothing is known."""
    case = Case({"requesting": "ITA", "requested": "CHE", "purpose": "extradition", "as_of": "2023-01-01"})
    situation = Situation(snapshot, case)
    answers = Truth()
    for line in situation.lines:
        views = list(line.weighing._views(condition, case))
        yield from (answers.holds(condition, v) for v in views)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_engine_says_what_shacl_says_of_the_whole_case(snapshot: Snapshot, data: st.DataObject) -> None:
    """A case of which all is known, as RDF with what the record adds, checked by pySHACL directly."""
    case = data.draw(cases(vocabulary(snapshot), known=1.1))
    situation = Situation(snapshot, case)
    for line in [found for found in situation.lines if not found.displaced][:3]:
        weighed = [line.weighing.weigh(a, case) for a in line.applied]
        sure = [
            w
            for w in weighed
            if w.applied.condition.asked and w.applied.condition.decides and not w.applied.doubt
        ]
        failed = _refused(snapshot, case, line, [w.applied.condition for w in sure])
        assert {w.applied.condition.id for w in sure if w.result == "not-met"} == failed


def _refused(snapshot: Snapshot, case: Case, line: Line, asked: list[Condition]) -> set[str]:
    """The conditions that the case, as it is, does not conform to."""
    data = Graph().parse(data=to_rdf(snapshot, case, RdfFormat.N_TRIPLES), format="nt")
    node = next(n for n in data.subjects() if isinstance(n, BNode))
    record, values = line.weighing.record, [v for v in case.values.values() if isinstance(v, tuple)]
    states = {s for v in values for s in v} | {"ITA"}
    for word, kind in [*((s, "party") for s in states), (case.text("offence"), "offence")]:
        for name in (
            ("otherParty",) if kind == "party" else ("broughtOffence", "readInOffence", "servedOffence")
        ):
            if record.inside(FOED + name, word) == "yes":
                data.add((node, URIRef(FOED + name), URIRef(f"{ID}{kind}/{word}")))
    failed = set()
    for condition in asked:
        shapes = Graph()
        for quad in condition.shape:
            shapes.add(_triple(quad))
        shapes.add((URIRef(condition.iri), SH.targetSubjectsOf, URIRef(FOED + "requestingState")))
        if not pyshacl.validate(data, shacl_graph=shapes)[0] and not _outside(condition, case):
            failed.add(condition.id)
    return failed


def _outside(condition: Condition, case: Case) -> bool:
    """Whether the condition is for another measure or offence."""
    return any(
        only and case[f] not in only
        for f, only in (("measure", condition.measures), ("offence", condition.offences))
    )


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("sh:property [ sh:path foed:political ; sh:minCount 1 ]", "sh:minCount"),
        ("sh:property [ sh:path ( foed:political foed:military ) ; sh:hasValue true ]", "sh:path"),
    ],
)
def test_a_shape_that_the_engine_cannot_read_is_refused_by_name(part: str, named: str) -> None:
    text = f"""@prefix foed: <{FOED}> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <{ID}condition/odd> a sh:NodeShape , foed:Condition ; rdfs:label "Odd"@en ; sh:message "Odd."@en ;
            foed:conditionNature <{ID}condition-nature/required> ; foed:textChecked true ; {part} ."""
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE, to_graph=RULES)
    with pytest.raises(RuleError, match=f"condition/odd.*{named}"):
        read_conditions(store)
