"""What a channel is worth between two states on a day: its status and the reason.

Two passes: first the instruments that are a basis of their own, then those that are one only where no
treaty for the purpose exists or where the requested state takes them as one (``nature/by-requested-state``).
"""

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from foedera.channels.pair import Pair
from foedera.holding import NOT_KNOWN, YES, Answer, holds, interval
from foedera.store.snapshot import name

OPEN: Final = ("available", "conditional")
BY_REQUESTED_STATE: Final = "nature/by-requested-state"
_TREATY_NEEDED: Final = "law-subject/treaty-requirement"


@dataclass(frozen=True)
class Candidate:
    """A treaty in force between the two, for one purpose.

    Attributes:
        relation: the row of the treaty relation.
        answer: whether it holds that day.
        provision: the row of the provision that serves the purpose.
        restrictions: what bears on a request under it.
        offences: how the offence comes under it, as the answer shows it.
    """

    relation: sqlite3.Row
    answer: Answer
    provision: sqlite3.Row
    restrictions: list[sqlite3.Row]
    offences: list[dict[str, Any]]


@dataclass(frozen=True)
class Verdict:
    """Status, reason, what displaces it, and which way of the treaty's own scheme applies."""

    status: str
    reason: str
    displaced_by: dict[str, Any] | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Judged:
    """A candidate with its verdict."""

    candidate: Candidate
    verdict: Verdict

    @property
    def open(self) -> bool:
        """Whether a request can be made under it, with or without conditions."""
        return self.verdict.status in OPEN


def judge_all(pair: Pair, candidates: list[Candidate]) -> list[Judged]:
    """The verdict on every candidate, first on those that are a basis of their own."""
    own = [Judged(c, judge(pair, c)) for c in candidates if not _dependent(c)]
    return own + [
        Judged(c, judge_dependent(pair, c, [o for o in own if o.open and _same_purpose(o, c)]))
        for c in candidates
        if _dependent(c)
    ]


def _dependent(candidate: Candidate) -> bool:
    return bool(candidate.provision["nature"] == BY_REQUESTED_STATE)


def _same_purpose(judged: Judged, candidate: Candidate) -> bool:
    return bool(judged.candidate.provision["purpose"] == candidate.provision["purpose"])


def judge(pair: Pair, candidate: Candidate) -> Verdict:
    """The verdict on an instrument that is a basis of its own."""
    title = pair.title(candidate.relation["treaty"])
    if candidate.answer == NOT_KNOWN:
        return Verdict(
            "unknown",
            f"{title} bound both at some time, but the first or last day is known only between bounds.",
        )
    displaced = _displaced(pair, candidate)
    if displaced is not None:
        return displaced
    said = _said(pair, candidate)
    if "status/barred" in said:
        return Verdict("barred", said["status/barred"])
    missing = [o for o in candidate.offences if o["answer"] != YES and not o["also_otherwise"]]
    if missing:
        return Verdict("conditional", missing[0]["reason"])
    if "status/conditional" in said:
        return Verdict(
            "conditional",
            f"{title} is in force between them; a statement on file bears on requests under it.",
        )
    return Verdict("available", f"{title} is in force between them.")


