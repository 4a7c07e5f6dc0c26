"""The options that several commands share."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from foedera.dates import parse_date


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="YYYY-MM-DD", help="The law on this day. Default: today.", show_default=False
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-MM-DD",
        help="Only what was known on this day. Default: all that is known now.",
        show_default=False,
    ),
]
Toward = Annotated[
    str | None,
    typer.Option(metavar="STATE", help="Only what is owed toward this state.", show_default=False),
]
As = Annotated[
    Format, typer.Option("--format", help="A table for people, JSON for programs, CSV for spreadsheets.")
]
Topic = Annotated[
    str | None,
    typer.Option(help="Only norms on this topic or theme, narrower topics included.", show_default=False),
]
Treaty = Annotated[str | None, typer.Option(help="Only this treaty, by its id.", show_default=False)]
Modality = Annotated[str | None, typer.Option(help="Only norms of this modality.", show_default=False)]
Purpose = Annotated[str | None, typer.Option(help="Only channels for this purpose.", show_default=False)]


def day(as_of: str | None) -> date:
    """The day asked about: as given, or today.

    Raises:
        BadInput: not a calendar day as YYYY-MM-DD.
    """
    return parse_date(as_of, "--as-of") if as_of else date.today()


def known_day(known_at: str | None) -> date | None:
    """The day of the second clock, or None for what is known now.

    Raises:
        BadInput: not a calendar day as YYYY-MM-DD.
    """
    return parse_date(known_at, "--known-at") if known_at else None
