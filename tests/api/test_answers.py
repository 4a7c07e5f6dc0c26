"""Each address answers in the shape that the description of the service promises."""

import csv
import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api import models
from api.examples import EXAMPLES
from api.models import compare
from api.models.what_if import WhatIf, WhatIfProof

Get = Callable[..., Any]
STATE, OTHER, TREATY = EXAMPLES["state"], EXAMPLES["second_state"], EXAMPLES["treaty"]
PAIR = {"requesting": STATE, "requested": OTHER}


@pytest.mark.parametrize(
    ("address", "parameters", "shape"),
    [
        ("/v1/states", {}, models.States),
        (f"/v1/states/{STATE}", {}, models.StateDetail),
        (f"/v1/states/{STATE}/treaties", {"as_of": "2010-01-01"}, models.StateTreaties),
        (f"/v1/states/{STATE}/timeline", {}, models.Timeline),
        (f"/v1/states/{STATE}/obligations", {"as_of": "2010-01-01"}, models.Obligations),
        ("/v1/treaties", {}, models.Treaties),
        (f"/v1/treaties/{TREATY}", {}, models.TreatyDetail),
        (f"/v1/treaties/{TREATY}/parties", {"as_of": "2010-01-01"}, models.Parties),
        (f"/v1/treaties/{TREATY}/norms", {}, models.Norms),
        ("/v1/channels", {**PAIR, "as_of": "2010-01-01"}, models.Channels),
        ("/v1/channels/matrix", {"purpose": "extradition", "as_of": "2010-01-01"}, models.Matrix),
        (
            "/v1/between",
            {"a": "ITA", "b": "CHE", "treaty": "cets-024", "as_of": "2024-01-01"},
            models.Between,
        ),
        ("/v1/what-if", {"acts": EXAMPLES["acts"]}, WhatIf),
        ("/v1/what-if/explain", {"acts": EXAMPLES["acts"], "fact": EXAMPLES["fact"]}, WhatIfProof),
        ("/v1/compare", {"states": EXAMPLES["states"], "as_of": "2024-01-01"}, compare.Comparison),
        ("/v1/gaps", {"state": OTHER, "as_of": "2024-01-01"}, compare.Gaps),
        ("/v1/changes", {"state": STATE, "from": "2000-01-01", "to": "2010-01-01"}, compare.Changes),
        ("/v1/channels/none", {"purpose": "extradition", "as_of": "2024-01-01"}, compare.Unconnected),
        ("/v1/definitions", {"state": STATE, "as_of": "2024-01-01"}, compare.Definitions),
        ("/v1/explain", {"fact": EXAMPLES["fact"]}, models.Explanation),
        ("/v1/coverage", {}, models.CoverageAnswer),
        ("/v1/version", {}, models.Version),
    ],
)
def test_answers_have_the_promised_shape(
    get: Get, address: str, parameters: dict[str, str], shape: Any
) -> None:
    answer = get(address, **parameters)
    shape.model_validate(answer)
    if "total" in answer:
        assert answer["total"] in {len(rows) for rows in answer.values() if isinstance(rows, list)}


def test_a_party_to_the_protocol_owes_its_norms_with_proof(get: Get) -> None:
    answer = get("/v1/states/JPN/obligations", as_of="2020-01-01", treaty="untoc-tip")
    assert answer["answer"] == "yes"
    assert {d["from"] for d in answer["obligations"]} == {
        "2017-08-10"
    }  # accepted 2017-07-11, thirtieth day after
    first = answer["obligations"][0]
    proof = get(first["proof"])
    assert proof["fact"] == first["id"]
    assert any(d["kind"] == "acceptance" and d["date"] == "2017-07-11" for d in proof["data"])


def test_before_its_acceptance_took_effect_it_owed_nothing(get: Get) -> None:
    answer = get("/v1/states/JPN/obligations", as_of="2017-08-09", treaty="untoc-tip")
    assert answer["answer"] == "no"
    assert answer["obligations"] == []


def test_filters_narrow_the_answer(get: Get) -> None:
    whole = get("/v1/states/FRA/obligations", as_of="2020-01-01")
    some = get("/v1/states/FRA/obligations", as_of="2020-01-01", topic="repatriation", modality="obligation")
    assert 0 < some["total"] < whole["total"]
    assert all("repatriation" in d["topics"] and d["modality"] == "obligation" for d in some["obligations"])


def test_the_day_is_today_where_none_is_given(get: Get) -> None:
    assert len(get("/v1/states/FRA/obligations")["as_of"]) == 10


def test_codes_are_taken_in_any_case(get: Get) -> None:
    assert get("/v1/states/jpn")["id"] == "JPN"


