"""A treaty between two states on a day: is it in force, with which layers, with which norms."""

from datetime import date
from typing import Any

from foedera import lookup
from foedera.between.disconnection import Disconnected
from foedera.between.norms import Norms
from foedera.channels.layers import proof_of, protocols, shown
from foedera.channels.pair import Pair
from foedera.errors import BadInput
from foedera.holding import NO, NOT_KNOWN, interval
from foedera.store import Snapshot
from foedera.store.snapshot import name


def between(snapshot: Snapshot, a: str, b: str, treaty: str, as_of: date) -> dict[str, Any]:
    """The text of a treaty as it stands between two states on a day.

    Args:
        snapshot: the snapshot.
        a: one state, ISO 3166-1 alpha-3.
        b: the other; the order does not matter.
        treaty: id of the instrument.
        as_of: the day.

    Returns:
        The ``between`` shape of the service. ``answer`` tells whether the treaty is in force between the
        two; where it is "no" there are no norms. Each norm is ``original``, ``amended`` (it stands only
        through a layer that applies), ``replaced`` (a layer took its place) or ``added`` by a protocol, and
        carries what each side reserved. ``answer`` of a norm is "not-known" where a layer's is.

    Raises:
        UnknownThing: no such state or instrument.
        BadInput: the same state twice.
    """
    one, other = lookup.party(snapshot, a), lookup.party(snapshot, b)
    if one["id"] == other["id"]:
        raise BadInput("b", b, "Name two different states.")
    instrument = lookup.instrument(snapshot, treaty)
    pair = Pair(snapshot, one["id"], other["id"], as_of.isoformat())
    answer, reason, relation = pair.in_force(instrument["id"])
    layers = protocols(pair, instrument["id"])
    apart = Disconnected(pair, instrument["id"])
    norms = Norms(pair, instrument["id"], answer, layers, apart) if answer != NO else None
    return {
        "a": lookup.short(one),
        "b": lookup.short(other),
        "treaty": {"id": name(instrument["id"]), "title": lookup.title(instrument)},
        "as_of": pair.day,
        "answer": answer,
        "reason": reason,
        **(interval(relation) if relation is not None else {"from": None, "until": None}),
        "proof": proof_of(pair, relation),
        "layers": [shown(pair, p) for p in layers],
        "disconnection": apart.shown(),
        "not_known": [
            {"treaty": name(p.treaty), "title": pair.title(p.treaty), "reason": p.reason}
            for p in layers
            if p.answer == NOT_KNOWN
        ],
        "total": len(norms.shown) if norms else 0,
        "norms": norms.shown if norms else [],
        "other_statements": norms.beside if norms else [],
    }
