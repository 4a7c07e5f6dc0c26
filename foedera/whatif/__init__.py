"""What would follow if some acts were done: duties and channels gained, lost and changed, each with its proof.

Nothing is written: the rules run again over what the acts touch, and the snapshot's own tables hold the rest.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from foedera import lookup
from foedera.errors import BadInput, UnknownThing
from foedera.explain import explain as proved
from foedera.holding import interval
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import name
from foedera.whatif.acts import WITHDRAWAL, Act, as_triples, parse, read
from foedera.whatif.difference import channels, duties, touched_pairs
from foedera.whatif.findings import Weighed, told, weigh
from foedera.whatif.scope import scope_of
from foedera.whatif.world import World

__all__ = ["explain", "flat", "parse", "what_if"]


def what_if(
    snapshot: Snapshot,
    acts: Sequence[Mapping[str, Any]],
    as_of: date | None = None,
    state: str | None = None,
    other: str | None = None,
    purpose: str | None = None,
) -> dict[str, Any]:
    """What some acts that nobody has done would change.

    Args:
        snapshot: the snapshot; it is not touched.
        acts: the acts, as ``foedera.whatif.acts.read`` takes them.
        as_of: the day on which the law is compared; the first day on which all of them have effect where None.
        state: only what changes for this state, ISO 3166-1 alpha-3; all states where None.
        other: only channels between ``state`` and this one.
        purpose: only channels for this purpose.

    Returns:
        The ``what-if`` shape of the service. Each act comes back with the day of its effect, and what the law
        says of it (``findings``) where it counts for nothing or where that is not known.

    Raises:
        UnknownThing: no such state or treaty.
        BadInput: another value is wrong, or an act could not be done at all.
    """
    read_acts = read(snapshot, acts)
    chosen = {lookup.party(snapshot, s)["id"] for s in (state, other) if s}
    if other and not state:
        raise BadInput("other", other, "Name 'state' too: 'other' is the second state of a pair.")
    wanted = lookup.concept(snapshot, "purpose", purpose) if purpose else None
    weighed, world = _world(snapshot, tuple(read_acts))
    shown = [_act(world, w, number) for number, w in enumerate(weighed)]
    day = as_of.isoformat() if as_of else max(_effect(world, w, number) for number, w in enumerate(weighed))
    owing = world.scope.parties & chosen if state else world.scope.parties
    pairs = touched_pairs(world)
    if state:
        pairs = {p for p in pairs if (set(p) == chosen if other else set(p) & chosen)}
    changed = channels(world, pairs, day, wanted)
    return {
        "acts": shown,
        "as_of": day,
        "state": name(lookup.party(snapshot, state)["id"]) if state else None,
        "other": name(lookup.party(snapshot, other)["id"]) if other else None,
        "purpose": purpose,
        "obligations": duties(world, owing, day),
        "channels": changed,
    }


def explain(snapshot: Snapshot, acts: Sequence[Mapping[str, Any]], fact: str) -> dict[str, Any]:
    """The proof of what would hold if some acts were done.

    Args:
        snapshot: the snapshot.
        acts: the acts, as ``foedera.whatif.acts.read`` takes them.
        fact: id path of an inferred node, as the answer's ``proof`` gives it.

    Raises:
        UnknownThing: nothing of that id follows, or no such state or treaty.
        BadInput: a value is wrong.
    """
    read_acts = tuple(read(snapshot, acts))
    weighed, world = _world(snapshot, read_acts)
    try:
        proof = proved(world, fact)
    except UnknownThing as error:
        raise UnknownThing(
            "fact", fact, "Use the id that the 'proof' field of the what-if answer gives."
        ) from error
    return {**proof, "known_at": None, "supposed": [w.act.text() for w in weighed if w.counts]}


@kept(4)
def _world(snapshot: Snapshot, acts: tuple[Act, ...]) -> tuple[list[Weighed], World]:
    weighed = weigh(snapshot, acts)
    scope = scope_of(
        snapshot,
        [(a.treaty, a.party) for a in acts],
        [s for a in acts if a.kind.name != WITHDRAWAL for s in a.statements],
    )
    told_acts = [as_triples(w.act, n)[1] for n, w in enumerate(weighed, 1) if w.counts]
    return weighed, World(snapshot, scope, b"\n".join(told_acts), ";".join(a.text() for a in acts))


def _row(world: World, weighed: Weighed, number: int) -> Any:
    """The row of a supposed act; None where it is not among what the rules ran over, or is no act of its own."""
    path, _ = as_triples(weighed.act, number + 1)
    found = world.rows("SELECT * FROM act WHERE id = ?", path)
    return found[0] if weighed.counts and found and weighed.act.kind.name != WITHDRAWAL else None


def _effect(world: World, weighed: Weighed, number: int) -> str:
    """The first day on which an act surely has effect, else the earliest on which it may, else its own day."""
    row = _row(world, weighed, number)
    own = weighed.act.day.isoformat()
    return own if row is None else max(own, row["effective"] or row["possibly"] or own)


def _act(world: World, weighed: Weighed, number: int) -> dict[str, Any]:
    act, row = weighed.act, _row(world, weighed, number)
    path, _ = as_triples(act, number + 1)
    findings = [told(world.whole, act, f) for f in weighed.findings]
    refused = world.rows("SELECT * FROM impermissibility WHERE statement = ?", path)
    if weighed.counts and refused:
        proof = world.proof(refused[0]["id"])
        findings.append({**told(world.whole, act, "reservation-not-allowed"), "proof": proof})
    void = (
        not weighed.counts
        or bool(refused)
        or any(f in ("protocol-without-convention", "instrument-not-in-force") for f in weighed.findings)
    )
    doubtful = any(f in ("convention-not-known", "no-clause") for f in weighed.findings)
    days: dict[str, Any] = {"from": None, "until": None}
    if row is not None and not void and (row["effective"] or row["possibly"]):
        days = interval({"fro": row["effective"], "til": None, "pfro": row["possibly"], "ptil": None})
    elif act.kind.name == WITHDRAWAL:
        days = {"from": act.day.isoformat(), "until": None}
    return {
        "text": act.text(),
        "kind": act.kind.name,
        "party": name(act.party),
        "treaty": name(act.treaty),
        "date": act.day.isoformat(),
        "provisions": [p.rpartition("/")[2] for p in act.provisions],
        "effect": name(act.effect) if act.effect else None,
        "statements": list(act.statements),
        "toward": name(act.toward) if act.toward else None,
        "outcome": "nothing" if void else "not-known" if doubtful else "counts",
        "takes_effect": {k: v for k, v in days.items() if k != "until"},
        "reckoning": row["reckoning"] if row is not None else None,
        "findings": findings,
    }


def flat(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The changes of an answer as the rows of one table: what, how it changed, who, under which provision."""
    rows = [
        {
            "what": "duty", "change": change, "state": r["state"], "other": None, "treaty": r["treaty"], "provision": r["pinpoint"],
            "purpose": None, "from": r["from"], "until": r["until"], "before": r["before"], "after": r["after"], "text": r["summary"], "proof": r["proof"],
        }
        for change in ("gained", "lost", "changed", "not_known")
        for r in answer["obligations"][change]
    ]  # fmt: skip
    return rows + [
        {
            "what": "channel", "change": change, "state": r["requesting"], "other": r["requested"], "treaty": r["treaty"], "provision": r["provision"],
            "purpose": r["purpose"], "from": r["from"], "until": r["until"], "before": r["before"], "after": r["after"], "text": r["reason"], "proof": r["proof"],
        }
        for change in ("gained", "lost", "changed")
        for r in answer["channels"][change]
    ]  # fmt: skip
