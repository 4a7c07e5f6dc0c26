"""A comparison as edits of the record's files: sorted, minimal, in normal form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

from foedera.errors import RecordError
from foedera.importers.comparison import Change, Compared, Contradiction
from foedera.importers.listed import ListedAct
from foedera.importers.names import folded, without_marks
from foedera.importers.recorded import RecordedAct, RecordedTreaty, name
from foedera.importers.sourced import HEAD as SOURCES_HEAD
from foedera.importers.sourced import Sourced
from foedera.importers.turtle import TurtleFile, act_block, block, blocks, day, nodes, quoted, with_line
from foedera.importers.writing import Edit
from foedera.namespaces import RDF

AFTER_DATE: Final = (
    "foed:publishedEffect",
    "foed:territory",
    "foed:toward",
    "foed:publishedName",
    "foed:note",
    "foed:source",
)
AFTER_EFFECT: Final = AFTER_DATE[1:]


class Files:
    """The files that a change of one treaty touches.

    Args:
        root: holds data/.
        treaty: the treaty as recorded.
    """

    def __init__(self, root: Path, treaty: RecordedTreaty) -> None:
        data = root / "data"
        self.root = root
        self.treaty = treaty
        self.sources = TurtleFile(data / "sources.ttl", SOURCES_HEAD)
        self.acts = TurtleFile(data / "acts" / f"{treaty.id}.ttl")

    def edits(self) -> list[Edit]:
        """What is to be written, in the order in which it is."""
        return [Edit(f.path, f.before, f.after) for f in (self.sources, self.acts) if f.changed]

    def add(self, act: RecordedAct) -> None:
        """Set a new act in its place; a second one of its kind takes its day into the id, and gives the first its own."""
        if self.acts.block(act.id) is None and not self._dated_siblings(act.id):
            self.acts.put(act.id, act_block(act, self.treaty))
            return
        dated = replace(act, id=f"{act.id}/{act.date}") if act.date else None
        if dated is None or self.acts.block(dated.id) is not None:
            raise RecordError(
                f"{self.acts.path}: <{act.id}> is there already, and nothing tells the two apart."
            )
        if self.acts.block(act.id) is not None:
            first = next(a for a in self.treaty.acts if a.id == act.id)
            if first.date is None:
                raise RecordError(
                    f"{self.acts.path}: <{act.id}> has no day; give it one before a second such act is added."
                )
            self.rename(act.id, f"{act.id}/{first.date}")
        self.acts.put(dated.id, act_block(dated, self.treaty))

    def _dated_siblings(self, act: str) -> bool:
        return any(s.startswith(f"{act}/") for s in self.acts.subjects)

    def rename(self, old: str, new: str) -> None:
        """Give an act another id, in its file.

        Raises:
            RecordError: another file names it.
        """
        for path in sorted((self.root / "data").rglob("*.ttl")):
            if path != self.acts.path and f"<{old}>" in path.read_text(encoding="utf-8"):
                raise RecordError(
                    f"{path}: names <{old}>, which becomes <{new}>. Change both by hand in one commit."
                )
        was, now = old.replace("act/", "contradiction/", 1), new.replace("act/", "contradiction/", 1)
        for subject in self.acts.subjects:
            text = self.acts.block(subject) or ""
            if f"<{old}>" in text:
                self.acts.remove(subject)
                renamed = new if subject == old else subject.replace(f"{was}/", f"{now}/")
                self.acts.put(renamed, text.replace(f"<{old}>", f"<{new}>").replace(f"<{was}/", f"<{now}/"))


def apply(files: Files, compared: Compared, source: Sourced | None) -> None:
    """Enter a comparison into the files.

    Args:
        files: the files, which are changed in memory.
        compared: what is proposed.
        source: where it was read; None where each act names its own.

    Raises:
        RecordError: a file is not in normal form, or two acts cannot be told apart.
    """
    if source is not None and compared.proposes:
        source.put(files.sources)
    for listed in compared.added:
        files.add(new_act(listed, files.treaty, _ids(listed, source)))
    for change in compared.changed:
        _change(files, change, _ids(change.listed, source))
    for contradiction in compared.contradicted:
        _keep(files, contradiction, _ids(contradiction.listed, source))


def new_act(listed: ListedAct, treaty: RecordedTreaty, sources: Iterable[str]) -> RecordedAct:
    """A listed act as it is recorded."""
    printed = without_marks(listed.printed)
    usual = treaty.labels.get(listed.party, "")
    suffix = "".join(f"-{code.lower()}" for code in (*sorted(listed.territories), *sorted(listed.toward)))
    return RecordedAct(
        id=f"act/{treaty.id}/{listed.party}/{ID_OF_KIND.get(listed.kind, listed.kind)}{suffix}",
        kind=listed.kind,
        party=listed.party,
        date=listed.date,
        effect=listed.effect,
        counted_back=listed.counted_back,
        territories=listed.territories,
        toward=listed.toward,
        withdraws=listed.withdraws,
        note=listed.note,
        published_name=printed if printed and folded(printed) != folded(usual) else None,
        sources=tuple(sources),
    )


#: Kinds whose acts have another name in their ids.
ID_OF_KIND: Final = {"consent-to-be-bound": "unspecified-consent"}


def _ids(listed: ListedAct, source: Sourced | None) -> tuple[str, ...]:
    return listed.sources or ((source.id,) if source else ())


def _change(files: Files, change: Change, sources: tuple[str, ...]) -> None:
    old = change.act.id
    text = files.acts.block(old)
    if text is None:
        raise RecordError(f"{files.acts.path}: <{old}> does not stand in this file. Change it by hand.")
    if change.date:
        text = with_line(text, "foed:date", day(change.date), AFTER_DATE)
        text = with_line(text, "foed:countedBack", None, ())
    if change.effect:
        text = with_line(text, "foed:publishedEffect", day(change.effect), AFTER_EFFECT)
    held = re.search(r"foed:source (.*?) [;.]$", text, re.MULTILINE)
    named = re.findall(r"<source/([^>]+)>", held[1]) if held else []
    text = with_line(text, "foed:source", nodes("source", dict.fromkeys([*named, *sources])), ())
    if change.kind:
        text = text.replace(
            f"a foed:{files.treaty.classes[change.act.kind]} ;",
            f"a foed:{files.treaty.classes[change.kind]} ;",
            1,
        )
    files.acts.put(old, text)
    if change.kind:
        files.rename(old, f"act/{files.treaty.id}/{change.act.party}/{change.kind}")


def _keep(files: Files, found: Contradiction, sources: tuple[str, ...]) -> None:
    """Keep a contradiction beside the act, under the next free number where another source differs too."""
    stem = f"{found.act.id.replace('act/', 'contradiction/', 1)}/{found.term}"
    subject = next(s for s in _numbered(stem) if files.acts.block(s) is None)
    tells = quoted(found.tells) if isinstance(found.tells, str) else day(found.tells)
    prefix = "rdf" if found.term == "type" else "foed"
    if prefix == "rdf":
        files.acts.declare("rdf", RDF)
    files.acts.put(
        subject,
        block(
            subject,
            "Contradiction",
            (
                ("foed:about", f"<{found.act.id}>"),
                ("foed:ofProperty", f"{prefix}:{found.term}"),
                ("foed:tells", tells),
                ("foed:source", nodes("source", sources)),
            ),
        ),
    )


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}/{number}" for number in count(2))


def changed_subjects(before: str, after: str) -> set[str]:
    """The subjects whose blocks differ between two texts of a file; those that are gone, too."""
    old, new = dict(blocks(before)), dict(blocks(after))
    return {s for s in old.keys() | new.keys() if old.get(s, "").strip() != new.get(s, "").strip()}


def title_of(act: RecordedAct | ListedAct) -> str:
    """An act in a few words: party, kind, day."""
    kind = name(act.kind)
    return f"{act.party} {kind}{f' {act.date}' if act.date else ', day not told'}"
