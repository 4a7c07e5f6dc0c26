"""Why not, and checking proofs: one that was kept, or random ones of the snapshot."""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from pyoxigraph import NamedNode

from foedera import whynot
from foedera.cli import sheets_why_not
from foedera.cli.options import As, AsOf, Format, KnownAt, day, known_day
from foedera.cli.progress import opened, telling
from foedera.cli.sheet import show
from foedera.clocks import as_known
from foedera.errors import BadInput
from foedera.explain import proof_of
from foedera.explain.graph import BY_RULE
from foedera.namespaces import INFERRED, path_of
from foedera.store import Snapshot, house
from foedera.verify import Law, Record, faults
from foedera.verify.tamper import tampered

#: One line of progress for so many proofs.
_TOLD_EVERY = 50


def why_not(
    states: Annotated[
        list[str],
        typer.Argument(
            metavar="STATE [OTHER]",
            help="Who; two states for a channel: who asks and who is asked.",
            show_default=False,
        ),
    ],
    treaty: Annotated[
        str | None,
        typer.Option(help="The treaty, by its id; for a channel, only this one.", show_default=False),
    ] = None,
    article: Annotated[
        str | None, typer.Option(help="An article of the treaty, for what it asks.", show_default=False)
    ] = None,
    norm: Annotated[str | None, typer.Option(help="A norm by its id.", show_default=False)] = None,
    purpose: Annotated[str, typer.Option(help="What a channel is for.")] = "extradition",
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: As = Format.table,
) -> None:
    """Why a state is not bound, does not owe, or has no channel on a day."""
    known, when = as_known(opened(), states, known_day(known_at)), day(as_of)
    if len(states) == 2 and not (norm or article):
        answer = whynot.channel(known, states[0], states[1], purpose, when, treaty)
    elif len(states) == 1 and (norm or treaty):
        owes = norm or article
        answer = (
            whynot.duty(known, states[0], when, norm, treaty, article)
            if owes
            else whynot.participation(known, states[0], treaty or "", when)
        )
    else:
        raise BadInput(
            "STATE",
            " ".join(states),
            "Give one state with --treaty, --article or --norm, or two states for a channel.",
        )
    show(answer, sheets_why_not.why_not(answer), form)


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
        return
    snapshot, chance = opened(), random.Random(seed)
    _tampered(law, snapshot, number or 0, chance) if tamper else _random(law, snapshot, number or 0, chance)


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


def _random(law: Law, snapshot: Snapshot, number: int, chance: random.Random) -> None:
    _report(
        {
            f"{fact} ({n})": faults(law, proof_of(snapshot, fact))
            for n, fact in _told(snapshot, number, chance)
        }
    )


def _tampered(law: Law, snapshot: Snapshot, number: int, chance: random.Random) -> None:
    """Change random proofs in one place each.

    Raises:
        SystemExit: 1 where one was accepted all the same.
    """
    accepted = 0
    for _, fact in _told(snapshot, number, chance):
        way, changed = tampered(proof_of(snapshot, fact), chance)
        if not faults(law, changed):
            accepted += 1
            print(f"{fact}: accepted, though it was tampered with ({way}).")
    print(f"{number} tampered with, {number - accepted} refused.")
    if accepted:
        raise SystemExit(1)


def _told(snapshot: Snapshot, number: int, chance: random.Random) -> Iterator[tuple[int, str]]:
    """Random nodes, numbered; how far the check has come is told on standard error."""
    for count, fact in enumerate(drawn(snapshot, number, chance), start=1):
        yield count, fact
        if count % _TOLD_EVERY == 0:
            print(f"{count} of {number} checked", file=sys.stderr)


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
