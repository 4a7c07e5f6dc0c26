"""Which language a page speaks: the one its address names, else the one the browser would rather have."""

from typing import Final

from babel import negotiate_locale

#: The languages of the pages, by code, each by its own name.
LANGUAGES: Final[dict[str, str]] = {"en": "English", "fr": "Français", "es": "Español"}


def choose(named: str | None, accept: str | None) -> str:
    """The code of the language.

    Args:
        named: what the address says; an unknown language counts as none.
        accept: the header ``Accept-Language``.
    """
    if named in LANGUAGES:
        return str(named)
    return negotiate_locale(_preferred(accept or ""), list(LANGUAGES), sep="-") or "en"


def _preferred(accept: str) -> list[str]:
    """The languages of the header, the most wanted first; those with weight 0 left out."""
    weighed = []
    for part in accept.split(",")[:20]:
        tag, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=") if rest.strip() else "1"
        try:
            quality = float(weight)
        except ValueError:
            quality = 0.0
        if tag and quality > 0:
            weighed.append((quality, tag))
    return [tag for _, tag in sorted(weighed, key=lambda pair: -pair[0])]
