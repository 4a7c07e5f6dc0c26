"""Does a sentence say what its step states? The template, the names and the days in it are read back."""

import re
from typing import Any, Final

from rdflib import Namespace
from rdflib.term import Node

from foedera.verify.record import Record, foed, node, path_of

_NAMES: Final = (
    foed("shortTitle"),
    Namespace("http://purl.org/dc/terms/").title,
    Namespace("http://www.w3.org/2000/01/rdf-schema#").label,
    foed("pinpoint"),
)
_LABEL: Final = _NAMES[2]
_SLOT: Final = re.compile(r"\{(\w+)\}")
_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NEVER: Final = ("9999-12-31", "0001-01-01")
_BOUNDS: Final = ("possiblyFrom", "from", "until", "possiblyUntil")


def named(record: Record, thing: Node) -> str:
    """How the record calls a thing."""
    found = next((n for p in _NAMES if (n := record.one(thing, p)) is not None), None)
    return str(found) if found is not None else path_of(thing).partition("/")[2]


def days_in(text: str) -> list[str]:
    """The whole days that a text names, in order."""
    return [d for d in _DAY.findall(text) if d not in _NEVER]


def misread(
    record: Record, template: str, sentence: str, states: dict[str, Any], pair: list[Node]
) -> str | None:
    """What in a sentence does not fit its step; None where all does.

    Args:
        record: the record.
        template: the rule's sentence, with places.
        sentence: the sentence of the step.
        states: what the step states.
        pair: the two parties, where the step is about two.
    """
    pieces = _SLOT.split(template)
    slots = {slot: _right(record, slot, states, pair) for slot in pieces[1::2]}
    pattern = "".join(re.escape(p) if n % 2 == 0 else _place(p, slots[p]) for n, p in enumerate(pieces))
    match = re.fullmatch(pattern, sentence, re.S)
    if match is None:
        right = "; ".join(
            f"{slot}: {' or '.join(names)}" for slot, names in slots.items() if names is not None
        )
        return f"the sentence is not the rule's ({right})"
    for text in match.groups():
        if days_in(text) != _stated(states):
            return f"the sentence says '{text}', the step states {_stated(states)}"
    return None


def _place(slot: str, right: list[str] | None) -> str:
    """What may stand in a place, as a pattern; what an interval says is caught."""
    if slot == "interval":
        return "(.*?)"
    return ".*?" if right is None else f"(?:{'|'.join(map(re.escape, right))})"


def _right(record: Record, slot: str, states: dict[str, Any], pair: list[Node]) -> list[str] | None:
    """What may stand in a place; None where more than one step decides it."""
    if slot == "parties":
        return [" and ".join(named(record, p) for p in pair)]
    stated = states.get(slot)
    values = [
        v for v in (stated if isinstance(stated, list) else [stated]) if isinstance(v, str) and "/" in v
    ]
    if slot in ("norm", "provision", "displaced") or not values:
        return None
    return [named(record, node(v)) for v in values]


def _stated(states: dict[str, Any]) -> list[str]:
    """The days of an interval in the order in which a sentence tells them."""
    found = [str(states[b]) for b in _BOUNDS if b in states and isinstance(states[b], str)]
    if "possiblyFrom" in states and states.get("from") == states["possiblyFrom"]:
        found.remove(str(states["from"]))
    return [d for d in found if d not in _NEVER]
