"""Which state or instrument somebody means: by code, name or part of a name, whatever its case and accents."""

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
        part = self._part(wanted)
        if len(part) == 1:
            return part[0]
        raise UnknownThing("state", text[:100], self._hint(wanted, part))

    def shown(self, identifier: str) -> str:
        """How the party with an id is called; the id where there is none."""
        return self._shown.get(identifier, identifier)

    def matching(self, text: str) -> list[str]:
        """The ids of all states that ``text`` may name: the one it names exactly, else those of which it is a part."""
        wanted = plain(text)
        exact = self._codes.get(wanted) or self._names.get(wanted)
        return [exact] if exact is not None else self._part(wanted)

    def is_exact(self, text: str) -> bool:
        """Whether ``text`` is a whole name or code of a state."""
        wanted = plain(text)
        return wanted in self._codes or wanted in self._names

    def near(self, text: str) -> list[str]:
        """The ids of states with a name much like ``text``."""
        return _near(plain(text), self._names)

    def _part(self, wanted: str) -> list[str]:
        return sorted({i for name, i in self._names.items() if wanted and f" {wanted}" in f" {name}"})

    def _hint(self, wanted: str, several: list[str]) -> str:
        if several:
            return f"Several match: {'; '.join(self._shown[i] for i in several[:8])}. Write more of the name."
        meant = dict.fromkeys(self._shown[i] for i in _near(wanted, self._names))
        return (f"Did you mean {' or '.join(meant)}? " if meant else "") + "Write a name or an ISO 3166 code."


#: The form in which the page's list offers a state: ``Japan (JPN)``.
_LISTED = re.compile(r" \(([A-Z]{3,4})\)$")


class Titles:
    """All names of all instruments.

    Args:
        instruments: as the register lists them (id, title, short_title, official_id).
        others: further names, as (id path of the instrument, name).
    """

    def __init__(self, instruments: Iterable[Mapping[str, Any]], others: Iterable[tuple[str, str]]) -> None:
        self._names: dict[str, str] = {}
        for row in instruments:
            for text in (row["id"], row["official_id"], row["short_title"], row["title"]):
                if text:
                    self._names.setdefault(_numbered(str(text)), str(row["id"]))
        for path, text in others:
            self._names.setdefault(_numbered(text), path.rpartition("/")[2])

    def matching(self, text: str) -> list[str]:
        """The ids of all instruments that ``text`` may name: the one it names exactly, else those with all its words."""
        wanted = _numbered(text)
        if wanted in self._names:
            return [self._names[wanted]]
        words = wanted.split()
        found = [i for name, i in self._names.items() if words and all(f" {w}" in f" {name}" for w in words)]
        return sorted(set(found))

    def near(self, text: str) -> list[str]:
        """The ids of instruments with a name much like ``text``."""
        return _near(_numbered(text), self._names)


def _numbered(text: str) -> str:
    """``text`` made plain, with numbers as numbers, and "ets" as the "cets" that it is now: "ETS No. 024" is "cets 24"."""
    words = [w for w in plain(text).split() if w not in ("no", "n")]
    return " ".join("cets" if w == "ets" else w.lstrip("0") or "0" if w.isdigit() else w for w in words)


def _near(wanted: str, names: Mapping[str, str]) -> list[str]:
    near = get_close_matches(wanted[:60], names, n=3, cutoff=0.6)
    return list(dict.fromkeys(names[n] for n in near))
