"""Cases for tests: random ones for Hypothesis, and golden ones read from files."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from foedera.assess import Assessment, Case
from foedera.assess.vocabulary import Field, Vocabulary

#: Pairs whose channels differ in kind: no treaty, an old treaty, conventions with protocols, union law.
PAIRS = (
    ("ITA", "NGA"),
    ("ITA", "CHE"),
    ("GBR", "FRA"),
    ("FRA", "BRA"),
    ("DEU", "POL"),
    ("USA", "THA"),
    ("NLD", "TUR"),
)
PURPOSES = (
    "extradition", "extradition", "mutual-legal-assistance", "confiscation", "transfer-of-sentenced-persons",
    "transfer-of-proceedings", "joint-investigation",
)  # fmt: skip
MONTHS = (0, 3, 4, 6, 11, 12, 13, 35, 36, 47, 48, 120, 1200)


def value(field: Field, states: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Any value of a field; of states, those of the pair and two others."""
    some = st.sampled_from([*states, "JPN", "AUT"])
    match field.kind:
        case "flag":
            return st.booleans()
        case "number":
            return st.sampled_from(MONTHS)
        case "concept":
            return st.sampled_from([iri.rpartition("/")[2] for iri in field.concepts])
        case "states":
            return st.lists(some, max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
    return st.just("2021-05-01")


@st.composite
def cases(draw: st.DrawFn, words: Vocabulary, known: float = 0.5) -> Case:
    """A case of which about so much is known; the day is one that the record covers well."""
    states = draw(st.sampled_from(PAIRS))
    facts: dict[str, Any] = {
        "requesting": states[0], "requested": states[1], "purpose": draw(st.sampled_from(PURPOSES)), "as_of": "2023-01-01",
    }  # fmt: skip
    facts["offence"] = draw(
        st.sampled_from(["trafficking-in-persons", "sale-of-children", "money-laundering"])
    )
    for field in words.fields:
        if field.name not in facts and draw(st.floats(0, 1)) < known:
            facts[field.name] = draw(value(field, states))
    return Case(facts)


@dataclass(frozen=True)
class Golden:
    """A case in a file, with what is expected of it."""

    path: Path

    @property
    def content(self) -> dict[str, Any]:
        """The file: ``point`` (the legal point, with its article), ``case``, ``expect``."""
        found: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        return found


def differences(found: Assessment, expected: dict[str, Any]) -> list[str]:
    """What an answer says otherwise than expected.

    ``expected`` has ``answer``, ``channels`` (key → ``status``, ``outcome``, ``requirements`` by id), ``duties`` (id → arises, or
    "no" where it must not be told), and ``asks`` (fields that must be asked for); each may be left out.
    """
    wrong = []
    paths = {p.key: p for p in found.channels}
    if "answer" in expected and found.answer != expected["answer"]:
        wrong.append(f"answer: {found.answer}, expected {expected['answer']}")
    for key, wanted in expected.get("channels", {}).items():
        path = paths.get(key)
        if path is None:
            wrong.append(f"{key}: no such channel; there are {', '.join(paths)}")
            continue
        results = {r.id: r.result for r in path.requirements}
        if wanted.get("status", path.status) != path.status:
            wrong.append(f"{key}: {path.status}, expected {wanted['status']}")
        if wanted.get("outcome", path.channel["outcome"]) != path.channel["outcome"]:
            wrong.append(f"{key}: {path.channel['outcome']}, expected {wanted['outcome']}")
        wrong += [
            f"{key} {id_}: {results.get(id_, 'not told')}, expected {result}"
            for id_, result in wanted.get("requirements", {}).items()
            if results.get(id_, "not told") != result
        ]
    arising: dict[str, str] = {d.id: d.arises for d in found.duties}
    wrong += [
        f"duty {id_}: {arising.get(id_, 'no')}, expected {wanted}"
        for id_, wanted in expected.get("duties", {}).items()
        if arising.get(id_, "no") != wanted
    ]
    asked = [q.field for q in found.questions]
    return wrong + [f"{field} is not asked for" for field in expected.get("asks", []) if field not in asked]