def test_two_parties_to_a_convention_have_its_channel_both_ways(get: Get) -> None:
    for requesting, requested in (("FRA", "BRA"), ("BRA", "FRA")):
        answer = get(
            "/v1/channels",
            requesting=requesting,
            requested=requested,
            purpose="mutual-legal-assistance",
            as_of="2024-01-01",
        )
        assert "untoc" in {c["treaty"] for c in answer["channels"]}
        assert all(get(c["proof"])["fact"] == c["id"] for c in answer["channels"][:2])


def test_the_text_as_it_stands_between_two_is_the_same_from_either_side(get: Get) -> None:
    one, other = (
        get("/v1/between", a=a, b=b, treaty="cets-024", as_of="2024-01-01")
        for a, b in (("ITA", "CHE"), ("CHE", "ITA"))
    )
    assert one["answer"] == other["answer"] == "yes"
    assert [(n["norm"], n["state"]) for n in one["norms"]] == [
        (n["norm"], n["state"]) for n in other["norms"]
    ]
    assert get(one["proof"])["fact"] == get(other["proof"])["fact"]


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("/v1/states", "states"),
        ("/v1/treaties", "treaties"),
        (f"/v1/treaties/{TREATY}/parties?as_of=2024-01-01", "parties"),
        (f"/v1/states/{STATE}/obligations?as_of=2024-01-01", "obligations"),
        ("/v1/between?a=ITA&b=CHE&treaty=cets-024&as_of=2024-01-01", "norms"),
        (f"/v1/channels?requesting={STATE}&requested={OTHER}&as_of=2024-01-01", "channels"),
    ],
)
def test_a_table_as_csv_has_the_rows_of_its_json(client: httpx.Client, address: str, rows: str) -> None:
    expected = client.get(address).json()[rows]
    response = client.get(address + ("&" if "?" in address else "?") + "format=csv")
    assert response.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(response.text)))
    assert len(table) == len(expected)
    for line, row in zip(table, expected, strict=True):
        assert all(line[k] == (v or "") for k, v in row.items() if v is None or isinstance(v, str))


def test_a_csv_without_rows_still_tells_the_answer(client: httpx.Client) -> None:
    response = client.get(
        "/v1/channels",
        params={"requesting": "FRA", "requested": "BRA", "as_of": "1900-01-01", "format": "csv"},
    )
    assert response.headers["foedera-answer"] == "not-known"


def test_answers_name_their_version(client: httpx.Client) -> None:
    version = client.get("/v1/version").json()
    assert client.get("/v1/states").headers["foedera-version"] == version["hash"]
    assert version["limits"]["sparql_seconds"] > 0


def test_why_not_names_what_is_missing(get: Get) -> None:
    answer = get("/v1/why-not", state="JPN", treaty="cets-197", as_of="2024-01-01")
    models.WhyNot.model_validate(answer)
    assert answer["answers"][0]["ground"] == "no-act"
    there = get(
        "/v1/why-not",
        requesting="ITA",
        requested="DEU",
        purpose="extradition",
        treaty="cets-024",
        as_of="2024-01-01",
    )
    assert there["answers"][0]["ground"] == "displaced"


def test_why_not_asks_for_what_it_needs(client: httpx.Client) -> None:
    for query in (
        "state=JPN",
        "requesting=ITA&requested=DEU",
        "state=JPN&treaty=cets-197&purpose=extradition",
    ):
        response = client.get(f"/v1/why-not?{query}")
        assert response.status_code == 422
        assert response.json()["type"].endswith("missing-parameter")


def test_a_proof_is_accepted_and_a_changed_one_refused(client: httpx.Client, get: Get) -> None:
    proof = get("/v1/explain", fact=EXAMPLES["fact"])
    verdict = client.post("/v1/verify", json=proof).json()
    models.Verdict.model_validate(verdict)
    assert verdict["accepted"], verdict["faults"]
    changed = client.post("/v1/verify", json={**proof, "from": "1999-01-01"}).json()
    assert not changed["accepted"]
    assert "interval" in changed["faults"][0]
    assert client.post("/v1/verify", content=b"{").status_code == 400
    assert client.post("/v1/verify", content=b" " * 300_000).status_code == 413


def test_the_proof_of_an_answer_as_known_on_a_day_is_the_one_of_that_day(get: Get) -> None:
    answer = get("/v1/states/TUR/treaties", as_of="2024-01-01", known_at="2020-01-01")
    bound = next(t for t in answer["treaties"] if t["treaty"]["id"] == "cets-210")
    assert bound["proof"].endswith("&known_at=2020-01-01")
    assert get(bound["proof"])["until"] is None
    assert get(bound["proof"].partition("&")[0])["until"] == "2021-07-01"
