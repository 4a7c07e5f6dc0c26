"""Which language a page speaks."""

import pytest

from api.language import CATALOGUES, choose


@pytest.mark.parametrize(
    ("named", "accept", "spoken"),
    [
        (None, None, "en"),
        ("fr", "es", "fr"),
        ("de", "es", "es"),
        (None, "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        (None, "de, es;q=0.4, fr;q=0.7", "fr"),
        (None, "fr;q=0, es", "es"),
        (None, "nonsense;;q=x,,", "en"),
        (None, "*", "en"),
    ],
)
def test_the_address_decides_then_the_browser(named: str | None, accept: str | None, spoken: str) -> None:
    assert choose(named, accept) == spoken


def test_values_are_escaped_and_markup_is_kept() -> None:
    assert CATALOGUES["fr"]("by {n} norms", n="<b>") == "par &lt;b&gt; normes"


def test_a_state_without_a_name_in_the_language_keeps_its_own() -> None:
    assert CATALOGUES["es"].state("DE", "Germany") == "Alemania"
    assert CATALOGUES["fr"].state(None, "Yugoslavia") == "Yugoslavia"
