"""What acts that nobody has done would change, and what the law makes of acts that could not count."""

import random
from datetime import date
from typing import Any

import pytest

from foedera import whatif
from foedera.errors import BadInput, UnknownThing
from foedera.obligations import obligations
from foedera.store import Snapshot
from foedera.store.snapshot import name
from foedera.whatif.acts import read
from foedera.whatif.scope import scope_of
from foedera.whatif.world import World

#: What follows from acts, table by table.
TABLES = (
    "act",
    "participation",
    "duty",
    "relation",
    "displacement",
    "restriction",
    "reservation",
    "objection",
    "ending",
)


def asked(snapshot: Snapshot, acts: str, **options: Any) -> dict[str, Any]:
    return whatif.what_if(snapshot, whatif.parse(acts), **options)


def unchanged(answer: dict[str, Any]) -> bool:
    return not any(rows for part in ("obligations", "channels") for rows in answer[part].values())


def findings(answer: dict[str, Any]) -> list[str]:
    return [f["id"] for act in answer["acts"] for f in act["findings"]]


def differing(world: World) -> dict[str, set[tuple[Any, ...]]]:
    both = {t: ({tuple(r) for r in world.old(t)}, {tuple(r) for r in world.new(t)}) for t in TABLES}
    return {t: old ^ new for t, (old, new) in both.items() if old != new}


def test_no_acts_change_nothing(snapshot: Snapshot) -> None:
    chosen = random.Random(7)
    keys = sorted(snapshot.memory.participations)
    for treaty, party in chosen.sample([k for k in keys if k[0] not in snapshot.memory.between], 12):
        world = World(snapshot, scope_of(snapshot, [(treaty, party)], []), b"", "")
        assert differing(world) == {}, (treaty, party)


def test_a_recorded_act_done_again_changes_nothing(snapshot: Snapshot) -> None:
    chosen = random.Random(11)
    known = set(whatif.acts.kinds(snapshot))
    rows = [
        a
        for acts in snapshot.memory.acts.values()
        for a in acts
        if a["id"] in snapshot.memory.consents and name(a["kind"]) in known and len(a["date"] or "") == 10
    ]
    done = 0
    for act in chosen.sample(sorted(rows, key=lambda r: str(r["id"])), 12):
        text = f"{name(act['kind'])}:{name(act['party'])}:{name(act['treaty'])}:{act['date']}"
        answer = asked(snapshot, text)
        assert unchanged(answer), text
        done += "already-bound" in findings(answer)
    assert done > 9


def test_accession_to_the_extradition_convention_opens_channels_with_all_its_parties(
    snapshot: Snapshot,
) -> None:
    """CETS 24 arts. 29(3) and 30: bound ninety days after the deposit, toward every party."""
    answer = asked(snapshot, "accession:BRA:cets-024:2022-01-01")
    assert answer["acts"][0]["takes_effect"] == {"from": "2022-04-01"}
    assert answer["as_of"] == "2022-04-01"
    gained = {r["requested"] for r in answer["channels"]["gained"] if r["requesting"] == "BRA"}
    bound = {
        name(r["party"])
        for (t, _), rows in snapshot.memory.participations.items()
        for r in rows
        if t == "treaty/cets-024" and r["fro"] and r["fro"] <= "2022-04-01" < (r["til"] or "9999")
    }
    assert bound <= gained
    assert {d["treaty"] for d in answer["obligations"]["gained"]} == {"cets-024"}
    assert not answer["obligations"]["lost"]


def test_the_convention_takes_the_place_of_an_earlier_bilateral_treaty(snapshot: Snapshot) -> None:
    """CETS 24 art. 28(1)."""
    answer = asked(
        snapshot, "accession:BRA:cets-024:2022-01-01", state="BRA", other="ITA", purpose="extradition"
    )
    changed = [r for r in answer["channels"]["changed"] if r["after"] == "displaced"]
    assert any(r["treaty"].startswith("bra-ext-ita") for r in changed)


def test_a_protocol_gives_no_duty_to_a_state_outside_its_convention(snapshot: Snapshot) -> None:
    """UNTOC art. 37(2)."""
    answer = asked(snapshot, "accession:TUV:untoc-tip:2022-01-01")
    assert answer["obligations"]["gained"] == []
    assert unchanged(answer)
    clause = [
        f["pinpoints"]
        for f in answer["acts"][0]["findings"]
        if f["id"].startswith(("protocol", "convention"))
    ]
    assert clause == [["untoc/art-37.2"]]


def test_convention_and_protocol_together_bind(snapshot: Snapshot) -> None:
    """UNTOC arts. 37(2) and 38(2); Trafficking Protocol art. 17(2): thirty days."""
    answer = asked(snapshot, "accession:TUV:untoc:2022-01-01;accession:TUV:untoc-tip:2022-03-01")
    assert [a["takes_effect"]["from"] for a in answer["acts"]] == ["2022-01-31", "2022-03-31"]
    assert {"untoc", "untoc-tip"} <= {d["treaty"] for d in answer["obligations"]["gained"]}
    assert {"requesting": "TUV", "requested": "NGA", "purpose": "extradition"} in answer["channels"]["opened"]