def judge_dependent(pair: Pair, candidate: Candidate, open_elsewhere: list[Judged]) -> Verdict:
    """The verdict on an instrument that is a basis only as far as the requested state lets it be.

    Args:
        pair: the two states.
        candidate: the instrument.
        open_elsewhere: the open channels for the same purpose under instruments of their own.
    """
    row, provision = candidate.relation, candidate.provision
    title, asked = pair.title(row["treaty"]), pair.name_of(pair.requested)
    if candidate.answer == NOT_KNOWN:
        return Verdict(
            "unknown",
            f"{title} bound both at some time, but the first or last day is known only between bounds.",
        )
    if open_elsewhere and provision["existing"]:
        first = open_elsewhere[0].candidate.relation
        reason = (
            f"A treaty for this purpose is in force between them ({pair.title(first['treaty'])}): {title} "
            f"({_article(provision['existing'])}) adds its offences to that treaty and is not itself the basis."
        )
        by = {
            "treaty": name(first["treaty"]),
            "pinpoint": name(provision["existing"]),
            "channel": first["id"],
            "proof": f"/v1/explain?fact={first['id']}",
        }
        return Verdict("displaced", reason, by, "treaty-exists")
    said = _said(pair, candidate)
    if "status/barred" in said:
        return Verdict("barred", said["status/barred"], None, "notified-no")
    missing = [o for o in candidate.offences if o["answer"] != YES and not o["also_otherwise"]]
    if "status/available" in said:
        status = "conditional" if missing else "available"
        return Verdict(
            status, missing[0]["reason"] if missing else said["status/available"], None, "notified-yes"
        )
    needed = _needs_treaty(pair, provision["purpose"])
    if needed is not None and needed["says"] == "law-answer/no-treaty-required" and provision["unneeded"]:
        reason = (
            f"{title} is in force between them. By its own law, as of {needed['as_of'] or 'a day not known'}, {asked} "
            f"needs no treaty, so it recognises the offence as one that calls for surrender ({_article(provision['unneeded'])}); its law sets the conditions."
        )
        return Verdict(
            "conditional" if missing else "available",
            missing[0]["reason"] if missing else reason,
            None,
            "no-treaty-needed",
        )
    whose = f"the record holds no notification of {asked}"
    if needed is not None and needed["says"] == "law-answer/treaty-required":
        whose = f"{asked} needs a treaty by its own law (as of {needed['as_of'] or 'a day not known'}), and {whose}"
    return Verdict(
        "conditional",
        f"{title} is in force between them; whether {asked} acts on it without another treaty is not known: {whose}. Ask its central authority.",
        None,
        "silent",
    )


def _needs_treaty(pair: Pair, purpose: str) -> sqlite3.Row | None:
    rows = [r for r in pair.own_law(purpose) if r["subject"] == _TREATY_NEEDED]
    return max(rows, key=lambda r: r["as_of"] or "", default=None)


def _said(pair: Pair, candidate: Candidate) -> dict[str, str]:
    """What statements that count that day make of the channel: status → the sentence for it."""
    title = pair.title(candidate.relation["treaty"])
    found: dict[str, str] = {}
    for row in candidate.restrictions:
        if holds(row, pair.day) != YES:
            continue
        who = pair.name_of(row["requested"])
        sentence = {
            "status/barred": f"{who} excludes it by a statement under {title} ({_article(name(row['treaty']) + '/' + row['pinpoint'])}).",
            "status/available": f"{who} has notified that it takes {title} as a basis ({_article(name(row['treaty']) + '/' + row['pinpoint'])}).",
        }.get(row["status"], "")
        found.setdefault(row["status"], sentence)
    return found


def _displaced(pair: Pair, candidate: Candidate) -> Verdict | None:
    maybe = None
    for row, answer in pair.displacements(candidate.relation["id"], candidate.provision["purpose"]):
        by = {
            "treaty": name(row["prevailing"]),
            "pinpoint": name(row["clause"]),
            "channel": row["by"],
            **interval(row),
            "proof": f"/v1/explain?fact={row['id']}",
        }
        reason = row["label"] or "Another instrument takes its place between them."
        if answer == YES and row["partly"] is None:
            return Verdict("displaced", reason, by)
        if answer == YES:
            maybe = Verdict("conditional", reason, by)
        elif maybe is None:
            maybe = Verdict(
                "unknown",
                "Another instrument may take its place on that day; its days are known only between bounds.",
                by,
            )
    return maybe


def _article(path: str) -> str:
    """``treaty/untoc/art-16.3`` → ``art. 16.3``."""
    return "art. " + path.rpartition("/")[2].removeprefix("art-")
