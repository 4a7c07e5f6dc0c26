"""The examples in the description of the service, read from files beside this one: code names no treaty."""

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent


def _read() -> dict[str, str]:
    lines = (_HERE / "examples.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


#: Example values by name.
EXAMPLES: Final[dict[str, str]] = _read()
#: An example query.
QUERY: Final[str] = (_HERE / "examples.rq").read_text(encoding="utf-8")


def example(name: str) -> list[str]:
    """The example ``name`` as OpenAPI wants examples: in a list."""
    return [EXAMPLES[name]]
