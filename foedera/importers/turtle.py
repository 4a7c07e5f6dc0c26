"""Turtle files in the record's normal form, changed one block at a time: the rest stays as it is, byte for byte.

Normal form: prefixes, one blank line, one block for each subject in the order of its id, one predicate on each line.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from foedera.dates import PartialDate
from foedera.errors import RecordError
from foedera.importers.recorded import RecordedAct, RecordedTreaty

HEAD: Final = """@base <https://w3id.org/foedera/id/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_SUBJECT: Final = re.compile(r"^<([^<>\s]+)>", re.MULTILINE)
_TYPES: Final = {1: "gYear", 2: "gYearMonth", 3: "date"}
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class TurtleFile:
    """One file, as blocks.

    Args:
        path: where it lies; need not exist.
        head: what a new file begins with.

    Raises:
        RecordError: the file is not in normal form.
    """

    def __init__(self, path: Path, head: str = HEAD) -> None:
        self.path = path
        self.before = path.read_text(encoding="utf-8") if path.exists() else ""
        text = self.before or head
        first = _SUBJECT.search(text)
        self.head = (text[: first.start()] if first else text).rstrip("\n")
        body = text[first.start() :] if first else ""
        self._blocks: list[tuple[str, str]] = []
        for block in re.split(r"\n{2,}", body.strip("\n")) if body.strip() else []:
            subject = _SUBJECT.search(block)
            if subject is None or not block.rstrip().endswith("."):
                line = text.count("\n", 0, text.find(block)) + 1
                raise RecordError(
                    f"{path}:{line}: not in normal form, so it is not changed by itself. Write one block for each "
                    "subject, with a blank line between two."
                )
            self._blocks.append((subject[1], block.rstrip()))

    def declare(self, prefix: str, namespace: str) -> None:
        """Declare a prefix, unless the file has it."""
        if f"@prefix {prefix}:" not in self.head:
            lines = [*self.head.split("\n"), f"@prefix {prefix}: <{namespace}> ."]
            at = next((i for i, line in enumerate(lines) if line.startswith("@prefix")), len(lines))
            self.head = "\n".join(
                [*lines[:at], *sorted(lines[at:], key=lambda p: (not p.startswith("@prefix foed:"), p))]
            )

    def block(self, subject: str) -> str | None:
        """The block of a subject, if there is one."""
        return next((block for s, block in self._blocks if s == subject), None)

    @property
    def subjects(self) -> list[str]:
        """The subjects, in the order of the file."""
        return [subject for subject, _ in self._blocks]

    def put(self, subject: str, block: str) -> None:
        """Replace the block of a subject, or set it in its place."""
        for index, (held, _) in enumerate(self._blocks):
            if held == subject:
                self._blocks[index] = (subject, block)
                return
        place = next((i for i, (held, _) in enumerate(self._blocks) if held > subject), len(self._blocks))
        self._blocks.insert(place, (subject, block))

    def remove(self, *subjects: str) -> None:
        """Take blocks out."""
        self._blocks = [(s, b) for s, b in self._blocks if s not in subjects]

    @property
    def after(self) -> str:
        """The text of the file as it is to be."""
        return "\n\n".join([self.head, *(block for _, block in self._blocks)]) + "\n"

    @property
    def changed(self) -> bool:
        """Whether it differs from what lies on disk."""
        return bool(self._blocks) and self.after != self.before


def blocks(text: str) -> list[tuple[str, str]]:
    """The blocks of a file in normal form, by subject."""
    parts = [p for p in re.split(r"\n{2,}", text) if _SUBJECT.search(p)]
    return [(m[1], p) for p in parts if (m := _SUBJECT.search(p))]


def day(value: PartialDate) -> str:
    """A day as a typed literal."""
    text = str(value)
    return f'"{text}"^^xsd:{_TYPES[text.count("-") + 1]}'


def quoted(text: str) -> str:
    """A text as a literal without a language."""
    return '"' + "".join(_ESCAPES.get(c, c) for c in text) + '"'


def block(subject: str, kind: str, lines: Iterable[tuple[str, str]]) -> str:
    """A block in normal form; lines without a value are left out."""
    told = [f"a foed:{kind}", *(f"{predicate} {value}" for predicate, value in lines if value)]
    return f"<{subject}>\n    " + " ;\n    ".join(told) + " ."


def nodes(folder: str, names: Iterable[str]) -> str:
    """Names as nodes of a folder, with commas between them."""
    return " , ".join(f"<{folder}/{n}>" for n in names)


def act_block(act: RecordedAct, treaty: RecordedTreaty) -> str:
    """The block of an act."""
    return block(
        act.id,
        treaty.classes[act.kind],
        (
            ("foed:treaty", f"<treaty/{treaty.id}>"),
            ("foed:party", f"<party/{act.party}>"),
            ("foed:withdraws", f"<{act.withdraws}>" if act.withdraws else ""),
            ("foed:countedBack", "true" if act.counted_back else ""),
            ("foed:date", day(act.date) if act.date else ""),
            ("foed:publishedEffect", day(act.effect) if act.effect else ""),
            ("foed:territory", nodes("party", sorted(act.territories))),
            ("foed:toward", nodes("party", sorted(act.toward))),
            ("foed:publishedName", quoted(act.published_name) if act.published_name else ""),
            ("foed:note", f"{quoted(act.note)}@en" if act.note else ""),
            ("foed:source", nodes("source", act.sources)),
        ),
    )


def with_line(text: str, predicate: str, value: str | None, before: Iterable[str]) -> str:
    """A block with one predicate set, or taken out where ``value`` is None; its other lines stay.

    Args:
        text: the block.
        predicate: for example ``foed:date``.
        value: what it is set to.
        before: the predicates before the first of which a new line goes.

    Raises:
        RecordError: the block has more than one line with it, or is not one predicate a line.
    """
    lines = text.rstrip().removesuffix(".").rstrip().split("\n")
    head, body = lines[0], [line.strip().removesuffix(";").rstrip() for line in lines[1:]]
    at = [i for i, line in enumerate(body) if line.split(" ", 1)[0] == predicate]
    if len(at) > 1 or any(not re.match(r"(a|\w+:\w+) ", line) for line in body):
        raise RecordError(f"{head}: not one predicate a line, so it is not changed by itself. Write it so.")
    body = [line for i, line in enumerate(body) if i not in at]
    if value is not None:
        later = set(before)
        place = (
            at[0]
            if at
            else next((i for i, line in enumerate(body) if line.split(" ", 1)[0] in later), len(body))
        )
        body.insert(place, f"{predicate} {value}")
    return head + "\n    " + " ;\n    ".join(body) + " ."
