"""What a depositary's list tells: acts and texts, before they are compared with the record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from foedera.dates import PartialDate
from foedera.errors import Unreadable
from foedera.importers.names import Names, without_marks

#: The kinds of consent that some lists print under one sign.
RATIFIED: Final = frozenset({"ratification", "acceptance", "approval"})
#: All kinds of consent.
CONSENTS: Final = RATIFIED | {
    "accession",
    "succession",
    "definitive-signature",
    "formal-confirmation",
    "consent-to-be-bound",
}


@dataclass(frozen=True)
class ListedAct:
    """An act as a list tells it.

    Attributes:
        party: code of the party.
        printed: its name as printed.
        kinds: the kinds of act it can be; more than one where the list prints one sign for several.
        line: where it stands, counted from one.
        date: the day with the depositary, as far as told.
        effect: the published day of effect.
        territories, toward: codes, where the act names them.
        note: what the list says beside it, in our words.
        sources: ids of the sources it comes from, where the list has one for each act.
        withdraws: id of the act that it takes back.
        counted_back: whether the day was counted back from the day of effect.
        recorded_as: the kind under which it is recorded where the list leaves several open.
    """

    party: str
    printed: str
    kinds: frozenset[str]
    line: int
    date: PartialDate | None = None
    effect: PartialDate | None = None
    territories: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    note: str | None = None
    sources: tuple[str, ...] = ()
    withdraws: str | None = None
    counted_back: bool = False
    recorded_as: str = "consent-to-be-bound"

    @property
    def kind(self) -> str:
        """The kind under which it is recorded: its own, or the one that leaves open what the list leaves open."""
        return next(iter(self.kinds)) if len(self.kinds) == 1 else self.recorded_as


@dataclass(frozen=True)
class ListedText:
    """The text of a reservation, declaration, notification or objection, not read by anyone yet.

    Attributes:
        party: code of the party.
        kind: the kind of act the heading tells, or None where it tells none.
        line: where it begins.
        text: the text, as printed; never published.
        date: its day, where told.
        provisions: pinpoints that the page itself names ("art-6.1").
        period_from, period_until: the period for which the page says that it counts.
    """

    party: str
    kind: str | None
    line: int
    text: str
    date: PartialDate | None = None
    provisions: tuple[str, ...] = ()
    period_from: PartialDate | None = None
    period_until: PartialDate | None = None


@dataclass(frozen=True)
class Listing:
    """A list, read.

    Attributes:
        number: the treaty's official number as the page tells it; None where it tells none.
        as_of: the day to which the page itself says it speaks.
        acts: what it lists.
        shows: the kinds of act of which it lists every one in force.
        texts: declarations and the like.
        skipped: names of the rows left aside on request.
        parties: how many parties the page itself counts.
        covers: codes of the parties it speaks of; None for a list of all.
    """

    number: str | None
    as_of: PartialDate | None
    acts: tuple[ListedAct, ...]
    shows: frozenset[str]
    texts: tuple[ListedText, ...] = ()
    skipped: tuple[str, ...] = ()
    parties: int | None = None
    covers: frozenset[str] | None = None


@dataclass
class Context:
    """What a reader is given beside the file.

    Attributes:
        file: name or address of what is read, for messages.
        names: the table of names.
        skip: printed names whose rows are left aside.
        adopted: the day the instrument was adopted: no act is older.
        today: the last day an act can have.
    """

    file: str
    names: Names
    skip: frozenset[str] = frozenset()
    adopted: date | None = None
    today: date = field(default_factory=date.today)
    skipped: list[str] = field(default_factory=list)

    def refuse(self, line: int, what: str, remedy: str) -> Unreadable:
        """The error for something that is not understood."""
        return Unreadable(self.file, line, what, remedy)

    def layout(self, what: str, line: int = 0) -> Unreadable:
        """The error for a page of another layout."""
        return self.refuse(
            line,
            f"This is not a layout that the importer knows: {what}.",
            "Save the page as docs/importing.md shows; a new layout needs a new reader.",
        )

    def party(self, printed: str, line: int) -> str | None:
        """The code of a printed party; None where its row is to be left aside.

        Raises:
            Unreadable: the table of names does not hold it.
        """
        name = without_marks(printed)
        if name in self.skip:
            self.skipped.append(name)
            return None
        code = self.names.code(printed)
        if code is None:
            near = self.names.near(printed)
            hint = f"Perhaps {' or '.join(near)}. " if near else ""
            raise self.refuse(
                line,
                f"The name '{name}' belongs to no party of the record.",
                f'{hint}Add it to its party in data/names.ttl, or leave the row aside with --skip "{name}".',
            )
        if code in self.names.territories:
            raise self.refuse(
                line,
                f"'{name}' is a territory, which consents to nothing.",
                "Record the act of its state by hand (foed:TerritorialExtension), "
                f'and leave the row aside with --skip "{name}".',
            )
        return code

    def day(self, text: str, line: int, form: Callable[[str], PartialDate], forms: str) -> PartialDate:
        """A date in the form of the page.

        Raises:
            Unreadable: another form, no day of the calendar, or a day that cannot be.
        """
        try:
            found = form(" ".join(text.split()))
        except ValueError as error:
            raise self.refuse(
                line,
                f"'{text.strip()}' is not a date as this list prints them ({forms}).",
                "Correct the copy.",
            ) from error
        return found
