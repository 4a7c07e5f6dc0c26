"""What a channel is worth between two states on a day: its status and the reason.

Two passes: first the instruments that are a basis of their own, then those that are one only where no
treaty for the purpose exists or where the requested state takes them as one (``nature/by-requested-state``),
and those that only complete another treaty (``nature/with-another-treaty``).
"""

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from foedera.channels.offences import BY_REQUESTED_STATE, DIRECT
from foedera.channels.own_law import age, later, treaty_requirement
from foedera.channels.pair import Pair
from foedera.holding import NOT_KNOWN, YES, Answer, doubt, holds, interval
from foedera.store.snapshot import name

OPEN: Final = ("available", "conditional")
_REQUIRED: Final = "law-answer/treaty-required"
_RECIPROCITY: Final = "law-answer/reciprocity"


@dataclass(frozen=True)
class Candidate:
    """A treaty in force between the two, for one purpose.

    Attributes:
        relation: the row of the treaty relation.
        answer: whether it holds that day.
        provision: the row of the provision that serves the purpose.
        restrictions: what bears on a request under it.
        offences: how the offence comes under it, as the answer shows it.
        others: the offences for which alone it is open, where the subject is none of them.
        by_case: whether conditions on the facts of a case are weighed elsewhere: then what the offence or a
            statement on file may change leaves the verdict as it is.
    """

    relation: sqlite3.Row
    answer: Answer
    provision: sqlite3.Row
    restrictions: list[sqlite3.Row]
    offences: list[dict[str, Any]]
    others: list[str]
    by_case: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a treaty for the purpose in its own right, whatever the offence: others yield to it."""
        narrow = self.others or self.provision["gives_way_under"] or self.provision["narrowed_to"]
        return self.provision["nature"] == DIRECT and not narrow


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
    own = [Judged(c, judge(pair, c)) for c in candidates if c.provision["nature"] == DIRECT]
    rest = [c for c in candidates if c.provision["nature"] != DIRECT]
    whole = [o for o in own if o.candidate.whole]
    return own + [Judged(c, _later(pair, c, [o for o in whole if _same_purpose(o, c)])) for c in rest]


def _later(pair: Pair, candidate: Candidate, own: list[Judged]) -> Verdict:
    dependent = candidate.provision["nature"] == BY_REQUESTED_STATE
    return judge_dependent(pair, candidate, own) if dependent else judge_completing(pair, candidate, own)


def _same_purpose(judged: Judged, candidate: Candidate) -> bool:
    return bool(judged.candidate.provision["purpose"] == candidate.provision["purpose"])


def judge(pair: Pair, candidate: Candidate) -> Verdict:
    """The verdict on an instrument that is a basis of its own."""
    title = pair.title(candidate.relation["treaty"])
    displaced = _displaced(pair, candidate)
    # What takes its place does so whether it was in force on the day or not.
    if displaced is not None and (candidate.answer == YES or displaced.status == "displaced"):
        return displaced
    if candidate.answer == NOT_KNOWN:
        return _between_bounds(pair, candidate)
    said = _said(pair, candidate)
    if "status/barred" in said:
        return Verdict("barred", said["status/barred"])
    limit = _limit(title, candidate)
    if limit:
        return Verdict("conditional", limit)
    if "status/conditional" in said and not candidate.by_case:
        return Verdict(
            "conditional",
            f"{title} is in force between them; a statement on file bears on requests under it.",
        )
    reason = " ".join(
        [f"{title} is in force between them.", *pair.in_transition(candidate.relation["treaty"])]
    )
    return Verdict("available", reason)


def judge_dependent(pair: Pair, candidate: Candidate, own: list[Judged]) -> Verdict:
    """The verdict on an instrument that is a basis only as far as the requested state lets it be.

    Five outcomes:

    - ``treaty-exists``: a treaty for the purpose binds the two; the instrument adds its offences to that treaty.
    - ``notified-no``, ``notified-yes``: the requested state notified whether it takes the instrument as a basis.
    - ``no-treaty-needed``: its own law asks for no treaty, so it recognises the offences.
    - ``silent``: it asks for a treaty, or its law is not known, and it notified nothing. The instrument fixes
      no default, so the answer is to ask, never "no".

    What the requesting state notified changes none of them, unless the requested state made it a condition.

    Args:
        pair: the two states.
        candidate: the instrument.
        own: the channels for the same purpose under instruments of their own, whatever their verdict.
    """
    title = pair.title(candidate.relation["treaty"])
    clause = candidate.provision["existing"]
    if candidate.answer == NOT_KNOWN:
        return _between_bounds(pair, candidate)
    existing = [o for o in own if o.verdict.status in (*OPEN, "barred")]
    if existing and clause:
        return _beside(pair, title, clause, [o.candidate.relation for o in existing])
    verdict = _by_itself(pair, candidate, title)
    possible = [o.candidate.relation["treaty"] for o in own if o.verdict.status == "unknown"]
    if verdict.status == "available" and possible and clause:
        doubt = f"Whether {pair.title(possible[0])} was in force between them that day is not known; if so, {title} adds its offences to it instead."
        return Verdict("conditional", f"{verdict.reason} {doubt}", None, verdict.outcome)
    return verdict


def _beside(pair: Pair, title: str, clause: str, relations: list[sqlite3.Row]) -> Verdict:
    """Treaties for the purpose are in force between the two, whatever may bar them: one of their own comes first."""
    relations = sorted(relations, key=lambda r: r["treaty"] not in pair.memory.between)
    relation = relations[0]
    treaties = " and ".join(pair.title(r["treaty"]) for r in relations)
    one = len(relations) == 1
    reason = (
        f"{'A treaty' if one else 'Treaties'} for this purpose {'is' if one else 'are'} in force between them ({treaties}): {title} "
        f"({_article(clause)}) adds its offences to {'that treaty' if one else 'them'} and is not itself the basis."
    )
    by = {
        "treaty": name(relation["treaty"]),
        "pinpoint": name(clause),
        "channel": relation["id"],
        "proof": pair.snapshot.proof(relation["id"]),
    }
    return Verdict("displaced", reason, by, "treaty-exists")


def judge_completing(pair: Pair, candidate: Candidate, own: list[Judged]) -> Verdict:
    """The verdict on an instrument that only changes or completes another treaty between the two."""
    title = pair.title(candidate.relation["treaty"])
    if candidate.answer == NOT_KNOWN:
        return _between_bounds(pair, candidate)
    open_ones = [o for o in own if o.open]
    if open_ones:
        changed = pair.title(open_ones[0].candidate.relation["treaty"])
        reason = f"{title} is in force between them and changes the treaty under which the request is made ({changed}); it is not itself the basis."
    else:
        reason = f"{title} is in force between them, but it is no basis by itself: it changes a treaty between the two, and the record shows none that is open."
    return Verdict("conditional", reason, None, "with-another-treaty")


def _by_itself(pair: Pair, candidate: Candidate, title: str) -> Verdict:
    """No treaty for the purpose is known to bind the two."""
    said = _said(pair, candidate)
    law = treaty_requirement(pair, candidate.provision["purpose"])
    if "status/barred" in said:
        return Verdict("barred", f"{said['status/barred']}{_beyond(law)}", None, "notified-no")
    doubt = _limit(title, candidate)
    if "status/available" in said:
        doubt = doubt or _not_reciprocated(pair, candidate)
        return _open("notified-yes", said["status/available"], doubt, _restricting(candidate, said))
    clause = candidate.provision["unneeded"]
    if law is not None and law["says"] != _REQUIRED and clause:
        asked = pair.name_of(pair.requested)
        reason = (
            f"{title} is in force between them. By its own law, {age(law)}, {asked} needs no treaty, so it recognises "
            f"the offence as one that calls for surrender ({_article(clause)}); its law sets the conditions."
        )
        if law["says"] == _RECIPROCITY:
            doubt = doubt or f"{reason} One of them is reciprocity."
        if later(law, pair.day):
            doubt = doubt or f"{reason} That text is later than the day asked."
        return _open("no-treaty-needed", reason, doubt, _restricting(candidate, said))
    return Verdict(
        "conditional",
        " ".join(filter(None, [doubt, _ask(pair, title, candidate.provision, law)])),
        None,
        "silent",
    )


def _restricting(candidate: Candidate, said: dict[str, str]) -> bool:
    """Whether a statement on file restricts requests, unless the facts of a case show what it is worth."""
    return "status/conditional" in said and not candidate.by_case


def _open(outcome: str, reason: str, doubt: str | None, restricted: bool) -> Verdict:
    """Available for ``reason``, or conditional for what is in doubt."""
    if doubt is None and restricted:
        doubt = f"{reason} A statement on file bears on requests under it."
    return Verdict("conditional" if doubt else "available", doubt or reason, None, outcome)


def _ask(pair: Pair, title: str, provision: sqlite3.Row, law: sqlite3.Row | None) -> str:
    """Nothing on file settles whether the requested state acts on it: what it may do, and who knows."""
    asked = pair.name_of(pair.requested)
    if provision["notified"]:
        silence = f"the record holds no notification of {asked} on the legal basis"
        if law is not None and law["says"] == _REQUIRED:
            silence = f"{asked} needs a treaty by its own law ({age(law)}), and {silence}"
        lacks = f"whether {asked} acts on it without another treaty is not known: {silence}"
    elif provision["optional"]:
        lacks = f"a state that needs a treaty may take it as the basis ({_article(provision['optional'])}), and whether {asked} does is not known"
    elif provision["unneeded"]:
        lacks = f"it obliges states that need no treaty ({_article(provision['unneeded'])}) and offers itself to others as no basis; what {asked} needs is not known"
    else:
        lacks = f"what is done under it is for {asked} to agree, case by case"
    return f"{title} is in force between them; {lacks}. Ask its central authority."


def _beyond(law: sqlite3.Row | None) -> str:
    """What is left where the instrument is not taken as a basis: the requested state's own law."""
    if law is None or law["says"] == _REQUIRED:
        return ""
    on = " on reciprocity" if law["says"] == _RECIPROCITY else ""
    return (
        f" Its own law, {age(law)}, allows surrender without a treaty{on}: such a request rests on that law."
    )


