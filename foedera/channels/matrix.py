"""All pairs of states with a channel for a purpose, on a day."""

from datetime import date
from typing import Any, Final

from foedera import lookup
from foedera.channels.offences import serving
from foedera.holding import YES, holds
from foedera.store import Snapshot
from foedera.store.snapshot import name

#: What an instrument can be between two states, as the answer calls it.
_KINDS: Final = ("treaties", "displaced", "possible")


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
    # What is between two states is a sequence of numbers, one an instrument: most pairs share theirs with many others.
    between: dict[str, tuple[int, ...]] = {}
    for place, treaty in enumerate(providing):
        open_here, displaced, possible = ((len(_KINDS) * place + kind,) for kind in range(len(_KINDS)))
        for pair, start, end, earliest, latest, displaceable in snapshot.memory.relations.get(treaty, []):
            if not earliest <= day < latest:
                continue
            proven = start <= day < end
            here = possible if not proven else displaced if displaceable in given_way else open_here
            between[pair] = between.get(pair, ()) + here
    names = [name(t) for t in providing]
    told = {numbers: _told(numbers, names) for numbers in set(between.values())}
    return {
        "purpose": name(wanted),
        "as_of": day,
        "total": len(between),
        "treaties": names,
        "pairs": [
            {"a": pair[5:].partition("-")[0], "b": pair.partition("-")[2], **told[numbers]}
            for pair, numbers in sorted(between.items())
        ],
    }


def _told(numbers: tuple[int, ...], names: list[str]) -> dict[str, list[str]]:
    """The instruments that numbers stand for, by what they are between two states."""
    return {
        word: [names[n // len(_KINDS)] for n in numbers if n % len(_KINDS) == kind]
        for kind, word in enumerate(_KINDS)
    }
