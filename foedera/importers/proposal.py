"""One import from a file's bytes to a proposal: read, compared, put into edits, validated."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pyoxigraph import Store

from foedera.calendar import reckon
from foedera.dates import PartialDate
from foedera.errors import RecordError, Unreadable
from foedera.importers import plain
from foedera.importers.comparison import Compared, compare
from foedera.importers.edits import Files, apply, changed_subjects
from foedera.importers.formats import Format, format_of
from foedera.importers.listed import Context, Listing
from foedera.importers.names import Names
from foedera.importers.recorded import RecordedTreaty, read_treaty
from foedera.importers.sourced import Sourced, id_of
from foedera.importers.writing import Edit, write
from foedera.load import read_record
from foedera.namespaces import node
from foedera.validate import Finding, render, validate, violations


@dataclass(frozen=True)
class Import:
    """What is imported.

    Attributes:
        format: its name; "csv" for the record's own table.
        treaty: id of the treaty.
        file: the file's name or the address.
        content: its bytes.
        url: the address it comes from, where known.
        seen_on: the day it was read or saved.
        skip: printed names whose rows are left aside.
    """

    format: str
    treaty: str
    file: str
    content: bytes
    url: str | None = None
    seen_on: date = field(default_factory=date.today)
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Proposal:
    """What an import would change.

    Attributes:
        treaty: the treaty as recorded.
        listing: the list as read.
        source: where it was read; None where each act names its own.
        compared: what is added, changed, contradicted, missing.
        edits: the changes of files, in the order in which they are written.
        findings: what the shapes say of the acts touched.
        differences: where a published day and the treaty's clause disagree.
        warnings: what a reviewer should know.
    """

    treaty: RecordedTreaty
    listing: Listing
    source: Sourced | None
    compared: Compared
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    differences: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether the record would be accepted with it."""
        return not violations(self.findings)


def propose(root: Path, given: Import, store: Store | None = None) -> Proposal:
    """Read a list and propose what changes; nothing is written.

    Args:
        root: holds ontology/, data/ and rules/.
        given: what is imported.
        store: the record as read, where it is at hand already; it is not changed.

    Raises:
        Unreadable: something of the list is not understood; nothing of it is taken.
        UnknownThing: no such treaty.
        BadInput: no such format.
        RecordError: the record itself cannot be read or changed.
    """
    held = store if store is not None else read_record(root)
    treaty = read_treaty(held, given.treaty)
    context = Context(given.file, Names.of(held), given.skip, treaty.adopted, given.seen_on)
    if given.format == "csv":
        listing, source = plain.read(context, given.content, frozenset(treaty.classes), treaty.id), None
        _known_sources(context, listing, held)
    else:
        chosen = format_of(given.format)
        listing = chosen.read(context, given.content)
        source = _source(chosen, given, listing)
    warnings = tuple(_checked(context, listing, treaty))
    return proposed(root, treaty, listing, source, warnings)


def proposed(
    root: Path,
    treaty: RecordedTreaty,
    listing: Listing,
    source: Sourced | None,
    warnings: tuple[str, ...] = (),
) -> Proposal:
    """The proposal that follows from a list that is read already.

    Raises:
        RecordError: the record cannot be changed.
    """
    compared = compare(listing, treaty)
    files = Files(root, treaty)
    apply(files, compared, source)
    if source is not None and listing.texts:
        source.put(files.sources)
    edits = files.edits()
    findings, differences = validated(root, edits) if edits else ((), ())
    return Proposal(treaty, listing, source, compared, tuple(edits), findings, differences, warnings)


def apply_proposal(root: Path, proposal: Proposal) -> None:
    """Write a proposal.

    Raises:
        RecordError: the record would be refused with it, or was changed meanwhile; nothing is written.
    """
    if not proposal.sound:
        raise RecordError(render(violations(proposal.findings), root))
    write(proposal.edits)


def _source(chosen: Format, given: Import, listing: Listing) -> Sourced:
    day = listing.as_of or PartialDate(given.seen_on.year, given.seen_on.month, given.seen_on.day)
    number = listing.number or given.treaty
    return Sourced(
        id=id_of(
            chosen.name, given.treaty, "declarations" if listing.texts and not listing.acts else "", str(day)
        ),
        title=f"{chosen.title} {number}",
        publisher=chosen.publisher,
        url=given.url,
        as_of=listing.as_of,
        seen_on=given.seen_on,
        via=None if given.file == given.url else "saved copy of the page",
        quality=chosen.quality,
    )


def _known_sources(context: Context, listing: Listing, store: Store) -> None:
    for act in listing.acts:
        for source in act.sources:
            if not any(store.quads_for_pattern(node(f"source/{source}"), None, None)):
                raise context.refuse(
                    act.line,
                    f"The source '{source}' is not described.",
                    "Describe it in data/sources.ttl first.",
                )
        if not act.sources:
            raise context.refuse(act.line, "The act has no source.", "Name one of data/sources.ttl.")


def _checked(context: Context, listing: Listing, treaty: RecordedTreaty) -> Iterable[str]:
    """Refuse a list of another treaty, a list cut short, an act that cannot be; warn of what cannot be checked."""
    if listing.number is None and context.file and listing.shows != frozenset(treaty.classes):
        yield "The page does not tell which treaty it is about; make sure that it is this one."
    elif listing.number is not None:
        family = listing.number.split(" ")[0]
        own = [n for n in treaty.numbers if _plain(n).split(" ")[0] == family]
        if own and _plain(listing.number) not in {_plain(n) for n in own}:
            raise context.refuse(
                0,
                f"The page is about {listing.number}, and {treaty.id} is {', '.join(own)}.",
                "Name the other treaty.",
            )
        if not own:
            yield f"The page is about {listing.number}; the record does not know that number for {treaty.id}."
    bound = {a.party for a in listing.acts if a.kinds & treaty.consents}
    if listing.parties is not None and not listing.skipped and listing.parties != len(bound):
        yield f"The page counts {listing.parties} parties, and its rows show {len(bound)} with a consent."
    seen: dict[tuple[str, frozenset[str], str, frozenset[str], frozenset[str]], int] = {}
    for act in listing.acts:
        key = (act.party, act.kinds, str(act.date), act.territories, act.toward)
        if key in seen:
            raise context.refuse(
                act.line, f"The act stands here twice, first in line {seen[key]}.", "Keep one of them."
            )
        seen[key] = act.line
        _possible(context, act.date, act.line)
    for name in listing.skipped:
        yield f"The row of {name} was left aside."


def _possible(context: Context, day: PartialDate | None, line: int) -> None:
    if day is None:
        return
    if day.earliest() > context.today or (context.adopted and day.latest() < context.adopted):
        raise Unreadable(
            context.file,
            line,
            f"The day {day} cannot be: the treaty was adopted {context.adopted or 'on a day not recorded'}, "
            f"and the list was read on {context.today}.",
            "Correct the copy.",
        )


def _plain(number: str) -> str:
    """A number in one form: "ETS 024" and "CETS 24" are one."""
    family, _, rest = number.partition(" ")
    return f"{'CETS' if family == 'ETS' else family} {rest.lstrip('0')}"


def validated(root: Path, edits: list[Edit]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What shapes and calendar say of the subjects that some edits touch."""
    store = read_record(root, instead={e.path: e.after for e in edits})
    touched = set().union(*(changed_subjects(e.before, e.after) for e in edits))
    found = tuple(f for f in validate(root, store) if f.subject in touched)
    told = tuple(f"{f.act}: {f.sentence}" for f in reckon(store).findings if f.act in touched)
    return found, told
