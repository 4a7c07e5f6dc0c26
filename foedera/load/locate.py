"""Where a subject stands in the Turtle files: for messages that name file and line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

#: Turtle, as far as needed to see where statements begin: comments, strings, IRIs, names, punctuation.
_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<directive>@prefix|@base|(?i:prefix|base)(?=\s))
  | (?P<name>[\w.%-]*[\w%-]?:(?:[\w:%/~-]|\\.|\.(?=[\w:%~-]))*)
  | (?P<end>\.(?=\s|$|\#))
  | (?P<open>[\[(]) | (?P<close>[\])])
  | (?P<newline>\n)
  | (?P<other>[^\s])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file of the record (lines count from one)."""

    file: Path
    line: int


def index(files: Iterable[Path]) -> Iterator[tuple[str, Place]]:
    """Every statement of the files: its subject (an absolute IRI) and where it begins."""
    for path in files:
        yield from _subjects(path)


def locate(files: Iterable[Path], subject: str) -> list[Place]:
    """Every place where a statement about ``subject`` (an absolute IRI) begins."""
    return [place for iri, place in index(files) if iri == subject]


def _subjects(path: Path) -> Iterator[tuple[str, Place]]:
    """Each statement's subject with its place, in the order of the file."""
    text = path.read_text(encoding="utf-8")
    base, prefixes = "", dict[str, str]()
    line, depth, at_start = 1, 0, True
    directive: list[str] = []
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if kind == "newline":
            line += 1
        elif kind == "comment":
            continue
        elif kind == "directive" and at_start:
            directive, at_start = [token], False
        elif directive:
            directive.append(token)
            if kind == "iri":
                base = _declare(directive, base, prefixes)
                directive = []
                at_start = match.string[match.end() : match.end() + 3].lstrip()[:1] != "."
        elif kind == "open":
            depth += 1
            at_start = False
        elif kind == "close":
            depth -= 1
        elif kind == "end" and depth == 0:
            at_start = True
        elif at_start:
            at_start = False
            iri = _expand(token, base, prefixes)
            if iri:
                yield iri, Place(path, line)
        line += token.count("\n") if kind == "string" else 0


def _declare(directive: list[str], base: str, prefixes: dict[str, str]) -> str:
    iri = urljoin(base, directive[-1][1:-1])
    if directive[0].lower().endswith("base"):
        return iri
    prefixes[directive[1].rstrip(":")] = iri
    return base


def _expand(token: str, base: str, prefixes: dict[str, str]) -> str | None:
    if token.startswith("<"):
        return urljoin(base, token[1:-1])
    prefix, colon, local = token.partition(":")
    return prefixes[prefix] + local.replace("\\", "") if colon and prefix in prefixes else None
