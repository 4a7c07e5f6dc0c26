"""Feeds tell what the record learnt, for people who read feeds."""

import xml.etree.ElementTree as ET

import httpx

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_treatys_feed_is_atom_newest_first(client: httpx.Client) -> None:
    answer = client.get("/feeds/treaties/untoc-tip")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text)
    entries = feed.findall(f"{ATOM}entry")
    assert any("Japan: acceptance" in (e.findtext(f"{ATOM}title") or "") for e in entries)
    learnt = [e.findtext(f"{ATOM}updated") or "" for e in entries]
    assert learnt == sorted(learnt, reverse=True)
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)
    assert feed.findtext(f"{ATOM}updated") == learnt[0]


def test_a_states_feed_as_json_names_the_day_of_the_act_and_the_day_it_was_learnt(
    client: httpx.Client,
) -> None:
    feed = client.get("/feeds/states/jpn", params={"format": "json"}).json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    own = next(i["_foedera"] for i in feed["items"] if i["_foedera"]["act"] == "act/untoc-tip/JPN/acceptance")
    assert own["date"] == "2017-07-11"
    assert own["learnt"] >= own["date"]


def test_a_pairs_feed_holds_acts_under_instruments_of_both(client: httpx.Client) -> None:
    feed = client.get("/feeds/pairs/JPN/ITA", params={"format": "json"}).json()
    acts = {i["_foedera"]["act"] for i in feed["items"]}
    assert "act/untoc-tip/JPN/acceptance" in acts
    under = {(a.split("/")[1], a.split("/")[2]) for a in acts}
    assert {p for _, p in under} == {"ITA", "JPN"}
    assert {t for t, p in under if p == "ITA"} == {t for t, p in under if p == "JPN"}
    assert client.get("/feeds/pairs/ITA/JPN", params={"format": "json"}).json()["items"] == feed["items"]


def test_wrong_names_are_refused_as_everywhere(client: httpx.Client) -> None:
    assert client.get("/feeds/states/XXX").status_code == 404
    assert client.get("/feeds/pairs/JPN/JPN").status_code == 422
    assert client.get("/feeds/treaties/untoc-tip", params={"format": "rss"}).status_code == 422


def test_contradictions_are_told_in_coverage_with_both_readings(client: httpx.Client) -> None:
    told = client.get("/v1/coverage").json()["contradictions"]
    signed = next(c for c in told if c["id"] == "contradiction/usa-ext-lie-1936-05-20/adopted")
    assert (signed["about"], signed["property"], signed["decision"]) == (
        "treaty/usa-ext-lie-1936-05-20",
        "adopted",
        None,
    )
    assert signed["holds"] != signed["tells"]
    assert signed["sources"]
