"""What every request passes: its client's share, its key, its size; and what an operator sees of it."""

import hashlib
import json
import logging
import re
import time
from collections.abc import Iterator

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api import watch
from api.limiter import Limiter, client_of, right_key
from api.settings import Settings
from tests.api.conftest import Serving
from tests.api.test_sparql_limits import ENDLESS

KEY = "a key that only we know"
DIGEST = hashlib.sha256(KEY.encode()).hexdigest()


class Clock:
    """Time that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_refills() -> None:
    clock = Clock()
    limiter = Limiter(60, clock)
    assert [limiter.wait("a") for _ in range(60)] == [0.0] * 60
    assert limiter.wait("a") == pytest.approx(1.0)
    assert limiter.wait("b") == 0.0, "another client has a bucket of its own"
    clock.now += 1
    assert limiter.wait("a") == 0.0
    assert limiter.wait("a") > 0
    limiter.charge("a", 120)
    clock.now += 60
    assert limiter.wait("a") > 0, "a costly request is paid for over time"
    clock.now += 120
    assert limiter.wait("a") == 0.0


def test_without_a_limit_nothing_is_remembered() -> None:
    limiter = Limiter(0)
    assert not any(limiter.wait("a") for _ in range(1000))
    limiter.charge("a", 1000)
    assert limiter.wait("a") == 0.0


def test_a_flood_of_clients_is_forgotten_in_time() -> None:
    clock = Clock()
    limiter = Limiter(60, clock)
    for number in range(20_000):
        limiter.wait(str(number))
    clock.now += 61
    limiter.wait("another")
    assert len(limiter._taken) == 1


def test_whom_an_address_stands_for() -> None:
    assert client_of("2001:db8:1:2:3:4:5:6") == client_of("2001:db8:1:2::9") == "2001:db8:1:2::"
    assert client_of("2001:db8:1:3::9") != client_of("2001:db8:1:2::9")
    assert client_of("::ffff:192.0.2.1") == client_of("192.0.2.1") == "192.0.2.1"
    assert client_of(None) == "unknown"


def test_only_the_right_key_is_right() -> None:
    assert right_key(KEY, [hashlib.sha256(b"other").hexdigest(), DIGEST])
    assert not right_key(KEY + "x", [DIGEST])
    assert not right_key(DIGEST, [DIGEST])
    assert not right_key("", [])


@pytest.fixture(scope="module")
def guarded(serving: Serving) -> Iterator[httpx.Client]:
    """A service with little room, and one key."""
    limits = Settings(
        workers=1,
        seconds=1,
        key_seconds=1.2,
        client_requests=40,
        api_keys=(DIGEST,),
        body_bytes=5_000,
        query_bytes=4_000,
    )
    with serving(limits) as client:
        yield client


@pytest.mark.parametrize("headers", [{"authorization": f"Bearer {KEY}"}, {"x-api-key": KEY}])
def test_a_key_opens(guarded: httpx.Client, headers: dict[str, str]) -> None:
    for _ in range(50):
        assert guarded.get("/v1/version", headers=headers).status_code == 200
    told = guarded.get("/sparql", params={"query": ENDLESS}, headers=headers).json()
    assert told["limit_seconds"] == 1.2


@pytest.mark.parametrize("headers", [{"authorization": "Bearer nonsense"}, {"x-api-key": ""}])
def test_a_wrong_key_is_told(guarded: httpx.Client, headers: dict[str, str]) -> None:
    response = guarded.get("/v1/version", headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert "Leave it out" in response.json()["detail"]
    assert response.headers["x-content-type-options"] == "nosniff"


def test_where_no_keys_are_set_one_does_no_harm(client: httpx.Client) -> None:
    assert client.get("/v1/version", headers={"authorization": "Bearer nonsense"}).status_code == 200


@pytest.mark.parametrize("told", [True, False], ids=["length told", "length not told"])
@pytest.mark.parametrize("address", ["/sparql", "/v1/states"])
def test_a_body_that_is_too_large(guarded: httpx.Client, told: bool, address: str) -> None:
    body = b"query=" + b"x" * 6_000
    headers = {"content-type": "application/x-www-form-urlencoded", "x-api-key": KEY}
    response = guarded.post(address, content=body if told else iter([body]), headers=headers)
    assert response.status_code == 413 if told or address == "/sparql" else 405
    assert response.headers["content-type"] == "application/problem+json"


def test_who_asks_too_much_waits_and_monitors_do_not(guarded: httpx.Client) -> None:
    told = [guarded.get("/v1/version") for _ in range(45)]
    refused = [r for r in told if r.status_code == 429]
    assert refused
    assert 0 < int(refused[0].headers["retry-after"]) <= 60
    assert refused[0].json()["limit_requests"] == 40
    assert guarded.get("/healthz").status_code == guarded.get("/readyz").status_code == 200
    assert guarded.get("/metrics").status_code == 200


def test_a_costly_query_counts_more(serving: Serving) -> None:
    with serving(Settings(workers=1, seconds=1, client_requests=15)) as client:
        assert client.get("/sparql", params={"query": ENDLESS}).status_code == 503
        told = [client.get("/v1/version").status_code for _ in range(8)]
        assert 429 in told, "two seconds of a worker are more than the two requests they came in"


def sample(text: str, name: str, **labels: str) -> float:
    return sum(
        s.value
        for family in text_string_to_metric_families(text)
        for s in family.samples
        if s.name == name and labels.items() <= s.labels.items()
    )


def test_numbers_for_prometheus(client: httpx.Client) -> None:
    def told() -> str:
        response = client.get("/metrics")
        assert response.headers["content-type"].startswith("text/plain")
        return response.text

    before = told()
    client.get("/v1/states/FRA")
    client.get("/v1/states/DEU")
    client.get("/nope")
    client.get("/sparql", params={"query": "ASK {}"})
    client.get("/sparql", params={"query": "ASK {"})
    after = told()

    def grown(name: str, **labels: str) -> float:
        return sample(after, name, **labels) - sample(before, name, **labels)

    assert grown("foedera_requests_total", route="/v1/states/{iso3}", status="200", method="GET") == 2
    assert grown("foedera_request_seconds_count", route="/v1/states/{iso3}") == 2
    assert grown("foedera_requests_total", route="none", status="404") == 1
    assert grown("foedera_sparql_queries_total", outcome="answered") == 1
    assert grown("foedera_sparql_queries_total", outcome="syntax") == 1
    assert "foedera_snapshot_info" in after
    assert "FRA" not in after, "what was asked is not told"


def test_each_request_is_one_line_of_log_without_what_was_asked(client: httpx.Client) -> None:
    lines: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = lines.append  # type: ignore[method-assign, assignment]
    watch.log_as("json")
    form = watch.LOG.handlers[0].formatter
    assert form is not None
    watch.LOG.addHandler(handler)
    try:
        response = client.get("/v1/channels", params={"requesting": "ITA", "requested": "POL"})
        client.get("/v1/states/a%0Ab", headers={"x-request-id": "proxy-7"})
        client.get("/healthz", headers={"x-request-id": "two words"})
        until = time.monotonic() + 10
        while len(lines) < 3 and time.monotonic() < until:  # a line is written once its answer is sent
            time.sleep(0.01)
    finally:
        watch.log_as("off")
    told = [json.loads(form.format(line)) for line in lines]
    assert told[0]["path"] == "/v1/channels"
    assert told[0]["status"] == 200
    assert told[0]["bytes"] == int(response.headers["content-length"])
    assert told[0]["id"] == response.headers["x-request-id"]
    assert not any("ITA" in json.dumps(line) or "127.0.0.1" in json.dumps(line) for line in told)
    assert told[1]["id"] == "proxy-7"
    assert told[1]["path"] == "/v1/states/a\\nb"
    assert re.fullmatch(r"[0-9a-f]{16}", told[2]["id"])
    assert not watch.LOG.isEnabledFor(logging.INFO)
