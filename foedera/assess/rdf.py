"""A case as Turtle or JSON-LD, both ways."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse, serialize

from foedera.assess.case import Case, Value, checked, from_json, iri_of
from foedera.assess.vocabulary import Field, Vocabulary, vocabulary
from foedera.errors import BadInput
from foedera.namespaces import FOED, ID, PREFIXES, RDF, XSD, foed
from foedera.store import Snapshot

FORMATS: Final[dict[str, RdfFormat]] = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}

_TYPE, _CASE, _NONE = NamedNode(RDF + "type"), foed("Case"), foed("noneOf")
_DAYS: Final = {10: "date", 7: "gYearMonth", 4: "gYear"}
_PREFIXES: Final = {k: v for k, v in PREFIXES.items() if k in ("foed", "xsd")}


def to_rdf(snapshot: Snapshot, case: Case, form: RdfFormat) -> bytes:
    """The case in an RDF form; what is not known is not stated."""
    words, node = vocabulary(snapshot), BlankNode("case")
    triples = [Triple(node, _TYPE, _CASE)]
    for field in words.fields:
        if (value := case[field.name]) is not None:
            triples += _triples(node, field, value)
    written = serialize(triples, format=form, prefixes=_PREFIXES)
    assert written is not None
    return written


def _triples(node: BlankNode, field: Field, value: Value) -> list[Triple]:
    if value == ():
        return [Triple(node, _NONE, NamedNode(field.property))]
    values = value if isinstance(value, tuple) else (value,)
    return [Triple(node, NamedNode(field.property), _term(field, v)) for v in values]


def _term(field: Field, value: str | bool | int) -> NamedNode | Literal:
    if field.kind in ("state", "states", "concept"):
        return NamedNode(iri_of(field, str(value)))
    if field.kind == "day":
        return Literal(str(value), datatype=NamedNode(XSD + _DAYS[len(str(value))]))
    return Literal(value)


def from_rdf(snapshot: Snapshot, text: bytes, form: RdfFormat) -> Case:
    """The case that an RDF text states.

    Args:
        snapshot: knows the states and the words.
        text: the text, in UTF-8.
        form: its form; a JSON-LD context must stand in the text itself.

    Raises:
        BadInput: it cannot be read, states no case or several, or a property has a wrong value.
    """
    store = Store()
    try:
        store.extend(parse(text, format=form, base_iri=ID))
    except (SyntaxError, ValueError) as error:
        raise BadInput("case", "this text", f"It cannot be read: {error}.") from error
    cases = [q.subject for q in store.quads_for_pattern(None, _TYPE, _CASE, None)]
    if len(cases) != 1:
        raise BadInput("case", f"{len(cases)} cases", "State one node of the class foed:Case.")
    words = vocabulary(snapshot)
    given: dict[str, Any] = {}
    for quad in store.quads_for_pattern(cases[0], None, None, None):
        if quad.predicate != _TYPE:
            _take(words, given, quad.predicate, quad.object)
    return checked(from_json(snapshot, nested(given)))


def _take(words: Vocabulary, given: dict[str, Any], predicate: NamedNode, value: Any) -> None:
    none = predicate == _NONE
    field = words.by_property(value.value if none else predicate.value)
    if field is None or (none and field.kind != "states"):
        short = predicate.value.replace(FOED, "foed:")
        raise BadInput("case", short, "It is no property of a case; see ontology/cases.ttl.")
    if none:
        given.setdefault(field.name, [])
    elif field.kind == "states":
        given.setdefault(field.name, []).append(_word(field, value))
    elif field.name in given:
        raise BadInput(field.name, str(_word(field, value)), "It has two values; state one.")
    else:
        given[field.name] = _word(field, value)


def _word(field: Field, term: Any) -> object:
    """A value as the JSON form has it; a wrong one stays as it is, for the JSON form to refuse."""
    if isinstance(term, NamedNode):
        place = f"{ID}party/" if field.kind in ("state", "states") else ID
        return term.value.removeprefix(place) if field.kind != "concept" else _concept(field, term.value)
    if isinstance(term, Literal) and field.kind == "flag" and term.value in ("true", "false"):
        return term.value == "true"
    if isinstance(term, Literal) and field.kind == "number" and term.value.isdigit():
        return int(term.value)
    return str(getattr(term, "value", term))


def _concept(field: Field, iri: str) -> str:
    return iri.rpartition("/")[2] if iri in field.concepts else iri


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Facts by field name as the JSON form has them: dots are inner objects."""
    shown: dict[str, Any] = {}
    for key, value in flat.items():
        into, _, last = key.rpartition(".")
        (shown.setdefault(into, {}) if into else shown)[last] = value
    return shown


def read_case(snapshot: Snapshot, text: bytes, form: str) -> Case:
    """A case from a text.

    Args:
        snapshot: knows the states and the words.
        text: the text, in UTF-8.
        form: "json", "ttl" or "jsonld".

    Raises:
        BadInput: the text states no sound case; names the field.
    """
    if form != "json":
        return from_rdf(snapshot, text, FORMATS[form])
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput("case", "this text", f"It is not JSON: {error}.") from error
    return from_json(snapshot, given)
