"""Since when a state is bound: each case ends in the depositary's row."""

from datetime import date

import pytest

from foedera.explain import explain
from foedera.obligations import obligations
from foedera.store import Snapshot

CASES = [
    # state, treaty, last day not bound, first day bound, the legal point
    pytest.param("JPN", "untoc-tip", "2017-08-09", "2017-08-10", id="art-17.2-thirty-days-after-deposit"),
    pytest.param(
        "GBR", "cets-197", "2009-03-31", "2009-04-01", id="art-42.4-first-of-month-after-three-months"
    ),
    pytest.param("BLR", "cets-197", "2014-02-28", "2014-03-01", id="art-43.2-accession-of-a-non-member"),
    pytest.param(
        "CHN", "ilo-c029", "2023-08-11", "2023-08-12", id="art-28.3-twelve-months-after-registration"
    ),
    pytest.param(
        "UZB", "ilo-p029", "2020-09-15", "2020-09-16", id="art-8.2-twelve-months-after-registration"
    ),
]


@pytest.mark.parametrize(("state", "treaty", "before", "first"), CASES)
def test_no_duty_on_the_eve_and_all_of_them_on_the_day(
    snapshot: Snapshot, state: str, treaty: str, before: str, first: str
) -> None:
    eve = obligations(snapshot, state, date.fromisoformat(before), treaty=treaty)
    assert (eve["answer"], eve["total"]) == ("no", 0)
    day = obligations(snapshot, state, date.fromisoformat(first), treaty=treaty)
    norms = {n["id"] for n in snapshot.memory.norms.values() if n["treaty"] == f"treaty/{treaty}"}
    owed = {d["norm"] for d in day["obligations"]}
    assert day["answer"] == "yes"
    assert owed <= norms
    assert len(owed) == day["total"] > 0
    assert {d["from"] for d in day["obligations"]} == {first}


@pytest.mark.parametrize(("state", "treaty", "before", "first"), CASES)
def test_the_proof_ends_in_the_row_of_an_act_with_its_source(
    snapshot: Snapshot, state: str, treaty: str, before: str, first: str
) -> None:
    duty = obligations(snapshot, state, date.fromisoformat(first), treaty=treaty)["obligations"][0]
    proof = explain(snapshot, duty["id"])
    acts = [d for d in proof["data"] if d["act"].startswith(f"act/{treaty}/{state}/")]
    assert len(acts) == 1
    assert acts[0]["date"]
    assert acts[0]["effective"] == first
    assert acts[0]["source"]
    assert proof["steps"][-1]["conclusion"] == duty["id"]
    concluded = {s["conclusion"] for s in proof["steps"]} | {d["act"] for d in proof["data"]}
    assert all(set(step["premises"]) <= concluded for step in proof["steps"])


def test_every_duty_norm_of_the_protocol_is_owed_by_japan(snapshot: Snapshot) -> None:
    rows = [n for n in snapshot.memory.norms.values() if n["treaty"] == "treaty/untoc-tip"]
    borne = {"role/state-party", "role/receiving-state", "role/state-of-origin", "role/requested-state"}
    expected = {
        n["id"]
        for n in rows
        if n["binds"] == "true" and n["bearer"] in borne | {"role/state-receiving-information"}
    }
    owed = obligations(snapshot, "JPN", date(2017, 8, 10), treaty="untoc-tip")["obligations"]
    assert {d["norm"] for d in owed} == expected
