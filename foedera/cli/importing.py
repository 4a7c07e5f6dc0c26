"""Keeping the record current: import a list, update all of them, read what waits, decide what contradicts."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from foedera.cli.progress import opened, telling
from foedera.cli.proposals import show_end, show_proposal
from foedera.dates import parse_date
from foedera.errors import BadInput
from foedera.importers.consequences import Consequences, consequences
from foedera.importers.deciding import decide
from foedera.importers.drafts import Drafts, drafts_of
from foedera.importers.export import as_table
from foedera.importers.fetching import Fetcher
from foedera.importers.formats import FORMATS, format_of
from foedera.importers.names import without_marks
from foedera.importers.proposal import Import, Proposal, apply_proposal, propose, validated
from foedera.importers.recorded import read_treaty
from foedera.importers.releases import change_log
from foedera.importers.statements import statement
from foedera.importers.updating import Outcome, status_lists
from foedera.importers.updating import update as updated
from foedera.importers.writing import write
from foedera.load import read_record
from foedera.store import house
from foedera.validate import render, violations

Apply = Annotated[
    bool, typer.Option("--apply", help="Write what is proposed; without it nothing is written.")
]
Treaty = Annotated[str, typer.Option(help="The treaty, by its id.", show_default=False)]
Skip = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Leave the row of this printed name aside.", show_default=False),
]
Without = Annotated[
    bool, typer.Option("--without-consequences", help="Do not tell which duties and channels follow.")
]


def import_(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"{', '.join(FORMATS)} or csv.", show_default=False)
    ],
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="A saved page, or its address.")],
    treaty: Treaty,
    apply: Apply = False,
    skip: Skip = None,
    url: Annotated[
        str | None, typer.Option(help="The address a saved page comes from.", show_default=False)
    ] = None,
    seen_on: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help="The day the page was saved. Default: today.", show_default=False
        ),
    ] = None,
    without_consequences: Without = False,
) -> None:
    """Read a depositary's list and propose what changes; write it with --apply."""
    root, home = house()
    if form != "csv":
        format_of(form)
    with telling() as tell:
        content, address = _content(home, form, source, treaty, tell)
        tell("Reading the list and the record")
        day = parse_date(seen_on, "--seen-on") if seen_on else date.today()
        given = Import(
            form,
            treaty,
            source,
            content,
            url or address,
            day,
            frozenset(without_marks(s) for s in skip or ()),
        )
        proposal = propose(root, given)
    follows = None if without_consequences else _follows(proposal)
    show_proposal(proposal, root, follows)
    drafts = 0
    if apply and proposal.sound:
        apply_proposal(root, proposal)
        drafts = _keep_texts(root, proposal)
    show_end(proposal, apply and proposal.sound, drafts)
    raise typer.Exit(1 if violations(proposal.findings) else 0)


def _content(home: Path, form: str, source: str, treaty: str, tell: object) -> tuple[bytes, str | None]:
    if source.startswith(("https://", "http://")):
        fetcher = Fetcher(home, tell=tell)  # type: ignore[arg-type]
        try:
            page = fetcher.fetch(source, form, treaty)
        finally:
            fetcher.close()
        return page.content, source
    try:
        return Path(source).read_bytes(), None
    except OSError as error:
        raise BadInput("file", source, f"It cannot be read: {error.strerror or error}.") from error


def _follows(proposal: Proposal) -> Consequences | None:
    if not proposal.compared.parties or not proposal.sound:
        return None
    snapshot = opened()
    with telling() as tell:
        tell("Inferring what follows")
        return consequences(snapshot, proposal)


def _keep_texts(root: Path, proposal: Proposal) -> int:
    if proposal.source is None:
        return 0
    return Drafts(root).add(drafts_of(proposal.treaty.id, proposal.source.id, proposal.listing.texts))


def export(
    treaty: Annotated[str, typer.Argument(help="The treaty, by its id.", show_default=False)],
) -> None:
    """Print the acts of a treaty as CSV, in the columns that ``import csv`` reads."""
    root, _ = house()
    print(as_table(read_treaty(read_record(root), treaty)), end="")


def changelog(
    older: Annotated[
        Path, typer.Argument(help="A copy of the record as it was released before.", show_default=False)
    ],
) -> None:
    """Print what is new, changed and gone since an earlier release of the data, as Markdown."""
    root, _ = house()
    print(change_log(older, root), end="")


