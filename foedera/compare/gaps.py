"""What a state lacks that others have, and which single act would bring most."""

from collections import Counter
from datetime import date
from typing import Any

from foedera import lookup
from foedera.channels.offences import WITH_ANOTHER, other_only
from foedera.compare.groups import Group, group_of
from foedera.compare.owing import Owing, answered, on_topic, owing, rank, strength, strongest, topics
from foedera.coverage import told_of
from foedera.holding import NO, YES, holds
from foedera.joining import act_of_joining, could_join
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import Memory, name


def gaps(snapshot: Snapshot, state: str, as_of: date, group: str | None = None) -> dict[str, Any]:
    """What a state lacks on a day that a group has, and what each act open to it would bring.

    Args:
        snapshot: the snapshot.
        state: ISO 3166-1 alpha-3.
        as_of: the day.
        group: an organisation's id, a region of M49, or codes separated by commas; the state's subregion where None.

    Returns:
        ``{state, as_of, group: {name, members, uncertain}, treaties: [...], topics: [...], acts: [...]}``.
        ``treaties`` binds members and not the state; ``topics`` where most members have a stronger duty;
        ``acts`` ranks single consents by the first channels, then by the duties, that they would bring.

    Raises:
        UnknownThing: no such state.
        BadInput: no such group.
    """
    party, day = lookup.party(snapshot, state), as_of.isoformat()
    others = group_of(snapshot, group, party["id"], day)
    own = owing(snapshot, party["id"], day)
    binding = _bound(snapshot, day)
    acts = _acts(snapshot, own, binding)
    return {
        "state": lookup.short(party),
        "as_of": day,
        "group": {
            "name": others.name,
            "members": [name(p) for p in others.members],
            "uncertain": [name(p) for p in others.uncertain],
        },
        "treaties": _treaties(snapshot, own, others, binding, {a["treaty"]: a for a in acts}),
        "topics": _topics(snapshot, own, others, day),
        "total": len(acts),
        "acts": acts,
    }


def _treaties(
    snapshot: Snapshot,
    own: Owing,
    group: Group,
    binding: dict[str, set[str]],
    acts: dict[str, dict[str, Any]],
) -> list[dict[str, Any]]:
    """The instruments that bind members of the group and are not known to bind the state."""
    found = []
    for treaty in _joint(snapshot.memory):
        bound = [p for p in group.members if p in binding.get(treaty, ())]
        if not bound or own.party in binding[treaty]:
            continue
        side = standing(snapshot, treaty, own.party, own.day)
        act = acts.get(name(treaty), {})
        found.append(
            {
                "treaty": name(treaty),
                "title": lookup.title(snapshot.memory.instruments[treaty]),
                "members_bound": len(bound),
                "of": len(group.members),
                "members": [name(p) for p in bound],
                "status": side.status,
                "answer": side.answer,
                "reason": side.reason,
                "what_if": act.get("what_if"),
            }
        )
    return sorted(found, key=lambda f: (-f["members_bound"], f["treaty"]))


@kept(1)
def _joint(memory: Memory) -> tuple[str, ...]:
    """The instruments of more than two parties that bind, and whose parties the record means to tell."""
    return tuple(
        t
        for t, row in sorted(memory.instruments.items())
        if t in told_of(memory) and not row["class"].endswith(("#Scheme", "#Arrangement"))
    )


def _topics(snapshot: Snapshot, own: Owing, group: Group, day: str) -> list[dict[str, Any]]:
    """The topics on which more than half of the group has a stronger duty than the state."""
    found, members = [], group.members
    for topic in topics(snapshot, None):
        norms = on_topic(snapshot, topic)
        if not norms:
            continue
        mine = own.among(norms)
        top = max((strength(snapshot, d) for d in mine), default=0)
        better = [n for n in norms if rank(snapshot, n) > top]
        stronger = len(strongest(snapshot, members, better, day)) if better else 0
        if 2 * stronger > len(members):
            all_of_them = strongest(snapshot, members, norms, day)
            counts = Counter(all_of_them.get(p, 0) for p in members)
            found.append(
                {
                    "topic": name(topic),
                    "label": snapshot.memory.concepts[topic]["label"],
                    "answer": answered(snapshot, own, norms, mine),
                    "strength": top or None,
                    "members_stronger": stronger,
                    "of": len(members),
                    "usual_strength": counts.most_common(1)[0][0],
                }
            )
    return sorted(found, key=lambda f: (-f["members_stronger"], f["topic"]))


