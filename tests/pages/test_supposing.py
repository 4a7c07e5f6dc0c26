"""What a page adds to an answer: its memo, what does not serve and what would, definitions, coverage, feeds, languages."""

import re
from html import unescape

import httpx
import pytest

from tests.pages.reading import said


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_memo_of_a_case_is_the_one_of_its_address(client: httpx.Client, form: str) -> None:
    case = {"requesting": "NGA", "requested": "ITA", "purpose": "extradition", "as_of": "2024-07-01"}
    posted = client.post(f"/case?format={form}", data={**case, "organized_group": "no"})
    told = client.post(f"/v1/assess?format={form}", json={**case, "organized_group": False})
    assert posted.status_code == told.status_code == 200
    for header in ("content-type", "content-disposition", "cache-control"):
        assert posted.headers[header] == told.headers[header]
    if form == "html":
        assert posted.text == told.text


def test_a_memo_needs_to_know_who_asks_whom_for_what(client: httpx.Client) -> None:
    response = client.post("/case?format=pdf", data={"requesting": "NGA"})
    assert response.status_code == 422
    assert "requested" in response.text


def test_what_does_not_serve_is_what_why_not_says(client: httpx.Client) -> None:
    day = "as_of=2024-07-01"
    rows = client.get(f"/pairs/NGA/ITA.json?{day}").json()["not_serving"]
    in_force = {r["treaty"] for r in client.get(f"/pairs/NGA/ITA.json?{day}").json()["history"]}
    assert rows
    assert not in_force & {r["treaty"] for r in rows}
    for row in rows[::5]:
        for side in row["sides"]:
            told = client.get(f"/v1/why-not?state={side['state']}&treaty={row['treaty']}&{day}").json()
            assert told["holds"] == side["answer"]
            assert side["reason"] in told["sentence"]


def test_what_is_on_offer_opens_what_it_says(client: httpx.Client) -> None:
    """Supposed alone, each instrument on offer brings a channel between the two; none is lost."""
    path = "/pairs/NGA/ITA.json?as_of=2024-07-01"
    offers = client.get(path).json()["offers"]
    assert offers
    for offer in offers[:3]:
        told = client.get(f"{path}&suppose={offer['next']}").json()
        assert told["offers"][offers.index(offer)]["pressed"]
        channels = told["what_if"]["channels"]
        assert {c["purpose"] for c in channels["opened"]} == set(offer["first_for"])
        assert {c["treaty"] for c in channels["gained"]} >= {offer["treaty"]}
        assert not channels["lost"]


@pytest.mark.parametrize("text", ["FRA:cets-024", "cets-024", "NGA:nope"])
def test_only_the_two_can_be_supposed_to_join(client: httpx.Client, text: str) -> None:
    response = client.get("/pairs/NGA/ITA", params={"suppose": text})
    assert response.status_code in (404, 422)
    assert 'role="alert"' in response.text


def test_definitions_stand_side_by_side_as_the_address_tells_them(client: httpx.Client) -> None:
    address = "?notion=trafficking-in-persons&state=KEN&as_of=2024-07-01"
    told = client.get(f"/v1/definitions{address}").json()
    assert client.get(f"/definitions.json{address}").json() == told
    html = said(client.get(f"/definitions{address}").text)
    for element in told["elements"]:
        assert element["text"] in html
    assert html.count("only here") == sum(len(e["only_here"]) for e in told["elements"])


def test_coverage_leaves_out_what_the_record_names_only_as_a_source_of_rules(client: httpx.Client) -> None:
    answer = client.get("/coverage.json").json()
    listed = {c["treaty"] for c in answer["coverage"]}
    rest = {t["treaty"] for t in answer["sources_of_rules"]}
    assert rest
    assert not listed & rest
    for treaty in rest:
        html = client.get(f"/treaties/{treaty}").text
        assert '<figure class="map">' not in html
        assert "keeps no list of its parties" in html


@pytest.mark.parametrize("path", ["/states/KEN", "/treaties/cets-197", "/pairs/NGA/ITA"])
def test_a_page_names_its_feeds(client: httpx.Client, path: str) -> None:
    html = unescape(client.get(path).text)
    feeds = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]*href="([^"]+)"', html)
    assert len(feeds) == 2
    for media_type, address in feeds:
        found = client.get(address)
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(media_type)


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_english_of_the_record_is_marked_as_such(client: httpx.Client, lang: str) -> None:
    address = "/pairs/NGA/ITA?as_of=2024-07-01"
    html = client.get(f"{address}&lang={lang}").text
    told = client.get("/v1/channels?requesting=NGA&requested=ITA&as_of=2024-07-01").json()["channels"]
    for channel in told:
        assert f'<span lang="en">{channel["reason"]}' in unescape(html)
