"""All status lists that have an address, one after another: what changed since the record was last brought up to date."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from foedera.errors import FoederaError
from foedera.importers.fetching import Fetcher
from foedera.importers.proposal import Import, Proposal, propose
from foedera.namespaces import PREFIXES, path_of

_LISTS: Final = """
SELECT ?treaty ?format ?address WHERE {
    ?list a foed:StatusList ; foed:treaty ?treaty ; foed:listFormat ?format ; foed:listAddress ?address
} ORDER BY ?treaty ?format
"""


@dataclass(frozen=True)
class StatusList:
    """Where the acts of a treaty are published."""

    treaty: str
    format: str
    address: str


@dataclass(frozen=True)
class Outcome:
    """What came of one list: a proposal, or why there is none."""

    list: StatusList
    proposal: Proposal | None = None
    failed: str = ""
    unchanged: bool = False


def status_lists(store: Store, treaty: str | None = None) -> list[StatusList]:
    """The lists of a record, or of one treaty, in the order of the treaties."""
    rows = cast(QuerySolutions, store.query(_LISTS, prefixes=PREFIXES, use_default_graph_as_union=True))
    found = [
        StatusList(
            path_of(cast(NamedNode, r["treaty"]).value).removeprefix("treaty/"),
            cast(Literal, r["format"]).value,
            cast(Literal, r["address"]).value,
        )
        for r in rows
    ]
    return [one for one in found if treaty in (None, one.treaty)]


def update(
    root: Path,
    store: Store,
    lists: Iterable[StatusList],
    fetcher: Fetcher,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Fetch each list and propose what changes; a list that fails does not stop the others.

    Args:
        root: holds ontology/, data/ and rules/.
        store: the record as read.
        lists: what to fetch.
        fetcher: fetches the pages.
        tell: told each list before it is fetched.
    """
    for one in lists:
        tell(f"{one.treaty} ({one.format})")
        try:
            page = fetcher.fetch(one.address, one.format, one.treaty)
            given = Import(one.format, one.treaty, one.address, page.content, one.address, date.today())
            yield Outcome(one, propose(root, given, store), unchanged=page.unchanged)
        except FoederaError as error:
            yield Outcome(one, failed=str(error))
