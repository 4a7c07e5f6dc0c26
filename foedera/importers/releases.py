"""The change log of a release of the data, made from the acts themselves: two states of the record, compared."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from foedera.load import read_record
from foedera.namespaces import ASSERTED, FOED, RDF, path_of

_KINDS: Final = {
    "act": "Acts",
    "statement": "Statements",
    "contradiction": "Contradictions",
    "norm": "Norms",
    "treaty": "Instruments",
}
_TOLD: Final = ("date", "publishedEffect", "withdrawn", "tells", "reason")


def change_log(older: Path, newer: Path) -> str:
    """What is new, changed and gone between two states of the record, as Markdown, by instrument.

    Args:
        older: root of the earlier release.
        newer: root of this one.

    Raises:
        RecordError: one of the two cannot be read.
    """
    before, after = (_subjects(read_record(root)) for root in (older, newer))
    lines = ["# Changes of the data", ""]
    for kind, heading in _KINDS.items():
        found = sorted(
            s
            for s in before.keys() | after.keys()
            if s.split("/")[0] == kind and before.get(s) != after.get(s)
        )
        if found:
            lines += [f"## {heading}", "", *_entries(found, before, after), ""]
    if len(lines) == 2:
        lines.append("Nothing changed.")
    return "\n".join(lines).rstrip() + "\n"


_Facts = dict[str, frozenset[tuple[str, str]]]


def _subjects(store: Store) -> _Facts:
    found: dict[str, set[tuple[str, str]]] = {}
    for quad in store.quads_for_pattern(None, None, None, ASSERTED):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            value = path_of(quad.object.value)
            found.setdefault(path_of(quad.subject.value), set()).add((quad.predicate.value, value))
    return {subject: frozenset(told) for subject, told in found.items()}


def _entries(subjects: Iterable[str], before: _Facts, after: _Facts) -> Iterator[str]:
    for subject in subjects:
        if subject not in before:
            yield f"- new: `{subject}`{_told(after[subject])}"
        elif subject not in after:
            yield f"- gone: `{subject}`{_told(before[subject])}"
        else:
            yield f"- changed: `{subject}`: {'; '.join(_changes(before[subject], after[subject]))}"


def _told(facts: frozenset[tuple[str, str]]) -> str:
    words = [v for term in _TOLD for p, v in sorted(facts) if p == FOED + term]
    sources = sorted(v.removeprefix("source/") for p, v in facts if p == FOED + "source")
    return f", {', '.join(words)}" * bool(words) + f" ({', '.join(sources)})" * bool(sources)


def _changes(old: frozenset[tuple[str, str]], new: frozenset[tuple[str, str]]) -> Iterator[str]:
    for predicate in sorted({p for p, _ in old ^ new}):
        term = "kind" if predicate == RDF + "type" else predicate.rpartition("#")[2].rpartition("/")[2]
        was, now = (
            ", ".join(sorted(v.rpartition("#")[2] for p, v in facts if p == predicate))
            for facts in (old, new)
        )
        yield f"{term} {was or 'none'} → {now or 'none'}"
