"""A case over HTTP: answered, given back as RDF, and refused by the name of the field."""

import base64
import hashlib
import html
import re
from typing import Any

import httpx
import pytest

from api.models.cases import CaseShape, Penalty, Person
from api.routes.cases import MOST
from foedera.assess.vocabulary import vocabulary
from foedera.store import Snapshot

CASE = {
    "requesting": "ITA", "requested": "NGA", "purpose": "extradition", "as_of": "2023-01-01",
    "offence": "trafficking-in-persons", "organized_group": False, "person": {"nationality": ["NGA"]},
}  # fmt: skip


def test_a_lone_trafficker_closes_the_convention(client: httpx.Client) -> None:
    # UNTOC art. 16(1): an organized group is needed.
    answer = client.post("/v1/assess", json=CASE).json()
    assert {"case", "as_of", "answer", "channels", "duties", "questions"} <= set(answer)
    assert answer["case"]["organized_group"] is False
    assert answer["case"]["political"] is None
    channel = next(c for c in answer["channels"] if c["key"] == "untoc/art-16")
    assert (channel["treaty"], channel["provision"], channel["status"]) == ("untoc", "art-16", "barred")
    failing = [r for r in channel["requirements"] if r["result"] == "not-met" and r["nature"] == "required"]
    assert [r["pinpoint"] for r in failing] == ["untoc/art-16.1"]
    assert all(
        {"id", "pinpoint", "nature", "result", "text", "question"} <= set(r) for r in channel["requirements"]
    )
    assert all({"field", "text", "decides"} <= set(q) for q in answer["questions"])


def test_nothing_of_a_case_is_to_be_kept(client: httpx.Client) -> None:
    assert client.post("/v1/assess", json=CASE).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("media_type", ["text/turtle", "application/ld+json"])
def test_a_case_as_rdf_is_the_same_case(client: httpx.Client, media_type: str) -> None:
    written = client.post("/v1/assess", json=CASE, headers={"accept": media_type})
    assert written.headers["content-type"].startswith(media_type)
    again = client.post("/v1/assess", content=written.content, headers={"content-type": media_type})
    assert again.json() == client.post("/v1/assess", json=CASE).json()


@pytest.mark.parametrize(
    ("case", "parameter"),
    [
        ({**CASE, "organized_group": "no"}, "organized_group"),
        ({**CASE, "person": {"nationality": "Nigeria"}}, "person.nationality"),
        ({"requesting": "ITA", "requested": "NGA"}, "purpose"),
        ({**CASE, "as_of": "2023"}, "as_of"),
    ],
)
def test_the_problem_names_the_field(client: httpx.Client, case: dict[str, Any], parameter: str) -> None:
    response = client.post("/v1/assess", json=case)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter


def test_limits_and_forms(client: httpx.Client) -> None:
    assert client.post("/v1/assess", content=b" " * (MOST + 1)).status_code == 413
    assert client.post("/v1/assess", content=b"x", headers={"content-type": "text/plain"}).status_code == 415
    assert client.post("/v1/assess", json=CASE, headers={"accept": "image/png"}).status_code == 406
    assert client.get("/v1/assess").status_code == 405


def test_the_described_case_has_the_fields_of_the_vocabulary(snapshot: Snapshot) -> None:
    described = {
        *(name for name in CaseShape.model_fields if name not in ("person", "max_penalty_months")),
        *(f"person.{name}" for name in Person.model_fields),
        *(f"max_penalty_months.{name}" for name in Penalty.model_fields),
    }
    assert described == {f.name for f in vocabulary(snapshot).fields}


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
        ),
        ("pdf", "application/pdf", b"%PDF-"),
    ],
)
def test_a_case_and_a_pair_are_answered_as_memos_that_are_not_kept(
    client: httpx.Client, form: str, media_type: str, start: bytes
) -> None:
    pair = {"requesting": "ITA", "requested": "POL", "purpose": "extradition", "as_of": "2024-01-01"}
    for answer, name in (
        (client.post("/v1/assess", json=CASE, params={"format": form}), f"case-ITA-NGA.{form}"),
        (client.get("/v1/channels/memo", params={**pair, "format": form}), f"ITA-POL-extradition.{form}"),
    ):
        assert answer.headers["content-type"] == media_type
        assert answer.headers["cache-control"] == "no-store"
        assert f'filename="{name}"' in answer.headers["content-disposition"]
        assert answer.content.startswith(start)


def test_proofs_of_a_memo_are_addresses_of_the_service_that_answer(client: httpx.Client) -> None:
    pair = {"requesting": "ITA", "requested": "POL", "purpose": "extradition", "as_of": "2024-01-01"}
    answer = client.get("/v1/channels/memo", params=pair)
    address = re.findall(r'href="([^"]*/v1/explain[^"]*)"', answer.text)[0]
    assert client.get(html.unescape(address)).status_code == 200


def test_the_style_within_a_memo_is_the_one_that_the_policy_lets_through(client: httpx.Client) -> None:
    answer = client.post("/v1/assess", json=CASE, params={"format": "html"})
    style = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]


def test_a_memo_in_no_form_of_ours_is_refused_by_the_name_of_the_parameter(client: httpx.Client) -> None:
    answer = client.post("/v1/assess", json=CASE, params={"format": "odt"})
    assert answer.status_code == 422
    assert answer.json()["parameter"] == "format"
