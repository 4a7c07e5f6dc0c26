"""A proposal as people read it: what changes, what follows, and the lines of Turtle."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from foedera.cli.sheet import people
from foedera.importers.comparison import Change, Contradiction
from foedera.importers.consequences import Consequence, Consequences
from foedera.importers.edits import title_of
from foedera.importers.proposal import Proposal
from foedera.validate import render, violations

#: Of a long list of channels, how many states a line names before it counts the rest.
_NAMED = 12


def show_proposal(proposal: Proposal, root: Path, follows: Consequences | None) -> None:
    """Print a proposal on standard output."""
    console, compared = people(), proposal.compared
    source = proposal.source.words if proposal.source else "the sources named in the table"
    _line(console, f"{proposal.treaty.title}: {len(proposal.listing.acts)} acts on the list, from {source}.")
    for warning in proposal.warnings:
        _line(console, f"Note: {warning}")
    _section(console, "Added", [title_of(a) + _from(proposal, a.sources, a.line) for a in compared.added])
    _section(
        console,
        "Changed",
        [_changed(c) + _from(proposal, c.listed.sources, c.listed.line) for c in compared.changed],
    )
    _section(
        console,
        "Contradicted, and kept beside the act",
        [_contradicted(c) + _from(proposal, c.listed.sources, c.listed.line) for c in compared.contradicted],
    )
    _section(console, "On record, missing from the list", [title_of(a) for a in compared.missing])
    _line(console, f"{compared.agreeing} agree; {compared.known} contradictions are on record already.")
    if proposal.listing.texts:
        _line(
            console,
            f"{len(proposal.listing.texts)} texts of declarations and the like, to be read: foedera review.",
        )
    for difference in proposal.differences:
        _line(console, f"Published day and clause differ: {difference}")
    if proposal.findings:
        _section(console, "The record's shapes say", render(proposal.findings, root).splitlines())
    if follows is not None:
        _consequences(console, follows)
    for edit in proposal.edits:
        console.print()
        _line(console, edit.diff(root).rstrip())


def show_end(proposal: Proposal, applied: bool, drafts: int) -> None:
    """Print what was done, or what would do it."""
    console = people()
    console.print()
    if violations(proposal.findings):
        _line(console, "Nothing is written: the record would be refused.")
    elif applied:
        files = ", ".join(edit.path.name for edit in proposal.edits) or "no file"
        _line(console, f"Written: {files}; {drafts} new texts wait for foedera review.")
    elif proposal.edits:
        _line(console, "Nothing is written yet. Run it again with --apply to write this.")
    else:
        _line(console, "Nothing to change.")


def _changed(change: Change) -> str:
    return f"{title_of(change.act)}: {change.words}"


def _contradicted(found: Contradiction) -> str:
    return f"{title_of(found.act)}: {found.words}"


def _from(proposal: Proposal, sources: Sequence[str], line: int) -> str:
    named = f", {', '.join(sources)}" if sources else ""
    return f"  (line {line}{named})"


def _section(console: Console, heading: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    console.print()
    _line(console, f"{heading} ({len(lines)}):")
    for line in lines:
        _line(console, f"  {line}")


def _line(console: Console, text: str) -> None:
    console.print(text, highlight=False, markup=False, soft_wrap=True)


def _consequences(console: Console, follows: Consequences) -> None:
    for change in ("gained", "lost", "changed"):
        duties = [c for c in follows.duties if c.change == change]
        _section(
            console,
            f"Duties {change}",
            [f"{c.party} {c.treaty} {c.what}: {c.summary} ({_days(c)})" for c in duties],
        )
        channels: dict[tuple[str, str, str, str], list[str]] = {}
        for c in follows.channels:
            if c.change == change:
                channels.setdefault((c.party, c.treaty, c.what, _days(c)), []).append(c.other)
        _section(
            console,
            f"Channels {change}",
            [
                f"{party} {treaty} {what}, {days}: {_states(others)}"
                for (party, treaty, what, days), others in channels.items()
            ],
        )


def _days(one: Consequence) -> str:
    if one.before and one.after:
        return f"{one.before} → {one.after}"
    return one.after or f"was {one.before}"


def _states(others: Sequence[str]) -> str:
    shown = ", ".join(others[:_NAMED])
    rest = len(others) - _NAMED
    return f"with {len(others)}: {shown}{f' and {rest} more' if rest > 0 else ''}"
