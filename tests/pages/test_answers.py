"""The pages for people: the same answers as the addresses for programs, in every format and language."""

import csv
import gzip
import io
import re
from html import unescape

import httpx
import pyoxigraph as ox
import pytest

from api.language import CATALOGUES
from tests.pages.reading import read, said

PAGES = [
    "/",
    "/?q=trafficking",
    "/pairs/NGA/ITA?as_of=2024-07-01",
    "/pairs/ITA/CHE?as_of=2024-07-01&purpose=extradition",
    "/pairs/FRA/DEU?as_of=2024-07-01",
    "/pairs/NGA/ITA?as_of=2024-07-01&suppose=NGA:cets-112",
    "/why-not?state=NGA&treaty=cets-185",
    "/why-not?requesting=NGA&requested=ITA&purpose=extradition&treaty=cets-024",
    "/what-if?acts=accession:KEN:cets-112:2024-07-01",
    "/definitions",
    "/definitions?notion=trafficking-in-persons&state=KEN",
    "/states/KEN?as_of=2024-07-01",
    "/states/FRA?as_of=2024-07-01",
    "/states/KEN?topic=victim-protection",
    "/treaties/cets-197?as_of=2020-01-01",
    "/treaties/untoc",
    "/treaties/cets-197/art-13",
    "/treaties/untoc/art-16",
    "/proof?fact=participation/untoc-tip/JPN/acceptance",
    "/case",
    "/case?requesting=NGA&requested=ITA&purpose=extradition&offence=trafficking-in-persons&as_of=2024-07-01",
    "/compare",
    "/compare?states=Japan,Korea (Republic),ITA",
    "/gaps?state=KEN&as_of=2024-07-01",
    "/changes",
    "/changes?state=KEN&from=2003-01-01&to=2006-01-01",
    "/coverage",
    "/about",
    "/docs",
    "/states/nowhere",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_every_page_is_sound_and_light_in_every_language(
    client: httpx.Client, address: str, lang: str
) -> None:
    status = 404 if "nowhere" in address else 200
    read(client, f"{address}{'&' if '?' in address else '?'}lang={lang}", status)
    html = client.get(address, headers={"accept-language": lang}).text
    assert f'<html lang="{lang}">' in html
    without_map = re.sub(r'<figure class="map">.*?</figure>', "", html, flags=re.DOTALL)
    assert len(gzip.compress(without_map.encode(), 1)) < 100_000


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("Ivory Coast", "/states/CIV"),
        ("cote d'ivoire", "/states/CIV"),
        ("Burma", "/states/MMR"),
        ("NG", "/states/NGA"),
        ("Allemagne", "/states/DEU"),
        ("Países Bajos", "/states/NLD"),
        ("the French Republic", "/states/FRA"),
        ("Palermo protocol", "/treaties/untoc-tip"),
        ("CETS 197", "/treaties/cets-197"),
        ("ETS No. 24", "/treaties/cets-024"),
        ("UNCAC", "/treaties/uncac"),
        ("nigeria italy", "/pairs/NGA/ITA"),
        ("Nigeria to Italy", "/pairs/NGA/ITA"),
        ("South Africa, United Kingdom", "/pairs/ZAF/GBR"),
    ],
)
def test_search_forgives(client: httpx.Client, asked: str, leads: str) -> None:
    response = client.get("/", params={"q": asked})
    assert response.status_code == 303, response.text
    assert response.headers["location"].partition("?")[0] == leads


@pytest.mark.parametrize(
    "name", ["France", "FR", "fra", "FRANCE ", "France (FRA)", "French Republic", "françe", "Francia"]
)
def test_a_state_is_found_however_it_is_written(client: httpx.Client, name: str) -> None:
    assert "France 1 Jan 2020" in read(client, "/", state=name, as_of="2020-01-01")


def test_several_are_listed_and_none_gets_a_suggestion(client: httpx.Client) -> None:
    assert "Several match" in read(client, "/", q="united")
    assert "France" in read(client, "/", 404, q="Frannce")
    assert "Several match" in read(client, "/", 404, state="united")


def test_the_page_counts_what_the_address_counts(client: httpx.Client) -> None:
    text = read(client, "/states/JPN", as_of="2020-01-01")
    total = client.get("/v1/states/JPN/obligations?as_of=2020-01-01").json()["total"]
    assert f"by {total} norms" in text


def test_the_strongest_comes_first_in_each_topic(client: httpx.Client) -> None:
    from api.grouping import by_topic

    answer = client.get("/v1/states/FRA/obligations?as_of=2020-01-01").json()
    groups = by_topic(answer, {})
    assert {d["id"] for _, duties in groups for d in duties} == {d["id"] for d in answer["obligations"]}
    for _, duties in groups:
        strengths = [d["strength"] for d in duties]
        assert strengths == sorted(strengths, reverse=True)


