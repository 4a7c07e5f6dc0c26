"""The questions: one command each, one function of the engine each."""

from typing import Annotated
from urllib.parse import parse_qs, urlsplit

import typer

from foedera import between as texts
from foedera import channels as pairs
from foedera import lookup, register
from foedera import obligations as duties
from foedera.basis import legal_basis
from foedera.bearing import weakened
from foedera.cli import sheets
from foedera.cli.options import (
    As,
    AsOf,
    Format,
    KnownAt,
    Modality,
    Purpose,
    Topic,
    Toward,
    Treaty,
    day,
    known_day,
)
from foedera.cli.progress import opened, telling
from foedera.cli.sheet import show
from foedera.cli.sheet_between import between as between_sheet
from foedera.clocks import as_known
from foedera.explain import proof_of
from foedera.reservations import statements as said

Code = Annotated[
    str, typer.Argument(metavar="STATE", help="ISO 3166-1 alpha-3 code, in any case.", show_default=False)
]


def obligations(
    state: Code,
    as_of: AsOf = None,
    topic: Topic = None,
    treaty: Treaty = None,
    modality: Modality = None,
    toward: Toward = None,
    known_at: KnownAt = None,
    form: As = Format.table,
) -> None:
    """What a state owes on a day."""
    known = as_known(opened(), [state, toward] if toward else [state], known_day(known_at))
    answer = duties.obligations(known, state, day(as_of), topic, treaty, modality, toward)
    show(answer, sheets.obligations(answer), form)


def channels(
    requesting: Annotated[str, typer.Argument(metavar="A", help="The state that asks.", show_default=False)],
    requested: Annotated[
        str, typer.Argument(metavar="B", help="The state that is asked.", show_default=False)
    ],
    as_of: AsOf = None,
    purpose: Purpose = None,
    known_at: KnownAt = None,
    form: As = Format.table,
) -> None:
    """Through which channel state A may ask state B on a day."""
    known = as_known(opened(), [requesting, requested], known_day(known_at))
    answer = pairs.channels(known, requesting, requested, day(as_of), purpose)
    show(answer, sheets.channels(answer), form)


def between(
    one: Annotated[str, typer.Argument(metavar="A", help="One state.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="The other state.", show_default=False)],
    treaty: Annotated[
        str,
        typer.Argument(metavar="TREATY", help="Its id, as 'foedera treaties' lists it.", show_default=False),
    ],
    as_of: AsOf = None,
    form: As = Format.table,
) -> None:
    """The text of a treaty as it stands between two states on a day."""
    answer = texts.between(opened(), one, other, treaty, day(as_of))
    show(answer, between_sheet(answer), form)


def parties(
    treaty: Annotated[
        str,
        typer.Argument(metavar="TREATY", help="Its id, as 'foedera treaties' lists it.", show_default=False),
    ],
    as_of: AsOf = None,
    form: As = Format.table,
) -> None:
    """Where each state stands toward a treaty on a day."""
    answer = register.parties(opened(), treaty, day(as_of))
    show(answer, sheets.parties(answer), form)


def statements(
    treaty: Annotated[
        str,
        typer.Argument(metavar="TREATY", help="Its id, as 'foedera treaties' lists it.", show_default=False),
    ],
    as_of: AsOf = None,
    form: As = Format.table,
) -> None:
    """Who reserved, declared or notified what under a treaty, and whether it counts on a day."""
    snapshot = opened()
    answer = said(snapshot, lookup.instrument(snapshot, treaty)["id"], day(as_of).isoformat())
    show(answer, sheets.statements(answer), form)


def basis(
    treaty: Annotated[
        str,
        typer.Argument(metavar="TREATY", help="Its id, as 'foedera treaties' lists it.", show_default=False),
    ],
    as_of: AsOf = None,
    purpose: Annotated[str, typer.Option(help="For which purpose.")] = "extradition",
    form: As = Format.table,
) -> None:
    """Who takes a treaty as the legal basis on a day, and between whom an exclusion leaves none."""
    answer = legal_basis(opened(), treaty, day(as_of), purpose)
    show(answer, sheets.basis(answer), form)


def state(state: Code, as_of: AsOf = None, known_at: KnownAt = None, form: As = Format.table) -> None:
    """A state, and where it stands toward each treaty on a day."""
    snapshot = as_known(opened(), [state], known_day(known_at))
    answer = register.state_treaties(snapshot, state, day(as_of)) | {"state": register.state(snapshot, state)}
    show(answer, sheets.state(answer), form)


def states(form: As = Format.table) -> None:
    """Every state and other party of the record, with its code."""
    answer = register.states(opened())
    show(answer, sheets.states(answer), form)


def treaties(form: As = Format.table) -> None:
    """Every instrument of the record, with its id."""
    answer = register.treaties(opened())
    show(answer, sheets.treaties(answer), form)


def explain(
    fact: Annotated[
        str,
        typer.Argument(
            metavar="FACT", help="The id of an answer, as its 'proof' field gives it.", show_default=False
        ),
    ],
    known_at: KnownAt = None,
    form: As = Format.table,
) -> None:
    """Why an answer holds: the data it rests on, then the steps."""
    link = parse_qs(urlsplit(fact).query)
    told = known_at or next(iter(link.get("known_at", [])), None)
    answer = proof_of(opened(), next(iter(link.get("fact", [])), fact), known_day(told))
    show(answer, sheets.explanation(answer), form)


def coverage(treaty: Treaty = None, form: As = Format.table) -> None:
    """What the record covers, to which day, by which source, and which answers its gaps leave open."""
    snapshot = opened()
    with telling() as tell:
        answer = weakened(snapshot, treaty, tell)
    show(answer, sheets.coverage(answer), form)
