"""Files of the United Nations Treaty Collection (``MTDSG/Volume …/Chapter …/XVIII-12-a.en.xml``)."""

import re
from typing import Any, Final

from foedera.importers import untc
from foedera.importers.listed import Context, Listing
from foedera.importers.markup import Cell, inner, read_xml

_ROWS: Final = ("row", "tr")
_CELLS: Final = ("entry", "cell", "td", "th", "column")
_NAMED: Final = re.compile(r"([IVXL]+-\d+(?:-[a-z])?)\.(?:en|fr|es)\.xml", re.IGNORECASE)


def read(context: Context, content: bytes) -> Listing:
    """Read a file.

    Raises:
        Unreadable: it is a file of another kind, or something in it is not understood.
    """
    root = read_xml(context.file, content)
    header = _first(root, "header")
    if _tag(root) != "document" or header is None:
        raise context.layout("no Document with a Treaty and its Header")
    rows = _rows(context, root)
    columns = untc.Columns(context, rows[0])
    acts = [act for row in rows[1:] for act in columns.acts(row)]
    parties = _first(header, "parties")
    counted = re.search(r"\d+", _words(parties)) if parties is not None else None
    return Listing(
        number=_number(context, header),
        as_of=None,
        acts=tuple(acts),
        shows=columns.shown,
        texts=untc.texts(context, _after(root)),
        skipped=tuple(context.skipped),
        parties=int(counted[0]) if counted else None,
    )


def _rows(context: Context, root: Any) -> list[list[Cell]]:
    holder = _first(root, "participants")
    if holder is None:
        raise context.layout("no participants")
    rows = [
        [Cell(" ".join(_words(cell).split()), cell.sourceline or 0) for cell in row if _tag(cell) in _CELLS]
        for row in holder.iter()
        if _tag(row) in _ROWS
    ]
    rows = [row for row in rows if row]
    if len(rows) < 2:
        raise context.layout("an empty table of participants", holder.sourceline or 0)
    return rows


def _number(context: Context, header: Any) -> str | None:
    """``UNTC XVIII-12-a``: from the file's name, else as the header numbers it ("12. a")."""
    named = _NAMED.search(context.file)
    if named:
        return f"UNTC {named[1]}"
    chapter = re.search(r"\b([IVXL]+)\b", _words(_first(header, "chapter")))
    section = re.match(r"\s*(\d{1,2})\s*\.?\s*([a-z])?\b", _words(_first(header, "numsect")))
    if chapter is None or section is None:
        return None
    return f"UNTC {chapter[1]}-{section[1]}" + (f"-{section[2]}" if section[2] else "")


def _after(root: Any) -> list[Cell]:
    """The blocks of text behind the table of participants."""
    found, behind = [], False
    for element in root.iter():
        if _tag(element) == "participants":
            behind = True
        elif (
            behind
            and not len(element)
            and not any(_tag(a) == "participants" for a in element.iterancestors())
        ):
            text = " ".join(_words(element).split())
            if text:
                found.append(Cell(text, element.sourceline or 0))
    return found


def _words(element: Any) -> str:
    """The text of an element, escaped HTML within it read too; footnote marks left out."""
    if element is None:
        return ""
    pieces = [element.text or ""]
    for child in element:
        if _tag(child) not in ("sup", "superscript"):
            pieces.append(_words(child))
        pieces.append(child.tail or "")
    text = "".join(pieces)
    return inner(text) if "<" in text else text


def _first(element: Any, tag: str) -> Any:
    return next((e for e in element.iter() if _tag(e) == tag), None)


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
