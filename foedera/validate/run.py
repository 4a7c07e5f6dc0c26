"""Running the shapes over a store, and telling what they find with file and line."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolution, QuerySolutions, Store

from foedera.errors import RuleError
from foedera.infer.rules import declared_prefixes
from foedera.load import Place, places, record_files
from foedera.namespaces import ASSERTED, INFERRED, ONTOLOGY, RULES, SOURCES, path_of
from foedera.validate.compiler import Check, compile_shape
from foedera.validate.findings import Finding, violations
from foedera.validate.shapes import Term, read_shapes

_DATA: Final = (ASSERTED, SOURCES, ONTOLOGY, RULES)
_SLOT: Final = re.compile(r"\{[?$](\w+)\}")


def validate(root: Path, store: Store) -> list[Finding]:
    """Everything the shapes find wrong or worth telling: violations first, then by file and line.

    Args:
        root: holds ontology/, data/ and rules/; read again only to find lines.
        store: the record, as :func:`foedera.load.read_record` gives it; it is not changed. Inferences in
            it are left aside.

    Raises:
        RuleError: a shape cannot be compiled or is not valid SPARQL.
    """
    return _placed(root, _found(store))


def refused(root: Path, store: Store) -> list[Finding]:
    """The violations alone, as :func:`validate` gives them; lines are looked up only where there is one.

    Raises:
        RuleError: a shape cannot be compiled or is not valid SPARQL.
    """
    return _placed(root, set(violations(_found(store))))


def _found(store: Store) -> set[Finding]:
    prefixes = declared_prefixes(store)
    checks = [check for shape in read_shapes(store) for check in compile_shape(store, shape)]
    data = _recorded(store)
    # The store lets other threads run while it looks for a solution.
    with ThreadPoolExecutor(2) as beside:
        return {
            f for found in beside.map(lambda check: list(_run(data, check, prefixes)), checks) for f in found
        }


def _placed(root: Path, found: set[Finding]) -> list[Finding]:
    where = places(record_files(root)) if found else {}
    return sorted((replace(f, places=where.get(f.subject, ())) for f in found), key=_order)


def _order(finding: Finding) -> tuple[bool, tuple[Place, ...], str, str, str]:
    return (
        finding.severity != "violation",
        finding.places,
        finding.subject,
        finding.reason,
        finding.value or "",
    )


def _recorded(store: Store) -> Store:
    """What is recorded, without what was inferred from it; the store itself where nothing was."""
    if not any(store.quads_for_pattern(None, None, None, INFERRED)):
        return store
    copy = Store()
    for graph in _DATA:
        copy.bulk_extend(
            Quad(q.subject, q.predicate, q.object, graph)
            for q in store.quads_for_pattern(None, None, None, graph)
        )
    return copy


def _run(store: Store, check: Check, prefixes: dict[str, str]) -> Iterator[Finding]:
    try:
        rows = store.query(check.query, prefixes=prefixes, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise RuleError(f"{path_of(check.part.shape)}: its query is not valid SPARQL: {error}") from error
    assert isinstance(rows, QuerySolutions)
    names = [variable.value for variable in rows.variables]
    for row in rows:
        yield _finding(check, _solution(row, names), prefixes)


def _solution(row: QuerySolution, names: list[str]) -> dict[str, Term]:
    return {name: row[name] for name in names if row[name] is not None}


def _finding(check: Check, row: dict[str, Term], prefixes: dict[str, str]) -> Finding:
    value = row.get("value")
    path = row.get("path")
    return Finding(
        severity=check.part.severity,
        subject=_name(row["this"]),
        path=_shortened(f"<{_name(path)}>" if path is not None else check.part.path, prefixes),
        value=None if value is None else _name(value),
        reason=_reason(check, row),
        remedy=check.part.remedy,
        shape=path_of(check.part.shape),
    )


def _reason(check: Check, row: dict[str, Term]) -> str:
    """The message with its slots filled, and what the constraint itself adds."""
    message = _SLOT.sub(lambda slot: _said(row.get(slot[1])), check.part.message)
    if not check.detail:
        return message
    value, found = row.get("value"), row.get("found")
    shown = f"“{value.value}”" if isinstance(value, Literal) else _said(value)
    detail = check.detail.replace("{value}", shown).replace("{found}", _said(found))
    return f"{message.removesuffix('.')}: {detail}."


def _said(term: Term | None) -> str:
    """A term within a sentence."""
    if term is None:
        return "nothing"
    return f"<{path_of(term.value)}>" if isinstance(term, NamedNode) else _name(term)


def _name(term: Term) -> str:
    if isinstance(term, BlankNode):
        return str(term)
    return path_of(term.value) if isinstance(term, NamedNode | Literal) else str(term)


def _shortened(path: str, prefixes: dict[str, str]) -> str:
    """A property path with prefixes in place of namespaces."""
    for prefix, namespace in prefixes.items():
        path = re.sub(f"<{re.escape(namespace)}([^<>/#]*)>", rf"{prefix}:\1", path)
    return path
