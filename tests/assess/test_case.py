"""A case is the same as JSON, Turtle and JSON-LD; what is wrong in it is told by the name of the field."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from foedera.assess import from_json, read_case, to_rdf
from foedera.assess.case import to_json
from foedera.assess.rdf import FORMATS
from foedera.assess.vocabulary import vocabulary
from foedera.errors import BadInput
from foedera.store import Snapshot
from tests.assess.cases import cases

BASE = {"requesting": "ITA", "requested": "NGA", "purpose": "extradition"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_case_comes_back_from_every_form(snapshot: Snapshot, data: st.DataObject) -> None:
    words = vocabulary(snapshot)
    case = data.draw(cases(words))
    assert from_json(snapshot, to_json(words, case)) == case
    for name, form in FORMATS.items():
        assert read_case(snapshot, to_rdf(snapshot, case, form), name) == case


def test_null_is_not_known_and_an_empty_list_is_none(snapshot: Snapshot) -> None:
    case = from_json(snapshot, {**BASE, "final_judgment_in": [], "time_barred_in": None, "person": None})
    assert case["final_judgment_in"] == ()
    assert case["time_barred_in"] is None
    assert b"noneOf foed:finalJudgmentIn" in to_rdf(snapshot, case, RdfFormat.TURTLE)


def test_one_state_may_stand_for_a_list(snapshot: Snapshot) -> None:
    assert from_json(snapshot, {**BASE, "person": {"nationality": "nga"}})["person.nationality"] == ("NGA",)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"requesting": "ITA"}, "requested"),
        ({**BASE, "requested": "ITA"}, "requested"),
        ({**BASE, "requested": "XYZ"}, "requested"),
        ({**BASE, "purpose": "extraditon"}, "purpose"),
        ({**BASE, "offence": "trafficking"}, "offence"),
        ({**BASE, "organised_group": True}, "organised_group"),
        ({**BASE, "organized_group": "yes"}, "organized_group"),
        ({**BASE, "person": {"name": "A. B."}}, "person.name"),
        ({**BASE, "person": "A. B."}, "person"),
        ({**BASE, "max_penalty_months": {"requesting": -1}}, "max_penalty_months.requesting"),
        ({**BASE, "max_penalty_months": {"requesting": True}}, "max_penalty_months.requesting"),
        ({**BASE, "final_judgment_in": ["DEU"] * 51}, "final_judgment_in"),
        ({**BASE, "conduct_date": "last year"}, "conduct_date"),
        ([BASE], "case"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(snapshot: Snapshot, facts: Any, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        from_json(snapshot, facts)
    assert refused.value.parameter == field


def test_a_day_of_the_law_is_exact(snapshot: Snapshot) -> None:
    with pytest.raises(BadInput) as refused:
        _ = from_json(snapshot, {**BASE, "as_of": "2023-05"}).day
    assert refused.value.parameter == "as_of"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "case"),
        ("[] a foed:Case . [] a foed:Case .", "case"),
        ("[] a foed:Case ; foed:requestingState <party/ITA> , <party/FRA> .", "requesting"),
        ("[] a foed:Case ; foed:pinpoint 'x' .", "case"),
        ("[] a foed:Case ; foed:noneOf foed:political .", "case"),
        ("[] a foed:Case ; foed:requestingState <party/ITA> ; foed:requestedState 'NG' .", "requested"),
        ("[] a foed:Case ; foed:political 'perhaps' .", "political"),
        ("[] a", "case"),
    ],
)
def test_a_wrong_graph_is_refused(snapshot: Snapshot, text: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_case(snapshot, f"@prefix foed: <https://w3id.org/foedera/ns#> .\n{text}".encode(), "ttl")
    assert refused.value.parameter == field


def test_a_context_elsewhere_is_not_fetched(snapshot: Snapshot) -> None:
    text = b'{"@context": "http://127.0.0.1:9/context", "@type": "Case"}'
    with pytest.raises(BadInput):
        read_case(snapshot, text, "jsonld")