def test_a_pair_shows_both_directions(client: httpx.Client) -> None:
    text = read(client, "/pairs/FRA/BRA", as_of="2024-01-01", purpose="mutual-legal-assistance")
    assert "France asks Brazil" in text
    assert "Brazil asks France" in text


def test_a_treaty_for_other_offences_only_makes_no_verdict(client: httpx.Client) -> None:
    """Extradition under the Convention against Torture alone (art. 8) is no channel for trafficking."""
    answer = client.get("/pairs/NGA/ITA.json?as_of=2024-07-01&purpose=extradition").json()
    first = [d["channels"][0] for d in answer["directions"]]
    assert [c["other_offences"] for c in first] == [[], []]
    assert any(c["other_offences"] for c in answer["directions"][0]["channels"])


def test_a_pair_without_a_channel_is_told_plainly(client: httpx.Client) -> None:
    text = read(client, "/pairs/FRA/BRA", as_of="1900-01-01")
    assert "cannot exclude one" in text
    assert "Available" not in text


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ("/states/FRA?as_of=2020-13-01", 422),
        ("/pairs/FRA/FRA", 422),
        ("/pairs/FRA/BRA?purpose=nope", 422),
        ("/states/FRA?topic=nope", 422),
        ("/treaties/nope", 404),
        ("/treaties/cets-197/art-99", 404),
        ("/states/FRA?colour=red", 422),
        ("/?q=<script>alert(1)</script>", 404),
    ],
)
def test_errors_stand_on_the_page(client: httpx.Client, parameters: str, status: int) -> None:
    response = client.get(parameters)
    assert response.status_code == status
    assert 'role="alert"' in response.text
    assert "<script>" not in response.text
    assert response.headers["content-type"].startswith("text/html")
    told = client.get(parameters, headers={"accept": "application/json"})
    assert told.status_code == status
    if not parameters.startswith("/?"):
        assert told.headers["content-type"] == "application/problem+json"


def test_a_proof_reads_from_the_data_to_the_steps(client: httpx.Client) -> None:
    fact = "participation/untoc-tip/JPN/acceptance"
    told = client.get("/v1/explain", params={"fact": fact}).json()
    html = said(client.get("/proof", params={"fact": fact}).text)
    assert html.index("Because the record says") < html.index("It follows in")
    for step in told["steps"]:
        assert step["sentence"] in html
    assert "Unknown fact" in read(client, "/proof", 404, fact="duty/nope")


@pytest.mark.parametrize(
    "path", ["/pairs/NGA/ITA", "/states/KEN", "/treaties/cets-197", "/treaties/cets-197/art-13", "/coverage"]
)
def test_a_page_its_json_its_csv_and_its_triples_are_one_resource(client: httpx.Client, path: str) -> None:
    day = "" if path == "/coverage" else "?as_of=2024-07-01"
    answer = client.get(f"{path}.json{day}").json()
    assert answer == client.get(path + day, headers={"accept": "application/json"}).json()
    table = client.get(f"{path}.csv{day}")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(list(csv.DictReader(io.StringIO(table.text)))) > 5
    triples = client.get(f"{path}.ttl{day}")
    assert triples.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(list(ox.parse(triples.content, format=ox.RdfFormat.TURTLE))) > 5


def test_the_pages_answer_is_the_answer_of_the_address(client: httpx.Client) -> None:
    page = client.get("/pairs/ITA/CHE.json?as_of=2024-07-01&purpose=extradition").json()
    for asker, asked, found in (("ITA", "CHE", page["directions"][0]), ("CHE", "ITA", page["directions"][1])):
        address = f"/v1/channels?requesting={asker}&requested={asked}&as_of=2024-07-01&purpose=extradition"
        told = client.get(address).json()
        assert {**found, "known_at": None} == told
    parties = client.get("/v1/treaties/cets-197/parties?as_of=2020-01-01").json()["parties"]
    assert client.get("/treaties/cets-197.json?as_of=2020-01-01").json()["parties"] == parties


def test_the_map_says_what_the_address_says(client: httpx.Client) -> None:
    html = client.get("/treaties/cets-197?as_of=2020-01-01").text
    shown = dict(re.findall(r'class="([a-z-]+)" data-party="([A-Z]+)"', html)[::-1])
    drawn = {party: kind for kind, party in re.findall(r'class="([a-z-]+)" data-party="([A-Z]+)"', html)}
    told = client.get("/v1/treaties/cets-197/parties?as_of=2020-01-01&everyone=true").json()["parties"]
    assert shown
    for party in told:
        assert drawn.get(party["state"]["id"], party["status"]) == party["status"]
    assert drawn["CZE"] == "party"
    assert drawn["RUS"] == "none"
    assert '"unknown"' in html


