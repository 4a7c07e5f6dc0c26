"""From when and until when the sources show a bilateral treaty to be in force.

A bilateral treaty has no acts with a depositary; the sources tell the day of its entry into force, or only
that it stood on a list of treaties in force. The policy:

1. A day from which the two agreed that it applies governs, be it before its conclusion (VCLT art. 28); else
   the day of its entry into force.
2. Without either, it entered into force between its signature and the first day for which a source lists it.
3. It binds a state only from that state's first day, where that is recorded.
4. Once in force it goes on until an ending is recorded (VCLT art. 42(2)); but where only lists show it, or where
   the source that tells its beginning does not tell endings, nothing is shown after the last day listed.
5. A treaty that is recorded as not in force has no days; nor has one of which nothing is told.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from foedera.dates import Bounds, PartialDate


@dataclass(frozen=True)
class Told:
    """What the sources tell of a bilateral treaty.

    Attributes:
        signed: its signature.
        in_force_from: its entry into force.
        applies_from: the day from which the two agreed that it applies.
        listed: the days for which a source lists it as in force.
        end_unknown: whether the sources leave open when it ended.
        not_in_force: whether it is recorded as not in force.
        exists_from: the first day on which both parties were states, where recorded.
    """

    signed: PartialDate | None = None
    in_force_from: PartialDate | None = None
    applies_from: PartialDate | None = None
    listed: tuple[PartialDate, ...] = ()
    end_unknown: bool = False
    not_in_force: bool = False
    exists_from: date | None = None


@dataclass(frozen=True)
class Days:
    """The bounds of the first day, the first day after the last one shown (None: it goes on), and the steps."""

    first: Bounds
    shown_until: date | None
    steps: tuple[str, ...]


def days_of(told: Told) -> Days | None:
    """The days of a bilateral treaty; None where it has none."""
    if told.not_in_force:
        return None
    first, steps = _first(told)
    if first.latest is None:
        return None
    shown = _shown_until(told, first)
    if told.exists_from and (first.earliest is None or first.earliest < told.exists_from):
        first = first.not_before(told.exists_from)
        steps.append(f"not before both parties were states, {told.exists_from}")
    if shown:
        steps.append(f"shown to be in force up to {shown - timedelta(days=1)}; nothing shows it after that")
    return Days(first, shown, tuple(steps))


def _first(told: Told) -> tuple[Bounds, list[str]]:
    if told.applies_from:
        return Bounds.of(told.applies_from), [f"the two agreed that it applies from {told.applies_from}"]
    if told.in_force_from:
        return Bounds.of(told.in_force_from), [f"entered into force {told.in_force_from}"]
    if not told.listed:
        return Bounds(None, None), []
    first = min(told.listed, key=PartialDate.latest)
    bounds = Bounds(told.signed.earliest() if told.signed else None, first.latest())
    return bounds, [
        "the day of entry into force is not recorded",
        f"a source lists it as in force in or on {first}: in force from {bounds}",
    ]


def _shown_until(told: Told, first: Bounds) -> date | None:
    begins = told.applies_from or told.in_force_from
    if begins and not told.end_unknown:
        return None
    days = [day.earliest() for day in told.listed]
    if begins and first.latest:
        days.append(first.latest)
    return max(days) + timedelta(days=1)
