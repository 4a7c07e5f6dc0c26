"""Where a subject stands in the Turtle files: for messages that name file and line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from foedera.namespaces import ID, path_of

#: Turtle (W3C Recommendation, section 6.5), as far as needed to see where statements begin.
_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<directive>@prefix\b|@base\b|(?i:prefix|base)(?=\s))
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d_](?:[\w.·-]*[\w·-])?|_)?:(?:(?:[\w:·%-]|\\.)(?:[\w:·%.-]|\\.)*(?<!(?<!\\)\.))?)
  | (?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<end>\.)
  | (?P<open>[\[(]) | (?P<close>[\])])
  | (?P<newline>\r\n|\n|\r)
  | (?P<other>[^\s])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file of the record (lines count from one)."""

    file: Path
    line: int


def locate(files: Iterable[Path], subject: str) -> list[Place]:
    """Every place where a statement about ``subject`` (an absolute IRI) begins."""
    return [place for path in files for iri, place in statements(path) if iri == subject]


def places(files: Iterable[Path]) -> dict[str, tuple[Place, ...]]:
    """Every subject of the files, by id path, with the places where statements about it begin."""
    found: dict[str, list[Place]] = {}
    for path in files:
        for iri, place in statements(path):
            found.setdefault(path_of(iri), []).append(place)
    return {subject: tuple(where) for subject, where in found.items()}


def statements(path: Path) -> Iterator[tuple[str, Place]]:
    """Each statement's subject (an absolute IRI) and its place, in the order of the file."""
    reader = _Reader(path)
    for match in _TOKEN.finditer(path.read_text(encoding="utf-8")):
        kind, token = match.lastgroup or "other", match.group()
        if subject := reader.subject(kind, token):
            yield subject, Place(path, reader.line)
        reader.line += 1 if kind == "newline" else token.count("\n")


class _Reader:
    """What must be remembered from one token to the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.line = 1
        self._base = ID
        self._prefixes: dict[str, str] = {}
        self._depth = 0
        self._at_start = True
        self._directive: list[str] = []

    def subject(self, kind: str, token: str) -> str | None:
        """The subject that begins with this token, if one does."""
        if kind in ("newline", "comment"):
            return None
        if self._directive or (kind == "directive" and self._at_start):
            self._declare(kind, token)
            return None
        began, self._at_start = self._at_start, kind == "end" and self._depth == 0
        self._depth += {"open": 1, "close": -1}.get(kind, 0)
        return self._expand(kind, token) if began else None

    def _declare(self, kind: str, token: str) -> None:
        """Collect the tokens of a declaration; its IRI is the last, a full stop may follow."""
        self._directive.append(token)
        if kind != "iri":
            return
        iri = urljoin(self._base, token[1:-1])
        if self._directive[0].lower().endswith("base"):
            self._base = iri
        else:
            self._prefixes[self._directive[1].rstrip(":")] = iri
        self._directive = []

    def _expand(self, kind: str, token: str) -> str | None:
        if kind == "iri":
            return urljoin(self._base, token[1:-1])
        prefix, _, local = token.partition(":")
        if kind != "name" or prefix not in self._prefixes:
            return None
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
