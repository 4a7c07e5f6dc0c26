"""When one act takes effect, with the steps in words.

The policy, in this order:

1. A day that the source itself publishes governs. The clause is computed beside it; a difference is a finding.
2. A succession takes effect on the day of the succession of states; where that day is not recorded, on a
   day between the treaty's entry into force and the notification (VCSSRT arts 17, 22, 23).
3. A day of deposit and the treaty's clause give the day, but not before the treaty itself is in force.
4. A day of deposit without a recorded clause gives the earliest day only; the latest is the day by which
   a source calls the state a party.
5. A consent without a day lies between the treaty's entry into force, or the first day of the state where
   that is later, and the day of the source.
6. A termination or suspension takes effect on its own day; without one, by the day of the source.
7. An act under an instrument that is not in force has no effect.
8. A territorial extension waits as the territorial clause says. Where a clause says nothing of the day, only
   the earliest is known; where there is no such clause (VCLT art. 29), it waits no longer than a consent.

A year or a month gives bounds, never an invented day.
"""

from dataclasses import dataclass
from datetime import date

from foedera.calendar.clause import Clause
from foedera.dates import Bounds, PartialDate


@dataclass(frozen=True)
class Instrument:
    """What the calendar knows of an instrument.

    Attributes:
        in_force_from: the day of its general entry into force; None: not recorded.
        in_force: False where it is recorded as not in force.
        entry: its clause on entry into force for a party, if recorded.
        denunciation: its clause on denunciation, if recorded.
        extension: its clause on the day from which an extension to a territory counts, if it has one.
        territorial_clause: whether it says to which territories it applies.
        applies_from: for a union act: the day from which it applies.
    """

    in_force_from: date | None = None
    in_force: bool = True
    entry: Clause | None = None
    denunciation: Clause | None = None
    extension: Clause | None = None
    territorial_clause: bool = False
    applies_from: date | None = None


@dataclass(frozen=True)
class Act:
    """What the calendar knows of an act.

    Attributes:
        kind: consent, succession, application, denunciation, ending, extension, exclusion or other.
        day: its day with the depositary, as recorded.
        published: the day of effect that the source publishes.
        seen_by: the day by which a source states it (inclusive).
        exists_from: the party's first day as a state, where recorded.
        joined: for an application: the day the party joined the organisation.
        counted_back: whether ``day`` was itself counted back from ``published``; then it proves nothing.
    """

    kind: str
    day: PartialDate | None = None
    published: PartialDate | None = None
    seen_by: date | None = None
    exists_from: date | None = None
    joined: date | None = None
    counted_back: bool = False


@dataclass(frozen=True)
class Effect:
    """The day of effect between bounds, the steps that lead to it, and a finding if the clause disagrees."""

    bounds: Bounds
    steps: tuple[str, ...]
    finding: str | None = None
    computed: Bounds | None = None


def effect_of(act: Act, instrument: Instrument) -> Effect | None:
    """When ``act`` takes effect; None where it has none (not in force, or nothing known)."""
    if not instrument.in_force:
        return None
    by_clause = _by_clause(act, instrument)
    if act.published is None:
        return by_clause
    counted = (
        (f"the deposit of {act.day} is counted back from the day of effect",) if act.counted_back else ()
    )
    return _published(act.published, by_clause if _comparable(act) else None, counted)


def _comparable(act: Act) -> bool:
    if act.kind == "ending":
        return False
    return (act.day is not None and not act.counted_back) or act.kind == "application"


def _published(published: PartialDate, by_clause: Effect | None, counted: tuple[str, ...]) -> Effect:
    bounds = Bounds.of(published)
    first = f"the source publishes {published} as the day of effect, which governs"
    if by_clause is None or by_clause.bounds.latest is None:
        return Effect(bounds, (*counted, first))
    steps = (*by_clause.steps, first)
    if _agree(bounds, by_clause.bounds):
        return Effect(bounds, steps, None, by_clause.bounds)
    return Effect(
        bounds,
        steps,
        f"the source publishes {published}, the clause gives {by_clause.bounds}",
        by_clause.bounds,
    )


def _agree(one: Bounds, other: Bounds) -> bool:
    """Whether the two can be the same day."""
    starts = [d for d in (one.earliest, other.earliest) if d]
    ends = [d for d in (one.latest, other.latest) if d]
    return max(starts) <= min(ends)


def _by_clause(act: Act, instrument: Instrument) -> Effect | None:
    if act.kind == "denunciation":
        return _denunciation(act, instrument)
    if act.kind == "application":
        return _application(act, instrument)
    if act.kind == "succession":
        return _succession(act, instrument)
    if act.kind == "extension":
        return _extension(act, instrument)
    if act.kind == "exclusion":
        return Effect(Bounds(act.day.earliest(), None), (f"told {act.day}",)) if act.day else None
    if act.kind == "ending" and act.day is None:
        return _by_source(act)
    if act.kind in ("ending", "other"):
        return Effect(Bounds.of(act.day), (f"done {act.day}",)) if act.day else None
    return _consent(act, instrument)


