"""Which state somebody means: by code, by name, by part of a name, whatever its case and accents."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from foedera.errors import UnknownThing


def plain(text: str) -> str:
    """``text`` in small letters without accents, articles and punctuation."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare.replace("&", " and ").replace("'", "").replace(".", "")).split()
    return " ".join(w for w in words if w != "the")


class Names:
    """All names of all parties.

    Args:
        states: parties as the register lists them (id, name, official_name, iso2).
        others: further names, as (id path of the party, name).
    """

    def __init__(self, states: Iterable[Mapping[str, Any]], others: Iterable[tuple[str, str]]) -> None:
        self.listed: list[tuple[str, str]] = []
        self._codes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for state in states:
            identifier = str(state["id"])
            self.listed.append((identifier, str(state["name"])))
            for code in (identifier, state["iso2"]):
                if code:
                    self._codes.setdefault(plain(str(code)), identifier)
            for name in (state["name"], state["official_name"]):
                if name:
                    self._names.setdefault(plain(str(name)), identifier)
        for path, name in others:
            self._names.setdefault(plain(name), path.rpartition("/")[2])
        self._shown = dict(self.listed)

    def find(self, text: str) -> str:
        """The id of the state that ``text`` names.

        Args:
            text: ISO alpha-2 or alpha-3 code, name, official name, other name, or an unmistakable part of one.

        Raises:
            UnknownThing: none or several could be meant; the message says which.
        """
        listed = _LISTED.search(text)
        wanted = plain(listed[1] if listed else text)
        exact = self._codes.get(wanted) or self._names.get(wanted)
        if exact is not None:
            return exact
        part = {i for name, i in self._names.items() if wanted and f" {wanted}" in f" {name}"}
        if len(part) == 1:
            return part.pop()
        raise UnknownThing("state", text[:100], self._hint(wanted, sorted(part)))

    def _hint(self, wanted: str, several: list[str]) -> str:
        if several:
            return f"Several match: {'; '.join(self._shown[i] for i in several[:8])}. Write more of the name."
        near = get_close_matches(wanted[:60], self._names, n=3, cutoff=0.6)
        meant = dict.fromkeys(self._shown[self._names[n]] for n in near)
        return (f"Did you mean {' or '.join(meant)}? " if meant else "") + "Write a name or an ISO 3166 code."


#: The form in which the page's list offers a state: ``Japan (JPN)``.
_LISTED = re.compile(r" \(([A-Z]{3,4})\)$")