def test_denunciation_takes_effect_after_the_wait_of_the_clause(snapshot: Snapshot) -> None:
    """CETS 24 art. 31: six months after the notice."""
    text = "denunciation:CHE:cets-024:2022-01-15"
    before = asked(snapshot, text, as_of=date(2022, 7, 14))
    after = asked(snapshot, text, as_of=date(2022, 7, 15))
    assert before["acts"][0]["takes_effect"] == {"from": "2022-07-15"}
    assert unchanged(before)
    assert "cets-024" in {d["treaty"] for d in after["obligations"]["lost"]}
    assert {r["treaty"] for r in after["channels"]["lost"]} >= {"cets-024"}


def test_leaving_the_convention_ends_its_protocol(snapshot: Snapshot) -> None:
    """UNTOC art. 40(3)."""
    answer = asked(snapshot, "denunciation:JPN:untoc:2022-01-01")
    assert {"untoc", "untoc-tip"} <= {d["treaty"] for d in answer["obligations"]["lost"]}


def test_only_a_party_can_denounce(snapshot: Snapshot) -> None:
    """VCLT art. 54."""
    answer = asked(snapshot, "denunciation:USA:cets-197:2022-01-01")
    assert answer["acts"][0]["outcome"] == "nothing"
    assert findings(answer) == ["not-a-party"]
    assert unchanged(answer)


def test_a_treaty_that_is_closed_to_the_state_cannot_bind_it(snapshot: Snapshot) -> None:
    """VCLT art. 15 and the Protocol of San Luis, art. 29: members of Mercosur alone can join."""
    answer = asked(snapshot, "accession:JPN:mercosur-mla-1996:2022-01-01")
    assert answer["acts"][0]["outcome"] == "nothing"
    assert "closed" in findings(answer)
    assert unchanged(answer)


def test_a_convention_of_the_ilo_can_be_left_in_its_window_only(snapshot: Snapshot) -> None:
    """C182 art. 11(1): within the year after each ten years since the entry into force of 2000-11-19."""
    answer = asked(snapshot, "denunciation:JPN:ilo-c182:2022-06-01")
    inside = asked(snapshot, "denunciation:JPN:ilo-c182:2021-06-01")
    assert findings(answer) == ["outside-window"]
    assert unchanged(answer)
    assert "ilo-c182" in {d["treaty"] for d in inside["obligations"]["lost"]}


def test_withdrawal_of_a_reservation_restores_the_duty(snapshot: Snapshot) -> None:
    """VCLT art. 22."""
    row = next(
        d
        for d in snapshot.rows(
            "SELECT * FROM duty WHERE effect = 'effect/excluded' AND til IS NULL ORDER BY id"
        )
        if snapshot.memory.parties[d["party"]]["class"].endswith("#State")
        and len(snapshot.rows("SELECT * FROM duty_statement WHERE id = ?", d["id"])) == 1
    )
    statement = snapshot.rows("SELECT * FROM duty_statement WHERE id = ?", row["id"])[0]["statement"]
    who, treaty = name(row["party"]), name(snapshot.memory.statements[statement]["treaty"])
    answer = asked(
        snapshot,
        f"withdrawal-of-reservation:{who}:{treaty}:2025-01-01:statement={statement}",
        as_of=date(2025, 1, 2),
    )
    restored = {d["norm"]: (d["before"], d["after"]) for d in answer["obligations"]["changed"]}
    assert restored[row["norm"]] == ("excluded", "full")


def test_a_reservation_made_with_the_consent_leaves_the_duty_out(snapshot: Snapshot) -> None:
    """Trafficking Protocol art. 15(3): a party may keep out of the settlement of disputes; VCLT arts. 19 to 21."""
    consent = "accession:TUV:untoc:2022-01-01;accession:TUV:untoc-tip:2022-01-01"
    answer = asked(snapshot, f"{consent};reservation:TUV:untoc-tip:2022-01-01:provisions=art-15.2")
    assert answer["acts"][-1]["outcome"] == "counts"
    effects = {
        d["pinpoint"]: d["after"] for d in answer["obligations"]["gained"] if d["treaty"] == "untoc-tip"
    }
    assert effects["art-8.1"] == "full"
    assert effects.get("art-15.2", "excluded") == "excluded"


def test_a_reservation_after_the_consent_comes_too_late(snapshot: Snapshot) -> None:
    """VCLT art. 19."""
    answer = asked(snapshot, "reservation:JPN:untoc-tip:2022-01-01:provisions=art-15.2")
    assert findings(answer) == ["late-reservation"]
    assert unchanged(answer)


