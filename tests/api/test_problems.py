"""What goes wrong is told in one form, names the parameter and says what would be right."""

import random
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.problems import KINDS


def problem(response: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["type"] == f"https://w3id.org/foedera/problem/{kind}"
    assert told["status"] == status == KINDS[kind][0]
    assert {"title", "detail", "instance"} <= told.keys()
    return told


@pytest.mark.parametrize(
    "address", ["/v1/states/ZZZ", "/v1/states/ZZZ/obligations", "/v1/states/ZZZ/timeline"]
)
def test_an_unknown_state(client: httpx.Client, address: str) -> None:
    told = problem(client.get(address), 404, "unknown-thing")
    assert told["parameter"] == "iso3"
    assert "ISO 3166" in told["detail"]
    assert told["instance"] == address


def test_an_unknown_state_of_a_pair(client: httpx.Client) -> None:
    told = problem(client.get("/v1/channels?requesting=FRA&requested=ZZZ"), 404, "unknown-thing")
    assert told["parameter"] == "requested"


def test_an_unknown_treaty_and_fact(client: httpx.Client) -> None:
    assert problem(client.get("/v1/treaties/nope"), 404, "unknown-thing")["parameter"] == "id"
    assert problem(client.get("/v1/explain?fact=duty/nope"), 404, "unknown-thing")["parameter"] == "fact"


@pytest.mark.parametrize(
    "day", ["2024-02-30", "yesterday", "24-1-1", "2024-01-01T00:00:00", "-1", "99999-01-01"]
)
def test_a_bad_date(client: httpx.Client, day: str) -> None:
    told = problem(client.get("/v1/states/FRA/obligations", params={"as_of": day}), 422, "bad-input")
    assert told["parameter"] == "as_of"
    assert "YYYY-MM-DD" in told["detail"] or "20" in told["detail"]


def test_a_bad_concept_lists_the_right_ones(client: httpx.Client) -> None:
    told = problem(client.get("/v1/states/FRA/obligations?topic=nope"), 422, "bad-input")
    assert told["parameter"] == "topic"
    assert "extradition" in told["detail"]


def test_an_unknown_parameter_is_refused_with_the_right_ones(client: httpx.Client) -> None:
    told = problem(client.get("/v1/states/FRA/obligations?asof=2024-01-01"), 422, "unknown-parameter")
    assert told["parameter"] == "asof"
    assert "Did you mean 'as_of'?" in told["detail"]
    assert "modality" in told["detail"]
    problem(client.get("/v1/treaties?topic=extradition"), 422, "unknown-parameter")
    problem(client.get("/healthz?x=1"), 422, "unknown-parameter")
    problem(client.get("/?country=FRA"), 422, "unknown-parameter")


def test_a_parameter_given_twice_or_empty_is_refused(client: httpx.Client) -> None:
    twice = client.get("/v1/states/FRA/obligations?as_of=2024-01-01&as_of=2025-01-01")
    assert problem(twice, 422, "repeated-parameter")["parameter"] == "as_of"
    assert problem(client.get("/v1/states/FRA/obligations?topic="), 422, "bad-input")["parameter"] == "topic"


def test_a_missing_parameter_is_named(client: httpx.Client) -> None:
    told = problem(client.get("/v1/channels?requesting=FRA"), 422, "missing-parameter")
    assert told["parameter"] == "requested"


def test_a_wrong_format_is_named(client: httpx.Client) -> None:
    assert problem(client.get("/v1/states?format=pdf"), 422, "bad-input")["parameter"] == "format"


def test_unknown_addresses_and_methods(client: httpx.Client) -> None:
    problem(client.get("/v1/nope"), 404, "not-found")
    problem(client.get("/v1/states/"), 404, "not-found")
    problem(client.get("/static/nope.css"), 404, "not-found")
    told = problem(client.post("/v1/states"), 405, "method-not-allowed")
    assert "GET" in told["detail"]
    problem(client.delete("/sparql"), 405, "method-not-allowed")


HOSTILE = [
    "\x00", "%", "%00", "%ff%fe", "%ED%A0%80", "../../etc/passwd", "' OR 1=1 --", "\"><script>", "{{7*7}}", "𝔉𝔯𝔞", "‮",
    "A" * 600, "a" * 20_000, "[]", "null", "NaN", "1e999", "-0", "\r\nset-cookie: x", "\ud7ff", "<", ">", "|", "\\", "`",
]  # fmt: skip
ADDRESSES = [
    "/v1/states/{}", "/v1/states/{}/obligations", "/v1/states/FRA/obligations?as_of={}", "/v1/states/FRA/obligations?topic={}",
    "/v1/states/FRA/obligations?{}=1", "/v1/states/FRA/obligations?treaty={}&modality={}", "/v1/states?format={}", "/v1/treaties/{}",
    "/v1/treaties/{}/parties", "/v1/channels?requesting={}&requested=FRA", "/v1/channels?requesting=FRA&requested=BRA&purpose={}",
    "/v1/channels/matrix?purpose={}", "/v1/explain?fact={}", "/v1/coverage?treaty={}", "/id/{}", "/id/party/{}.ttl", "/proof?fact={}",
    "/?state={}", "/?state=FRA&other={}&as_of={}&purpose={}", "/?state=FRA&other=BRA&purpose={}", "/sparql?query={}", "/sparql?{}=x",
    "/sparql?query=ASK{{}}&default-graph-uri={}", "/sparql?query=ASK{{}}&format={}", "/{}",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_input_is_the_clients_error(client: httpx.Client, address: str) -> None:
    from urllib.parse import quote

    for text in HOSTILE:
        raw = text if text.startswith("%") else quote(text, safe="")
        response = client.get(address.replace("{}", raw).replace("{{", "{").replace("}}", "}"))
        assert response.status_code < 500, (text, response.text)
        if response.status_code >= 400 and not response.headers["content-type"].startswith("text/html"):
            assert response.headers["content-type"] == "application/problem+json", text
            assert len(response.content) < 3_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(), size=st.integers(0, 300))
def test_any_bytes_are_answered(client: httpx.Client, seed: int, size: int) -> None:
    noise = random.Random(seed).randbytes(size)
    for kind in ("application/sparql-query", "application/x-www-form-urlencoded", "text/plain", ""):
        response = client.post("/sparql", content=noise, headers={"content-type": kind})
        assert 400 <= response.status_code < 500


def test_an_unforeseen_error_tells_nothing_of_the_inside() -> None:
    from fastapi import FastAPI

    from api import problems
    from api.envelope import HEADERS

    app = FastAPI()
    problems.install(app, HEADERS)

    @app.get("/")
    async def fails() -> None:
        raise RuntimeError("secret")

    import asyncio

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as inside:
            return await inside.get("/")

    response = asyncio.run(ask())
    problem(response, 500, "internal")
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
