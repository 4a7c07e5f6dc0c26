"""Every unknown fact produces a question, and answering it changes the result as the question said."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.assess import Assessment, Case, assess, from_json
from foedera.assess.answer import Change
from foedera.assess.vocabulary import Field, vocabulary
from foedera.store import Snapshot
from tests.assess.cases import cases, value

_ASKING = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def results(found: Assessment) -> dict[tuple[str, str], str]:
    return {(p.key, r.id): r.result for p in found.channels for r in p.requirements}


def arising(found: Assessment) -> dict[str, str]:
    return {d.id: d.arises for d in found.duties}


@_ASKING
@given(data=st.data())
def test_every_unknown_fact_produces_a_question(snapshot: Snapshot, data: st.DataObject) -> None:
    found = assess(snapshot, data.draw(cases(vocabulary(snapshot))))
    missing = {f for p in found.channels for r in p.requirements for f in r.missing}
    missing |= {f for d in found.duties for f in d.missing}
    assert {q.field for q in found.questions} == missing
    for path in found.channels:
        for r in path.requirements:
            assert (r.result == "unknown") or not r.missing
            if r.result == "unknown":
                assert r.question or r.missing or r.doubt or not r.decides, r.id


@_ASKING
@given(data=st.data())
def test_an_answer_changes_what_the_question_said(snapshot: Snapshot, data: st.DataObject) -> None:
    words = vocabulary(snapshot)
    case = data.draw(cases(words, known=0.35))
    now = assess(snapshot, case)
    if not now.questions:
        return
    question = data.draw(st.sampled_from(now.questions))
    said: dict[Any, Change] = {c.answer: c for c in question.decides}
    field = words.by_name(question.field)
    assert field is not None
    answers = data.draw(st.lists(_answer(field, case), min_size=1, max_size=3, unique=True))
    for answer in dict.fromkeys([*answers, *list(said)[:2]]):
        then = assess(snapshot, case.where({question.field: answer}))
        _changed_as_said(now, then, said.get(answer, Change(answer, "", {}, {}, {})))


def _answer(field: Field, case: Case) -> st.SearchStrategy[Any]:
    """Answers that the question tells apart from all others; one that it does not tell changes nothing."""
    if field.kind == "number":
        return st.just(0)
    if field.kind == "states":
        return st.sampled_from([(), (case.text("requested"),), (case.text("requesting"),)])
    return value(field, ())


def _changed_as_said(now: Assessment, then: Assessment, said: Change) -> None:
    before, after = {p.key: p.status for p in now.channels}, {p.key: p.status for p in then.channels}
    assert {k: s for k, s in after.items() if s != before[k]} == said.channels
    old, new = results(now), results(then)
    changed = {k: new.get(k) for k in {**old, **new} if old.get(k) != new.get(k)}
    assert changed == said.requirements
    duties, later = arising(now), arising(then)
    assert {
        k: later.get(k, "no") for k in {**duties, **later} if duties.get(k) != later.get(k)
    } == said.duties


@_ASKING
@given(data=st.data())
def test_what_is_decided_stays_decided(snapshot: Snapshot, data: st.DataObject) -> None:
    """A result other than unknown does not turn when more becomes known."""
    words = vocabulary(snapshot)
    case = data.draw(cases(words, known=0.4))
    more = data.draw(cases(words, known=1.1))
    pair = {k: case.values[k] for k in ("requesting", "requested", "purpose", "as_of", "offence")}
    wider = Case({**more.values, **case.values, **pair})
    before, after = results(assess(snapshot, case)), results(assess(snapshot, wider))
    for key, result in before.items():
        if result != "unknown" and key in after:
            assert after[key] == result, key


def test_what_decides_most_is_asked_first(snapshot: Snapshot) -> None:
    case = {"requesting": "ITA", "requested": "NGA", "purpose": "extradition", "as_of": "2023-01-01", "offence": "trafficking-in-persons"}  # fmt: skip
    found = assess(snapshot, from_json(snapshot, case))
    weights = [q.weight for q in found.questions]
    assert weights == sorted(weights, reverse=True)
    first = found.questions[0]
    assert any("barred" in c.channels.values() for c in first.decides)


def test_a_case_of_three_facts_is_answered_and_asks_for_the_offence(snapshot: Snapshot) -> None:
    found = assess(
        snapshot, from_json(snapshot, {"requesting": "ITA", "requested": "NGA", "purpose": "extradition"})
    )
    question = next(q for q in found.questions if q.field == "offence")
    turned = {c.answer: c.channels for c in question.decides}
    assert (
        "barred" in turned["trafficking-in-persons"].values()
    )  # CAT art. 8 and others are for their offences only


@pytest.mark.parametrize("days", [("2003-09-28", False), ("2007-01-01", True)])
def test_the_day_of_the_request_is_that_of_the_law(snapshot: Snapshot, days: tuple[str, bool]) -> None:
    # UNTOC art. 38: in force from 2003-09-29 at the earliest; Italy bound in 2006.
    day, bound = days
    case = {"requesting": "ITA", "requested": "NGA", "purpose": "extradition", "request_date": day}
    found = assess(snapshot, from_json(snapshot, case))
    assert found.as_of == day
    assert ("untoc/art-16" in {p.key for p in found.channels}) == bound
