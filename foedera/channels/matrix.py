"""All pairs of states with a channel for a purpose, on a day."""

from datetime import date
from typing import Any

from foedera import lookup
from foedera.channels.offences import serving
from foedera.holding import YES, holds
from foedera.store import Snapshot
from foedera.store.snapshot import name


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
    marks = ", ".join("?" * len(providing))
    pairs: dict[str, dict[str, list[str]]] = {}
    for row in snapshot.rows(
        f"SELECT id, pair, treaty, fro, til FROM relation WHERE treaty IN ({marks}) "
        "AND coalesce(pfro, fro) <= ? AND coalesce(ptil, til, '9999-12-31') > ?",
        *providing,
        day,
        day,
    ):
        proven = row["fro"] is not None and row["fro"] <= day and (row["til"] is None or day < row["til"])
        kind = "possible" if not proven else "displaced" if row["id"] in given_way else "treaties"
        entry = pairs.get(row["pair"])
        if entry is None:
            entry = pairs[row["pair"]] = {"treaties": [], "displaced": [], "possible": []}
        entry[kind].append(row["treaty"][7:])
    return {
        "purpose": name(wanted),
        "as_of": day,
        "total": len(pairs),
        "treaties": [name(t) for t in providing],
        "pairs": [
            {"a": key[5:].partition("-")[0], "b": key.partition("-")[2], **pairs[key]}
            for key in sorted(pairs)
        ],
    }
