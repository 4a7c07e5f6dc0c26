"""Where a party stands toward an instrument on a day: party, contracting, signatory, suspended, former, none, unknown.

A territory is no party to what its state brings it under: there the status is "applies".

A "no" needs proof: the party's own acts, a list that is complete for that day, a source that names the
state as a non-party, a clause that closes the instrument to it, or an instrument not yet in force. Without one
the answer is "not known".
"""

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from foedera.dates import PartialDate
from foedera.holding import NO, NOT_KNOWN, YES, Answer, doubt, holds, interval
from foedera.openness import closed_to, needs_convention, open_further
from foedera.store import Snapshot
from foedera.store.kept import kept

#: Rules that bind by the instrument itself, not by an act of one party.
_WITHOUT_ACT: Final = ("rule/bound-by-bilateral-treaty", "rule/operation-resumed")
_SUSPENDED: Final = "rule/suspended"


@dataclass(frozen=True)
class Standing:
    """How a party stands toward an instrument on a day.

    Attributes:
        status: party, applies, contracting, signatory, suspended, former, none or unknown.
        answer: whether it is bound: yes, no, not-known.
        reason: one sentence.
        participation: the row that shows it bound, or the last one, if any.
        act: id of the act the status rests on, if any.
    """

    status: str
    answer: Answer
    reason: str
    participation: sqlite3.Row | None = None
    act: str | None = None

    def interval(self) -> dict[str, Any]:
        """``from`` and ``until`` of the participation; both null where there is none."""
        return interval(self.participation) if self.participation else {"from": None, "until": None}