def update(
    treaty: Annotated[
        str | None, typer.Option(help="Only the lists of this treaty.", show_default=False)
    ] = None,
) -> None:
    """Fetch every list that has an address and tell what changed; nothing is written.

    Ends with 0 where nothing changed, 3 where changes wait for a person, 4 where a list could not be read.
    """
    root, home = house()
    failed = changes = total = 0
    with telling() as tell:
        tell("Reading the record")
        store = read_record(root)
        lists = status_lists(store, treaty)
        fetcher = Fetcher(home, tell=tell)
        try:
            for number, outcome in enumerate(updated(root, store, lists, fetcher), start=1):
                total += 1
                failed += bool(outcome.failed)
                changes += outcome.proposal is not None and outcome.proposal.compared.proposes
                tell(f"{number} of {len(lists)}: {outcome.list.treaty} ({outcome.list.format})")
                print(_told(outcome), flush=True)
        finally:
            fetcher.close()
    print(f"{total} lists read: {changes} propose changes, {failed} could not be read.")
    raise typer.Exit(4 if failed else 3 if changes else 0)


def _told(outcome: Outcome) -> str:
    one = outcome.list
    if outcome.proposal is None:
        return f"{one.treaty} ({one.format}): not read. {outcome.failed}"
    found = outcome.proposal.compared
    told = (
        f"{len(found.added)} added, {len(found.changed)} changed, {len(found.contradicted)} contradicted, "
        f"{len(found.missing)} missing from the list, {found.agreeing} agree"
    )
    how = f' To see and write it: foedera import {one.format} "{one.address}" --treaty {one.treaty}'
    return f"{one.treaty} ({one.format}): {told}.{how if found.proposes else ''}"


def review(
    draft: Annotated[
        str | None, typer.Argument(metavar="DRAFT", help="Show one text whole.", show_default=False)
    ] = None,
    treaty: Annotated[str | None, typer.Option(help="Only this treaty.", show_default=False)] = None,
    effect: Annotated[
        str | None,
        typer.Option(help="Record it as a statement that does this: excludes, …", show_default=False),
    ] = None,
    summary: Annotated[
        str, typer.Option(help="What it says, in one sentence of your own.", show_default=False)
    ] = "",
    provision: Annotated[
        list[str] | None,
        typer.Option(metavar="PINPOINT", help="A provision it touches: art-16.5.a.", show_default=False),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="What it is, where the page tells it wrongly.", show_default=False)
    ] = None,
    done: Annotated[str | None, typer.Option(help="Lay it aside, and say why.", show_default=False)] = None,
    apply: Apply = False,
) -> None:
    """List the texts that wait for a reader; show one; record or lay aside one that was read."""
    root, _ = house()
    drafts = Drafts(root)
    if draft is None:
        waiting = drafts.waiting(treaty)
        for one in waiting:
            told = f"{one.id}  {one.treaty} {one.party} {one.kind or 'kind not told'} {one.date or 'day not told'}"
            print(f"{told}  {', '.join(one.provisions)}  {' '.join(one.text.split())[:60]}")
        print(f"{len(waiting)} texts wait.")
        return
    found = drafts.get(draft)
    if effect is not None:
        store = read_record(root)
        subject, edits = statement(root, store, found, kind, effect, summary, provision or ())
        refused = violations(validated(root, edits)[0])
        print("".join(edit.diff(root) for edit in edits) + render(refused, root))
        if apply and not refused:
            write(edits)
            drafts.settle(draft, subject)
        print("Written." if apply and not refused else "Nothing is written yet. Run it again with --apply.")
        raise typer.Exit(1 if refused else 0)
    if done is not None:
        drafts.settle(draft, done)
        print(f"{draft} is laid aside: {done}")
        return
    period = f"{found.period_from or ''} to {found.period_until or ''}"
    print(f"{found.treaty} {found.party} {found.kind or 'kind not told'} {found.date or ''}, counts {period}")
    print(
        f"Provisions named: {', '.join(found.provisions) or 'none'}. Source: {found.source}.\n\n{found.text}"
    )


def resolve(
    contradiction: Annotated[
        str, typer.Argument(help="Its id: contradiction/TREATY/PARTY/KIND/PROPERTY.", show_default=False)
    ],
    follow: Annotated[
        str, typer.Option(help="record: keep what is recorded; other: follow the other source.")
    ],
    reason: Annotated[str, typer.Option(help="Why, in one sentence.", show_default=False)],
    apply: Apply = False,
) -> None:
    """Decide between two sources that contradict each other; the decision and its reason stay on record."""
    root, _ = house()
    parts = contradiction.split("/")
    treaty = parts[1] if len(parts) > 2 else ""
    edits = decide(root, read_treaty(read_record(root), treaty), contradiction, follow, reason, date.today())
    refused = violations(validated(root, edits)[0])
    print("".join(edit.diff(root) for edit in edits) + render(refused, root))
    if apply and not refused:
        write(edits)
    print("Written." if apply and not refused else "Nothing is written yet. Run it again with --apply.")
    raise typer.Exit(1 if refused else 0)
