"""The calendar over the whole record: the effect of each act, the days of each bilateral treaty, and what disagrees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolution, QuerySolutions, Store

from foedera.calendar.bilateral import Days, Told, days_of
from foedera.calendar.clause import Clause
from foedera.calendar.effect import Act, Effect, Instrument, effect_of
from foedera.dates import Bounds, PartialDate, Unit, add
from foedera.namespaces import FOED, INFERRED, OPEN_START, PREFIXES, XSD, foed, path_of

_DATE: Final = NamedNode(XSD + "date")

#: How the calendar treats the acts of a class and its subclasses; the first that fits counts.
_KINDS: Final = (
    ("Succession", "succession"),
    ("Application", "application"),
    ("Denunciation", "denunciation"),
    ("Consent", "consent"),
    ("TerritorialExtension", "extension"),
    ("TerritorialExclusion", "exclusion"),
    ("ProvisionalApplication", "other"),
    ("WithdrawalOfDenunciation", "other"),
    ("Statement", "other"),
    ("Termination", "ending"),
    ("Suspension", "ending"),
)

_CLASSES: Final = "SELECT ?class ?top WHERE { ?class rdfs:subClassOf* ?top . FILTER (isIRI(?top)) }"

_ACTS: Final = """
SELECT ?act ?class ?treaty ?party ?date ?published ?existsFrom ?countedBack WHERE {
    ?act foed:treaty ?treaty ; a ?class . FILTER EXISTS { ?class rdfs:subClassOf+ foed:TreatyAct }
    OPTIONAL { ?act foed:date ?date } OPTIONAL { ?act foed:publishedEffect ?published }
    OPTIONAL { ?act foed:party ?party OPTIONAL { ?party foed:existsFrom ?existsFrom } }
    OPTIONAL { ?act foed:countedBack ?countedBack }
}
"""

_SEEN: Final = """
SELECT ?act ?asOf ?seenOn WHERE { ?act foed:treaty ?treaty ; a/foed:actKind ?kind ; foed:source ?source .
    OPTIONAL { ?source foed:asOf ?asOf } OPTIONAL { ?source foed:seenOn ?seenOn } }
"""

_STATEMENTS: Final = """
SELECT ?statement ?date ?notified ?withdrawn WHERE {
    ?class rdfs:subClassOf* foed:Statement . ?statement a ?class .
    OPTIONAL { ?statement foed:date ?date } OPTIONAL { ?statement foed:notifiedOn ?notified }
    OPTIONAL { ?statement foed:withdrawn ?withdrawn } FILTER (BOUND(?date) || BOUND(?notified) || BOUND(?withdrawn))
}
"""

_INSTRUMENTS: Final = """
SELECT ?treaty ?inForceFrom ?notInForce ?appliesFrom ?organisation ?entry ?denunciation ?extension ?scope WHERE {
    ?treaty dcterms:title ?title .
    OPTIONAL { ?treaty foed:inForceFrom ?inForceFrom } OPTIONAL { ?treaty foed:notInForce ?notInForce }
    OPTIONAL { ?treaty foed:appliesFrom ?appliesFrom } OPTIONAL { ?treaty foed:bindsMembersOf|foed:sidedBy ?organisation }
    OPTIONAL { ?treaty foed:entryIntoForce ?entry } OPTIONAL { ?treaty foed:denunciationClause ?denunciation }
    OPTIONAL { ?treaty foed:extensionClause ?extension } OPTIONAL { ?treaty foed:territorialClause ?scope }
}
"""

_CLAUSES: Final = """
SELECT ?clause ?pinpoint ?waits ?unit ?rounding ?periodYears ?noticeMonths ?windowOpens ?windowRecurs ?windowLength WHERE {
    ?clause foed:waits ?waits ; foed:unit ?unit ; foed:pinpoint ?pinpoint .
    OPTIONAL { ?clause foed:rounding ?rounding } OPTIONAL { ?clause foed:periodYears ?periodYears }
    OPTIONAL { ?clause foed:noticeMonths ?noticeMonths } OPTIONAL { ?clause foed:windowOpensAfterYears ?windowOpens }
    OPTIONAL { ?clause foed:windowRecursYears ?windowRecurs } OPTIONAL { ?clause foed:windowLengthYears ?windowLength }
}
"""

_BILATERAL: Final = """
SELECT ?treaty ?property ?value WHERE {
    ?treaty a foed:BilateralTreaty . VALUES ?property {
        foed:adopted foed:inForceFrom foed:appliesFrom foed:attestedInForce foed:endUnknown foed:notInForce foed:existsFrom }
    { ?treaty ?property ?value } UNION { ?treaty foed:between ?party . ?party ?property ?value }
}
"""

_JOINED: Final = """
SELECT ?organisation ?party ?from WHERE {
    ?membership foed:organisation ?organisation ; foed:party ?party ; foed:from ?from .
    FILTER (DATATYPE(?from) = xsd:date) FILTER EXISTS { ?treaty foed:bindsMembersOf|foed:sidedBy ?organisation }
}
"""


@dataclass(frozen=True)
class Finding:
    """A difference between what a source publishes and what the clause gives."""

    act: str
    sentence: str


@dataclass(frozen=True)
class Reckoning:
    """The calendar's results: triples for the inferred graph, what disagrees, and how many days were compared."""

    quads: list[Quad]
    findings: list[Finding]
    compared: int


