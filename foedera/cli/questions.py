"""The questions: one command each, one function of the engine each."""

from typing import Annotated

import typer

from foedera import channels as pairs
from foedera import coverage as covered
from foedera import obligations as duties
from foedera import register
from foedera.cli import sheets
from foedera.cli.options import As, AsOf, Format, Modality, Purpose, Topic, Treaty, day
from foedera.cli.progress import opened
from foedera.cli.sheet import show
from foedera.explain import explain as proof

Code = Annotated[
    str, typer.Argument(metavar="STATE", help="ISO 3166-1 alpha-3 code, in any case.", show_default=False)
]


def obligations(
    state: Code,
    as_of: AsOf = None,
    topic: Topic = None,
    treaty: Treaty = None,
    modality: Modality = None,
    form: As = Format.table,
) -> None:
    """What a state owes on a day."""
    answer = duties.obligations(opened(), state, day(as_of), topic, treaty, modality)
    show(answer, sheets.obligations(answer), form)


def channels(
    requesting: Annotated[str, typer.Argument(metavar="A", help="The state that asks.", show_default=False)],
    requested: Annotated[
        str, typer.Argument(metavar="B", help="The state that is asked.", show_default=False)
    ],
    as_of: AsOf = None,
    purpose: Purpose = None,
    form: As = Format.table,
) -> None:
    """Through which channel state A may ask state B on a day."""
    answer = pairs.channels(opened(), requesting, requested, day(as_of), purpose)
    show(answer, sheets.channels(answer), form)


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


def state(state: Code, as_of: AsOf = None, form: As = Format.table) -> None:
    """A state, and where it stands toward each treaty on a day."""
    snapshot = opened()
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
    form: As = Format.table,
) -> None:
    """Why an answer holds: the data it rests on, then the steps."""
    answer = proof(opened(), fact.partition("fact=")[2] or fact)
    show(answer, sheets.explanation(answer), form)


def coverage(treaty: Treaty = None, form: As = Format.table) -> None:
    """What the record covers, to which day, by which source."""
    answer = covered.coverage(opened(), treaty)
    show(answer, sheets.coverage(answer), form)
