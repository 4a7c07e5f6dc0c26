"""The limits of the service: each has a default, an environment variable and a place in ``/v1/version``."""

import os
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

_PREFIX: Final = "FOEDERA_SPARQL_"


@dataclass(frozen=True)
class Settings:
    """What one process of the service allows. ``FOEDERA_SPARQL_<NAME>`` overrides each.

    Attributes:
        workers: processes that answer SPARQL, each one query at a time.
        waiting: queries that may wait for a worker; one more is told to come back.
        seconds: time a query may take; then its worker is killed.
        answer_bytes: size of an answer; a larger one is refused whole, never cut.
        memory: writable memory of a worker, in bytes.
        query_bytes: size of a query text.
    """

    workers: int = 2
    waiting: int = 16
    seconds: float = 10.0
    answer_bytes: int = 20_000_000
    memory: int = 350_000_000
    query_bytes: int = 200_000

    @classmethod
    def from_environment(cls) -> "Settings":
        """The defaults, with what the environment overrides.

        Raises:
            ValueError: a variable is not a positive number; the message names it.
        """
        given: dict[str, Any] = {}
        for field in fields(cls):
            variable = _PREFIX + field.name.upper()
            text = os.environ.get(variable)
            if text is None:
                continue
            try:
                given[field.name] = float(text) if field.name == "seconds" else int(text)
            except ValueError:
                given[field.name] = 0
            if given[field.name] <= 0:
                raise ValueError(f"{variable} is '{text}'; give a positive number.")
        return cls(**given)

    def shown(self) -> dict[str, Any]:
        """The limits as ``/v1/version`` shows them."""
        return {f"sparql_{name}": value for name, value in asdict(self).items()}
