"""All pairs of states with a channel for a purpose, on a day."""

from datetime import date
from typing import Any, Final

from foedera import lookup
from foedera.channels.offences import serving
from foedera.holding import YES, holds
from foedera.store import Snapshot
from foedera.store.snapshot import name

_OPEN: Final = 1
_DISPLACED: Final = 2
_POSSIBLE: Final = 4


def matrix(snapshot: Snapshot, purpose: str, as_of: date) -> dict[str, Any]:
    """Every pair of states with a channel for a purpose on a day.

    Instruments that open it for other offences only, or that only complete another treaty, are left out.

    Returns:
        ``{purpose, as_of, total, pairs: [{a, b, treaties: [...], displaced: [...], possible: [...]}]}``,
        states as ISO codes, a before b. What each requested side declared shows in the answer for the pair.

    Raises:
        BadInput: no such purpose.
    """
    wanted = lookup.concept(snapshot, "purpose", purpose)
    day = as_of.isoformat()
    given_way = {
        r["displaced"]
        for r in snapshot.rows("SELECT * FROM displacement WHERE purpose = ? AND partly IS NULL", wanted)
        if holds(r, day) == YES
    }
    providing = serving(snapshot.memory, wanted)
    # What is open between two is one number, three bits an instrument: most pairs share theirs with many others.
    open_between: dict[str, int] = {}
    for place, treaty in enumerate(providing):
        for pair, start, end, earliest, latest, displaceable in snapshot.memory.relations.get(treaty, []):
            if not earliest <= day < latest:
                continue
            proven = start <= day < end
            kind = _POSSIBLE if not proven else _DISPLACED if displaceable in given_way else _OPEN
            open_between[pair] = open_between.get(pair, 0) | kind << 3 * place
    names = [name(t) for t in providing]
    told = {bits: _told(bits, names) for bits in set(open_between.values())}
    return {
        "purpose": name(wanted),
        "as_of": day,
        "total": len(open_between),
        "treaties": names,
        "pairs": [
            {"a": pair[5:].partition("-")[0], "b": pair.partition("-")[2], **told[bits]}
            for pair, bits in sorted(open_between.items())
        ],
    }


def _told(bits: int, names: list[str]) -> dict[str, list[str]]:
    """The instruments that bits stand for, by what they are between two states."""
    return {
        key: [instrument for place, instrument in enumerate(names) if bits >> 3 * place & kind]
        for key, kind in (("treaties", _OPEN), ("displaced", _DISPLACED), ("possible", _POSSIBLE))
    }
