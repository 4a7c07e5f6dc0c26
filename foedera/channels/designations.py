"""Whom the requested state names in its own lists of those it may extradite to."""

from typing import Any

from foedera.channels.pair import Pair
from foedera.coverage import sources_of
from foedera.store.snapshot import name


def designations(pair: Pair, purpose: str | None) -> list[dict[str, Any]]:
    """The requested state's designations of the requesting one, with their list, its age and source.

    A designation is the requested state's own law: it shows by which procedure a request goes, and
    makes no duty to surrender.
    """
    rows = pair.memory.designations.get((pair.requested, pair.requesting), [])
    return [
        {
            "id": row["id"],
            "of": name(row["party"]),
            "category": row["category"],
            "listed": row["listed"],
            "summary": row["label"],
            "note": row["note"],
            "as_of": row["as_of"],
            "source": sources_of(pair.snapshot, row["id"]),
        }
        for row in rows
        if purpose is None or row["purpose"] in (None, purpose)
    ]
