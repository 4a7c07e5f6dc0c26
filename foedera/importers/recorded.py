"""What the record holds of a treaty's acts, as importers compare it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple, Variable

from foedera.dates import PartialDate
from foedera.errors import UnknownThing
from foedera.namespaces import FOED, PREFIXES, node, path_of

_ACTS: Final = """
SELECT ?treaty ?act ?class ?property ?value WHERE { ?act foed:treaty ?treaty ; a ?class ; ?property ?value }
"""
_KINDS: Final = """
SELECT ?class ?kind ?consent WHERE {
    ?class foed:actKind ?kind . FILTER NOT EXISTS { ?class rdfs:subClassOf* foed:Statement }
    BIND (EXISTS { ?class rdfs:subClassOf* foed:Consent } AS ?consent)
}
"""
_TREATY: Final = """
SELECT ?treaty ?title ?short ?official ?adopted WHERE {
    ?treaty dcterms:title ?title . OPTIONAL { ?treaty foed:shortTitle ?short }
    OPTIONAL { ?treaty foed:officialId ?official } OPTIONAL { ?treaty foed:adopted ?adopted }
}
"""
_CONTRADICTIONS: Final = """
SELECT ?treaty ?act ?property ?value WHERE {
    ?contradiction foed:about ?act ; foed:ofProperty ?property ; foed:tells ?value . ?act foed:treaty ?treaty .
}
"""


@dataclass(frozen=True)
class RecordedAct:
    """An act of the record; ids without their folder ("JPN", "ratification", "untc-copy-2014-07")."""

    id: str
    kind: str
    party: str
    date: PartialDate | None = None
    effect: PartialDate | None = None
    counted_back: bool = False
    territories: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    withdraws: str | None = None
    note: str | None = None
    published_name: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordedTreaty:
    """A treaty and its acts.

    Attributes:
        id: its id ("untoc-tip").
        title: its short title.
        numbers: its official numbers ("UNTC XVIII-12-a", "NL 011298").
        adopted: the day it was adopted.
        acts: its acts, statements left aside, in the order of their ids.
        classes: the class of each kind of act ("accession" → "Accession").
        consents: the kinds that are consents.
        kept: contradictions on record: (act, property, value) as the other source tells.
        labels: names of the parties as used here, by code.
    """

    id: str
    title: str
    numbers: tuple[str, ...]
    adopted: date | None
    acts: tuple[RecordedAct, ...]
    classes: dict[str, str]
    consents: frozenset[str]
    kept: frozenset[tuple[str, str, str]]
    labels: dict[str, str] = field(default_factory=dict)


def read_treaty(store: Store, treaty: str) -> RecordedTreaty:
    """Read a treaty and its acts from a record.

    Raises:
        UnknownThing: the record does not hold the treaty.
    """
    target = node(f"treaty/{treaty}")
    told = _rows(store, _TREATY, target)
    if not told:
        raise UnknownThing("treaty", treaty, "Use an id of data/treaties.ttl; foedera treaties lists them.")
    kinds = _rows(store, _KINDS)
    lists = "SELECT ?treaty ?number WHERE { ?list foed:treaty ?treaty ; foed:listNumber ?number }"
    kept = _rows(store, _CONTRADICTIONS, target)
    return RecordedTreaty(
        id=treaty,
        title=told[0].get("short") or told[0]["title"],
        numbers=tuple(
            sorted(
                {r[k] for r, k in [(t, "official") for t in told] if k in r}
                | {r["number"] for r in _rows(store, lists, target)}
            )
        ),
        adopted=PartialDate.parse(told[0]["adopted"]).earliest() if "adopted" in told[0] else None,
        acts=_acts(store, target, {r["class"]: name(r["kind"]) for r in kinds}),
        classes={name(r["kind"]): r["class"].removeprefix(FOED) for r in kinds},
        consents=frozenset(name(r["kind"]) for r in kinds if r["consent"] == "true"),
        kept=frozenset((r["act"], r["property"].rpartition("#")[2], r["value"]) for r in kept),
        labels={
            name(r["party"]): r["label"]
            for r in _rows(store, "SELECT ?party ?label WHERE { ?party foed:iso3 ?code ; rdfs:label ?label }")
        },
    )


def _acts(store: Store, treaty: NamedNode, kinds: dict[str, str]) -> tuple[RecordedAct, ...]:
    """The acts whose class is one of ``kinds``: statements and whatever else is under the treaty are left aside."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in _rows(store, _ACTS, treaty):
        if row["class"] not in kinds:
            continue
        values = found.setdefault(row["act"], {"kind": [kinds[row["class"]]]})
        values.setdefault(row["property"].removeprefix(FOED), []).append(row["value"])
    return tuple(_act(act, values) for act, values in sorted(found.items()))


def _act(act: str, values: dict[str, list[str]]) -> RecordedAct:
    def one(term: str) -> str | None:
        return next(iter(values.get(term, [])), None)

    def day(term: str) -> PartialDate | None:
        return PartialDate.parse(values[term][0]) if term in values else None

    return RecordedAct(
        id=act,
        kind=values["kind"][0],
        party=name(one("party") or ""),
        date=day("date"),
        effect=day("publishedEffect"),
        counted_back=one("countedBack") == "true",
        territories=frozenset(map(name, values.get("territory", []))),
        toward=frozenset(map(name, values.get("toward", []))),
        withdraws=one("withdraws"),
        note=one("note"),
        published_name=one("publishedName"),
        sources=tuple(sorted(map(name, values.get("source", [])))),
    )


def name(path: str) -> str:
    """The last part of an id path."""
    return path.rpartition("/")[2]


def _rows(store: Store, query: str, treaty: NamedNode | None = None) -> list[dict[str, str]]:
    """Solutions as text: ids as paths, literals bare, what is unbound left out."""
    bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {}
    if treaty is not None:
        bound[Variable("treaty")] = treaty
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=bound)
    variables = [v.value for v in cast(QuerySolutions, rows).variables]
    return [{v: _text(row[v]) for v in variables if row[v] is not None} for row in cast(QuerySolutions, rows)]


def _text(term: object) -> str:
    return path_of(term.value) if isinstance(term, NamedNode) else cast(Literal, term).value
