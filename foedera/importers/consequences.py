"""What follows from a proposal: duties and channels gained, lost and changed, inferred anew and not guessed.

The rules run twice over the acts of all parties under the instruments that are touched, once as recorded and once as
proposed; what differs is the consequence. Which other treaty goes before a channel is told by the service afterwards.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from foedera.clocks import parts
from foedera.importers.edits import changed_subjects
from foedera.importers.proposal import Proposal
from foedera.namespaces import FOED, ID, path_of
from foedera.store import Snapshot
from foedera.store.excerpt import Excerpt, Record
from foedera.store.snapshot import name

_TREATY: Final = re.compile(rb"^<[^>]+> <" + f"{FOED}treaty".encode() + rb"> <([^>]+)>")


@dataclass(frozen=True)
class Consequence:
    """One thing that changes.

    Attributes:
        change: gained, lost or changed.
        party, other: codes; ``other`` only for a channel.
        treaty: id of the instrument.
        what: the pinpoint of the norm, or the purpose of the channel.
        summary: the norm in a few words.
        before, after: the interval as it was and as it would be, in words; empty where there is none.
    """

    change: str
    party: str
    other: str
    treaty: str
    what: str
    summary: str
    before: str
    after: str


@dataclass(frozen=True)
class Consequences:
    """Duties and channels that change."""

    duties: tuple[Consequence, ...]
    channels: tuple[Consequence, ...]


def consequences(snapshot: Snapshot, proposal: Proposal) -> Consequences:
    """What would change if a proposal were applied.

    Args:
        snapshot: of the record as it stands.
        proposal: what is proposed.
    """
    parties = proposal.compared.parties
    if not parties:
        return Consequences((), ())
    treaties = _family(snapshot, f"treaty/{proposal.treaty.id}")
    kept = _under(parts(snapshot), treaties, parties)
    before = Excerpt(snapshot, kept, kept.of_party)
    after = Excerpt(snapshot, patched(kept, proposal), kept.of_party)
    return Consequences(
        tuple(sorted(_duties(snapshot, before, after, parties), key=_order)),
        tuple(sorted(_channels(snapshot, before, after, parties), key=_order)),
    )


def _order(one: Consequence) -> tuple[str, ...]:
    return (one.change, one.party, one.treaty, one.what, one.other)


def _family(snapshot: Snapshot, treaty: str) -> frozenset[str]:
    """The instrument, its convention, and the protocols to either."""
    convention = snapshot.memory.instruments[treaty]["parent"] or treaty
    protocols = {p for t in (treaty, convention) for p in snapshot.memory.protocols.get(t, [])}
    return frozenset({treaty, convention, *protocols})


def _under(record: Record, treaties: frozenset[str], parties: frozenset[str]) -> Record:
    """The record of all parties under some instruments, and what belongs to no instrument."""
    wanted = {(ID + t).encode() for t in treaties}
    found: dict[str, dict[bytes, list[bytes]]] = {}
    for party, subjects in record.of_party.items():
        for subject, lines in subjects.items():
            under = next((m[1] for line in lines if (m := _TREATY.match(line))), None)
            if under in wanted or under is None:
                found.setdefault(party, {})[subject] = lines
    return replace(record, of_party={**found, **{p: found.get(p, {}) for p in parties}})


def patched(record: Record, proposal: Proposal) -> Record:
    """A record with the acts of a proposal in place of those they change."""
    of_party = {party: dict(held) for party, held in record.of_party.items()}
    for edit in proposal.edits:
        changed = {s for s in changed_subjects(edit.before, edit.after) if s.startswith("act/")}
        for subject in changed:
            for held in of_party.values():
                held.pop((ID + subject).encode(), None)
        for quad in parse(edit.after, format=RdfFormat.TURTLE, base_iri=ID) if changed else ():
            if isinstance(quad.subject, NamedNode) and path_of(quad.subject.value) in changed:
                owner = path_of(quad.subject.value).split("/")[2]
                node = quad.subject.value.encode()
                line = serialize([quad.triple], format=RdfFormat.N_TRIPLES) or b""
                of_party.setdefault(owner, {}).setdefault(node, []).append(line.rstrip(b"\n"))
    return replace(record, of_party=of_party)


def _duties(
    snapshot: Snapshot, before: Excerpt, after: Excerpt, parties: Iterable[str]
) -> Iterator[Consequence]:
    norms = snapshot.memory.norms
    for party in parties:
        held, would = (_owed(e, party) for e in (before, after))
        for norm in held.keys() | would.keys():
            row = norms[norm]
            yield from _differing(
                held.get(norm),
                would.get(norm),
                party,
                "",
                name(row["treaty"]),
                row["pinpoint"],
                row["summary"],
            )


def _owed(excerpt: Excerpt, party: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in excerpt.rows("SELECT * FROM duty WHERE party = ? ORDER BY fro", f"party/{party}"):
        found.setdefault(row["norm"], []).append(f"{_days(row)}{_effect(row['effect'])}")
    return {norm: tuple(told) for norm, told in found.items()}


def _effect(effect: str) -> str:
    return "" if name(effect) in ("full", "in-full") else f" ({name(effect)})"


def _channels(
    snapshot: Snapshot, before: Excerpt, after: Excerpt, parties: frozenset[str]
) -> Iterator[Consequence]:
    held, would = (_related(e, parties) for e in (before, after))
    for treaty, pair in held.keys() | would.keys():
        one, other = _sides(pair, parties)
        for purpose in sorted({name(row["purpose"]) for row in snapshot.memory.provides.get(treaty, [])}):
            yield from _differing(
                held.get((treaty, pair)), would.get((treaty, pair)), one, other, name(treaty), purpose, ""
            )


def _related(excerpt: Excerpt, parties: frozenset[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in excerpt.rows("SELECT * FROM relation ORDER BY fro"):
        if parties & set(name(row["pair"]).split("-")):
            found.setdefault((row["treaty"], row["pair"]), []).append(_days(row))
    return {key: tuple(told) for key, told in found.items()}


def _sides(pair: str, parties: frozenset[str]) -> tuple[str, str]:
    one, _, other = name(pair).partition("-")
    return (one, other) if one in parties else (other, one)


def _days(row: sqlite3.Row) -> str:
    """An interval in words: from the first day, until the first day no longer."""
    start = row["fro"] or (
        f"a day not known, {row['pfro']} at the earliest" if row["pfro"] else "a day not known"
    )
    return f"from {start}" + (f" until {row['til']}" if row["til"] else "")


def _differing(
    held: tuple[str, ...] | None,
    would: tuple[str, ...] | None,
    party: str,
    other: str,
    treaty: str,
    what: str,
    summary: str,
) -> Iterator[Consequence]:
    if held == would:
        return
    change = "gained" if held is None else "lost" if would is None else "changed"
    yield Consequence(
        change, party, other, treaty, what, summary, ", ".join(held or ()), ", ".join(would or ())
    )
