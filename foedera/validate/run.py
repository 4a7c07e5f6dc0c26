"""Running the checks over a store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from foedera.errors import RuleError
from foedera.infer.rules import declared_prefixes
from foedera.load import Place
from foedera.load.locate import index
from foedera.load.record import record_files
from foedera.namespaces import ASSERTED, ONTOLOGY, RULES, SOURCES, path_of
from foedera.validate.findings import Finding
from foedera.validate.shapes import Check, read_checks

_READ: Final[list[NamedNode | BlankNode | DefaultGraph]] = [ASSERTED, SOURCES, ONTOLOGY, RULES]


def validate(root: Path, store: Store) -> list[Finding]:
    """Everything the shapes find wrong or worth telling, each with file and line.

    Args:
        root: holds ontology/, data/ and rules/; read again only to find lines.
        store: the record, as :func:`foedera.load.read_record` gives it; it is not changed.

    Raises:
        RuleError: a shape cannot be compiled or is not valid SPARQL.
    """
    prefixes = declared_prefixes(store)
    found = [finding for check in read_checks(store) for finding in _run(store, check, prefixes)]
    places = _places(root) if found else {}
    placed = [Finding(**{**f.__dict__, "places": places.get(f.subject, ())}) for f in found]
    return sorted(placed, key=lambda f: (f.severity != "violation", f.places, f.subject, f.reason))


def _run(store: Store, check: Check, prefixes: dict[str, str]) -> Iterator[Finding]:
    try:
        rows = store.query(check.query, prefixes=prefixes, default_graph=_READ)
    except SyntaxError as error:
        raise RuleError(f"{check.shape}: its query is not valid SPARQL: {error}") from error
    assert isinstance(rows, QuerySolutions)
    names = {v.value for v in rows.variables}
    for row in rows:
        this, value = row["this"], row["value"] if "value" in names else None
        yield Finding(
            severity=check.severity,
            subject=path_of(this.value) if isinstance(this, NamedNode) else str(this),
            value=path_of(value.value) if isinstance(value, NamedNode | Literal) else None,
            reason=check.reason,
            remedy=check.remedy,
            shape=path_of(check.shape),
        )


def _places(root: Path) -> dict[str, tuple[Place, ...]]:
    """Where every subject of the record stands, by id path."""
    found: dict[str, list[Place]] = {}
    for iri, place in index(record_files(root)):
        found.setdefault(path_of(iri), []).append(place)
    return {subject: tuple(places) for subject, places in found.items()}
