"""Why not: the three answers kept apart, with what decides and what the nearest rule lacked."""

from datetime import date
from typing import Any

import pytest

from foedera import whynot
from foedera.clocks import as_known
from foedera.errors import UnknownThing
from foedera.infer import read_rules
from foedera.store import Snapshot
from foedera.whynot.nearest import _words
from foedera.whynot.pattern import template_and_parts


def only(answer: dict[str, Any]) -> dict[str, Any]:
    assert answer["total"] == 1
    found: dict[str, Any] = answer["answers"][0]
    return found


@pytest.mark.parametrize(
    ("point", "state", "treaty", "day", "holds", "ground", "words", "rule"),
    [
        ("no act on a list that is complete", "JPN", "cets-197", "2024-01-01", "no", "no-act", "complete to 2024-07-16", "rule/bound-by-consent"),
        ("no act, and the list is older than the day", "JPN", "cets-024", "2024-01-01", "not-known", "list-incomplete", "complete to 2023-06-28 only", "rule/bound-by-consent"),
        ("no act for a protocol, nor for its convention", "TUV", "untoc-tip", "2020-01-01", "no", "no-act", "does not name it", "rule/protocol-bound-with-its-convention"),
        ("an act of the union binds members only (TFEU art. 288)", "USA", "eu-eaw", "2024-01-01", "no", "no-act", "members of the organisation only", "rule/bound-as-member"),
        ("a member that stands outside (Protocol 22)", "DNK", "eu-confiscation-2018", "2022-01-01", "no", "stands-outside", "Denmark took no part", "rule/bound-as-member"),
        ("denounced before the day (VCLT art. 54)", "TUR", "cets-210", "2024-01-01", "no", "ended", "ceased to be", None),
        ("signed, bound later (VCLT art. 24)", "JPN", "untoc-tip", "2010-01-01", "no", "not-yet", "took effect later", None),
        ("bound after all", "JPN", "untoc-tip", "2024-01-01", "yes", "holds", "is bound", None),
    ],
)  # fmt: skip
def test_a_state_that_is_not_bound(
    snapshot: Snapshot, point: str, state: str, treaty: str, day: str, holds: str, ground: str, words: str, rule: str | None
) -> None:  # fmt: skip
    answer = whynot.participation(snapshot, state, treaty, date.fromisoformat(day))
    told = only(answer)
    assert (answer["holds"], told["ground"]) == (holds, ground), point
    assert words in told["sentence"], point
    assert (told["nearest"]["rule"] if told["nearest"] else None) == rule, point
    assert rule is None or told["nearest"]["lacking"], point


def test_the_denunciation_that_ended_it_is_named_with_its_proof(snapshot: Snapshot) -> None:
    told = only(whynot.participation(snapshot, "TUR", "cets-210", date(2024, 1, 1)))
    (fact,) = told["facts"]
    assert "ceased to be bound by Istanbul Convention on 2021-07-01: its denunciation" in fact["sentence"]
    assert fact["proof"] == f"/v1/explain?fact={fact['fact']}"


def test_what_was_not_known_yet_is_asked_of_what_was_known(snapshot: Snapshot) -> None:
    known = as_known(snapshot, ["TUR"], date(2020, 1, 1))
    assert whynot.participation(known, "TUR", "cets-210", date(2024, 1, 1))["holds"] == "yes"


def test_the_lack_is_told_in_the_words_of_the_rule(snapshot: Snapshot) -> None:
    told = only(whynot.participation(snapshot, "TUV", "untoc-tip", date(2020, 1, 1)))
    assert told["nearest"]["pinpoints"] == ["vclt-1969/art-11", "vclt-1969/art-24", "vclt-1969/art-30"]
    assert told["nearest"]["lacking"] == [
        "No act by which Tuvalu consents to Trafficking Protocol is on record.",
        "Tuvalu is not on record as bound by the convention that Trafficking Protocol belongs to.",
    ]


def test_article_35_of_untoc_for_india_paragraph_by_paragraph(snapshot: Snapshot) -> None:
    answer = whynot.duty(snapshot, "IND", date(2020, 1, 1), treaty="untoc", article="35")
    grounds = {a["pinpoint"]: a["ground"] for a in answer["answers"]}
    assert grounds == {
        "art-35.1": "holds",
        "art-35.2": "excluded-by-reservation",
        "art-35.3": "not-a-duty",
        "art-35.4": "not-a-duty",
    }
    excluded = answer["answers"][1]
    assert any(f["fact"].startswith("reservation/untoc/IND/") for f in excluded["facts"])
    assert answer["answers"][2]["nearest"]["rule"] == "rule/norm-binds-parties"


def test_a_duty_that_is_not_owed_because_the_state_is_not_bound(snapshot: Snapshot) -> None:
    told = only(whynot.duty(snapshot, "JPN", date(2010, 1, 1), norm="untoc-tip/art-5.1"))
    assert (told["holds"], told["ground"]) == ("no", "not-yet")
    with pytest.raises(UnknownThing, match="Articles with norms"):
        whynot.duty(snapshot, "JPN", date(2010, 1, 1), treaty="untoc-tip", article="99")


def test_the_arrest_warrant_displaces_the_convention_between_italy_and_germany(snapshot: Snapshot) -> None:
    told = only(whynot.channel(snapshot, "ITA", "DEU", "extradition", date(2024, 1, 1), "cets-024"))
    assert (told["holds"], told["ground"]) == ("no", "displaced")
    assert told["facts"][0]["fact"].startswith("displacement/cets-024/")


def test_a_suspended_treaty_comes_before_those_that_never_bound_both(snapshot: Snapshot) -> None:
    answer = whynot.channel(snapshot, "USA", "HKG", "extradition", date(2021, 1, 1))
    assert answer["holds"] == "yes"
    first = next(a for a in answer["answers"] if a["holds"] != "yes")
    assert (first["treaty"], first["ground"]) == ("usa-ext-hkg-1996-12-20", "suspended")
    assert "was suspended" in first["facts"][0]["sentence"]
    others = [a for a in answer["answers"] if a["ground"] == "other-offences"]
    assert others, "treaties for other offences are no channel for trafficking"
    assert all(a["holds"] == "no" for a in others)


def test_a_treaty_that_one_side_is_not_bound_by(snapshot: Snapshot) -> None:
    told = only(whynot.channel(snapshot, "ITA", "JPN", "extradition", date(2024, 1, 1), "cets-024"))
    assert (told["holds"], told["ground"], told["state"]) == ("not-known", "list-incomplete", "JPN")


def test_a_treaty_for_another_purpose(snapshot: Snapshot) -> None:
    told = only(whynot.channel(snapshot, "ITA", "DEU", "extradition", date(2024, 1, 1), "cets-030"))
    assert (told["holds"], told["ground"]) == ("no", "not-provided")
    assert "mutual-legal-assistance" in told["sentence"]


def test_every_rule_that_binds_names_its_premises_in_words(snapshot: Snapshot) -> None:
    for rule in read_rules(snapshot.law_store):
        template, parts = template_and_parts(rule.construct)
        if "a foed:Participation" in template:
            words = _words(snapshot.law_store, rule.iri)
            assert words, rule.iri
            text = " ".join(p.text for p in parts)
            assert not [key for key, _ in words if not key.search(text)], (
                f"{rule.iri}: a premise it does not ask for"
            )
