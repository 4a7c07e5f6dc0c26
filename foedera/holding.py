"""Does an interval hold on a day? The three answers, read from a row of the answer tables.

Days are ISO strings here, which order as the days do. Intervals are half-open.
"""

from typing import Any, Final, Literal, Protocol

from foedera.namespaces import OPEN_END, OPEN_START

Answer = Literal["yes", "no", "not-known"]


class Row(Protocol):
    """What has columns by name: a row of the answer tables, or a dict."""

    def __getitem__(self, key: str, /) -> Any:
        """The value of a column."""


YES: Final[Answer] = "yes"
NO: Final[Answer] = "no"
NOT_KNOWN: Final[Answer] = "not-known"


def holds(row: Row, day: str) -> Answer:
    """Whether what ``row`` states holds on ``day``.

    ``yes`` inside the interval the record proves, ``not-known`` inside the widest possible one only,
    ``no`` outside both.
    """
    start, end = row["fro"], row["til"]
    if start is not None and start <= day and (end is None or day < end):
        return YES
    earliest = row["pfro"] or start
    latest = row["ptil"] or end
    if earliest is not None and earliest <= day and (latest is None or day < latest):
        return NOT_KNOWN
    return NO


def doubt(row: Row, day: str, shown: str) -> str:
    """Why it is not known whether what ``row`` states holds on ``day``: a sentence on the day that is not known.

    Args:
        row: an interval for which :func:`holds` says ``not-known``.
        day: the day asked for.
        shown: subject and state in words, such as "The treaty is shown in force".
    """
    start, end, earliest, latest = row["fro"], row["til"], row["pfro"], row["ptil"]
    if start is not None and start <= day:
        over = "" if latest in (None, OPEN_END) else f" It was over by {latest}."
        return f"{shown} up to {end}; whether it still was on that day is not known.{over}"
    if start is None or (end is not None and end <= start):
        return f"{shown} at some time, but on no day that is known."
    since = "" if earliest in (None, OPEN_START) else f" It was not before {earliest}."
    return f"{shown} from {start} on; whether it was before, on that day, is not known.{since}"


def interval(row: Row) -> dict[str, Any]:
    """The interval as answers show it.

    ``from`` is the exact first day, or null where only bounds are known: then ``from_between`` gives the
    earliest and the latest possible day. ``until`` is the first day on which it no longer holds, null
    for no known end; ``until_between`` likewise.
    """
    shown: dict[str, Any] = {"from": row["fro"] if row["pfro"] is None else None, "until": row["til"]}
    if row["pfro"] is not None:
        shown["from_between"] = {
            "earliest": None if row["pfro"] == OPEN_START else row["pfro"],
            "latest": row["fro"],
        }
    if row["ptil"] is not None:
        shown["until"] = None
        shown["until_between"] = {
            "earliest": None if row["til"] == OPEN_START else row["til"],
            "latest": None if row["ptil"] == OPEN_END else row["ptil"],
        }
    return shown


def combined(answers: list[Answer]) -> Answer:
    """One answer from several: yes if any is, no only if all are, otherwise not known."""
    if YES in answers:
        return YES
    return NOT_KNOWN if NOT_KNOWN in answers or not answers else NO
