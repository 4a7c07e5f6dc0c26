"""How the offence comes under an instrument: by its own terms, by a protocol, or read into it by another; and
whether the instrument is for other offences only.
"""

from typing import Any, Final

from foedera.channels.pair import Pair
from foedera.holding import NOT_KNOWN, YES
from foedera.store.kept import kept
from foedera.store.snapshot import Memory, name

DIRECT: Final = "nature/direct"
BY_REQUESTED_STATE: Final = "nature/by-requested-state"
WITH_ANOTHER: Final = "nature/with-another-treaty"

#: The offence Foedera is about; protocols that bring other offences are told elsewhere.
SUBJECT: Final = "offence/trafficking-in-persons"


def other_only(memory: Memory, provision: Any, offence: str = SUBJECT) -> list[str]:
    """The offences for which alone a provision opens its channel, in words; none where it covers ``offence``."""
    rows = memory.for_offence.get(provision["provision"], [])
    return [] if any(r["offence"] == offence for r in rows) else [r["label"] for r in rows]


@kept(64)
def serving(memory: Memory, purpose: str | None) -> tuple[str, ...]:
    """The instruments that open a channel of their own for a purpose and for the subject."""
    return tuple(
        treaty
        for treaty, rows in sorted(memory.provides.items())
        if any(
            purpose in (None, r["purpose"]) and r["nature"] != WITH_ANOTHER and not other_only(memory, r)
            for r in rows
        )
    )


def offences(pair: Pair, provision: Any) -> list[dict[str, Any]]:
    """The ways by which the offence comes under the instrument of a provision between the two.

    Each has ``offence``, ``answer``, ``pinpoint``, ``reason`` and ``proof``; ``also_otherwise`` is true
    where the instrument covers the offence without it too.
    """
    treaty = provision["instrument"]
    brought = [_brought(pair, row) for row in pair.memory.brings.get(treaty, []) if row["offence"] == SUBJECT]
    if brought or provision["nature"] != DIRECT or other_only(pair.memory, provision):
        return brought
    return _read_in(pair, treaty, provision["purpose"])


def _brought(pair: Pair, row: Any) -> dict[str, Any]:
    """A protocol that brings the offence under the treaty."""
    protocol = pair.title(row["instrument"])
    answer, relation = pair.relation(row["instrument"])
    reason = {
        YES: f"{protocol} is in force between them and brings the offence under it.",
        NOT_KNOWN: f"Whether {protocol} is in force between them that day is not known; without it the offence enters only as a serious crime.",
    }.get(answer, f"{protocol} is not in force between them: the offence enters only as a serious crime.")
    return {
        "offence": name(row["offence"]),
        "answer": answer,
        "pinpoint": f"{name(row['instrument'])}/{row['pinpoint']}",
        "reason": reason,
        "proof": pair.snapshot.proof(relation["id"]) if relation else None,
        "also_otherwise": False,
    }


def _read_in(pair: Pair, treaty: str, purpose: str) -> list[dict[str, Any]]:
    """Instruments in force between the two that add their offences to every treaty for the purpose."""
    shown = []
    for relation, answer in pair.relations:
        for provision in pair.memory.provides.get(relation["treaty"], []):
            if provision["purpose"] != purpose or not provision["existing"] or relation["treaty"] == treaty:
                continue
            brought = [r for r in pair.memory.brings.get(relation["treaty"], []) if r["offence"] == SUBJECT]
            if answer == YES and any(pair.relation(r["instrument"])[0] == YES for r in brought):
                title = pair.title(relation["treaty"])
                shown.append(
                    {
                        "offence": name(SUBJECT),
                        "answer": YES,
                        "pinpoint": name(provision["existing"]),
                        "reason": f"{title} is in force between them too and adds its offences to every treaty of theirs for this purpose.",
                        "proof": pair.snapshot.proof(relation["id"]),
                        "also_otherwise": True,
                    }
                )
    return shown