def reckon(store: Store) -> Reckoning:
    """Compute when every act of the record takes effect.

    Args:
        store: holds ontology and data; it is not changed.
    """
    kinds = _kinds(store)
    instruments = read_instruments(store)
    seen = _seen_by(store)
    joined = {(_iri(r["organisation"]), _iri(r["party"])): _day(r["from"]) for r in _rows(store, _JOINED)}
    organisations = {
        _iri(r["treaty"]): _iri(r["organisation"]) for r in _rows(store, _INSTRUMENTS) if r["organisation"]
    }
    quads: list[Quad] = []
    findings: list[Finding] = []
    compared = 0
    for row in _rows(store, _ACTS):
        kind, treaty = kinds.get(_iri(row["class"])), _iri(row["treaty"])
        if kind is None:
            continue
        act = Act(
            kind=kind,
            day=_partial(row["date"]),
            published=_partial(row["published"]),
            seen_by=seen.get(_iri(row["act"])),
            exists_from=_day(row["existsFrom"]),
            counted_back=row["countedBack"] is not None,
            joined=joined.get((organisations.get(treaty, ""), _iri(row["party"]))),
        )
        effect = effect_of(act, instruments.get(treaty, Instrument()))
        if effect is None:
            continue
        node = cast(NamedNode, row["act"])
        quads += _triples(node, effect)
        compared += effect.computed is not None
        if effect.finding:
            findings.append(Finding(path_of(node.value), effect.finding))
    quads += _of_statements(store)
    for treaty, told in read_bilateral(store).items():
        days = days_of(told)
        if days is not None:
            quads += _days(NamedNode(treaty), days)
    return Reckoning(quads, sorted(findings, key=lambda f: f.act), compared)


def _kinds(store: Store) -> dict[str, str]:
    """How the calendar treats the acts of each class, by IRI."""
    tops: dict[str, set[str]] = {}
    for row in _rows(store, _CLASSES):
        tops.setdefault(_iri(row["class"]), set()).add(_iri(row["top"]))
    found = (
        (c, next((kind for top, kind in _KINDS if FOED + top in over), None)) for c, over in tops.items()
    )
    return {c: kind for c, kind in found if kind is not None}


def _of_statements(store: Store) -> Iterator[Quad]:
    """Until when a reservation can be objected to (VCLT art. 20(5)), and when a withdrawn statement lapses."""
    for row in _rows(store, _STATEMENTS):
        statement = cast(NamedNode, row["statement"])
        made, notified, withdrawn = (_partial(row[name]) for name in ("date", "notified", "withdrawn"))
        days = {
            "objectableAtLeastUntil": add(made.earliest(), 12, "month") if made else None,
            "objectableUntil": add(notified.latest(), 12, "month") if notified else None,
            "lapses": withdrawn.earliest() if withdrawn else None,
            "lapsesLatest": withdrawn.latest() if withdrawn else None,
        }
        for mark, day in days.items():
            if day is not None:
                yield Quad(statement, foed(mark), Literal(day.isoformat(), datatype=_DATE), INFERRED)


def _triples(act: NamedNode, effect: Effect) -> Iterator[Quad]:
    yield from _bounds(act, effect.bounds, "effective", "possiblyEffective")
    yield Quad(act, foed("reckoning"), Literal("; ".join(effect.steps)), INFERRED)