def test_a_place_that_the_record_does_not_tell_of_is_hatched(client: httpx.Client) -> None:
    html = client.get("/treaties/cets-197").text
    assert '<path class="unknown" d="' in html, "a place without a party of the record"
    assert "Hatched: not known" in html
    assert ".map .unknown, .map .not-known { fill: url(#hatch); }" in client.get("/static/foedera.css").text


def test_everyone_adds_only_states_without_an_act(client: httpx.Client) -> None:
    some = client.get("/v1/treaties/cets-197/parties?as_of=2020-01-01").json()["parties"]
    everyone = client.get("/v1/treaties/cets-197/parties?as_of=2020-01-01&everyone=true").json()["parties"]
    assert [p for p in everyone if p["state"]["id"] in {s["state"]["id"] for s in some}] == some
    assert len(everyone) > 190
    assert not any(p["status"] == "party" for p in everyone if p not in some)


def test_a_case_is_assessed_as_the_address_assesses_it(client: httpx.Client) -> None:
    case = {"requesting": "NGA", "requested": "ITA", "purpose": "extradition", "as_of": "2024-07-01"}
    told = client.post(
        "/v1/assess", json={**case, "organized_group": False}, headers={"accept": "*/*"}
    ).json()
    html = said(client.post("/case", data={**case, "organized_group": "no", "person.nationality": ""}).text)
    for channel in told["channels"]:
        assert channel["reason"] in html
        for requirement in channel["requirements"]:
            assert requirement["text"] in html
    shown = re.findall(r'name="([a-z_.]+)"', html)
    for question in told["questions"]:
        assert question["field"] in shown


@pytest.mark.parametrize(
    "facts",
    [{"organized_group": "perhaps"}, {"max_penalty_months.requesting": "ten"}, {"person.nationality": "Xx"}],
)
def test_a_wrong_fact_is_told(client: httpx.Client, facts: dict[str, str]) -> None:
    case = {"requesting": "NGA", "requested": "ITA", "purpose": "extradition", **facts}
    response = client.post("/case", data=case)
    assert response.status_code in (404, 422)
    assert 'role="alert"' in response.text


def test_nothing_of_a_case_is_kept(client: httpx.Client) -> None:
    case = {"requesting": "NGA", "requested": "ITA", "purpose": "extradition", "organized_group": "no"}
    assert client.post("/case", data=case).headers["cache-control"] == "no-store"


def test_every_message_is_translated(client: httpx.Client) -> None:
    from tests.pages.messages import messages

    for code in ("fr", "es"):
        missing = [m for m in sorted(messages()) if not CATALOGUES[code].has(m)]
        assert not missing, f"add these to api/language/{code}.po"
        for english in messages():
            slots = set(re.findall(r"\{(\w+)\}", english))
            assert set(re.findall(r"\{(\w+)\}", CATALOGUES[code](english))) == slots, english


def test_states_are_called_as_the_language_calls_them(client: httpx.Client) -> None:
    assert "Allemagne" in read(client, "/states/DEU?lang=fr")
    assert "Alemania" in read(client, "/states/DEU?lang=es")
    header = {"accept-language": "fr-CA, en;q=0.5"}
    assert "Allemagne" in client.get("/states/DEU", headers=header).text
    assert "Germany" in client.get("/states/DEU", headers={"accept-language": "de"}).text


def test_days_are_written_as_the_language_writes_them(client: httpx.Client) -> None:
    for lang, written in (("en", "1 Sept 2006"), ("fr", "1 sept. 2006"), ("es", "1 sept 2006")):
        html = client.get(f"/pairs/NGA/ITA?as_of=2024-07-01&lang={lang}").text
        assert f'<time datetime="2006-09-01">{written}</time>' in html


def test_the_language_of_the_address_stays_in_its_links(client: httpx.Client) -> None:
    html = client.get("/states/KEN?lang=es").text
    inner = [
        h for h in re.findall(r'href="(/(?:states|treaties|pairs|about)[^"]*)"', html) if ".json" not in h
    ]
    inner = [h for h in inner if not re.search(r"\.(csv|ttl)|permanent|as_of=[\d-]+$", h)]
    assert inner
    assert all("lang=" in h for h in inner)


def test_every_link_of_a_page_leads_somewhere(client: httpx.Client) -> None:
    asked = [
        "/pairs/FRA/BRA?as_of=2024-01-01",
        "/states/JPN?as_of=2020-01-01",
        "/treaties/cets-197",
        "/treaties/cets-197/art-13",
        "/proof?fact=participation/untoc-tip/JPN/acceptance",
    ]
    links = {unescape(h) for p in asked for h in re.findall(r'href="(/[^"]*)"', client.get(p).text)}
    assert len(links) > 60
    for link in sorted(links)[:: max(1, len(links) // 80)]:
        assert client.get(link, follow_redirects=True).status_code == 200, link


def test_docs_show_every_address(client: httpx.Client) -> None:
    text = client.get("/docs").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert f" {path}</code>" in text
