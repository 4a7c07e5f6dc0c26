"""A list against the record: what is added, changed, contradicted, and missing from the list.

A change only ever tells more of the same act: a day where there was none or a month, the kind where it was left open,
the day of effect, a day of deposit in place of one counted back. Where list and record exclude one another, the
record stays as it is and the contradiction is kept beside it.
"""

from dataclasses import dataclass, field

from foedera.dates import PartialDate
from foedera.importers.listed import ListedAct, Listing
from foedera.importers.recorded import RecordedAct, RecordedTreaty


@dataclass(frozen=True)
class Change:
    """An act of the record of which the list tells more.

    Attributes:
        act: as recorded.
        listed: as listed.
        date, effect, kind: what is new; None where that stays.
    """

    act: RecordedAct
    listed: ListedAct
    date: PartialDate | None = None
    effect: PartialDate | None = None
    kind: str | None = None

    @property
    def words(self) -> str:
        """What changes, in words."""
        parts = []
        if self.date:
            parts.append(f"date {self.act.date or 'not known'} → {self.date}")
        if self.effect:
            parts.append(f"day of effect {self.act.effect or 'not published'} → {self.effect}")
        if self.kind:
            parts.append(f"kind {self.act.kind} → {self.kind}")
        return "; ".join(parts)


@dataclass(frozen=True)
class Contradiction:
    """A property of an act of the record of which the list tells otherwise.

    Attributes:
        act: as recorded.
        listed: as listed.
        term: the property: "date", "publishedEffect", or "type" for its kind.
        tells: as the list tells it.
        holds: as the record tells it.
    """

    act: RecordedAct
    listed: ListedAct
    term: str
    tells: PartialDate | str
    holds: PartialDate | str | None

    @property
    def key(self) -> tuple[str, str, str]:
        """The act, the property, and how the list tells it."""
        return (self.act.id, self.term, str(self.tells))

    @property
    def words(self) -> str:
        """Both readings, in words."""
        called = {"date": "date", "publishedEffect": "day of effect", "type": "kind"}[self.term]
        return f"{called}: the record has {self.holds}, the list {self.tells}"


@dataclass(frozen=True)
class Compared:
    """The outcome; ``known`` counts contradictions that the record already keeps."""

    added: tuple[ListedAct, ...]
    changed: tuple[Change, ...]
    contradicted: tuple[Contradiction, ...]
    missing: tuple[RecordedAct, ...]
    agreeing: int
    known: int = 0
    parties: frozenset[str] = field(default_factory=frozenset)

    @property
    def proposes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.added or self.changed or self.contradicted)


def compare(listing: Listing, treaty: RecordedTreaty) -> Compared:
    """Compare a list with the record of its treaty."""
    added: list[ListedAct] = []
    changed: list[Change] = []
    contradicted: list[Contradiction] = []
    missing: list[RecordedAct] = []
    agreeing = 0
    groups: dict[
        tuple[str, str, frozenset[str], frozenset[str]], tuple[list[ListedAct], list[RecordedAct]]
    ] = {}
    for act in listing.acts:
        groups.setdefault(_group(treaty, act.party, act.kind, act), ([], []))[0].append(act)
    for recorded in treaty.acts:
        groups.setdefault(_group(treaty, recorded.party, recorded.kind, recorded), ([], []))[1].append(
            recorded
        )
    for (party, *_), (listed, held) in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1])):
        pairs, new, rest = _pair(listed, held, treaty)
        added += new
        missing += [a for a in rest if _expected(listing, a, party)]
        for one, other in pairs:
            told, differs = _told_more(one, other), _differs(one, other)
            contradicted += differs
            changed += [told] if told else []
            agreeing += not differs and not told
    fresh = [c for c in contradicted if c.key not in treaty.kept]
    return Compared(
        added=tuple(added),
        changed=tuple(changed),
        contradicted=tuple(fresh),
        missing=tuple(missing),
        agreeing=agreeing,
        known=len(contradicted) - len(fresh),
        parties=frozenset(a.party for a in added) | {c.act.party for c in changed},
    )


