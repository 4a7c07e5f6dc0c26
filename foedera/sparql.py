"""Which SPARQL texts this service runs: queries over its own graphs, and nothing that reaches out.

A ``SERVICE`` clause makes the engine send a request to any address the query names, so it is refused before
the engine sees the text. The word alone proves nothing: it may stand in a string, a comment, an IRI or a
variable, and the engine's grammar (a PEG without word boundaries, pyoxigraph 0.5) also takes it where no
word begins: ``1SERVICE<…>{…}``, ``SERVICEex:a{…}``, and after ``ex:a.b.``. Hence two steps:

1. *Blank* what can hide text: strings, comments and IRIs. Where a text could be cut up in two ways (a
   comparison that looks like an IRI, a long string that does not close), it is refused: guessing would let
   one reader skip what another one runs.
2. Look in what is left for the shape that every SERVICE clause has in any reading, words or no words:
   ``service``, perhaps ``silent``, a variable or IRI, an opening brace.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from foedera.errors import QueryRefused

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_HEX: Final = r"u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}"
_ESCAPE: Final = rf"\\(?:[tbnrf\\\"']|{_HEX})"
_NAME: Final = r"[A-Za-z0-9_]|[^\x00-\x7f]"

#: What stands at one place of the text; long strings before short ones, as the grammar tries them.
_PIECE: Final = re.compile(
    rf"""
    (?P<comment>  \#[^\r\n]* )
  | (?P<long>     '''(?:'{{0,2}}+(?:[^'\\]|{_ESCAPE}))*+''' | \"\"\"(?:\"{{0,2}}+(?:[^\"\\]|{_ESCAPE}))*+\"\"\" )
  | (?P<short>    (?!'''|\"\"\") (?: '(?:[^'\\\r\n]|{_ESCAPE})*+' | \"(?:[^\"\\\r\n]|{_ESCAPE})*+\" ) )
  | (?P<iri>      <(?:[^<>\"{{}}|^`\\\x00-\x20]|\\(?:{_HEX}))*+> )
  | (?P<variable> [?$](?:{_NAME})++ )
  | (?P<escaped>  \\[^uU] )
  | (?P<plain>    [^\#'\"<?$\\]++ )
  | (?P<single>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
#: An IRI that no grammar can take for a comparison: ``x://…`` is no expression, and without quote, hash and
#: bracket both readings go on at the same place with nothing skipped.
_CLEAR_IRI: Final = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.\-]*://|[^'#()>]*+>\Z)")
_UNICODE: Final = re.compile(rf"\\(?:{_HEX})")
_DELIMITERS: Final = "\"'\\\n\r<>#{}"

_SERVICE_CLAUSE: Final = re.compile(
    r"service\s*(?:silent\s*)?(?:\?v|<>|[^\s{}<>?$]*:[^\s{}<>?$]*)\s*\{", re.IGNORECASE
)
_KEYWORD: Final = re.compile(
    r"(?<![\w:.\-%@\\])(SERVICE|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH|USING)(?![\w:\-%])",
    re.IGNORECASE,
)
_FORM: Final = re.compile(
    r"(?<![\w:.\-%@\\])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![A-Za-z0-9_:\-])", re.IGNORECASE
)
_DATASET: Final = re.compile(r"(?<![\w:.\-%@\\])FROM(?:\s+NAMED)?(?:\s*<>|\s+[^\s{}<>?$:]*:)", re.IGNORECASE)
#: Wide on purpose: a query taken for a changing one is only asked again.
_CHANGING: Final = re.compile(r"NOW|RAND|UUID|BNODE|\[|_:", re.IGNORECASE)


class QueryUnclear(QueryRefused):
    """A text that could be cut into words in two ways, or in none."""


@dataclass(frozen=True)
class Outline:
    """What can be told of a query before it is parsed.

    Attributes:
        form: the query form, None where the text holds none (the parser will then name the error).
        own_dataset: whether it has FROM or FROM NAMED, so that the union of all graphs is not its default.
        constant: whether it answers the same each time: it asks for no moment, no chance and no new name.
    """

    form: Form | None
    own_dataset: bool
    constant: bool = True


def guard(text: str) -> None:
    """Refuse what this service does not run.

    Args:
        text: the query as it came.

    Raises:
        QueryRefused: it holds a SERVICE clause or an update; the message names it and its place.
        QueryUnclear: its words cannot be told apart for certain.
    """
    outline(text)


def outline(text: str) -> Outline:
    """Guard a query and tell its form and whether it names its own dataset.

    Raises:
        QueryRefused: as for ``guard``.
    """
    code = _blanked(text)
    keyword = _KEYWORD.search(code)
    if keyword is not None:
        _refuse(code, keyword.start(), keyword[1].upper())
    clause = _SERVICE_CLAUSE.search(code)
    if clause is not None:
        _refuse(code, clause.start(), "SERVICE")
    form = _FORM.search(code)
    name: Form | None = form[1].upper() if form else None  # type: ignore[assignment]
    return Outline(name, _DATASET.search(code) is not None, _CHANGING.search(code) is None)


def _refuse(code: str, place: int, keyword: str) -> NoReturn:
    where = _where(code, place)
    if keyword == "SERVICE":
        raise QueryRefused(
            f"SERVICE at {where}: this endpoint sends no requests to others. Ask the other endpoint yourself and "
            "bring its answers in with VALUES."
        )
    raise QueryRefused(
        f"{keyword} at {where}: this endpoint answers queries only (SELECT, ASK, CONSTRUCT, DESCRIBE); "
        "the record changes in its Turtle files."
    )


def _where(text: str, place: int) -> str:
    """A place in words: lines and columns count from 1."""
    line_start = text.rfind("\n", 0, place) + 1
    return f"line {text.count(chr(10), 0, place) + 1}, column {place - line_start + 1}"


def _blanked(text: str) -> str:
    """The text with strings, comments, IRIs and variable names blanked; line ends stay where they were.

    Raises:
        QueryUnclear: a piece could be read in two ways.
    """
    pieces: list[str] = []
    place = 0
    while place < len(text):
        piece = _PIECE.match(text, place)
        assert piece is not None  # the last alternative takes any character
        pieces.append(_blank(text, place, str(piece.lastgroup), piece[0]))
        place = piece.end()
    return "".join(pieces)


def _blank(text: str, place: int, kind: str, piece: str) -> str:
    if kind in ("long", "short"):
        if any(chr(int(u[2:], 16) % 0x110000) in _DELIMITERS for u in _UNICODE.findall(piece)):
            _unclear(text, place, r"a \u escape stands for a delimiter; use the short escape, such as \"")
        return _padded('""', piece)
    if kind == "comment":
        end = place + len(piece)
        if text[end : end + 1] == "\r" and text[end + 1 : end + 2] != "\n":
            _unclear(text, end, "a comment ends in a bare carriage return; end lines with a line feed")
        return _padded("", piece)
    if kind == "iri":
        if not _CLEAR_IRI.match(piece):
            _unclear(
                text,
                place,
                "this may be an IRI or a comparison; put a space after '<', or write the IRI in full",
            )
        return _padded("<>", piece)
    if kind == "variable":
        return _padded("?v", piece)
    if kind == "escaped":
        return "\\_"
    if kind == "single":
        _single(text, place, piece)
    return piece


def _single(text: str, place: int, character: str) -> None:
    """Refuse a character that begins a piece which then does not hold."""
    if character in "'\"":
        _unclear(text, place, "a string is not closed, or holds an escape that SPARQL does not know")
    if character == "\\":
        _unclear(
            text, place, "escapes are for strings, IRIs and local names only; write the character itself"
        )
    if character == "<" and text[place + 1 : place + 2] == "<":
        _unclear(
            text,
            place,
            "'<<' is not read here: the record has no triple terms; put a space between '<' and an IRI",
        )


def _padded(short: str, piece: str) -> str:
    """``short`` with the length and the line ends of ``piece``, so that places stay true."""
    filler = "".join(c if c in "\r\n" else " " for c in piece[len(short) :])
    return short + filler


def _unclear(text: str, place: int, why: str) -> NoReturn:
    raise QueryUnclear(f"At {_where(text, place)}: {why}.")
