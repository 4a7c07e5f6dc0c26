"""What differs between the record and a world in which some acts are done, on a day."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from foedera.channels.pair import Pair
from foedera.channels.question import candidates
from foedera.channels.verdict import Judged, judge_all
from foedera.holding import NO, NOT_KNOWN, YES, holds, interval
from foedera.obligations import Owed, duty_shown
from foedera.store import Snapshot
from foedera.store.snapshot import name
from foedera.whatif.world import World

Key = tuple[str, str]
Change = dict[str, list[dict[str, Any]]]


def duties(world: World, parties: Iterable[str], day: str) -> Change:
    """The duties that some parties gain, lose or owe otherwise on a day, and those of which it is not known.

    Args:
        world: the world in which the acts are done.
        parties: id paths of the parties asked about.
        day: ISO date.
    """
    found: Change = {"gained": [], "lost": [], "changed": [], "not_known": []}
    for party in sorted(parties):
        before, after = _owed(world.whole, party, day), _owed(world, party, day)
        for key in sorted(before.keys() | after.keys()):
            was, becomes = before.get(key), after.get(key)
            change = _kind(was, becomes, day)
            if change is None:
                continue
            here = becomes is not None and change != "lost"
            row = becomes if here else was
            assert row is not None
            shown = {"state": name(party), **duty_shown(world if here else world.whole, Owed(row), None)}
            shown["before"], shown["after"] = _state(was, day), _state(becomes, day)
            found[change].append(shown)
    return found


def _owed(snapshot: Snapshot, party: str, day: str) -> dict[str, sqlite3.Row]:
    """The duties that hold on a day or perhaps do, by norm; where several rows tell of one, what is certain goes first."""
    norms = snapshot.memory.norms
    found: dict[str, sqlite3.Row] = {}
    for row in snapshot.rows("SELECT * FROM duty WHERE party = ? ORDER BY id", party):
        answer = holds(row, day)
        if answer != NO and norms[row["norm"]]["binds"] == "true":
            known = found.get(row["norm"])
            if known is None or (answer == YES and holds(known, day) != YES):
                found[row["norm"]] = row
    return found


def _state(row: sqlite3.Row | None, day: str) -> str:
    """How a duty is owed: its effect, or that it is not owed, or not known to be."""
    if row is None:
        return "none"
    return name(row["effect"]) if holds(row, day) == YES else NOT_KNOWN


def _kind(was: sqlite3.Row | None, becomes: sqlite3.Row | None, day: str) -> str | None:
    one, two = _state(was, day), _state(becomes, day)
    if one == two:
        return None
    if two == NOT_KNOWN:
        return "not_known"
    if two == "none":
        return "lost"
    return "gained" if one in ("none", NOT_KNOWN) else "changed"


def touched_pairs(world: World) -> set[Key]:
    """The pairs of parties between which a channel may differ."""
    pairs = {row["pair"] for row in (*_differing(world, "relation"), *_differing(world, "disconnection"))}
    relations = {r["id"]: r["pair"] for r in (*world.old("relation"), *world.new("relation"))}
    for row in _differing(world, "displacement"):
        pairs |= {relations[r] for r in (row["displaced"], row["by"]) if r in relations}
    statements = _differing(world, "restriction")
    for row in statements:
        code = name(row["requested"])
        pairs |= {
            p
            for r in world.rows("SELECT pair FROM relation WHERE treaty = ?", row["treaty"])
            if code in name(p := r["pair"]).split("-")
        }
    both = [name(p).split("-") for p in pairs]
    return {(f"party/{a}", f"party/{b}") for a, b in both}


def _differing(world: World, table: str) -> list[sqlite3.Row]:
    """Rows of a table that are told otherwise in the two worlds, as either has them."""
    was, becomes = ({tuple(r): r for r in rows} for rows in (world.old(table), world.new(table)))
    return [r for k, r in was.items() if k not in becomes] + [r for k, r in becomes.items() if k not in was]


def channels(world: World, pairs: Iterable[Key], day: str, purpose: str | None) -> dict[str, list[Any]]:
    """The channels between some pairs, both ways, that are gained, lost or changed on a day.

    ``opened`` and ``closed`` name who has its first open channel for a purpose toward whom, or loses its last.

    Args:
        world: the world in which the acts are done.
        pairs: pairs of id paths of parties.
        day: ISO date.
        purpose: id path of the purpose; None for all.
    """
    found: dict[str, list[Any]] = {"gained": [], "lost": [], "changed": [], "opened": [], "closed": []}
    for one, other in sorted(pairs):
        for asker, asked in ((one, other), (other, one)):
            before = _judged(Pair(world.whole, asker, asked, day), purpose)
            after = _judged(Pair(world, asker, asked, day), purpose)
            for kind, row in _changes(Pair(world, asker, asked, day), before, after):
                found[kind].append(row)
            was, becomes = _open(before), _open(after)
            for kind, purposes in (("opened", becomes - was), ("closed", was - becomes)):
                found[kind] += [_direction(asker, asked, p) for p in sorted(purposes)]
    return found


def _direction(asker: str, asked: str, purpose: str) -> dict[str, str]:
    return {"requesting": name(asker), "requested": name(asked), "purpose": name(purpose)}


def _open(judged: dict[Key, Judged]) -> set[str]:
    """The purposes for which a channel for the subject is open."""
    return {purpose for (_, purpose), j in judged.items() if j.open and not j.candidate.others}


def _judged(pair: Pair, purpose: str | None) -> dict[Key, Judged]:
    judged = sorted(judge_all(pair, candidates(pair, purpose)), key=lambda j: j.candidate.answer == YES)
    return {(j.candidate.provision["provision"], j.candidate.provision["purpose"]): j for j in judged}


def _changes(
    pair: Pair, before: dict[Key, Judged], after: dict[Key, Judged]
) -> Iterator[tuple[str, dict[str, Any]]]:
    assert isinstance(pair.snapshot, World)
    whole = pair.snapshot.whole
    for key in sorted(before.keys() | after.keys()):
        was, becomes = before.get(key), after.get(key)
        if was is None or becomes is None:
            kind = "gained" if becomes else "lost"
        elif _told(was) == _told(becomes):
            continue
        else:
            kind = "changed"
        shown = becomes or was
        assert shown is not None
        relation = shown.candidate.relation
        provision = shown.candidate.provision
        yield (
            kind,
            {
                "requesting": name(pair.requesting),
                "requested": name(pair.requested),
                "id": relation["id"],
                "treaty": name(relation["treaty"]),
                "title": pair.title(relation["treaty"]),
                "provision": provision["pinpoint"],
                "purpose": name(provision["purpose"]),
                **interval(relation),
                "before": was.verdict.status if was else "none",
                "after": becomes.verdict.status if becomes else "none",
                "reason": shown.verdict.reason if becomes else "No longer in force between them.",
                "restrictions": [
                    _restriction(r) for r in (becomes.candidate.restrictions if becomes else [])
                ],
                "proof": (pair.snapshot if becomes else whole).proof(relation["id"]),
            },
        )


def _restriction(row: sqlite3.Row) -> dict[str, Any]:
    return {"statement": row["statement"], "effect": name(row["effect"]), "of": name(row["requested"])}


def _told(judged: Judged) -> tuple[object, ...]:
    """What of a channel counts as the same: its status and ground that day, what displaces it and what restricts it."""
    by = judged.verdict.displaced_by
    return (
        judged.verdict.status,
        judged.verdict.outcome,
        by["treaty"] if by else None,
        sorted((r["statement"], r["status"]) for r in judged.candidate.restrictions),
    )
