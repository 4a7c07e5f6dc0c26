"""A rule's pattern in parts: what it asks for, one premise at a time."""

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\]|\\.)*"|<[^<>\s]*>|[{}()]|\.(?=\s|$)|[^\s{}()"<.]+|[<.]', re.S
)
_VARIABLE: Final = re.compile(r"[?$](\w+)")
_BOUND: Final = re.compile(r"\bAS\s+[?$](\w+)\s*\)\s*$")
_WHOLE: Final = re.compile(
    r"^\s*CONSTRUCT\s*\{(?P<template>[^{}]*)\}\s*WHERE\s*\{(?P<pattern>.*)\}\s*$", re.S
)


@dataclass(frozen=True)
class Part:
    """One part of a pattern.

    Attributes:
        text: the SPARQL of the part.
        kind: ``triples``, ``filter``, ``bind``, ``optional`` or ``group``.
    """

    text: str
    kind: str

    @property
    def variables(self) -> frozenset[str]:
        """The variables that occur in it."""
        return frozenset(_VARIABLE.findall(self.text))

    @property
    def result(self) -> str | None:
        """The variable that a BIND gives a value to."""
        found = _BOUND.search(self.text) if self.kind == "bind" else None
        return found[1] if found else None

    @property
    def required(self) -> bool:
        """Whether a conclusion fails without it."""
        return self.kind in ("triples", "filter", "group")


def template_and_parts(construct: str) -> tuple[str, list[Part]]:
    """The template of a CONSTRUCT, and its pattern in parts, in the order in which they are written."""
    match = _WHOLE.match(construct)
    assert match is not None, "a snapshot is built from rules of this form only"
    return match["template"], _parts(match["pattern"])


def _parts(pattern: str) -> list[Part]:
    found: list[Part] = []
    start, depth, end = 0, 0, 0
    for token in _TOKEN.finditer(pattern):
        text = token.group()
        if depth == 0 and text == "." and pattern[start : token.start()].strip():
            found.append(_part(pattern[start : token.start()]))
            start = token.end()
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(text, 0)
        end = token.end()
        if depth == 0 and text in ("}", ")") and _closes(pattern[start:end], pattern[end:]):
            found.append(_part(pattern[start:end]))
            start = end
    if pattern[start:].strip(" \n."):
        found.append(_part(pattern[start:]))
    return [part for part in found if part.text]


def _closes(part: str, after: str) -> bool:
    """Whether a bracket closes a part: one of triples goes on, and so does a union."""
    head = part.lstrip(" \n.")
    begins = head.startswith("{") or re.match(r"(?i)(OPTIONAL|FILTER|BIND|VALUES)\b", head)
    return bool(begins) and not re.match(r"\s*UNION\b", after)


def _part(text: str) -> Part:
    bare = text.strip(" \n.")
    for word in ("OPTIONAL", "FILTER", "BIND"):
        if bare.startswith(word):
            return Part(bare, word.lower())
    return Part(bare, "group" if bare.startswith("{") else "triples")
