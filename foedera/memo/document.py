"""A memo as plain parts: what is written, and nothing of how it looks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 for a part of the memo, 3 within one."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``strong`` for what a reader must not miss."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Line:
    """An entry of a list, with the address where more of it stands."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        columns: the head of each column.
        rows: the cells, as many in each row as there are columns.
        widths: how wide each column is, as parts of the whole.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True)
class Memo:
    """An answer as a document to file.

    Attributes:
        title: what it is about.
        blocks: what it says, in order.
    """

    title: str
    blocks: tuple[Block, ...]
