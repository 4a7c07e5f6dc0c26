"""The messages of a language, and how states are called in it."""

import re
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.dates import format_skeleton
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from api.language.choice import LANGUAGES

_HERE: Final = Path(__file__).parent
#: The place of a value in a message.
_SLOT: Final = re.compile(r"\{(\w+)\}")


class Words:
    """One language.

    Args:
        code: "en", "fr" or "es".
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self._messages = _messages(code)
        self._dates = Locale.parse({"en": "en_GB"}.get(code, code))
        self.territories: dict[str, str] = dict(Locale.parse(code).territories)

    def __call__(self, english: str, **values: Any) -> str:
        """The message in this language; English where the catalogue has none.

        Args:
            english: the message; ``{name}`` is a place for a value.
            values: what stands in these places; escaped unless it is markup.
        """
        text = self._messages.get(english, english)
        if not values:
            return text
        return Markup("".join(escape(values[part] if slot else part) for slot, part in _parts(text)))

    def has(self, english: str) -> bool:
        """Whether the catalogue holds the message; English holds all."""
        return self.code == "en" or english in self._messages

    def state(self, iso2: str | None, english: str) -> str:
        """How a state is called; its name in the record in English, and where CLDR has none."""
        return english if self.code == "en" or not iso2 else self.territories.get(iso2, english)

    def day(self, text: str) -> str:
        """A date as people write it (``2006-09-01`` → "1 Sept 2006"); a month or a year alone as such.

        Args:
            text: an ISO day, month or year; what is none stays as it is.
        """
        return _day(self._dates, text)


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[tuple[bool, str], ...]:
    """A message in parts: whether each is the name of a place for a value, and the part."""
    return tuple((bool(number % 2), part) for number, part in enumerate(_SLOT.split(text)))


@lru_cache(maxsize=8192)
def _day(locale: Locale, text: str) -> str:
    skeleton = {10: "yMMMd", 7: "yMMM"}.get(len(text))
    if skeleton is None:
        return text
    try:
        return str(format_skeleton(skeleton, date.fromisoformat(f"{text}-01"[:10]), locale=locale))
    except ValueError:
        return text


@cache
def _messages(code: str) -> dict[str, str]:
    path = _HERE / f"{code}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string}


#: All languages of the pages.
CATALOGUES: Final[dict[str, Words]] = {code: Words(code) for code in LANGUAGES}
