"""A proof is accepted for what it is and refused for what it is not."""

import copy
import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

from foedera.cli.proofs import drawn
from foedera.explain import proof_of
from foedera.namespaces import INFERRED, foed, path_of
from foedera.store import Snapshot
from foedera.verify import Law, faults
from foedera.verify.tamper import tampered

Proof = dict[str, Any]
JAPAN = "duty/untoc-tip/JPN/acceptance/art-5.1"
TURKEY = "participation/cets-210/TUR/ratification"
_DAYS = (
    "effective", "possiblyEffective", "inForceBy", "possiblyInForceFrom", "shownUntil",
    "lapses", "lapsesLatest", "objectableAtLeastUntil", "objectableUntil",
)  # fmt: skip


def test_both_calendars_reckon_the_same_day_for_everything_recorded(snapshot: Snapshot, law: Law) -> None:
    theirs: dict[str, dict[str, str]] = {}
    for name in _DAYS:
        for quad in snapshot.query_store.quads_for_pattern(None, foed(name), None, INFERRED):
            theirs.setdefault(quad.subject.value, {})[name] = quad.object.value  # type: ignore[union-attr]
    ours = {str(thing): days for thing in law.record.data if (days := law.days.of(thing))}
    assert len(ours) > 6000
    assert ours == theirs


def test_proofs_of_random_conclusions_are_accepted(snapshot: Snapshot, law: Law) -> None:
    refused = {
        fact: wrong
        for fact in drawn(snapshot, 40, random.Random(11))
        if (wrong := faults(law, proof_of(snapshot, fact)))
    }
    assert not refused


def test_random_proofs_changed_in_one_place_are_refused(snapshot: Snapshot, law: Law) -> None:
    chance = random.Random(12)
    for fact in drawn(snapshot, 40, chance):
        way, changed = tampered(proof_of(snapshot, fact), chance)
        assert faults(law, changed), f"{fact}: {way}"


def test_a_conclusion_of_every_rule_that_concludes_is_accepted(snapshot: Snapshot, law: Law) -> None:
    by_rule = NamedNode("http://www.w3.org/ns/shacl#sourceRule")
    for rule in law.rules:
        found = snapshot.query_store.quads_for_pattern(None, by_rule, NamedNode(str(rule)), INFERRED)
        first = next(iter(found), None)
        if first is not None:
            assert not faults(law, proof_of(snapshot, path_of(first.subject.value))), rule  # type: ignore[union-attr]


def test_a_proof_as_known_on_a_day_is_checked_against_what_was_known(snapshot: Snapshot, law: Law) -> None:
    proof = proof_of(snapshot, TURKEY, date(2020, 1, 1))
    assert proof["until"] is None
    assert not faults(law, proof)
    assert faults(law, {**proof, "known_at": None}), "today the denunciation is on record"


def without_the_denunciation(proof: Proof) -> None:
    """A lie without a gap: the ending, its act and its day are gone, and the interval is open."""
    proof["data"] = [d for d in proof["data"] if d["kind"] != "denunciation"]
    proof["steps"] = [s for s in proof["steps"] if "denunciation" not in s["conclusion"]]
    last = proof["steps"][-1]
    last["premises"] = [p for p in last["premises"] if "ending" not in p]
    last["states"]["until"] = "9999-12-31"
    last["sentence"] = proof["sentence"] = last["sentence"].replace(f" until {proof['until']}", "")
    proof["until"] = None


def test_a_proof_that_is_silent_about_the_denunciation_is_refused(snapshot: Snapshot, law: Law) -> None:
    proof = proof_of(snapshot, TURKEY)
    assert proof["until"] == "2021-07-01"
    assert not faults(law, proof)
    without_the_denunciation(proof)
    assert faults(law, proof)


def _set(*path: Any, to: Any) -> Callable[[Proof], None]:
    def change(proof: Proof) -> None:
        where = proof
        for key in path[:-1]:
            where = where[key]
        where[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set("fact", to="duty/untoc-tip/JPN/acceptance/art-5.2"), "last step"),
        (_set("from", to="2017-08-11"), "interval"),
        (_set("until", to="2030-01-01"), "interval"),
        (_set("sentence", to="Japan owes nothing."), "sentence"),
        (_set("steps", -1, "states", "party", to="party/NGA"), "'party' is party/JPN"),
        (_set("steps", -1, "states", "effect", to="effect/excluded"), "'effect' is effect/full"),
        (_set("steps", -1, "states", "possiblyFrom", to="2001-01-01"), "'possiblyFrom' is None"),
        (_set("steps", -1, "rule", to="rule/duty-restored"), "does not conclude"),
        (_set("steps", -1, "rule", to="rule/nothing"), "no rule"),
        (_set("steps", -1, "pinpoints", to=["vclt-1969/art-18"]), "rests on"),
        (_set("steps", -1, "premises", to=[]), "its premises are"),
        (_set("steps", -1, "sentence", to="Nigeria owes it."), "not the rule's"),
        (_set("steps", 0, "states", "effective", to="2017-08-09"), "'effective' is 2017-08-10"),
        (_set("data", 1, "party", to="NGA"), "its party is JPN"),
        (_set("data", 1, "kind", to="ratification"), "its kind is acceptance"),
        (_set("data", 1, "date", to="2016-07-11"), "its date is"),
        (_set("data", 1, "note", to="seen"), "its note is"),
        (_set("data", 1, "source", 0, "url", to="https://example.org"), "its url is"),
        (_set("data", 1, "source", 0, "as_of", to="2010-01-01"), "its as_of is"),
        (_set("data", 1, "source", to=[]), "its sources are"),
        (_set("data", 1, "act", to="act/untoc-tip/JPN/nothing"), "does not assert"),
        (lambda proof: proof["steps"].clear(), "no step"),
        (lambda proof: proof.pop("data"), "not the form of a proof"),
        (lambda proof: proof["data"].append(proof["data"][1] | {"act": "act/untoc/NGA/ratification"}), "no part in it"),
        (lambda proof: proof.update(data=proof["data"] * 40 + [{**proof["data"][0], "act": f"act/{n}"} for n in range(200)]), "more than"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(
    snapshot: Snapshot, law: Law, change: Callable[[Proof], Any], words: str
) -> None:
    proof = copy.deepcopy(proof_of(snapshot, JAPAN))
    change(proof)
    assert words in " ".join(faults(law, proof))


def test_the_command_checks_a_kept_proof(snapshot: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    from foedera.cli import main

    kept = tmp_path / "proof.json"
    kept.write_text(json.dumps(proof_of(snapshot, JAPAN)))
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(kept)])
    assert ended.value.code in (0, None)
    assert "1 accepted" in capsys.readouterr().out
    kept.write_text(json.dumps({**proof_of(snapshot, JAPAN), "from": "2001-01-01"}))
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(kept)])
    assert ended.value.code == 1
