"""What every answer carries: safe headers, open data, HEAD and OPTIONS, gzip where it pays."""

import re

import httpx
import pytest


@pytest.mark.parametrize(
    "address", ["/", "/v1/states", "/id/party/FRA", "/nope", "/static/foedera.css", "/sparql"]
)
def test_every_answer_is_safe_to_open_and_free_to_read(client: httpx.Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("address", ["/", "/v1/states", "/id/party/FRA", "/sparql?query=ASK{}", "/nope"])
def test_head_is_get_without_the_body(client: httpx.Client, address: str) -> None:
    whole, head = client.get(address), client.head(address)
    assert head.status_code == whole.status_code
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.content == b""


def test_options_names_the_methods(client: httpx.Client) -> None:
    response = client.options("/sparql")
    assert response.status_code == 204
    assert "POST" in response.headers["allow"]
    assert "POST" in response.headers["access-control-allow-methods"]


def test_long_answers_are_packed_for_those_who_ask(client: httpx.Client) -> None:
    packed = client.get("/v1/states", headers={"accept-encoding": "gzip"})
    plain = client.get("/v1/states", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert "Accept-Encoding" in plain.headers["vary"]


@pytest.mark.parametrize("address", ["/", "/states/FRA", "/treaties/untoc", "/docs", "/id/party/FRA"])
def test_pages_ask_nothing_of_others(client: httpx.Client, address: str) -> None:
    html = client.get(address, headers={"accept": "text/html"}).text
    assert not re.search(r"<iframe|<img|\bon\w+=|style=", html)
    assert re.findall(r"""<link[^>]*rel="stylesheet"[^>]*href="([^"]+)""", html) == ["/static/foedera.css"]
    assert re.findall(r"<script[^>]*>[^<]*", html) == ['<script src="/static/foedera.js" defer>']


def test_alive_and_ready(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json()["status"] == "ready"
