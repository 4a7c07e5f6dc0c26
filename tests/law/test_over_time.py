"""Treaties between two states and of a state over time; a provision with whom it binds."""

from datetime import date

import pytest

from foedera.errors import BadInput, UnknownThing
from foedera.history import of_pair, of_state
from foedera.provisions import provision, provisions
from foedera.register import others, parties
from foedera.store import Snapshot

DAY = date(2024, 7, 1)


def test_the_warrant_takes_the_place_of_the_convention_and_leaves_it_in_force(snapshot: Snapshot) -> None:
    """Framework Decision 2002/584/JHA art. 31(1): from 2004 in place of the 1957 Convention, which goes on."""
    told = of_pair(snapshot, "FRA", "DEU", "extradition")["relations"]
    convention = next(r for r in told if r["treaty"] == "cets-024")
    assert convention["until"] is None
    assert [(d["purpose"], d["from"]) for d in convention["displaced"]] == [("extradition", "2004-01-01")]
    assert next(r for r in told if r["treaty"] == "eu-eaw")["displaced"] == []


def test_the_order_of_the_two_does_not_matter(snapshot: Snapshot) -> None:
    assert of_pair(snapshot, "NGA", "ITA") == of_pair(snapshot, "ita", "nga")
    with pytest.raises(BadInput):
        of_pair(snapshot, "ITA", "ITA")


def test_a_state_that_left_is_told_with_its_end(snapshot: Snapshot) -> None:
    """European Convention on Human Rights, art. 58(3): Russia ceased to be a party on 2022-09-16."""
    told = next(b for b in of_state(snapshot, "RUS")["bound"] if b["treaty"] == "cets-005")
    assert told["until"] == "2022-09-16"


def test_a_reservation_shows_at_its_provision(snapshot: Snapshot) -> None:
    """Palermo Convention art. 35(3): reservations to art. 35(2), the clause on disputes."""
    told = provision(snapshot, "untoc", "art-35.2", DAY)
    excluded = {p["state"]["id"] for p in told["parties"] if p["effect"] == "excluded"}
    reserving = {
        s["party"]
        for s in told["statements"]
        if s["kind"] == "reservation" and s["effect"] == "excludes" and s["stands"] == "yes"
    }
    assert excluded
    assert excluded <= reserving
    assert told["counts"]["excluded"] == len(excluded)
    assert not any(p["effect"] for p in told["parties"] if p["status"] not in ("party", "applies"))


def test_what_stands_within_an_article_belongs_to_it(snapshot: Snapshot) -> None:
    article, paragraph = (provision(snapshot, "untoc", p, DAY) for p in ("art-16", "art-16.5"))
    assert {n["id"] for n in paragraph["norms"]} < {n["id"] for n in article["norms"]}
    assert article["purposes"] == ["extradition"]
    assert "art-16" in [p["pinpoint"] for p in provisions(snapshot, "untoc")["provisions"]]
    with pytest.raises(UnknownThing):
        provision(snapshot, "untoc", "art-99", DAY)


def test_every_state_of_the_day_is_told_once(snapshot: Snapshot) -> None:
    told = parties(snapshot, "cets-197", DAY)["parties"]
    rest = others(snapshot, "cets-197", DAY)
    assert not {p["state"]["id"] for p in told} & set(rest)
    everyone = parties(snapshot, "cets-197", DAY, everyone=True)["parties"]
    assert {p["state"]["id"]: p["status"] for p in everyone} == rest | {
        p["state"]["id"]: p["status"] for p in told
    }
    assert "YUCS" not in rest
