"""The messages of a language, and how states are called in it."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from api.language.choice import LANGUAGES

_HERE: Final = Path(__file__).parent


class Words:
    """One language.

    Args:
        code: "en", "fr" or "es".
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self._messages = _messages(code)
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
        return Markup(escape(text)).format(**values)

    def has(self, english: str) -> bool:
        """Whether the catalogue holds the message; English holds all."""
        return self.code == "en" or english in self._messages

    def state(self, iso2: str | None, english: str) -> str:
        """How a state is called; its name in the record in English, and where CLDR has none."""
        return english if self.code == "en" or not iso2 else self.territories.get(iso2, english)


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