def _days(treaty: NamedNode, days: Days) -> Iterator[Quad]:
    yield from _bounds(treaty, days.first, "inForceBy", "possiblyInForceFrom")
    if days.shown_until is not None:
        yield _dated(treaty, "shownUntil", days.shown_until.isoformat())
    yield Quad(treaty, foed("reckoning"), Literal("; ".join(days.steps)), INFERRED)


def _bounds(node: NamedNode, bounds: Bounds, latest: str, earliest: str) -> Iterator[Quad]:
    if bounds.latest is not None:
        yield _dated(node, latest, bounds.latest.isoformat())
    if not bounds.exact:
        yield _dated(node, earliest, bounds.earliest.isoformat() if bounds.earliest else OPEN_START)


def _dated(node: NamedNode, term: str, day: str) -> Quad:
    return Quad(node, foed(term), Literal(day, datatype=_DATE), INFERRED)


def read_bilateral(store: Store) -> dict[str, Told]:
    """What the record tells of every bilateral treaty, by IRI."""
    told: dict[str, dict[str, list[str]]] = {}
    for row in _rows(store, _BILATERAL):
        term = path_of(_iri(row["property"])).rpartition("#")[2]
        told.setdefault(_iri(row["treaty"]), {}).setdefault(term, []).append(_text(row["value"]))
    return {treaty: _told(values) for treaty, values in told.items()}


def _told(values: dict[str, list[str]]) -> Told:
    def dates(term: str) -> tuple[PartialDate, ...]:
        return tuple(sorted((PartialDate.parse(v) for v in values.get(term, [])), key=PartialDate.earliest))

    def one(term: str) -> PartialDate | None:
        return next(iter(dates(term)), None)

    return Told(
        signed=one("adopted"),
        in_force_from=one("inForceFrom"),
        applies_from=one("appliesFrom"),
        listed=dates("attestedInForce"),
        end_unknown="true" in values.get("endUnknown", []),
        not_in_force="true" in values.get("notInForce", []),
        exists_from=max((day.earliest() for day in dates("existsFrom")), default=None),
    )


def read_instruments(store: Store) -> dict[str, Instrument]:
    """Every instrument of the record as the calendar sees it, by IRI."""
    return dict(_instruments(store))


def _instruments(store: Store) -> Iterator[tuple[str, Instrument]]:
    clauses = {_iri(r["clause"]): _clause(r) for r in _rows(store, _CLAUSES)}
    for row in _rows(store, _INSTRUMENTS):
        yield (
            _iri(row["treaty"]),
            Instrument(
                in_force_from=_day(row["inForceFrom"]),
                in_force=row["notInForce"] is None,
                entry=clauses.get(_iri(row["entry"])),
                denunciation=clauses.get(_iri(row["denunciation"])),
                extension=clauses.get(_iri(row["extension"])),
                territorial_clause=row["scope"] is not None,
                applies_from=_day(row["appliesFrom"]),
            ),
        )


def _clause(row: QuerySolution) -> Clause:
    return Clause(
        pinpoint=_text(row["pinpoint"]),
        waits=int(_text(row["waits"])),
        unit=cast(Unit, _iri(row["unit"]).rpartition("/")[2]),
        first_of_month=_iri(row["rounding"]).endswith("/first-of-following-month"),
        period_years=_number(row["periodYears"]),
        notice_months=_number(row["noticeMonths"]),
        window_opens=_number(row["windowOpens"]),
        window_recurs=_number(row["windowRecurs"]),
        window_length=_number(row["windowLength"]) or 1,
    )


def _seen_by(store: Store) -> dict[str, date]:
    """The earliest day by which one of its sources states an act."""
    found: dict[str, date] = {}
    for row in _rows(store, _SEEN):
        day = _partial(row["asOf"]) or _partial(row["seenOn"])
        if day is not None:
            act = _iri(row["act"])
            found[act] = min(found.get(act, date.max), day.latest())
    return found


def _rows(store: Store, query: str) -> Iterator[QuerySolution]:
    return iter(cast(QuerySolutions, store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)))


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _text(term: object) -> str:
    return cast(Literal, term).value


def _number(term: object) -> int | None:
    return int(term.value) if isinstance(term, Literal) else None


def _partial(term: object) -> PartialDate | None:
    return PartialDate.parse(term.value) if isinstance(term, Literal) else None


def _day(term: object) -> date | None:
    found = _partial(term)
    return found.earliest() if found else None
