"""Adding to the record by hand, as safely as by import."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from foedera.cli.importing import Apply, Treaty, Without, _follows
from foedera.cli.proposals import show_end, show_proposal
from foedera.dates import PartialDate
from foedera.errors import BadInput
from foedera.importers.figures import edits as figure_edits
from foedera.importers.figures import read as read_figures
from foedera.importers.listed import ListedAct, Listing
from foedera.importers.names import Names
from foedera.importers.proposal import apply_proposal, proposed, validated
from foedera.importers.recorded import read_treaty
from foedera.importers.sourced import Sourced
from foedera.importers.writing import write
from foedera.load import read_record
from foedera.namespaces import node
from foedera.store import house
from foedera.validate import render, violations

app = typer.Typer(help="Add to the record by hand.", no_args_is_help=True)


@app.callback()
def _add() -> None:
    """Add to the record by hand, checked before anything is written."""


@app.command()
def act(
    treaty: Treaty,
    party: Annotated[str, typer.Option(help="The state's code, or a name of it.", show_default=False)],
    kind: Annotated[str, typer.Option(help="ratification, accession, denunciation, …", show_default=False)],
    source: Annotated[
        str, typer.Option(help="A source of data/sources.ttl, or a new id.", show_default=False)
    ],
    date_: Annotated[
        str | None,
        typer.Option("--date", help="The day with the depositary, as far as known.", show_default=False),
    ] = None,
    effect: Annotated[
        str | None, typer.Option(help="The day of effect, where the source prints one.", show_default=False)
    ] = None,
    note: Annotated[str | None, typer.Option(help="A remark.", show_default=False)] = None,
    title: Annotated[str | None, typer.Option(help="A new source's title.", show_default=False)] = None,
    publisher: Annotated[
        str | None, typer.Option(help="A new source's publisher.", show_default=False)
    ] = None,
    quality: Annotated[
        str | None,
        typer.Option(
            help="depositary, depositary-copy, official, secondary or unopened.", show_default=False
        ),
    ] = None,
    url: Annotated[str | None, typer.Option(help="A new source's address.", show_default=False)] = None,
    apply: Apply = False,
    without_consequences: Without = False,
) -> None:
    """Propose one act, with what follows from it; write it with --apply."""
    root, _ = house()
    store = read_record(root)
    held = read_treaty(store, treaty)
    names = Names.of(store)
    code = party.upper() if party.upper() in names.codes else names.code(party)
    if code is None:
        raise BadInput("--party", party, f"Use a code such as NGA. {' '.join(names.near(party))}".strip())
    if kind not in held.classes:
        raise BadInput("--kind", kind, f"Use one of: {', '.join(sorted(held.classes))}.")
    known = any(store.quads_for_pattern(node(f"source/{source}"), None, None))
    if not known and not (title and publisher and quality):
        raise BadInput("--source", source, "A new source needs --title, --publisher and --quality too.")
    described = None
    if not known:
        described = Sourced(
            source, title or "", publisher or "", url, None, date.today(), None, quality or ""
        )
    listed = ListedAct(
        code,
        "",
        frozenset({kind}),
        0,
        _day(date_, "--date"),
        _day(effect, "--effect"),
        note=note,
        sources=(source,),
    )
    listing = Listing(None, None, (listed,), frozenset({kind}), covers=frozenset())
    proposal = proposed(root, held, listing, described)
    show_proposal(proposal, root, None if without_consequences else _follows(proposal))
    if apply and proposal.sound:
        apply_proposal(root, proposal)
    show_end(proposal, apply and proposal.sound, 0)
    raise typer.Exit(1 if violations(proposal.findings) else 0)


@app.command()
def figures(
    file: Annotated[Path, typer.Argument(help="A table of the shape of the UNODC data portal, as CSV.")],
    source: Annotated[str, typer.Option(help="A source of data/sources.ttl.", show_default=False)],
    apply: Apply = False,
) -> None:
    """Propose figures on trafficking from a table; write them with --apply."""
    root, _ = house()
    store = read_record(root)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadInput("file", str(file), f"It cannot be read: {error.strerror or error}.") from error
    found = read_figures(file.name, content, store)
    edits = figure_edits(root, store, found, source)
    refused = violations(validated(root, edits)[0]) if edits else []
    print("".join(edit.diff(root) for edit in edits) + render(refused, root))
    aside = "; ".join(f"{count} {why}" for why, count in sorted(found.aside.items()))
    print(f"{len(found.figures)} totals; left aside: {aside or 'none'}.")
    if apply and not refused:
        write(edits)
    print("Written." if apply and not refused else "Nothing is written yet. Run it again with --apply.")
    raise typer.Exit(1 if refused else 0)


def _day(text: str | None, option: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError as error:
        raise BadInput(option, text or "", "Use 2005, 2005-05 or 2005-05-16.") from error
