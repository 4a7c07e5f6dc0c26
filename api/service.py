"""What the routes share: the snapshot, the SPARQL workers, the limits, and the words of the record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, cast

from fastapi import Request
from pyoxigraph import Literal, NamedNode, QuerySolutions

from api.language import CATALOGUES
from api.limiter import Limiter
from api.search import Names, Titles
from api.settings import Settings
from api.sparql_pool import Pool
from api.sparql_remote import RemotePool
from foedera.coverage import coverage, told_of
from foedera.dates import parse_date
from foedera.lookup import title
from foedera.namespaces import PREFIXES, path_of
from foedera.publish import Statistics, statistics
from foedera.publish.vocabulary import Vocabulary, vocabulary
from foedera.register import states, treaties
from foedera.store import Snapshot, house
from foedera.store.snapshot import name
from foedera.verify import Law, Record

SnapshotProvider = Callable[[], Snapshot]


@dataclass
class Service:
    """One running service.

    Attributes:
        snapshot: what is asked.
        pool: the SPARQL workers.
        settings: the limits.
    """

    snapshot: Snapshot
    pool: Pool | RemotePool
    settings: Settings

    @cached_property
    def limiter(self) -> Limiter:
        """What each client has taken of its share."""
        return Limiter(self.settings.client_requests)

    @cached_property
    def headers(self) -> dict[str, str]:
        """Headers that tell which version of record and rules an answer comes from."""
        return {"foedera-version": str(self.snapshot.version["hash"])}

    @cached_property
    def names(self) -> Names:
        """The names by which people may ask for a state."""
        shown = states(self.snapshot)["states"]
        also = _pairs(self.snapshot, "SELECT ?id ?label { ?id skos:altLabel ?label }", "party/")
        elsewhere = [
            (f"party/{state['id']}", words.state(state["iso2"], ""))
            for words in CATALOGUES.values()
            for state in shown
            if state["iso2"]
        ]
        return Names(shown, also + [(path, name) for path, name in elsewhere if name])

    @cached_property
    def instruments(self) -> Titles:
        """The names by which people may ask for an instrument."""
        also = _pairs(self.snapshot, "SELECT ?id ?label { ?id skos:altLabel ?label }", "treaty/")
        return Titles(treaties(self.snapshot)["treaties"], also)

    @cached_property
    def iso2(self) -> dict[str, str]:
        """The two-letter code of each party that has one, by id."""
        return {name(path): row["iso2"] for path, row in self.snapshot.memory.parties.items() if row["iso2"]}

    @cached_property
    def numeric(self) -> dict[str, str]:
        """The id of the party at each ISO 3166-1 numeric code."""
        query = "SELECT ?id ?label { ?id foed:numeric ?label ; foed:iso2 ?code }"
        return {code: name(path) for path, code in _pairs(self.snapshot, query, "party/")}

    @cached_property
    def words(self) -> dict[str, str]:
        """How each concept is called, by id path (``purpose/extradition`` → "Extradition")."""
        query = "SELECT ?id ?label { ?id a skos:Concept ; skos:prefLabel ?label }"
        return dict(sorted(_pairs(self.snapshot, query)))

    @cached_property
    def statistics(self) -> Statistics:
        """How many triples, classes and properties there are; seconds to count the first time."""
        return statistics(self.snapshot)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary as its page shows it."""
        return vocabulary(self.snapshot.query_store)

    @cached_property
    def coverage(self) -> dict[str, Any]:
        """The coverage of all instruments."""
        return coverage(self.snapshot)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The short title of each instrument, by id."""
        return {name(path): title(row) for path, row in self.snapshot.memory.instruments.items()}

    @cached_property
    def listed(self) -> list[tuple[str, str]]:
        """The instruments of more than two parties whose parties the record means to tell: id and title, by title."""
        told = {name(path) for path in told_of(self.snapshot.memory)}
        return sorted(((i, t) for i, t in self.titles.items() if i in told), key=lambda pair: pair[1])

    @cached_property
    def law(self) -> Law:
        """The record and its rules as their files state them, to check proofs against."""
        return Law(Record(house()[0]))

    def scheme(self, name: str) -> dict[str, str]:
        """The concepts of a scheme by bare name, for example ``purpose``."""
        start = f"{name}/"
        return {k.removeprefix(start): v for k, v in self.words.items() if k.startswith(start)}


def service(request: Request) -> Service:
    """The service that a request came to."""
    return cast(Service, request.app.state.service)


def day(text: str | None) -> date:
    """The day asked about; today (UTC) where none is given.

    Raises:
        BadInput: it is not a date.
    """
    return parse_date(text, "as_of") if text is not None else datetime.now(UTC).date()


def known_day(text: str | None) -> date | None:
    """The day of the second clock; None for what is known now.

    Raises:
        BadInput: it is not a date.
    """
    return parse_date(text, "known_at") if text is not None else None


def _pairs(snapshot: Snapshot, query: str, start: str = "") -> list[tuple[str, str]]:
    rows = snapshot.query_store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    found = [(row["id"], row["label"]) for row in rows]
    return [
        (path_of(node.value), label.value)
        for node, label in found
        if isinstance(node, NamedNode)
        and isinstance(label, Literal)
        and path_of(node.value).startswith(start)
    ]
