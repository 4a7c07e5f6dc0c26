"""Questions of what would be, of who has what, and of what changed: one function of the engine each."""

from typing import Annotated

import typer

from foedera import compare as engine
from foedera import whatif
from foedera.cli import sheet_compare as sheets
from foedera.cli.options import As, AsOf, Format, Purpose, Topic, Treaty, day
from foedera.cli.progress import opened, telling
from foedera.cli.sheet import show
from foedera.cli.sheets import explanation
from foedera.clocks import parts
from foedera.dates import parse_date
from foedera.definitions import definitions as defined

State = Annotated[
    str | None,
    typer.Option("--state", metavar="STATE", help="Only what concerns this state.", show_default=False),
]
Other = Annotated[
    str | None,
    typer.Option("--other", metavar="STATE", help="Only between the state and this one.", show_default=False),
]


def what_if(
    acts: Annotated[
        list[str],
        typer.Argument(
            metavar="ACT...",
            help="kind:party:treaty:date, then where needed :provisions=art-1,art-2 :effect=… :statement=… :toward=…",
            show_default=False,
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="The day compared. Default: when all acts have effect.",
            show_default=False,
        ),
    ] = None,
    state: State = None,
    other: Other = None,
    purpose: Purpose = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="FACT", help="The proof of one fact instead of the changes.", show_default=False
        ),
    ] = None,
    form: As = Format.table,
) -> None:
    """What some acts that nobody has done would change: duties and channels gained, lost and changed."""
    snapshot = opened()
    supposed = whatif.parse(";".join(acts))
    with telling() as tell:
        tell("Taking the record apart by party")
        parts(snapshot)
        tell("Inferring what would follow")
        if explain is not None:
            proof = whatif.explain(snapshot, supposed, explain.partition("fact=")[2] or explain)
        else:
            answer = whatif.what_if(
                snapshot, supposed, parse_date(as_of, "--as-of") if as_of else None, state, other, purpose
            )
    if explain is not None:
        show(proof, explanation(proof), form)
    else:
        show(
            {**answer, "changes": whatif.flat(answer)} if form is not Format.json else answer,
            sheets.what_if(answer),
            form,
        )


def compare(
    states: Annotated[
        list[str], typer.Argument(metavar="STATE STATE...", help="Two to twelve states.", show_default=False)
    ],
    topic: Topic = None,
    as_of: AsOf = None,
    form: As = Format.table,
) -> None:
    """States side by side: the strongest duty that each has on each topic on a day."""
    answer = engine.compare(opened(), states, day(as_of), topic)
    show(answer if form is not Format.table else sheets.side_by_side(answer), sheets.compare(answer), form)


def gaps(
    state: Annotated[
        str, typer.Argument(metavar="STATE", help="ISO 3166-1 alpha-3 code.", show_default=False)
    ],
    group: Annotated[
        str | None,
        typer.Option(
            metavar="GROUP",
            help="An organisation, an M49 region, or states separated by commas. Default: the state's subregion.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    form: As = Format.table,
) -> None:
    """What a state lacks that a group has, and which single act would bring most."""
    answer = engine.gaps(opened(), state, day(as_of), group)
    show(answer, sheets.gaps(answer), form)


def changes(
    first: Annotated[
        str, typer.Argument(metavar="FROM", help="The day before, YYYY-MM-DD.", show_default=False)
    ],
    last: Annotated[str, typer.Argument(metavar="TO", help="The last day, YYYY-MM-DD.", show_default=False)],
    state: State = None,
    other: Other = None,
    treaty: Treaty = None,
    form: As = Format.table,
) -> None:
    """What changed between two days and why: for a state, a treaty or a pair."""
    answer = engine.changes(opened(), parse_date(first, "FROM"), parse_date(last, "TO"), state, other, treaty)
    show(answer, sheets.changes(answer), form)


def unconnected(
    purpose: Annotated[str, typer.Option(help="For which purpose.")] = "extradition",
    as_of: AsOf = None,
    form: As = Format.table,
) -> None:
    """The pairs of states without a treaty for a purpose between them on a day."""
    answer = engine.unconnected(opened(), purpose, day(as_of))
    show(answer, sheets.unconnected(answer), form)


def definitions(
    notion: Annotated[
        str | None, typer.Option(help="Only definitions of this notion.", show_default=False)
    ] = None,
    state: State = None,
    as_of: AsOf = None,
    form: As = Format.table,
) -> None:
    """Definitions element by element: act, means, purpose, consent, children; and which bind a state."""
    answer = defined(opened(), notion, state, day(as_of))
    show(answer, sheets.definitions(answer), form)