@kept(50_000)
def standing(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing:
    """How ``party`` stands toward ``treaty`` on ``day``.

    Args:
        snapshot: the snapshot.
        treaty: id path of the instrument (``treaty/untoc-tip``).
        party: id path of the party (``party/JPN``).
        day: ISO date.
    """
    for decide in (
        _by_participation,
        _by_acts,
        _by_existence,
        _by_instrument,
        _by_territory,
        _by_membership,
        _by_lists,
        _by_openness,
    ):
        found = decide(snapshot, treaty, party, day)
        if found is not None:
            return found
    lacking = "The record holds no act of it, and no list of parties that is complete for that day."
    return Standing("unknown", NOT_KNOWN, f"{lacking} {open_further(snapshot, treaty)}".rstrip())


def _by_participation(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing | None:
    rows = snapshot.memory.participations.get((treaty, party), [])
    answers = [(holds(row, day), row) for row in rows]
    for wanted in (YES, NOT_KNOWN):
        for answer, row in answers:
            if answer != wanted:
                continue
            act = _act_of(snapshot, row)
            if answer == NOT_KNOWN:
                return Standing("unknown", answer, doubt(row, day, "It is shown bound"), row, act)
            if row["through"]:
                through = snapshot.memory.parties[row["through"]]["name"]
                return Standing("applies", YES, f"It applies there through {through}.", row, act)
            return Standing("party", YES, "Bound on that day.", row, act)
    ended = [row for row in rows if row["til"] is not None and row["til"] <= day and not row["through"]]
    if not ended:
        return None
    status, reason = "former", "It was bound, and ceased to be before that day."
    if ended[-1]["rule"] in _WITHOUT_ACT:
        status, reason = _between_two(snapshot, treaty, party, day)
    return Standing(status, NO, reason, ended[-1], _act_of(snapshot, ended[-1]))


def _between_two(snapshot: Snapshot, treaty: str, party: str, day: str) -> tuple[str, str]:
    """Whether a bilateral treaty that was in force before had ended by then, or was suspended only (VCLT art. 72)."""
    grounds = {
        row["rule"]
        for row in snapshot.rows("SELECT * FROM ending WHERE treaty = ? AND party = ?", treaty, party)
        if row["on"] <= day
    }
    if grounds == {_SUSPENDED}:
        return (
            "suspended",
            "The treaty is in being between the two, but its operation was suspended on that day.",
        )
    return "former", "The treaty was in force between the two and ended before that day."


def _act_of(snapshot: Snapshot, participation: sqlite3.Row) -> str | None:
    """The act on which a participation rests: the longest part of its id that is one's; none for a bilateral treaty."""
    act = str(participation["id"]).replace("participation/", "act/", 1)
    while act and act not in snapshot.memory.act_ids:
        act = act.rpartition("/")[0]
    return act or None


def _by_acts(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing | None:
    acts = snapshot.memory.acts.get((treaty, party), [])
    consents = [a for a in acts if a["id"] in snapshot.memory.consents]
    bound = [r for r in snapshot.memory.participations.get((treaty, party), []) if not r["through"]]
    deposited = [a for a in consents if a["date"] and _latest(a["date"]) <= day]
    if deposited:
        return Standing(
            "contracting",
            NO,
            "It had consented, but the treaty did not bind it yet.",
            None,
            deposited[-1]["id"],
        )
    if not bound:
        return None
    if bound[0]["rule"] in _WITHOUT_ACT:
        return Standing("none", NO, "The treaty was not in force between the two yet.")
    signed = [
        a for a in acts if a["kind"] == "act-kind/signature" and a["date"] and _latest(a["date"]) <= day
    ]
    if signed:
        return Standing(
            "signatory", NO, "It had signed; its consent took effect later.", None, signed[-1]["id"]
        )
    return Standing("none", NO, "Its consent took effect later.", None, _act_of(snapshot, bound[0]))


def _latest(text: str) -> str:
    return PartialDate.parse(text).latest().isoformat()


def _by_existence(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing | None:
    row = snapshot.memory.parties[party]
    if row["existed_until"] and row["existed_until"] <= day:
        return Standing("none", NO, "It had ceased to exist.")
    if row["exists_from"] and day < row["exists_from"]:
        return Standing("none", NO, f"It did not exist yet: its first day is {row['exists_from']}.")
    return None


def _by_instrument(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing | None:
    row = snapshot.memory.instruments[treaty]
    in_force, adopted, as_of = row["in_force_from"], row["adopted"], row["not_as_of"]
    if row["class"].endswith("#Scheme"):
        return Standing(
            "none", NO, "A scheme that states agreed on without binding themselves has no parties."
        )
    if in_force and day < in_force:
        return Standing("none", NO, f"The instrument itself entered into force on {in_force} only.")
    if adopted and day < PartialDate.parse(adopted).earliest().isoformat():
        return Standing("none", NO, f"The instrument was concluded in or on {adopted} only.")
    if row["not_in_force"] == "true" and as_of and day <= _latest(as_of):
        return Standing("none", NO, f"A source of {as_of} lists the instrument as not in force.")
    if as_of == day:
        return Standing("none", NO, "A source of that day lists the instrument as not in force.")
    return None


def _by_territory(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing | None:
    """A territory that nothing brings under the instrument: kept out, or outside with its state, or not known."""
    row = snapshot.memory.parties[party]
    if not row["class"].endswith("Territory") or (treaty, party) in snapshot.memory.acts:
        return None
    state = responsible(row, day)
    if state is None:
        return Standing("unknown", NOT_KNOWN, "The record does not say which state answers for it.")
    who = snapshot.memory.parties[state]["name"]
    for act in snapshot.memory.territorial.get((treaty, state), []):
        out = act["kind"] == "act-kind/territorial-exclusion" and act["territory"] == party
        if out and (act["date"] is None or PartialDate.parse(act["date"]).earliest().isoformat() <= day):
            reason = f"{who}, which answers for it, keeps it outside; no act that ends this is on record."
            return Standing("none", NO, reason, None, act["id"])
    through = standing(snapshot, treaty, state, day)
    if through.answer == NO:
        return Standing("none", NO, f"{who}, which answers for it, was not bound.", None, through.act)
    return Standing(
        "unknown",
        NOT_KNOWN,
        f"{who} answers for it; the record does not show whether the instrument applies to this territory.",
    )


def responsible(territory: sqlite3.Row, day: str) -> str | None:
    """The id path of the state that answered for a territory on ``day`` (ISO), or None where not recorded."""
    if territory["responsible_from"] and day < territory["responsible_from"]:
        return str(territory["formerly"])
    return str(territory["responsible"]) if territory["responsible"] else None


def _by_membership(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing | None:
    opt_out = snapshot.memory.opt_outs.get((treaty, party))
    if opt_out:
        return Standing(
            "none", NO, opt_out[0]["label"] or "It stands outside the instrument.", None, opt_out[0]["id"]
        )
    organisation = snapshot.memory.binds_members.get(treaty)
    if organisation is None:
        return None
    memberships = snapshot.memory.memberships.get((organisation, party), [])
    if any(_inside(m, day) for m in memberships):
        return None
    return Standing("none", NO, "The instrument binds members of the organisation only, and it was not one.")


def _inside(membership: sqlite3.Row, day: str) -> bool:
    start = membership["fro"]
    end = membership["law_until"] or membership["til"]
    return (start is None or PartialDate.parse(start).earliest().isoformat() <= day) and (
        end is None or day < _latest(end)
    )


def _by_lists(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing | None:
    signed = _signature(snapshot, treaty, party, day)
    status, act = ("signatory", signed) if signed else ("none", None)
    for row in snapshot.memory.named.get((treaty, party), []):
        if row["as"] == "non-party" and row["as_of"] and day <= _latest(row["as_of"]):
            return Standing(status, NO, f"A source of {row['as_of']} names it as not a party.", None, act)
        if row["as"] == "party":
            return Standing(
                "unknown",
                NOT_KNOWN,
                "A source counts it among the parties, but the record holds no act of it and no day.",
                None,
                act,
            )
    whole = complete_until(snapshot, treaty)
    # Today's lists leave former states out, so they prove nothing about them.
    former = snapshot.memory.parties[party]["class"].endswith("FormerState")
    if whole and day <= whole and not former:
        later = snapshot.left_out(treaty, party)
        if any(a["date"] is None for a in later):
            return Standing(
                "unknown",
                NOT_KNOWN,
                "It acted, on a day that the record does not hold: by then or later.",
                None,
                act,
            )
        if later:
            reason = f"The list of parties is complete to {whole} and names it by acts of later days only."
            return Standing(status, NO, reason, None, act)
        return Standing(
            status, NO, f"The list of parties is complete to {whole} and does not name it.", None, act
        )
    return None


def _by_openness(snapshot: Snapshot, treaty: str, party: str, day: str) -> Standing | None:
    """A state that no act shows near the instrument, and that could not become a party to it."""
    if (treaty, party) in snapshot.memory.acts or snapshot.left_out(treaty, party):
        return None
    reason = closed_to(snapshot, treaty, party, day)
    if reason:
        return Standing("none", NO, reason)
    required = needs_convention(snapshot, treaty)
    if required is None:
        return None
    convention, article = required
    toward = standing(snapshot, convention, party, day)
    if toward.answer != NO or toward.status == "former":
        return None
    row = snapshot.memory.instruments[convention]
    title = row["short"] or row["title"]
    return Standing(
        "none", NO, f"Only a party to {title} can be bound ({article}). {title}: {_lower(toward.reason)}"
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _signature(snapshot: Snapshot, treaty: str, party: str, day: str) -> str | None:
    for act in snapshot.memory.acts.get((treaty, party), []):
        if act["kind"] == "act-kind/signature" and (act["date"] is None or _latest(act["date"]) <= day):
            return str(act["id"])
    return None


def complete_until(snapshot: Snapshot, treaty: str) -> str | None:
    """The last day to which the record's list of acts for ``treaty`` is complete, or None."""
    return snapshot.memory.complete_until.get(treaty)
