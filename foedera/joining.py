"""Joining an instrument: whether a state could by an act of its own, and the act that would bind it."""

from foedera.holding import YES
from foedera.openness import closed_to, needs_convention
from foedera.standing import Standing, standing
from foedera.store import Snapshot
from foedera.store.snapshot import name


def could_join(snapshot: Snapshot, treaty: str, party: str, day: str) -> bool:
    """Whether nothing on record keeps a party from joining an instrument by an act of its own on a day.

    An instrument that binds the members of an organisation as such, that is not in force, or whose clause closes it to the
    party cannot be joined.
    """
    row = snapshot.memory.instruments[treaty]
    in_force = row["not_in_force"] != "true" and (row["in_force_from"] is None or row["in_force_from"] <= day)
    return (
        in_force
        and treaty not in snapshot.memory.binds_members
        and not closed_to(snapshot, treaty, party, day)
    )


def act_of_joining(
    snapshot: Snapshot, treaty: str, party: str, side: Standing, day: str
) -> tuple[str, str | None]:
    """The act that would bind a party, in one line as a what-if takes it, with the convention that it needs first.

    Args:
        snapshot: the snapshot.
        treaty: id path of the instrument.
        party: id path of the party.
        side: where the party stands toward it.
        day: ISO date of the act.
    """
    act = _act(treaty, party, side, day)
    required = needs_convention(snapshot, treaty)
    if required is None:
        return act, None
    convention = required[0]
    first = standing(snapshot, convention, party, day)
    if first.answer == YES:
        return act, None
    return f"{_act(convention, party, first, day)};{act}", name(convention)


def _act(treaty: str, party: str, side: Standing, day: str) -> str:
    kind = "ratification" if side.status == "signatory" else "accession"
    return f"{kind}:{name(party)}:{name(treaty)}:{day}"
