"""HTML and XML as an importer sees them: tables, blocks of text, and the line that each begins on.

Footnote marks (``<sup>``, ``<superscript>``) are no part of a text. A page that stops before its end is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree, html

from foedera.errors import Unreadable

_MARKS: Final = frozenset({"sup", "superscript"})
_HIDDEN: Final = frozenset({"script", "style", "noscript", "template"})
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "td",
        "th",
        "tr",
        "table",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "hr",
        "dt",
        "dd",
        "caption",
        "title",
        "option",
        "body",
        "head",
        "pre",
        "section",
    ]
)
_DECLARED: Final = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9_-]+)""")
_AGAIN: Final = "Save or download it again, whole."


@dataclass(frozen=True)
class Cell:
    """A piece of text, the line on which it begins, and its parts where links or breaks divide it."""

    text: str
    line: int
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table: its attributes, the text that stands before it, and its rows."""

    name: str
    kind: str
    rows: tuple[tuple[Cell, ...], ...]
    line: int


@dataclass(frozen=True)
class Page:
    """A page taken apart."""

    file: str
    tables: tuple[Table, ...]
    lines: tuple[Cell, ...]
    preformatted: tuple[Cell, ...]
    source: str

    @property
    def words(self) -> str:
        """All text of the page, with single spaces."""
        return " ".join(cell.text for cell in self.lines)


def decoded(content: bytes) -> str:
    """The text of a file: as it declares, else UTF-8, else as older Windows pages are written."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    declared = _DECLARED.search(content[:2048])
    for encoding in (declared[1].decode() if declared else "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


def read_page(file: str, content: bytes) -> Page:
    """Take an HTML page apart.

    Raises:
        Unreadable: it stops before its end, or is no HTML.
    """
    source = decoded(content)
    _whole(file, source)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(file, 0, f"It is not HTML ({error}).", _AGAIN) from error
    return Page(
        file,
        tuple(_table(element) for element in root.iter("table")),
        tuple(_blocks(root)),
        tuple(Cell(_text(e, keep=True), e.sourceline or 0) for e in root.iter("pre")),
        source,
    )


def _whole(file: str, source: str) -> None:
    low = source.lower()
    for tag in ("table", "html"):
        opened, closed = len(re.findall(rf"<{tag}[\s>]", low)), low.count(f"</{tag}>")
        if opened != closed:
            raise Unreadable(file, 0, f"It stops before its end: a <{tag}> is not closed.", _AGAIN)


def _table(element: Any) -> Table:
    rows = (
        tuple(_cell(cell) for cell in row if cell.tag in ("td", "th"))
        for row in element.iter("tr")
        if next(row.iterancestors("table")) is element
    )
    return Table(
        element.get("id", ""), element.get("class", ""), tuple(r for r in rows if r), element.sourceline or 0
    )


def _cell(element: Any) -> Cell:
    found = "".join(_pieces(element))
    parts = tuple(" ".join(p.split()) for p in found.split("\n") if p.strip())
    return Cell(" ".join(found.split()), element.sourceline or 0, parts)


def _text(element: Any, keep: bool = False) -> str:
    if keep:
        return "".join(str(piece) for piece in element.itertext())
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    """The texts within an element, blocks set apart, footnote marks left out."""
    yield _spaced(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _MARKS | _HIDDEN:
            apart = "\n" if child.tag in _BLOCKS or child.tag == "a" else ""
            yield apart
            yield from _pieces(child)
            yield apart
        yield _spaced(child.tail)


def _spaced(text: str | None) -> str:
    """A text on one line."""
    return re.sub(r"\s+", " ", text or "")


def _blocks(root: Any) -> Iterator[Cell]:
    """The page's text, one cell a block, in order."""
    text, line = "", root.sourceline or 1
    for kind, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            text += element.tail or "" if kind == "end" else ""
            continue
        if element.tag in _BLOCKS:
            if text.strip():
                yield Cell(" ".join(text.split()), line)
            text = ""
        hidden = element.tag in _MARKS | _HIDDEN
        piece = (element.text if not hidden else "") if kind == "start" else element.tail
        if piece and piece.strip() and not text.strip():
            line = element.sourceline or line
        if not any(a.tag in _MARKS | _HIDDEN for a in element.iterancestors()):
            text += piece or ""
    if text.strip():
        yield Cell(" ".join(text.split()), line)


def read_xml(file: str, content: bytes) -> Any:
    """The root element of an XML file; entities are not resolved and nothing is fetched.

    Raises:
        Unreadable: it is not well-formed.
    """
    source = re.sub(r"^\s*<\?xml[^>]*\?>", lambda m: "\n" * m[0].count("\n"), decoded(content))
    try:
        return etree.fromstring(
            source, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except (etree.LxmlError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        raise Unreadable(file, line, f"It is not well-formed XML ({error}).", _AGAIN) from error


def inner(escaped: str) -> str:
    """The text of a cell that holds escaped HTML, footnote marks left out."""
    if not escaped.strip():
        return ""
    return _text(html.fragment_fromstring(escaped, create_parent="div"))