def _group(
    treaty: RecordedTreaty, party: str, kind: str, act: ListedAct | RecordedAct
) -> tuple[str, str, frozenset[str], frozenset[str]]:
    """Acts that can be the same one: of one party, one family of kinds, the same territories and addressees."""
    return party, "consent" if kind in treaty.consents else kind, act.territories, act.toward


def _expected(listing: Listing, act: RecordedAct, party: str) -> bool:
    """Whether the list should show an act: its kind, its party, and not after its day."""
    late = listing.as_of is not None and act.date is not None and act.date.latest() > listing.as_of.latest()
    shown = act.kind in listing.shows or (
        act.kind == "consent-to-be-bound" and "ratification" in listing.shows
    )
    return shown and not late and not act.toward and (listing.covers is None or party in listing.covers)


def _pair(
    listed: list[ListedAct], held: list[RecordedAct], treaty: RecordedTreaty
) -> tuple[list[tuple[ListedAct, RecordedAct]], list[ListedAct], list[RecordedAct]]:
    """Which listed act is which recorded one: the same day and kind first, then what can be the same, then the rest."""
    pairs: list[tuple[ListedAct, RecordedAct]] = []
    open_listed, open_held = list(listed), list(held)
    for fits in (_same, _possible, lambda one, other: not _left_between(one, other, treaty)):
        for one in list(open_listed):
            found = next((other for other in open_held if fits(one, other)), None)
            if found is not None:
                pairs.append((one, found))
                open_listed.remove(one)
                open_held.remove(found)
    return pairs, open_listed, open_held


def _same(one: ListedAct, other: RecordedAct) -> bool:
    return other.kind in one.kinds and one.date == other.date


def _possible(one: ListedAct, other: RecordedAct) -> bool:
    return _agree(one.date, other.date)


def _left_between(one: ListedAct, other: RecordedAct, treaty: RecordedTreaty) -> bool:
    """Whether the party left after the recorded consent and before the listed one: then they are two."""
    if one.date is None or other.date is None or other.kind not in treaty.consents:
        return False
    return any(
        a.party == one.party
        and a.kind in ("denunciation", "withdrawal-of-ratification")
        and a.date is not None
        and other.date.earliest() <= a.date.latest() <= one.date.earliest()
        for a in treaty.acts
    )


def _agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two days can be the same."""
    if one is None or other is None:
        return True
    return one.earliest() <= other.latest() and other.earliest() <= one.latest()


def _finer(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    """The listed day, where it can be the recorded one and tells more."""
    if one is None or not _agree(one, other):
        return None
    return one if other is None or len(str(one)) > len(str(other)) else None


def _told_more(one: ListedAct, other: RecordedAct) -> Change | None:
    date, effect = _finer(one.date, other.date), _finer(one.effect, other.effect)
    if other.counted_back and not one.counted_back and one.date is not None and one.date != other.date:
        date = one.date
    kind = one.kind if other.kind == "consent-to-be-bound" and one.kind != other.kind else None
    if not (date or effect or kind):
        return None
    return Change(other, one, date, effect, kind)


def _differs(one: ListedAct, other: RecordedAct) -> list[Contradiction]:
    counted = other.counted_back and not one.counted_back
    found = []
    if one.date is not None and not counted and not _agree(one.date, other.date):
        found.append(Contradiction(other, one, "date", one.date, other.date))
    if one.effect is not None and not _agree(one.effect, other.effect):
        found.append(Contradiction(other, one, "publishedEffect", one.effect, other.effect))
    if (
        other.kind != one.kind
        and "consent-to-be-bound" not in (other.kind, one.kind)
        and other.kind not in one.kinds
    ):
        found.append(Contradiction(other, one, "type", one.kind, other.kind))
    return found
