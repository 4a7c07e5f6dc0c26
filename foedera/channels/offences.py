"""How the offence comes under an instrument: by its own terms, by a protocol, or read into it by another."""

from typing import Any, Final

from foedera.channels.pair import Pair
from foedera.holding import NOT_KNOWN, YES
from foedera.store.snapshot import name

#: The offence Foedera is about; protocols that bring other offences are told elsewhere.
_SUBJECT: Final = "offence/trafficking-in-persons"


def offences(pair: Pair, treaty: str, purpose: str) -> list[dict[str, Any]]:
    """The ways by which the offence comes under ``treaty`` between the two.

    Each has ``offence``, ``answer``, ``pinpoint``, ``reason`` and ``proof``; ``also_otherwise`` is true
    where the instrument covers the offence without it too.
    """
    brought = [
        _brought(pair, row) for row in pair.memory.brings.get(treaty, []) if row["offence"] == _SUBJECT
    ]
    return brought + ([] if brought else _read_in(pair, treaty, purpose))


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
        "proof": f"/v1/explain?fact={relation['id']}" if relation else None,
        "also_otherwise": False,
    }


def _read_in(pair: Pair, treaty: str, purpose: str) -> list[dict[str, Any]]:
    """Instruments in force between the two that add their offences to every treaty for the purpose."""
    shown = []
    for relation, answer in pair.relations:
        for provision in pair.memory.provides.get(relation["treaty"], []):
            if provision["purpose"] != purpose or not provision["existing"] or relation["treaty"] == treaty:
                continue
            brought = [r for r in pair.memory.brings.get(relation["treaty"], []) if r["offence"] == _SUBJECT]
            if answer == YES and any(pair.relation(r["instrument"])[0] == YES for r in brought):
                title = pair.title(relation["treaty"])
                shown.append(
                    {
                        "offence": name(_SUBJECT),
                        "answer": YES,
                        "pinpoint": name(provision["existing"]),
                        "reason": f"{title} is in force between them too and adds its offences to every treaty of theirs for this purpose.",
                        "proof": f"/v1/explain?fact={relation['id']}",
                        "also_otherwise": True,
                    }
                )
    return shown
