"""Reading rules: what each rests on, says and constructs, and the SPARQL Update it compiles to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from foedera.errors import RuleError
from foedera.namespaces import ASSERTED, INFERRED, ONTOLOGY, RULES, SOURCES

#: ``CONSTRUCT { template } WHERE { pattern }``; the template has no nested braces.
_CONSTRUCT: Final = re.compile(
    r"^\s*CONSTRUCT\s*\{(?P<template>[^{}]*)\}\s*WHERE\s*\{(?P<pattern>.*)\}\s*$", re.S
)

#: The graphs a rule reads: everything recorded and everything inferred so far.
READ: Final = (ASSERTED, SOURCES, ONTOLOGY, INFERRED)

_RULES: Final = """
SELECT ?rule ?label ?sentence ?order ?target ?construct WHERE {
    ?rule a foed:Rule ; rdfs:label ?label ; foed:sentence ?sentence ; sh:targetClass ?target ; sh:rule ?body .
    ?body sh:order ?order ; sh:construct ?construct .
} ORDER BY ?order STR(?rule)
"""

_PREFIXES: Final = """
SELECT ?prefix ?namespace WHERE { ?ontology sh:declare [ sh:prefix ?prefix ; sh:namespace ?namespace ] }
"""

_SUBCLASS_OF: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")

_RULE_PREFIXES: Final = {
    "foed": "https://w3id.org/foedera/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
}


@dataclass(frozen=True)
class Rule:
    """One rule of law as its file states it.

    Attributes:
        iri: the rule's IRI.
        label: its name in words.
        sentence: the template of the sentence that a proof shows, with ``{slots}``.
        order: the stratum; rules of a lower order have run before.
        target: the class whose instances are bound to ``$this``.
        construct: the SPARQL CONSTRUCT as written.
    """

    iri: str
    label: str
    sentence: str
    order: int
    target: NamedNode
    construct: str


def _select(store: Store, query: str) -> Iterator[dict[str, str]]:
    result = store.query(query, prefixes=_RULE_PREFIXES, default_graph=[RULES, ONTOLOGY])
    assert isinstance(result, QuerySolutions)
    names = [v.value for v in result.variables]
    for row in result:
        yield {name: _text(row[name]) for name in names}


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def read_rules(store: Store) -> list[Rule]:
    """All rules of the store's rules graph, by order, then by IRI.

    Raises:
        RuleError: two rules share an IRI, or a rule lacks a part (the message names it).
    """
    rules = [
        Rule(
            iri=row["rule"],
            label=row["label"],
            sentence=row["sentence"],
            order=int(row["order"]),
            target=NamedNode(row["target"]),
            construct=row["construct"],
        )
        for row in _select(store, _RULES)
    ]
    seen: set[str] = set()
    for rule in rules:
        if rule.iri in seen:
            raise RuleError(f"{rule.iri} is stated twice; give each rule one file with one sh:rule.")
        seen.add(rule.iri)
    return rules


def declared_prefixes(store: Store) -> dict[str, str]:
    """The prefixes that rules may use: the ``sh:declare`` statements of rules/prefixes.ttl."""
    return {row["prefix"]: row["namespace"] for row in _select(store, _PREFIXES)}


def classes_of(store: Store, target: NamedNode) -> list[str]:
    """The target class and all its subclasses: what SHACL calls the instances of a class target."""
    found, waiting = {target.value}, [target]
    while waiting:
        for quad in store.quads_for_pattern(None, _SUBCLASS_OF, waiting.pop(), ONTOLOGY):
            if isinstance(quad.subject, NamedNode) and quad.subject.value not in found:
                found.add(quad.subject.value)
                waiting.append(quad.subject)
    return sorted(found)


def compile_rule(rule: Rule, classes: list[str]) -> str:
    """The SPARQL Update that does what the rule says, reading the recorded and inferred graphs.

    ``$this`` ranges over the instances of ``classes``, as the class target asks.

    Raises:
        RuleError: the construct is not of the form CONSTRUCT { … } WHERE { … }.
    """
    match = _CONSTRUCT.match(rule.construct)
    if match is None:
        raise RuleError(f"{rule.iri}: its sh:construct is not of the form CONSTRUCT {{ … }} WHERE {{ … }}.")
    values = " ".join(f"<{c}>" for c in classes)
    using = " ".join(f"USING <{graph.value}>" for graph in READ)
    return (
        f"INSERT {{ GRAPH <{INFERRED.value}> {{ {match['template']} }} }} {using} "
        f"WHERE {{ VALUES ?targetClass {{ {values} }} $this a ?targetClass . {match['pattern']} }}"
    )
