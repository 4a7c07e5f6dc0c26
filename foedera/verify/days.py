"""When a recorded act takes effect and between which days a bilateral treaty stood, reckoned a second time.

Written from the law and not from the engine's calendar. A span is (earliest, latest), both days inclusive; None
on a side is a day not known.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from rdflib import Literal
from rdflib.term import Node

from foedera.verify.record import DATE, Record, foed

Span = tuple[date | None, date | None]
_FIRST: Final = date(1, 1, 1)


def first_day(text: str) -> date:
    """The first day that ``2005``, ``2005-05`` or ``2005-05-16`` may mean."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day that it may mean."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in text.split("-")] + [0, 0]
    return numbers[0], numbers[1], numbers[2]


def later(day: date, count: int, unit: str) -> date:
    """``day`` and ``count`` units more; a day that the month reached does not have becomes its last."""
    if unit == "day":
        return date.fromordinal(day.toordinal() + count)
    total = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12}[unit]
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Days:
    """The reckoning over a record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def of(self, thing: Node) -> dict[str, str]:
        """What follows for a recorded thing: property → day; empty where nothing does."""
        kinds = self._record.kinds(thing)
        found: dict[str, str] = {}
        if foed("TreatyAct") in kinds and self._record.values(thing, foed("treaty")):
            found |= _told(self._act(thing, kinds), "effective", "possiblyEffective")
        if foed("Statement") in kinds:
            found |= self._statement(thing)
        if foed("BilateralTreaty") in kinds:
            found |= self._bilateral(thing)
        return found

    def clauses(self, thing: Node) -> list[Node]:
        """The clauses of its treaty by which the day of an act can be reckoned."""
        treaty = self._record.one(thing, foed("treaty"))
        names = ("denunciationClause", "extensionClause", "entryIntoForce")
        return [c for name in names if (c := self._record.one(treaty, foed(name))) is not None]

    # Acts.

    def _act(self, act: Node, kinds: frozenset[Node]) -> Span | None:
        treaty = self._record.one(act, foed("treaty"))
        assert treaty is not None
        known = {foed(k) for k in _WAYS}
        if not known & kinds or self._text(treaty, "notInForce") is not None:
            return None
        published = self._text(act, "publishedEffect")
        if published:
            return first_day(published), last_day(published)
        way = next(way for kind, way in _WAYS.items() if foed(kind) in kinds)
        found: Span | None = getattr(self, f"_{way}")(act, treaty)
        return found

    def _consent(self, act: Node, treaty: Node) -> Span | None:
        day = self._text(act, "date")
        if day is None:
            return self._undated(act, treaty)
        clause = self._record.one(treaty, foed("entryIntoForce"))
        if clause is None:
            seen = self._seen(act)
            return self._not_before(treaty, (first_day(day), seen if seen and seen > last_day(day) else None))
        return self._not_before(treaty, self._waits(clause, day))

    def _not_before(self, treaty: Node, span: Span) -> Span:
        general, (earliest, latest) = self._day(treaty, "inForceFrom"), span
        if general is None or earliest is None or earliest >= general:
            return span
        return general, max(latest, general) if latest else None

    def _undated(self, act: Node, treaty: Node) -> Span | None:
        party = self._record.one(act, foed("party"))
        starts = [d for d in (self._day(treaty, "inForceFrom"), self._day(party, "existsFrom")) if d]
        seen = self._seen(act)
        return (max(starts, default=None), seen) if starts or seen else None

    def _succession(self, act: Node, treaty: Node) -> Span | None:
        born = self._day(self._record.one(act, foed("party")), "existsFrom")
        if born:
            return self._not_before(treaty, (born, born))
        day = self._text(act, "date")
        notified = last_day(day) if day else self._seen(act)
        return (self._day(treaty, "inForceFrom"), notified) if notified else None

    def _application(self, act: Node, treaty: Node) -> Span | None:
        starts = [
            self._day(treaty, "appliesFrom") or self._day(treaty, "inForceFrom"),
            self._joined(act, treaty),
        ]
        days = [d for d in starts if d]
        return (max(days), max(days)) if days else self._undated(act, treaty)

    def _denunciation(self, act: Node, treaty: Node) -> Span | None:
        day = self._text(act, "date")
        if day is None:
            return self._by_source(act)
        clause = self._record.one(treaty, foed("denunciationClause"))
        if clause is None:
            return first_day(day), None
        start, years = self._day(treaty, "inForceFrom"), self._text(clause, "periodYears")
        if start and years:
            notice = int(self._text(clause, "noticeMonths") or 0)
            return tuple(_period_end(d, start, int(years), notice) for d in (first_day(day), last_day(day)))  # type: ignore[return-value]
        return self._waits(clause, day)

    def _extension(self, act: Node, treaty: Node) -> Span | None:
        day = self._text(act, "date")
        if day is None:
            return self._undated(act, treaty)
        own, entry = (self._record.one(treaty, foed(c)) for c in ("extensionClause", "entryIntoForce"))
        if own is not None:
            return self._waits(own, day)
        if entry is None or self._record.one(treaty, foed("territorialClause")) is not None:
            return first_day(day), None
        return first_day(day), self._after(entry, last_day(day))

    def _exclusion(self, act: Node, treaty: Node) -> Span | None:
        day = self._text(act, "date")
        return (first_day(day), None) if day else None

    def _ending(self, act: Node, treaty: Node) -> Span | None:
        return self._plain(act, treaty) or self._by_source(act)

    def _plain(self, act: Node, treaty: Node) -> Span | None:
        day = self._text(act, "date")
        return (first_day(day), last_day(day)) if day else None

    def _by_source(self, act: Node) -> Span | None:
        seen = self._seen(act)
        return (None, seen) if seen else None

    def _waits(self, clause: Node, day: str) -> Span:
        return self._after(clause, first_day(day)), self._after(clause, last_day(day))

    def _after(self, clause: Node, day: date) -> date:
        unit = str(self._record.one(clause, foed("unit"))).rpartition("/")[2]
        reached = later(day, int(self._text(clause, "waits") or 0), unit)
        if str(self._record.one(clause, foed("rounding"))).endswith("/first-of-following-month"):
            return later(reached.replace(day=1), 1, "month")
        return reached

    def _joined(self, act: Node, treaty: Node) -> date | None:
        """The day on which the party joined the organisation whose members the treaty binds."""
        party = self._record.one(act, foed("party"))
        if party is None:
            return None
        bodies = [o for p in ("bindsMembersOf", "sidedBy") for o in self._record.values(treaty, foed(p))]
        starts = [
            start
            for membership in self._record.of_party.get((party, None), ())
            for start in self._record.values(membership, foed("from"))
            if self._record.one(membership, foed("organisation")) in bodies
        ]
        exact = [s for s in starts if isinstance(s, Literal) and s.datatype == DATE]
        return first_day(str(exact[-1])) if exact else None

    def _seen(self, act: Node) -> date | None:
        """The earliest day by which one of its sources states it."""
        days = [
            last_day(told)
            for source in self._record.values(act, foed("source"))
            if (told := self._text(source, "asOf") or self._text(source, "seenOn"))
        ]
        return min(days, default=None)

    # Statements and bilateral treaties.

    def _statement(self, statement: Node) -> dict[str, str]:
        made, notified, withdrawn = (self._text(statement, p) for p in ("date", "notifiedOn", "withdrawn"))
        found = {
            "objectableAtLeastUntil": later(first_day(made), 12, "month") if made else None,
            "objectableUntil": later(last_day(notified), 12, "month") if notified else None,
            "lapses": first_day(withdrawn) if withdrawn else None,
            "lapsesLatest": last_day(withdrawn) if withdrawn else None,
        }
        return {name: day.isoformat() for name, day in found.items() if day}

    def _bilateral(self, treaty: Node) -> dict[str, str]:
        if "true" in self._texts(treaty, "notInForce"):
            return {}
        agreed = self._texts(treaty, "appliesFrom") or self._texts(treaty, "inForceFrom")
        listed = self._texts(treaty, "attestedInForce")
        if agreed:
            begins = min(agreed, key=first_day)
            span: Span = (first_day(begins), last_day(begins))
        elif listed:
            signed = self._texts(treaty, "adopted")
            span = (
                first_day(min(signed, key=first_day)) if signed else None,
                min(last_day(d) for d in listed),
            )
        else:
            return {}
        shown = _shown_until(span, bool(agreed), listed) if not agreed or self._open_ended(treaty) else None
        born = [first_day(d) for p in (treaty, *self._record.values(treaty, foed("between"))) for d in self._texts(p, "existsFrom")]  # fmt: skip
        earliest, latest = span
        if born and latest and (earliest is None or earliest < max(born)):
            span = max(born), max(latest, max(born))
        days = _told(span, "inForceBy", "possiblyInForceFrom")
        return days | ({"shownUntil": shown.isoformat()} if shown else {})

    def _open_ended(self, treaty: Node) -> bool:
        return "true" in self._texts(treaty, "endUnknown")

    # Reading.

    def _texts(self, thing: Node, name: str) -> list[str]:
        return [str(v) for v in self._record.values(thing, foed(name))]

    def _text(self, thing: Node | None, name: str) -> str | None:
        found = self._record.one(thing, foed(name))
        return str(found) if found is not None else None

    def _day(self, thing: Node | None, name: str) -> date | None:
        text = self._text(thing, name)
        return first_day(text) if text else None


#: How acts of a class take effect; the first that fits counts.
_WAYS: Final = {
    "Succession": "succession",
    "Application": "application",
    "Denunciation": "denunciation",
    "Consent": "consent",
    "TerritorialExtension": "extension",
    "TerritorialExclusion": "exclusion",
    "ProvisionalApplication": "plain",
    "WithdrawalOfDenunciation": "plain",
    "Statement": "plain",
    "Termination": "ending",
    "Suspension": "ending",
}


def _told(span: Span | None, latest: str, earliest: str) -> dict[str, str]:
    if span is None:
        return {}
    found = {latest: span[1].isoformat()} if span[1] else {}
    if span[0] is None or span[0] != span[1]:
        found[earliest] = (span[0] or _FIRST).isoformat()
    return found


def _period_end(day: date, start: date, years: int, notice: int) -> date:
    number = 0
    while True:
        end = start
        for _ in range(number):
            end = later(end, years, "year")
        if end > day and later(end, -notice, "month") >= day:
            return end
        number += 1


def _shown_until(span: Span, agreed: bool, listed: Iterable[str]) -> date:
    days = [first_day(d) for d in listed]
    if agreed and span[1]:
        days.append(span[1])
    return max(days) + timedelta(days=1)
