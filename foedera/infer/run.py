"""Running the rules, stratum by stratum."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import Store

from foedera.errors import RuleError
from foedera.infer.rules import classes_of, compile_rule, declared_prefixes, read_rules


@dataclass(frozen=True)
class Stratum:
    """What one rule did: its IRI, the triples it added, and the seconds it took."""

    rule: str
    triples: int
    seconds: float


def infer(store: Store, progress: Callable[[str], None] = lambda _: None) -> list[Stratum]:
    """Run every rule once, in order, adding what it concludes to the inferred graph.

    Rules of one order do not read each other's conclusions; a rule that needs another's stands in a
    higher order. So one pass in order is the whole fixpoint, and the result does not depend on chance.

    Args:
        store: holds ontology, rules, data and the calendar's results; it is changed.
        progress: told each rule's label before it runs.

    Raises:
        RuleError: a rule does not compile or is not valid SPARQL; the message names it.
    """
    prefixes = declared_prefixes(store)
    strata: list[Stratum] = []
    for rule in read_rules(store):
        progress(rule.label)
        update = compile_rule(rule, classes_of(store, rule.target))
        before, started = len(store), time.perf_counter()
        try:
            store.update(update, prefixes=prefixes)
        except SyntaxError as error:
            raise RuleError(f"{rule.iri} is not valid SPARQL: {error}") from error
        strata.append(Stratum(rule.iri, len(store) - before, time.perf_counter() - started))
    return strata