def _not_reciprocated(pair: Pair, candidate: Candidate) -> str | None:
    """Why a notification made on reciprocity may not reach the requesting state."""
    if not any(
        r["status"] == "status/available" and r["on_reciprocity"] == "true" for r in candidate.restrictions
    ):
        return None
    theirs = pair.memory.restrictions.get((pair.requesting, candidate.provision["provision"]), [])
    if any(r["status"] == "status/available" and holds(r, pair.day) == YES for r in theirs):
        return None
    asking = pair.name_of(pair.requesting)
    return f"{pair.name_of(pair.requested)} takes it as a basis only toward parties that have accepted the same; the record holds no such notification of {asking}."


def _between_bounds(pair: Pair, candidate: Candidate) -> Verdict:
    title = pair.title(candidate.relation["treaty"])
    return Verdict("unknown", doubt(candidate.relation, pair.day, f"{title} is shown in force between them"))


def _limit(title: str, candidate: Candidate) -> str | None:
    """What narrows an instrument: an offence brought by no protocol, other offences only, one use only."""
    doubts = (
        []
        if candidate.by_case
        else [o["reason"] for o in candidate.offences if o["answer"] != YES and not o["also_otherwise"]]
    )
    if candidate.others and not candidate.by_case:
        only = " and ".join(filter(None, (", ".join(candidate.others[:-1]), candidate.others[-1])))
        doubts.append(
            f"{title} serves for {only} only: open where the facts are such an offence too, not for trafficking as such."
        )
    if candidate.provision["narrowed_to"]:
        doubts.append(f"{title} serves for this only: {candidate.provision['narrowed_to']}.")
    return str(doubts[0]) if doubts else None


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
            "proof": pair.snapshot.proof(row["id"]),
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