def test_a_reservation_that_the_treaty_forbids_changes_nothing(snapshot: Snapshot) -> None:
    """VCLT art. 19(a); CETS 197 art. 45 allows one reservation only."""
    answer = asked(
        snapshot, "accession:ISR:cets-197:2016-01-01;reservation:ISR:cets-197:2016-01-01:provisions=art-10.1"
    )
    last = answer["acts"][-1]
    assert last["outcome"] == "nothing"
    assert last["findings"][-1]["id"] == "reservation-not-allowed"
    assert {d["after"] for d in answer["obligations"]["gained"] if d["pinpoint"] == "art-10.1"} == {"full"}


def test_a_notification_takes_the_convention_as_the_basis_or_not(snapshot: Snapshot) -> None:
    """UNTOC art. 16(5)(a): it counts when its author is asked, whoever asks."""
    silent = next(
        name(p)
        for (t, p) in sorted(snapshot.memory.participations)
        if t == "treaty/untoc"
        and snapshot.memory.parties[p]["class"].endswith("#State")
        and not snapshot.memory.restrictions.get((p, "treaty/untoc/art-16"))
        and obligations(snapshot, name(p), date(2022, 1, 2), treaty="untoc")["answer"] == "yes"
    )
    answer = asked(
        snapshot,
        f"notification:{silent}:untoc:2022-01-01:effect=treaty-is-not-legal-basis",
        as_of=date(2022, 1, 2),
    )
    changed = [
        r for r in answer["channels"]["changed"] if r["treaty"] == "untoc" and r["purpose"] == "extradition"
    ]
    assert {r["requested"] for r in changed if r["after"] == "barred"} == {silent}
    assert unchanged({**answer, "channels": {}})


def test_a_supposed_fact_has_its_proof_down_to_the_acts_of_both(snapshot: Snapshot) -> None:
    acts = whatif.parse("accession:BRA:cets-024:2022-01-01")
    gained = whatif.what_if(snapshot, acts, state="BRA", other="ITA")["channels"]["gained"][0]
    assert gained["proof"].startswith(
        "/v1/what-if/explain?acts=accession:BRA:cets-024:2022-01-01&fact=relation/cets-024/"
    )
    proof = whatif.explain(snapshot, acts, gained["id"])
    assert {(d["party"], d["treaty"]) for d in proof["data"]} == {("BRA", "cets-024"), ("ITA", "cets-024")}
    assert {"rule/bound-by-consent", "rule/treaty-in-force-between"} <= {s["rule"] for s in proof["steps"]}
    assert proof["supposed"] == ["accession:BRA:cets-024:2022-01-01"]


def test_the_snapshot_is_not_touched(snapshot: Snapshot) -> None:
    before = obligations(snapshot, "BRA", date(2022, 4, 1), treaty="cets-024")
    asked(snapshot, "accession:BRA:cets-024:2022-01-01")
    assert obligations(snapshot, "BRA", date(2022, 4, 1), treaty="cets-024") == before


@pytest.mark.parametrize(
    ("act", "parameter"),
    [
        ("accession:BRA:cets-024:1950-01-01", "date"),
        ("accession:BRA:cets-024:2022-02-30", "date"),
        ("conquest:BRA:cets-024:2022-01-01", "kind"),
        ("accession:CSHH:cets-024:2022-01-01", "date"),
        ("accession:FRA:eu-thb-2011:2022-01-01", "treaty"),
        ("reservation:JPN:untoc-tip:2022-01-01", "provisions"),
        ("reservation:JPN:untoc-tip:2022-01-01:provisions=art-99", "provisions"),
        ("notification:JPN:untoc:2022-01-01:effect=excludes", "effect"),
        ("withdrawal-of-reservation:JPN:untoc-tip:2022-01-01", "statement"),
        ("objection:JPN:untoc-tip:2022-01-01", "statement"),
        ("accession:BRA:cets-024", "acts"),
        ("accession:ABW:untoc:2022-01-01", "party"),
    ],
)
def test_what_nobody_could_do_is_refused_by_name(snapshot: Snapshot, act: str, parameter: str) -> None:
    with pytest.raises(BadInput) as refused:
        asked(snapshot, act)
    assert refused.value.parameter == parameter
    assert refused.value.hint


def test_an_unknown_state_or_treaty_is_unknown(snapshot: Snapshot) -> None:
    for act in ("accession:XXX:cets-024:2022-01-01", "accession:BRA:cets-99999:2022-01-01"):
        with pytest.raises(UnknownThing):
            asked(snapshot, act)


def test_an_act_in_one_line_reads_back_as_itself(snapshot: Snapshot) -> None:
    text = "reservation:JPN:untoc-tip:2022-01-01:provisions=art-15.2:effect=modifies"
    acts = read(snapshot, whatif.parse(text))
    assert [a.text() for a in acts] == [text]
    assert read(snapshot, whatif.parse(acts[0].text())) == acts
