"""Groups of states: the members of an organisation, the states of a region, or those that are named."""

import sqlite3
from dataclasses import dataclass

from foedera import lookup
from foedera.channels.schemes import during
from foedera.errors import BadInput
from foedera.holding import NO, NOT_KNOWN, YES, Answer
from foedera.store import Snapshot
from foedera.store.snapshot import name


@dataclass(frozen=True)
class Group:
    """A group of states on a day.

    Attributes:
        name: how it is called.
        members: id paths of its states.
        uncertain: id paths of states of which it is not known whether they belong to it.
    """

    name: str
    members: tuple[str, ...]
    uncertain: tuple[str, ...] = ()


def group_of(snapshot: Snapshot, text: str | None, party: str, day: str) -> Group:
    """The states that a question names as a group.

    Args:
        snapshot: the snapshot.
        text: an organisation's id, a region of M49 by name, or ISO codes separated by commas; the M49 subregion of
            ``party`` where None.
        party: id path of the state that is compared; it is left out of the group.
        day: ISO date.

    Raises:
        UnknownThing: a code that is no state.
        BadInput: no such organisation or region, or a group without another state.
    """
    found = _named(snapshot, text, party, day)
    members = tuple(p for p in found.members if p != party)
    if not members:
        raise BadInput(
            "group", text or "", f"It has no state besides {name(party)} that day. {_right(snapshot)}"
        )
    return Group(found.name, members, tuple(p for p in found.uncertain if p != party))


def _named(snapshot: Snapshot, text: str | None, party: str, day: str) -> Group:
    parties = snapshot.memory.parties
    if text is None:
        region = parties[party]["subregion"]
        if region is None:
            raise BadInput("group", "", f"The record has no region of {name(party)}. {_right(snapshot)}")
        return _region(snapshot, str(region), day)
    organisations = {name(o).lower(): o for o, _ in snapshot.memory.memberships}
    if text.lower() in organisations:
        return _members(snapshot, organisations[text.lower()], day)
    regions = {
        str(r[k]).lower(): str(r[k]) for r in parties.values() for k in ("region", "subregion") if r[k]
    }
    if text.lower() in regions:
        return _region(snapshot, regions[text.lower()], day)
    if "," in text or f"party/{text.upper()}" in parties:
        codes = [c.strip() for c in text.split(",") if c.strip()]
        return Group(text, tuple(dict.fromkeys(lookup.party(snapshot, c)["id"] for c in codes)))
    raise BadInput("group", text, _right(snapshot))


def _members(snapshot: Snapshot, organisation: str, day: str) -> Group:
    found: dict[Answer, list[str]] = {YES: [], NOT_KNOWN: [], NO: []}
    for (of, party), rows in sorted(snapshot.memory.memberships.items()):
        if of == organisation:
            answers = [during(r["fro"], r["til"], day) for r in rows]
            found[YES if YES in answers else NOT_KNOWN if NOT_KNOWN in answers else NO].append(party)
    return Group(name(organisation), tuple(found[YES]), tuple(found[NOT_KNOWN]))


def _region(snapshot: Snapshot, region: str, day: str) -> Group:
    states = [p for p in existing(snapshot, day) if region in (p[1]["region"], p[1]["subregion"])]
    return Group(region, tuple(p for p, _ in states))


def existing(snapshot: Snapshot, day: str) -> list[tuple[str, sqlite3.Row]]:
    """The states that existed on a day, by id path; territories and organisations are none."""
    return [
        (path, row)
        for path, row in sorted(snapshot.memory.parties.items())
        if row["class"].endswith(("#State", "#FormerState"))
        and (row["exists_from"] or "") <= day < (row["existed_until"] or "9999-12-31")
    ]


def groups(snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """The groups that have a name: organisations by id, then regions."""
    organisations = sorted({name(o) for o, _ in snapshot.memory.memberships})
    regions = sorted({str(r["subregion"]) for r in snapshot.memory.parties.values() if r["subregion"]})
    return organisations, regions


def _right(snapshot: Snapshot) -> str:
    organisations, regions = groups(snapshot)
    return (
        f"Use ISO alpha-3 codes separated by commas, an organisation ({', '.join(organisations)}) "
        f"or an M49 region ({', '.join(regions)})."
    )
