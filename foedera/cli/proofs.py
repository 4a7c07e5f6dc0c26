"""Checking proofs: one that was kept, or random ones of the snapshot."""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from pyoxigraph import NamedNode

from foedera.cli.progress import opened, telling
from foedera.errors import BadInput
from foedera.explain import proof_of
from foedera.explain.graph import BY_RULE
from foedera.namespaces import INFERRED, path_of
from foedera.store import Snapshot, house
from foedera.verify import Law, Record, faults
from foedera.verify.tamper import tampered

#: One line of progress for so many proofs.
_TOLD_EVERY = 50


def verify(
    proof: Annotated[
        Path | None,
        typer.Argument(
            metavar="PROOF",
            help="A proof as 'explain --format json' prints it; - reads standard input.",
            show_default=False,
        ),
    ] = None,
    number: Annotated[
        int | None,
        typer.Option("--all", metavar="N", help="Check N random proofs of the snapshot.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="Which random proofs.")] = 0,
    tamper: Annotated[
        bool, typer.Option("--tamper", help="Change each random proof in one place; each must be refused.")
    ] = False,
) -> None:
    """Check a proof against the record by code that shares nothing with the engine."""
    if (proof is None) == (number is None):
        raise BadInput("PROOF", str(proof), "Name a file with a proof, or give --all N.")
    with telling() as tell:
        law = Law(Record(house()[0], tell))
    if proof is not None:
        _report({str(proof): faults(law, _read(proof))})
    else:
        _report(_random(law, opened(), number or 0, random.Random(seed), tamper))


def _read(path: Path) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
        found = json.loads(text)
    except (OSError, ValueError) as error:
        raise BadInput("PROOF", str(path), f"Give a file with a proof in JSON ({error}).") from error
    if not isinstance(found, dict):
        raise BadInput(
            "PROOF", str(path), "Give one proof, as 'foedera explain FACT --format json' prints it."
        )
    return found


def _report(found: dict[str, list[str]]) -> None:
    """Tell what was found wrong.

    Raises:
        SystemExit: 1 where a proof was refused.
    """
    for name, wrong in found.items():
        for fault in wrong:
            print(f"{name}: {fault}")
    refused = sum(bool(wrong) for wrong in found.values())
    print(f"{len(found)} checked, {len(found) - refused} accepted, {refused} refused.")
    if refused:
        raise SystemExit(1)


def _random(
    law: Law, snapshot: Snapshot, number: int, chance: random.Random, tamper: bool
) -> dict[str, list[str]]:
    """Check random proofs; a tampered one is wrong where it was accepted."""
    found: dict[str, list[str]] = {}
    for count, fact in enumerate(drawn(snapshot, number, chance), start=1):
        proof = proof_of(snapshot, fact)
        if tamper:
            way, changed = tampered(proof, chance)
            found[f"{fact}, {way}, {count}"] = (
                [] if faults(law, changed) else ["accepted though it was tampered with."]
            )
        else:
            found[f"{fact}, {count}"] = faults(law, proof)
        if count % _TOLD_EVERY == 0:
            print(f"{count} of {number} checked", file=sys.stderr)
    return found


def drawn(snapshot: Snapshot, number: int, chance: random.Random) -> Iterator[str]:
    """Random inferred nodes: first the rule that made it is drawn, then the node, so that rare rules are not missed."""
    made: dict[str, list[str]] = {}
    for quad in snapshot.query_store.quads_for_pattern(None, BY_RULE, None, INFERRED):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            made.setdefault(quad.object.value, []).append(path_of(quad.subject.value))
    rules = sorted(made)
    for nodes in made.values():
        nodes.sort()
    for _ in range(number):
        yield chance.choice(made[chance.choice(rules)])
