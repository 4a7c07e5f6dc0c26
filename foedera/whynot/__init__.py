"""Why not: what decides that something does not hold, and the rule that came nearest to it.

Three answers are kept apart: "no", because the record shows it (no act on a complete list, an ending, a reservation,
an instrument that takes precedence); "not known", because the record is not complete; and "yes", with its proof.
"""

from datetime import date
from typing import Any

from foedera import lookup
from foedera.channels.pair import Pair
from foedera.coverage import shown_coverage
from foedera.errors import BadInput
from foedera.holding import NO, NOT_KNOWN, YES
from foedera.store import Snapshot
from foedera.whynot.answer import Because
from foedera.whynot.between import not_serving
from foedera.whynot.channel import asked, not_open
from foedera.whynot.duty import norms_of, not_owed
from foedera.whynot.participation import not_bound

__all__ = ["channel", "duty", "not_serving", "participation"]


def participation(snapshot: Snapshot, state: str, treaty: str, as_of: date) -> dict[str, Any]:
    """Why a state is not bound by an instrument on a day.

    Returns:
        ``{question, as_of, holds, sentence, total, answers: [{holds, ground, sentence, facts, nearest, …}],
        neither, coverage}``.

    Raises:
        UnknownThing: no such state or instrument.
    """
    party, instrument = lookup.party(snapshot, state)["id"], lookup.instrument(snapshot, treaty)["id"]
    found = not_bound(snapshot, party, instrument, as_of.isoformat())
    question = {"about": "participation", **found.about}
    return _answer(snapshot, question, as_of, [found], found.sentence, [instrument])


def duty(
    snapshot: Snapshot,
    state: str,
    as_of: date,
    norm: str | None = None,
    treaty: str | None = None,
    article: str | None = None,
) -> dict[str, Any]:
    """Why a state does not owe a norm on a day: one norm, or those of an article.

    Raises:
        UnknownThing: no such state, instrument, norm or article.
    """
    party = lookup.party(snapshot, state)["id"]
    norms = norms_of(snapshot, norm, treaty, article)
    found = [not_owed(snapshot, party, row, as_of.isoformat()) for row in norms]
    owed = sum(b.holds == YES for b in found)
    sentence = (
        found[0].sentence
        if len(found) == 1
        else f"Of {len(found)} norms, {owed} are owed; each is told below."
    )
    question = {
        "about": "duty",
        "state": found[0].about["state"],
        "treaty": found[0].about["treaty"],
        "article": article,
        "norm": norm,
    }
    return _answer(snapshot, question, as_of, found, sentence, sorted({row["binding"] for row in norms}))


def channel(
    snapshot: Snapshot, requesting: str, requested: str, purpose: str, as_of: date, treaty: str | None = None
) -> dict[str, Any]:
    """Why no channel is open between two states for a purpose on a day, treaty by treaty.

    Raises:
        UnknownThing: no such state or instrument.
        BadInput: no such purpose, or a state asked about itself.
    """
    one, other = lookup.party(snapshot, requesting)["id"], lookup.party(snapshot, requested)["id"]
    if one == other:
        raise BadInput("requested", requested, "Name two different states.")
    pair = Pair(snapshot, one, other, as_of.isoformat())
    answer = asked(pair, purpose, requesting, requested, as_of)
    instrument = lookup.instrument(snapshot, treaty)["id"] if treaty else None
    found, neither = not_open(pair, answer, instrument)
    question = {"about": "channel", "requesting": answer["requesting"]["id"], "requested": answer["requested"]["id"], "purpose": answer["purpose"], "treaty": treaty}  # fmt: skip
    told = {
        YES: "A channel is open: the first below.",
        NO: "No treaty on record opens a channel between the two on that day, and nothing is missing from the record.",
        NOT_KNOWN: "No treaty is shown to open a channel between the two on that day; whether another does is not known: "
        + " ".join(dict.fromkeys(g["reason"] for g in answer["not_known"])),
    }
    sentence = found[0].sentence if treaty else told[answer["answer"]]
    shown = _answer(snapshot, question, as_of, found, sentence, [instrument] if instrument else [])
    return shown | {"neither": neither} | ({} if treaty else {"holds": answer["answer"]})


def _answer(
    snapshot: Snapshot,
    question: dict[str, Any],
    as_of: date,
    found: list[Because],
    sentence: str,
    treaties: list[str],
) -> dict[str, Any]:
    answers = [b.holds for b in found]
    holds = YES if YES in answers else NOT_KNOWN if NOT_KNOWN in answers else NO
    return {
        "question": question,
        "as_of": as_of.isoformat(),
        "holds": holds,
        "sentence": sentence,
        "total": len(found),
        "answers": [b.shown(snapshot) for b in found],
        "neither": [],
        "coverage": [c for t in treaties for c in shown_coverage(snapshot, t, as_of.isoformat())],
    }
