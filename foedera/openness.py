"""Who can become a party at all: an instrument that is open to some states only, or to the parties of another.

A treaty binds a state only with its consent, and consent by accession needs a treaty that is open to it
(VCLT arts. 11 and 15). A "no" needs the clause, and where the clause names an organisation a complete list of
those who were its members at any time since the instrument was adopted. A clause that lets others in closes nothing.
"""

from foedera.dates import PartialDate
from foedera.store import Snapshot


def closed_to(snapshot: Snapshot, treaty: str, party: str, day: str) -> str | None:
    """Why ``party`` could not be a party to ``treaty`` by ``day``; None where it could, or where nothing tells.

    Args:
        snapshot: the snapshot.
        treaty: id path of the instrument.
        party: id path of the party; for a successor its predecessors count too.
        day: ISO date.
    """
    rows = snapshot.memory.participation_clauses.get(treaty, [])
    sides = [party, *(row["former"] for row in snapshot.memory.before.get(party, []))]
    if not rows or any(row["party"] in sides for row in rows):
        return None
    adopted = snapshot.memory.instruments[treaty]["adopted"]
    since = PartialDate.parse(adopted).earliest().isoformat() if adopted else ""
    article = _article(rows[0]["id"])
    organisations = {row["organisation"]: row for row in rows if row["organisation"]}
    for row in organisations.values():
        memberships = [
            m for p in sides for m in snapshot.memory.memberships.get((row["organisation"], p), [])
        ]
        if row["complete_as_of"] is None or any(
            _between(m["fro"], m["til"], since, day) for m in memberships
        ):
            return None
    if not organisations:
        return f"The instrument is open to the states that it names only ({article}), and it is none of them."
    named = " and of ".join(row["organisation_name"] for row in organisations.values())
    told = min(row["complete_as_of"] for row in organisations.values())
    return (
        f"Only members of {named} can join ({article}); the list of members, complete to {told}, "
        "does not show it as one at any time since the instrument was adopted."
    )


def open_further(snapshot: Snapshot, treaty: str) -> str:
    """How a state that the instrument does not name can join it, as a sentence; empty where nothing says."""
    rows = snapshot.memory.opens_further.get(treaty, [])
    return f"{rows[0]['how']} ({_article(rows[0]['id'])})." if rows else ""


def needs_convention(snapshot: Snapshot, treaty: str) -> tuple[str, str] | None:
    """The convention whose party one must be to be bound by a protocol, and the article that says so."""
    row = snapshot.memory.convention_required.get(treaty)
    return (str(row["convention"]), _article(row["clause"])) if row else None


def _between(start: str | None, end: str | None, since: str, day: str) -> bool:
    """Whether a membership may have lain between two days; an unknown bound does not shut it out."""
    began = start is None or PartialDate.parse(start).earliest().isoformat() <= day
    return began and (end is None or PartialDate.parse(end).latest().isoformat() > since)


def _article(path: str) -> str:
    """``treaty/cets-182/art-30.4`` → ``art. 30.4``; other parts by their names."""
    pinpoint = path.rpartition("/")[2]
    if pinpoint == "whole":
        return "the treaty as a whole"
    return (
        "art. " + pinpoint.removeprefix("art-") if pinpoint.startswith("art-") else pinpoint.replace("-", " ")
    )
