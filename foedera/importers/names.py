"""Which party a printed name means: one table, found letter for letter or not at all.

The table is the record's own: ``rdfs:label``, ``foed:officialName`` and ``skos:altLabel`` of every party. Case,
spaces, the form of apostrophes and trailing footnote marks do not count; everything else does.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from foedera.errors import RecordError
from foedera.namespaces import PREFIXES, path_of

_QUERY: Final = """
SELECT ?party ?name ?class WHERE {
    ?party a ?class ; rdfs:label|foed:officialName|skos:altLabel ?name .
    VALUES ?class { foed:State foed:FormerState foed:Territory foed:RegionalOrganisation }
}
"""
_APOSTROPHES: Final = str.maketrans("’‘ʼ`´", "'''''")
#: Footnote marks after a name: "Denmark 1", "United Kingdom 6 , 18 , 19 ,", "Kosovo *", "Chile (2)".
_FOOTNOTES: Final = re.compile(r"(?:[\s,]*(?:\d{1,3}(?!\d)|\*+|\(\d{1,2}\)|[⁰¹²³⁴-⁹]+))+[\s,]*$|[\s,]+$")


def folded(printed: str) -> str:
    """A name without what does not count: case, spaces, the form of apostrophes."""
    text = unicodedata.normalize("NFC", printed).translate(_APOSTROPHES)
    return " ".join(text.split()).casefold()


def without_marks(printed: str) -> str:
    """A name as printed, without footnote marks behind it."""
    return _FOOTNOTES.sub("", " ".join(printed.split()))


class Names:
    """The table of names.

    Args:
        pairs: (name, code of the party) as recorded.
        territories: codes of the parties that are territories.

    Raises:
        RecordError: a name belongs to two parties.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]], territories: Iterable[str] = ()) -> None:
        self.territories = frozenset(territories)
        self._codes: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        for printed, code in pairs:
            other = self._codes.setdefault(folded(printed), code)
            if other != code:
                raise RecordError(
                    f"data/names.ttl: the name '{printed}' belongs to {other} and to {code}. Keep it at one of them."
                )
            self._shown.setdefault(folded(printed), printed)
        self.codes = frozenset(self._codes.values())

    @classmethod
    def of(cls, store: Store) -> "Names":
        """The table of a record."""
        rows = store.query(_QUERY, prefixes=PREFIXES, use_default_graph_as_union=True)
        told = sorted(
            (
                cast(Literal, row["name"]).value,
                path_of(cast(NamedNode, row["party"]).value).rpartition("/")[2],
                cast(NamedNode, row["class"]).value,
            )
            for row in cast(QuerySolutions, rows)
        )
        return cls(
            [(printed, code) for printed, code, _ in told],
            {code for _, code, kind in told if kind.endswith("#Territory")},
        )

    def code(self, printed: str) -> str | None:
        """The code of the party that is printed so; None where the table does not hold the name."""
        return self._codes.get(folded(printed)) or self._codes.get(folded(without_marks(printed)))

    def near(self, printed: str) -> list[str]:
        """Names that look like it, to be shown to a person: none is ever taken by itself."""
        found = get_close_matches(folded(without_marks(printed)), list(self._shown), n=3, cutoff=0.75)
        return [f"{self._shown[name]} ({self._codes[name]})" for name in found]
