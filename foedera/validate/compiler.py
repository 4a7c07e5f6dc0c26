"""Each constraint of a shape as one SELECT over the record; its solutions are what the shape finds.

Supported, because the shapes use nothing else: of SHACL Core sh:minCount, sh:maxCount, sh:datatype,
sh:class, sh:nodeKind (IRI, Literal), sh:in, sh:pattern, sh:minInclusive and sh:or of these; of SHACL-SPARQL
sh:select without UNION, MINUS, VALUES, GRAPH, SERVICE or a query within the query. Anything else is an error.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from foedera.errors import RuleError
from foedera.infer.rules import classes_of
from foedera.namespaces import RDF, SH, XSD, path_of
from foedera.validate.shapes import Part, Shape, Term, members, text, values

#: Datatypes whose lexical form the store does not check on loading and a cast does.
_CAST: Final = {XSD + n for n in ("date", "gYearMonth", "gYear", "integer", "decimal", "boolean")}

#: In a select these would see $this unbound, or SHACL forbids them beside pre-bound variables.
_FORBIDDEN: Final = re.compile(r"(?<![\w:?$])(UNION|MINUS|VALUES|GRAPH|SERVICE|SELECT)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|<[^<>\s]*>|#[^\n]*')


@dataclass(frozen=True)
class Check:
    """One constraint as a query whose solutions are its findings.

    Attributes:
        part: the property shape or SPARQL constraint it belongs to.
        query: SELECT with ``?this`` and, where there is one, ``?value``.
        detail: what the reason adds after the message; ``{value}`` and ``{found}`` are filled in.
    """

    part: Part
    query: str
    detail: str = ""


def compile_shape(store: Store, shape: Shape) -> list[Check]:
    """Every constraint of ``shape`` as a query.

    Args:
        store: holds the ontology (for subclasses) and the rules graph (for lists).
        shape: as :func:`foedera.validate.shapes.read_shapes` gives it.

    Raises:
        RuleError: a constraint is not supported; the message names the shape.
    """
    target = _target(store, shape)
    return [check for part in shape.parts for check in _checks(store, part, target)]


def _target(store: Store, shape: Shape) -> str:
    """A pattern that binds ``?this`` to each focus node once."""
    classes = {c for target in shape.classes for c in classes_of(store, target)}
    patterns = [_among("?class", classes, f"?this <{RDF}type> ?class")] if classes else []
    if shape.subjects_of:
        patterns.append(_among("?property", {p.value for p in shape.subjects_of}, "?this ?property ?object"))
    return f"{{ SELECT DISTINCT ?this WHERE {{ {{ {' } UNION { '.join(patterns)} }} }} }}"


def _among(variable: str, iris: set[str], pattern: str) -> str:
    return f"VALUES {variable} {{ {' '.join(f'<{iri}>' for iri in sorted(iris))} }} {pattern}"


def _checks(store: Store, part: Part, target: str) -> Iterator[Check]:
    if part.select:
        yield Check(part, _bound(part, target))
    for name, term in part.components:
        yield _component(store, part, target, name, term)


def _bound(part: Part, target: str) -> str:
    """The sh:select with ``$this`` ranging over the focus nodes."""
    head, brace, body = part.select.replace("$this", "?this").partition("{")
    plain = _QUOTED.sub(" ", body)
    if not brace or not head.strip().upper().startswith("SELECT"):
        raise RuleError(f"{path_of(part.shape)}: its sh:select is not a SELECT … WHERE {{ … }}.")
    if found := _FORBIDDEN.search(plain):
        raise RuleError(
            f"{path_of(part.shape)}: {found[1].upper()} is not supported in sh:select; "
            "write it with OPTIONAL and FILTER, or as two shapes."
        )
    return f"{head}{{ {target} {body}"


def _component(store: Store, part: Part, target: str, name: str, term: Term) -> Check:
    if name == "minCount":
        return _count(part, target, f"< {int(text(term))}", "none is given" if text(term) == "1" else "")
    if name == "maxCount":
        return _count(part, target, f"> {int(text(term))}", "{found} are given")
    conforms = _conforms(store, part, name, term)
    query = (
        f"SELECT DISTINCT ?this ?value WHERE {{ {target} ?this {part.path} ?value "
        f"FILTER (!COALESCE({conforms}, false)) }}"
    )
    return Check(part, query, "{value}")


def _count(part: Part, target: str, compared: str, detail: str) -> Check:
    query = (
        f"SELECT ?this (COUNT(DISTINCT ?any) AS ?found) WHERE {{ {target} "
        f"OPTIONAL {{ ?this {part.path} ?any }} }} GROUP BY ?this HAVING (COUNT(DISTINCT ?any) {compared})"
    )
    return Check(part, query, detail or "only {found} given")


def _conforms(store: Store, part: Part, name: str, term: Term) -> str:
    """A SPARQL expression that is true of a ``?value`` that conforms."""
    known = _EXPRESSIONS.get(name)
    if known is None:
        raise RuleError(
            f"{path_of(part.shape)}: sh:{name} is not supported; see foedera/validate/compiler.py for what is."
        )
    return known(store, part, term)


def _datatype(_: Store, __: Part, term: Term) -> str:
    iri = f"<{text(term)}>"
    typed = f"isLiteral(?value) && DATATYPE(?value) = {iri}"
    return f"({typed} && DATATYPE({iri}(STR(?value))) = {iri})" if text(term) in _CAST else f"({typed})"


def _class(store: Store, _: Part, term: Term) -> str:
    assert isinstance(term, NamedNode)
    return f"EXISTS {{ {_among('?wanted', set(classes_of(store, term)), f'?value <{RDF}type> ?wanted')} }}"


def _node_kind(_: Store, part: Part, term: Term) -> str:
    kinds = {SH + "IRI": "isIRI(?value)", SH + "Literal": "isLiteral(?value)"}
    if text(term) not in kinds:
        raise RuleError(f"{path_of(part.shape)}: sh:nodeKind may be sh:IRI or sh:Literal.")
    return kinds[text(term)]


def _in(store: Store, _: Part, term: Term) -> str:
    return f"(?value IN ({', '.join(str(member) for member in members(store, term))}))"


def _pattern(_: Store, __: Part, term: Term) -> str:
    return f"(!isBlank(?value) && REGEX(STR(?value), {Literal(text(term))}))"


def _min_inclusive(_: Store, __: Part, term: Term) -> str:
    return f"(?value >= {term})"


def _or(store: Store, part: Part, term: Term) -> str:
    """True where one of the alternatives is; each is a node of constraints that must all hold."""
    alternatives = [
        " && ".join(f"COALESCE({_conforms(store, part, name, value)}, false)" for name, value in constraints)
        for constraints in (_anonymous(store, member) for member in members(store, term))
    ]
    return f"({' || '.join(f'({alternative})' for alternative in alternatives)})"


def _anonymous(store: Store, node: Term) -> list[tuple[str, Term]]:
    return [(name, value) for name in sorted(_EXPRESSIONS) for value in values(store, node, SH + name)]


_EXPRESSIONS: Final[dict[str, Callable[[Store, Part, Term], str]]] = {
    "datatype": _datatype,
    "class": _class,
    "nodeKind": _node_kind,
    "in": _in,
    "pattern": _pattern,
    "minInclusive": _min_inclusive,
    "or": _or,
}
