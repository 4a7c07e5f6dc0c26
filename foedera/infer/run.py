"""Running the rules, stratum by stratum."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import Store

from foedera.errors import RuleError
from foedera.infer.rules import classes_of, compile_rule, declared_prefixes, read_rules


@dataclass(frozen=True)
class Stratum:
    """One rule that was run: its IRI, and the seconds it took."""

    rule: str
    seconds: float


@dataclass(frozen=True)
class Program:
    """The rules of a record, ready to run.

    Attributes:
        updates: (IRI of the rule, its label, the SPARQL Update it compiles to), in the order of the strata.
        prefixes: the prefixes the updates use.
    """

    updates: tuple[tuple[str, str, str], ...]
    prefixes: dict[str, str]


def compile_rules(store: Store) -> Program:
    """Compile every rule of a store.

    Args:
        store: holds ontology and rules.

    Raises:
        RuleError: a rule does not compile; the message names it.
    """
    rules = read_rules(store)
    updates = tuple((r.iri, r.label, compile_rule(r, classes_of(store, r.target))) for r in rules)
    return Program(updates, declared_prefixes(store))


def infer(store: Store, progress: Callable[[str], None] = lambda _: None) -> list[Stratum]:
    """Run every rule of a store over it: :func:`compile_rules`, then :func:`run`, measured.

    Args:
        store: holds ontology, rules, data and the calendar's results; it is changed.
        progress: told each rule's label before it runs.

    Raises:
        RuleError: a rule does not compile or is not valid SPARQL; the message names it.
    """
    program = compile_rules(store)
    strata: list[Stratum] = []
    for update in program.updates:
        progress(update[1])
        started = time.perf_counter()
        run(store, Program((update,), program.prefixes))
        strata.append(Stratum(update[0], time.perf_counter() - started))
    return strata


def run(store: Store, program: Program) -> None:
    """Run every rule once, in order, adding what it concludes to the inferred graph.

    Rules of one order do not read each other's conclusions; a rule that needs another's stands in a
    higher order. So one pass in order is the whole fixpoint, and the result does not depend on chance.

    Args:
        store: holds ontology, data and the calendar's results; it is changed.
        program: the compiled rules.

    Raises:
        RuleError: a rule is not valid SPARQL; the message names it.
    """
    for iri, _, update in program.updates:
        try:
            store.update(update, prefixes=program.prefixes)
        except SyntaxError as error:
            raise RuleError(f"{iri} is not valid SPARQL: {error}") from error