def _consent(act: Act, instrument: Instrument) -> Effect | None:
    if act.day is None:
        return _undated(act, instrument)
    deposited = Bounds.of(act.day)
    steps = [f"deposited {act.day}"]
    if instrument.entry is None:
        latest = act.seen_by if act.seen_by and act.seen_by > deposited.latest else None  # type: ignore[operator]
        steps.append("the clause on entry into force is not recorded")
        bounds = Bounds(deposited.earliest, latest)
    else:
        steps += instrument.entry.steps(deposited)
        bounds = instrument.entry.span(deposited)
    return _not_before_general(bounds, steps, instrument)


def _not_before_general(bounds: Bounds, steps: list[str], instrument: Instrument) -> Effect:
    general = instrument.in_force_from
    if general and bounds.earliest and bounds.earliest < general:
        steps.append(f"not before the instrument itself entered into force on {general}")
        bounds = bounds.not_before(general)
    return Effect(bounds, tuple(steps))


def _extension(act: Act, instrument: Instrument) -> Effect | None:
    if act.day is None:
        return _undated(act, instrument)
    received, clause = Bounds.of(act.day), instrument.extension
    steps = [f"told {act.day}"]
    if clause is not None:
        return Effect(clause.span(received), (*steps, *clause.steps(received)))
    latest = received.latest
    if latest is None or instrument.territorial_clause or instrument.entry is None:
        return Effect(
            Bounds(received.earliest, None), (*steps, "the day from which it counts is not recorded")
        )
    bounds = Bounds(received.earliest, instrument.entry.after(latest))
    return Effect(
        bounds, (*steps, f"no clause on territories; as a consent would count at the latest: {bounds}")
    )


def _undated(act: Act, instrument: Instrument) -> Effect | None:
    begins = [d for d in (instrument.in_force_from, act.exists_from) if d]
    bounds = Bounds(max(begins, default=None), act.seen_by)
    if act.seen_by is None and not begins:
        return None
    return Effect(
        bounds, ("the day of the act is not recorded", f"named as a party by {act.seen_by}: bound {bounds}")
    )


def _succession(act: Act, instrument: Instrument) -> Effect | None:
    if act.exists_from is not None:
        steps = [f"succession takes effect on the day of the succession of states, {act.exists_from}"]
        return _not_before_general(Bounds(act.exists_from, act.exists_from), steps, instrument)
    notified = act.day.latest() if act.day else act.seen_by
    if notified is None:
        return None
    bounds = Bounds(instrument.in_force_from, notified)
    step = "succession reaches back to the succession of states, whose day is not recorded"
    return Effect(bounds, (f"notified {act.day or 'on a day not recorded'}", f"{step}: {bounds}"))


def _application(act: Act, instrument: Instrument) -> Effect | None:
    days = [d for d in (instrument.applies_from or instrument.in_force_from, act.joined) if d]
    if not days:
        return _undated(act, instrument)
    later = max(days)
    return Effect(
        Bounds(later, later),
        (
            f"applies from the later of {days[0]} (its own date) and {act.joined or 'accession'} (membership): {later}",
        ),
    )


def _by_source(act: Act) -> Effect | None:
    """An ending of which no day is told: by the day of the source."""
    if act.seen_by is None:
        return None
    return Effect(Bounds(None, act.seen_by), (f"on a day not recorded, by {act.seen_by}",))


def _denunciation(act: Act, instrument: Instrument) -> Effect | None:
    if act.day is None:
        return _by_source(act)
    received, clause = Bounds.of(act.day), instrument.denunciation
    steps = [f"received {act.day}"]
    if clause is None:
        return Effect(Bounds(received.earliest, None), (*steps, "the clause on denunciation is not recorded"))
    if clause.period_years and instrument.in_force_from:
        start = instrument.in_force_from
        ends = Bounds(
            *(clause.end_of_period(d, start) if d else None for d in (received.earliest, received.latest))
        )
        return Effect(
            ends, (*steps, f"effective at the end of the period of {clause.period_years} years: {ends}")
        )
    steps += clause.steps(received)
    return Effect(clause.span(received), tuple(steps), _outside_window(act.day, clause, instrument))


def _outside_window(day: PartialDate, clause: Clause, instrument: Instrument) -> str | None:
    start = instrument.in_force_from
    if clause.window_opens is None or start is None:
        return None
    if any(clause.window_of(d, start) for d in (day.earliest(), day.latest())):
        return None
    return f"denounced {day}, outside every window of {clause.pinpoint}"
