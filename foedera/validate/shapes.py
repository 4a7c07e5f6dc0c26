"""Shapes as rules/shapes states them, read into plain values.

A node shape names its targets and holds property shapes and SPARQL constraints. What is read here is all
that the compiler knows; any other SHACL term is an error that names the shape, never passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from foedera.errors import RuleError
from foedera.namespaces import RDF, RDFS, RULES, SH, foed, path_of

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple

_SAID: Final = {
    RDF + "type",
    RDFS + "label",
    foed("remedy").value,
    *(SH + name for name in ("message", "severity", "name", "description", "order")),
}
_NODE: Final = _SAID | {SH + name for name in ("targetClass", "targetSubjectsOf", "property", "sparql")}


@dataclass(frozen=True)
class Part:
    """A property shape or a SPARQL constraint: one thing that is asked of a shape's focus nodes.

    Attributes:
        shape: IRI of the shape that a finding names (of a SPARQL constraint: the shape it stands in).
        severity: "violation" or "warning".
        message: what is asked, in words; may hold ``{?name}`` slots where it is a SPARQL constraint.
        remedy: what to do.
        path: SPARQL property path of a property shape; empty for a SPARQL constraint.
        components: the constraints of a property shape: name of the SHACL term, its value.
        select: the sh:select of a SPARQL constraint; empty for a property shape.
    """

    shape: str
    severity: str
    message: str
    remedy: str
    path: str = ""
    components: tuple[tuple[str, Term], ...] = ()
    select: str = ""


@dataclass(frozen=True)
class Shape:
    """A node shape: what it targets, and what it asks.

    Attributes:
        iri: its IRI.
        classes: classes whose instances are its focus nodes.
        subjects_of: properties whose subjects are its focus nodes.
        parts: its property shapes and SPARQL constraints.
    """

    iri: str
    classes: tuple[NamedNode, ...]
    subjects_of: tuple[NamedNode, ...]
    parts: tuple[Part, ...]


def read_shapes(store: Store) -> list[Shape]:
    """Every node shape of the rules graph that asks something of the record, by IRI: no rule, no condition on a case.

    Raises:
        RuleError: a shape lacks a part or uses a term that is not supported; the message names it.
    """
    quads = store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(SH + "NodeShape"), RULES)
    named = sorted((q.subject for q in quads if isinstance(q.subject, NamedNode)), key=lambda s: s.value)
    return [_shape(store, iri) for iri in named if not _of_another_kind(store, iri)]


def _of_another_kind(store: Store, iri: NamedNode) -> bool:
    return bool(values(store, iri, SH + "rule")) or foed("Condition") in values(store, iri, RDF + "type")


def values(store: Store, node: Term | None, predicate: str) -> list[Term]:
    """The values of a property in the rules graph."""
    if not isinstance(node, NamedNode | BlankNode):
        return []
    return [q.object for q in store.quads_for_pattern(node, NamedNode(predicate), None, RULES)]


def one(store: Store, node: Term | None, predicate: str) -> Term | None:
    """The value of a property in the rules graph, if any."""
    return next(iter(values(store, node, predicate)), None)


def members(store: Store, head: Term | None) -> list[Term]:
    """The members of an RDF list in the rules graph."""
    found: list[Term] = []
    while head is not None and head != NamedNode(RDF + "nil"):
        first = one(store, head, RDF + "first")
        found += [first] if first is not None else []
        head = one(store, head, RDF + "rest")
    return found


def text(term: Term | None) -> str:
    """The IRI of a node or the text of a literal; empty for anything else."""
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _shape(store: Store, iri: NamedNode) -> Shape:
    _refuse_others(store, iri, iri, _NODE)
    classes = _targets(store, iri, "targetClass")
    subjects_of = _targets(store, iri, "targetSubjectsOf")
    if not classes and not subjects_of:
        raise RuleError(f"{path_of(iri.value)} has no target; give it sh:targetClass or sh:targetSubjectsOf.")
    properties = [_property(store, iri, node) for node in values(store, iri, SH + "property")]
    selects = [_select(store, iri, node) for node in values(store, iri, SH + "sparql")]
    parts = sorted(properties + selects, key=lambda p: (p.shape, p.message))
    return Shape(iri.value, classes, subjects_of, tuple(parts))


def _targets(store: Store, iri: NamedNode, name: str) -> tuple[NamedNode, ...]:
    found = [t for t in values(store, iri, SH + name) if isinstance(t, NamedNode)]
    return tuple(sorted(found, key=lambda t: t.value))


def _property(store: Store, shape: NamedNode, node: Term) -> Part:
    if not isinstance(node, NamedNode):
        raise RuleError(
            f"{path_of(shape.value)} holds a property shape without a name; give it an IRI under shape/."
        )
    components = sorted(_components(store, node), key=str)
    return Part(
        shape=node.value,
        severity=_severity(store, node),
        message=_said(store, node, node, SH + "message"),
        remedy=_said(store, node, node, foed("remedy").value),
        path=_path(store, node),
        components=tuple(components),
    )


def _components(store: Store, node: NamedNode) -> Iterator[tuple[str, Term]]:
    for quad in store.quads_for_pattern(node, None, None, RULES):
        name = quad.predicate.value
        if name in _SAID or name == SH + "path":
            continue
        if not name.startswith(SH):
            raise RuleError(f"{path_of(node.value)}: {name} says nothing in a shape; remove it.")
        yield name.removeprefix(SH), quad.object


def _select(store: Store, shape: NamedNode, node: Term) -> Part:
    _refuse_others(store, shape, node, _SAID | {SH + "prefixes", SH + "select"})
    return Part(
        shape=shape.value,
        severity=_severity(store, shape),
        message=_said(store, shape, node, SH + "message"),
        remedy=_said(store, shape, shape, foed("remedy").value),
        select=_said(store, shape, node, SH + "select"),
    )


def _path(store: Store, node: NamedNode) -> str:
    """The sh:path as SPARQL writes it: one property, or several in sequence."""
    path = one(store, node, SH + "path")
    steps = [path] if isinstance(path, NamedNode) else members(store, path)
    if not steps or not all(isinstance(step, NamedNode) for step in steps):
        raise RuleError(f"{path_of(node.value)}: sh:path must be one property or a list of properties.")
    return "/".join(f"<{text(step)}>" for step in steps)


def _severity(store: Store, shape: NamedNode) -> str:
    """SHACL asks it of the very shape that finds: nothing is inherited, the default is a violation."""
    return "warning" if one(store, shape, SH + "severity") == NamedNode(SH + "Warning") else "violation"


def _said(store: Store, shape: NamedNode, node: Term, predicate: str) -> str:
    said = text(one(store, node, predicate))
    if not said:
        name = predicate.replace(SH, "sh:").replace(foed("").value, "foed:")
        raise RuleError(
            f"{path_of(shape.value)} lacks {name}; every shape says what is wrong and what to do."
        )
    return said


def _refuse_others(store: Store, shape: NamedNode, node: Term, known: set[str]) -> None:
    assert isinstance(node, NamedNode | BlankNode)
    for quad in store.quads_for_pattern(node, None, None, RULES):
        if quad.predicate.value not in known:
            raise RuleError(
                f"{path_of(shape.value)}: {quad.predicate.value} is not supported here; "
                "use a property shape or sh:sparql."
            )
