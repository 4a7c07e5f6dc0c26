"""Reading shapes, and the SELECT that each of their constraints compiles to.

Supported, because the shapes use nothing else: class targets; property shapes on a single property with
sh:minCount 1, sh:maxCount 1, sh:datatype, sh:or of datatypes, sh:class, sh:nodeKind sh:IRI, sh:in and
sh:pattern; and sh:sparql with a SELECT. Anything else is an error that names the shape.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from foedera.errors import RuleError
from foedera.infer.rules import classes_of
from foedera.namespaces import RDF, RDFS, RULES, SH, foed

_IGNORED: Final = {SH + n for n in ("path", "message", "severity", "name", "description", "order")} | {
    RDFS + "label",
    foed("remedy").value,
    RDF + "type",
}

Node = NamedNode | BlankNode


@dataclass(frozen=True)
class Check:
    """One constraint as a query whose solutions are its violations.

    Attributes:
        shape: IRI of the node shape.
        severity: "violation" or "warning".
        reason: what is wrong, in words.
        remedy: what to do.
        query: SELECT with ``?this`` and, where there is one, ``?value``.
    """

    shape: str
    severity: str
    reason: str
    remedy: str
    query: str


def read_checks(store: Store) -> list[Check]:
    """Every constraint of every node shape in the rules graph that is not a rule.

    Raises:
        RuleError: a shape uses what is not supported; the message names it.
    """
    shapes = sorted(
        (q.subject for q in _quads(store, None, RDF + "type", NamedNode(SH + "NodeShape"))),
        key=lambda s: str(s),
    )
    return [
        check
        for s in shapes
        if isinstance(s, NamedNode) and not _many(store, s, SH + "rule")
        for check in _checks(store, s)
    ]


def _checks(store: Store, shape: NamedNode) -> Iterator[Check]:
    targets = [t for t in _many(store, shape, SH + "targetClass") if isinstance(t, NamedNode)]
    if not targets:
        raise RuleError(f"{shape.value}: a shape needs sh:targetClass.")
    classes = sorted({c for t in targets for c in classes_of(store, t)})
    target = f"VALUES ?targetClass {{ {' '.join(f'<{c}>' for c in classes)} }} ?this a ?targetClass ."
    for part in _nodes(store, shape, SH + "property"):
        path = _one(store, part, SH + "path")
        if not isinstance(path, NamedNode):
            raise RuleError(f"{shape.value}: sh:path must be a single property.")
        for pattern in _constraints(store, shape, part, f"<{path.value}>"):
            yield _check(store, shape, part, f"SELECT DISTINCT ?this ?value WHERE {{ {target} {pattern} }}")
    for part in _nodes(store, shape, SH + "sparql"):
        select = _text(_one(store, part, SH + "select")).replace("$this", "?this")
        head, brace, body = select.partition("{")
        if not brace:
            raise RuleError(f"{shape.value}: sh:select is not a SELECT.")
        yield _check(store, shape, part, f"{head}{{ {target} {body}")


def _check(store: Store, shape: NamedNode, part: Node, query: str) -> Check:
    severity = _one(store, part, SH + "severity") or _one(store, shape, SH + "severity")
    remedy = _one(store, part, foed("remedy").value) or _one(store, shape, foed("remedy").value)
    return Check(
        shape=shape.value,
        severity="warning" if severity == NamedNode(SH + "Warning") else "violation",
        reason=_text(_one(store, part, SH + "message")),
        remedy=_text(remedy),
        query=query,
    )


def _constraints(store: Store, shape: NamedNode, part: Node, path: str) -> Iterator[str]:
    value = f"?this {path} ?value ."
    for quad in _quads(store, part, None, None):
        name, term = quad.predicate.value, quad.object
        if name in _IGNORED:
            continue
        if name == SH + "minCount" and _text(term) == "1":
            yield f"FILTER NOT EXISTS {{ ?this {path} ?any }}"
        elif name == SH + "maxCount" and _text(term) == "1":
            yield f"{value} ?this {path} ?other . FILTER (STR(?value) < STR(?other))"
        elif name == SH + "datatype":
            yield f"{value} FILTER (!isLiteral(?value) || DATATYPE(?value) != <{_text(term)}>)"
        elif name == SH + "or":
            types = [_text(_one(store, n, SH + "datatype")) for n in _list(store, term)]
            yield f"{value} FILTER (!isLiteral(?value) || DATATYPE(?value) NOT IN ({', '.join(f'<{t}>' for t in types)}))"
        elif name == SH + "class" and isinstance(term, NamedNode):
            classes = " ".join(f"<{c}>" for c in classes_of(store, term))
            yield f"{value} FILTER NOT EXISTS {{ VALUES ?wanted {{ {classes} }} ?value a ?wanted }}"
        elif name == SH + "nodeKind" and term == NamedNode(SH + "IRI"):
            yield f"{value} FILTER (!isIRI(?value))"
        elif name == SH + "in":
            yield f"{value} FILTER (?value NOT IN ({', '.join(str(n) for n in _list(store, term))}))"
        elif name == SH + "pattern":
            yield f"{value} FILTER (!REGEX(STR(?value), {Literal(_text(term))}))"
        else:
            raise RuleError(
                f"{shape.value}: {name} {term} is not supported in shapes; see foedera/validate/shapes.py."
            )


def _quads(
    store: Store, subject: Node | None, predicate: str | None, value: NamedNode | None
) -> Iterator[Quad]:
    return store.quads_for_pattern(subject, NamedNode(predicate) if predicate else None, value, RULES)


def _many(store: Store, node: Node, predicate: str) -> list[object]:
    return [q.object for q in _quads(store, node, predicate, None)]


def _one(store: Store, node: object, predicate: str) -> object | None:
    return (
        next(iter(_many(store, node, predicate)), None) if isinstance(node, NamedNode | BlankNode) else None
    )


def _nodes(store: Store, node: Node, predicate: str) -> list[Node]:
    return [n for n in _many(store, node, predicate) if isinstance(n, NamedNode | BlankNode)]


def _list(store: Store, head: object) -> list[object]:
    items: list[object] = []
    while head is not None and head != NamedNode(RDF + "nil"):
        items.append(_one(store, head, RDF + "first"))
        head = _one(store, head, RDF + "rest")
    return items


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
