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
