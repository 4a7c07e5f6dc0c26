"""Changing a proof in one place: a check that has never refused anything shows nothing."""

import copy
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

Proof = dict[str, Any]


def tampered(proof: Proof, chance: random.Random) -> tuple[str, Proof]:
    """A copy of a proof with one thing wrong in it, and what was done.

    Args:
        proof: as ``explain`` gives it.
        chance: decides what is changed.
    """
    ways = list(_WAYS)
    chance.shuffle(ways)
    for way in ways:
        changed = copy.deepcopy(proof)
        if _WAYS[way](changed, chance) and changed != proof:
            return way, changed
    raise ValueError("This proof has nothing that could be changed.")


def _another_day(proof: Proof, chance: random.Random) -> bool:
    places = [(s["states"], k) for s in proof["steps"] for k, v in s["states"].items() if _is_day(v)]
    places += [(d, k) for d in proof["data"] for k in ("date", "effective") if _is_day(d[k])]
    places += [(proof, k) for k in ("from", "until") if _is_day(proof.get(k))]
    return _change(places, chance, lambda day: (date.fromisoformat(day) + timedelta(chance.choice((-1, 1, 365)))).isoformat())  # fmt: skip


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and value[:1].isdigit() and len(value) == 10 and "0001" < value[:4] < "9999"


def _another(name: str) -> Callable[[Proof, random.Random], bool]:
    def change(proof: Proof, chance: random.Random) -> bool:
        places = [(s["states"], name) for s in proof["steps"] if isinstance(s["states"].get(name), str)]
        places += [(d, name) for d in proof["data"] if d[name]]
        return _change(places, chance, lambda value: f"{value}x")

    return change


def _another_rule(proof: Proof, chance: random.Random) -> bool:
    steps = [s for s in proof["steps"] if s["rule"] != "calendar"]
    rules = sorted({s["rule"] for s in steps} | {"rule/bound-by-consent", "rule/duty-in-full"})
    step = chance.choice(steps)
    step["rule"] = chance.choice([r for r in rules if r != step["rule"]])
    return True


def _premise_dropped(proof: Proof, chance: random.Random) -> bool:
    places = [s["premises"] for s in proof["steps"]]
    premises = chance.choice(places)
    premises.remove(chance.choice(premises))
    return True


def _row_dropped(proof: Proof, chance: random.Random) -> bool:
    if proof["data"]:
        proof["data"].remove(chance.choice(proof["data"]))
    return True


def _step_dropped(proof: Proof, chance: random.Random) -> bool:
    proof["steps"].remove(chance.choice(proof["steps"]))
    return True


def _another_source(proof: Proof, chance: random.Random) -> bool:
    places = [
        (s, k) for d in proof["data"] for s in d["source"] for k in ("id", "title", "url", "as_of") if s[k]
    ]
    return _change(places, chance, lambda value: f"{value}1")


def _source_dropped(proof: Proof, chance: random.Random) -> bool:
    sourced = [d for d in proof["data"] if d["source"]]
    if sourced:
        chance.choice(sourced)["source"].pop()
    return bool(sourced)


def _other_words(proof: Proof, chance: random.Random) -> bool:
    step = chance.choice([s for s in proof["steps"] if s["rule"] != "calendar"])
    step["sentence"] = f"It is not so that {step['sentence']}"
    return True


def _change(places: list[tuple[Any, Any]], chance: random.Random, change: Callable[[str], str]) -> bool:
    if not places:
        return False
    where, key = chance.choice(places)
    where[key] = change(where[key])
    return True


_WAYS: Final[dict[str, Callable[[Proof, random.Random], bool]]] = {
    "another day": _another_day,
    "another party": _another("party"),
    "another treaty": _another("treaty"),
    "another rule": _another_rule,
    "a premise dropped": _premise_dropped,
    "a row of the record dropped": _row_dropped,
    "a step dropped": _step_dropped,
    "another source": _another_source,
    "a source dropped": _source_dropped,
    "other words": _other_words,
}
