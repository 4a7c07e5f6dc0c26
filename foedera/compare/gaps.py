"""What a state lacks that others have, and which single act would bring most."""

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Any

from foedera import lookup
from foedera.channels.offences import WITH_ANOTHER, other_only
from foedera.compare.groups import Group, group_of
from foedera.compare.owing import Owing, answered, on_topic, owing, strength, topics
from foedera.holding import NO, YES, holds
from foedera.joining import act_of_joining, could_join
from foedera.standing import standing
from foedera.store import Snapshot
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
    acts = _acts(snapshot, own, day)
    return {
        "state": lookup.short(party),
        "as_of": day,
        "group": {
            "name": others.name,
            "members": [name(p) for p in others.members],
            "uncertain": [name(p) for p in others.uncertain],
        },
        "treaties": _treaties(snapshot, party["id"], others, day, {a["treaty"]: a for a in acts}),
        "topics": _topics(snapshot, own, others, day),
        "total": len(acts),
        "acts": acts,
    }


def _treaties(
    snapshot: Snapshot, party: str, group: Group, day: str, acts: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """The instruments that bind members of the group and are not known to bind the state."""
    found = []
    for treaty in _joint(snapshot.memory):
        bound = [p for p in group.members if standing(snapshot, treaty, p, day).answer == YES]
        side = standing(snapshot, treaty, party, day)
        if not bound or side.answer == YES:
            continue
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


@lru_cache(maxsize=4)
def _joint(memory: Memory) -> tuple[str, ...]:
    """The instruments of more than two parties that bind."""
    return tuple(
        t
        for t, row in sorted(memory.instruments.items())
        if t not in memory.between and not row["class"].endswith(("#Scheme", "#Arrangement"))
    )


def _topics(snapshot: Snapshot, own: Owing, group: Group, day: str) -> list[dict[str, Any]]:
    """The topics on which more than half of the group has a stronger duty than the state."""
    owed = [owing(snapshot, p, day) for p in group.members]
    found = []
    for topic in topics(snapshot, None):
        norms = on_topic(snapshot, topic)
        if not norms:
            continue
        strongest = [
            max((strength(snapshot, d) for d in o.duties if d["norm"] in norms), default=0) for o in owed
        ]
        mine = [d for d in own.duties if d["norm"] in norms]
        top = max((strength(snapshot, d) for d in mine), default=0)
        stronger = sum(1 for s in strongest if s > top)
        if 2 * stronger > len(owed):
            counts = Counter(strongest)
            found.append(
                {
                    "topic": name(topic),
                    "label": snapshot.memory.concepts[topic]["label"],
                    "answer": answered(snapshot, own, norms, mine),
                    "strength": top or None,
                    "members_stronger": stronger,
                    "of": len(owed),
                    "usual_strength": counts.most_common(1)[0][0],
                }
            )
    return sorted(found, key=lambda f: (-f["members_stronger"], f["topic"]))


def _acts(snapshot: Snapshot, own: Owing, day: str) -> list[dict[str, Any]]:
    """The consents that the state could give, those that bring most first.

    An instrument whose clause closes it to the state is left out. What each act would bring is counted from who is
    bound; the what-if tells it exactly.
    """
    memory = snapshot.memory
    owed = {d["norm"] for d in own.duties}
    reached = _reached(snapshot, own.party, day)
    found = []
    for treaty in _joint(memory):
        side = standing(snapshot, treaty, own.party, day)
        row = memory.instruments[treaty]
        if side.answer == YES or not could_join(snapshot, treaty, own.party, day):
            continue
        partners = _bound(snapshot, treaty, day) - {own.party}
        opens = {p: partners - reached.get(p, set()) for p in _purposes(memory, treaty)}
        duties = {
            n["id"]
            for n in memory.norms.values()
            if n["binding"] == treaty and n["binds"] == "true" and n["id"] not in owed
        }
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


def _bound(snapshot: Snapshot, treaty: str, day: str) -> set[str]:
    """The states and territories that an instrument binds for certain."""
    memory = snapshot.memory
    return {
        p
        for (t, p), rows in memory.participations.items()
        if t == treaty
        and not memory.parties[p]["class"].endswith("Organisation")
        and any(holds(r, day) == YES for r in rows)
    }


@lru_cache(maxsize=256)
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
    for row in snapshot.rows(
        "SELECT * FROM relation WHERE pair LIKE ? OR pair LIKE ?", f"pair/{code}-%", f"pair/%-{code}"
    ):
        if holds(row, day) != NO:
            one, _, two = name(row["pair"]).partition("-")
            for purpose in _purposes(snapshot.memory, row["treaty"]):
                found.setdefault(purpose, set()).add(f"party/{two if one == code else one}")
    return found