def _acts(snapshot: Snapshot, own: Owing, binding: dict[str, set[str]]) -> list[dict[str, Any]]:
    """The consents that the state could give, those that bring most first.

    An instrument whose clause closes it to the state is left out. What each act would bring is counted from who is
    bound; the what-if tells it exactly.
    """
    memory, day = snapshot.memory, own.day
    owed = {d["norm"] for d in own.duties}
    reached = _reached(snapshot, own.party, day)
    found = []
    for treaty in _joint(memory):
        side = standing(snapshot, treaty, own.party, day)
        row = memory.instruments[treaty]
        if side.answer == YES or not could_join(snapshot, treaty, own.party, day):
            continue
        partners = {
            p
            for p in binding.get(treaty, set()) - {own.party}
            if not memory.parties[p]["class"].endswith("Organisation")
        }
        opens = {p: partners - reached.get(p, set()) for p in _purposes(memory, treaty)}
        duties = _duties(memory).get(treaty, frozenset()) - owed
        act, needs = act_of_joining(snapshot, treaty, own.party, side, day)
        found.append(
            {
                "treaty": name(treaty),
                "title": lookup.title(row),
                "status": side.status,
                "answer": side.answer,
                "needs": needs,
                "first_channels": sum(len(o) for o in opens.values()),
                "by_purpose": {name(p): len(o) for p, o in sorted(opens.items())},
                "partners": len(partners),
                "duties": len(duties),
                "act": act,
                "what_if": f"/v1/what-if?acts={act.replace(';', '%3B')}",
            }
        )
    return sorted(found, key=lambda f: (-f["first_channels"], -f["duties"], f["treaty"]))


def _bound(snapshot: Snapshot, day: str) -> dict[str, set[str]]:
    """The parties that each instrument binds for certain."""
    found: dict[str, set[str]] = {}
    for (treaty, party), rows in snapshot.memory.participations.items():
        if any(holds(r, day) == YES for r in rows):
            found.setdefault(treaty, set()).add(party)
    return found


@kept(1)
def _duties(memory: Memory) -> dict[str, frozenset[str]]:
    """The norms that bind as duties, by the instrument that binds to them."""
    found: dict[str, set[str]] = {}
    for norm in memory.norms.values():
        if norm["binds"] == "true":
            found.setdefault(norm["binding"], set()).add(norm["id"])
    return {treaty: frozenset(norms) for treaty, norms in found.items()}


@kept(256)
def _purposes(memory: Memory, treaty: str) -> tuple[str, ...]:
    """The purposes for which an instrument opens a channel of its own for the subject."""
    rows = memory.provides.get(treaty, [])
    return tuple(
        sorted({r["purpose"] for r in rows if r["nature"] != WITH_ANOTHER and not other_only(memory, r)})
    )


def _reached(snapshot: Snapshot, party: str, day: str) -> dict[str, set[str]]:
    """The parties with which a treaty for a purpose is in force, or perhaps is, by purpose."""
    found: dict[str, set[str]] = {}
    code = name(party)
    pairs = {
        f"pair/{min(code, o)}-{max(code, o)}": p for p in snapshot.memory.parties if (o := name(p)) != code
    }
    marks = ", ".join("?" * len(pairs))
    for row in snapshot.rows(f"SELECT * FROM relation WHERE pair IN ({marks})", *pairs):
        if holds(row, day) != NO:
            for purpose in _purposes(snapshot.memory, row["treaty"]):
                found.setdefault(purpose, set()).add(pairs[row["pair"]])
    return found
