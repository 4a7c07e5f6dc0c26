"""The settings of the service: each has a default, an environment variable and a place in ``docs/settings.md``."""

import os
from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from typing import Any, Final

_SHA256: Final = 64


def _positive(text: str) -> int:
    if (number := int(text)) <= 0:
        raise ValueError
    return number


def _whole(text: str) -> int:
    if (number := int(text)) < 0:
        raise ValueError
    return number


def _seconds(text: str) -> float:
    if not 0 < (number := float(text)) < 86_400:
        raise ValueError
    return number


def _address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise ValueError
    return text


def _digests(text: str) -> tuple[str, ...]:
    digests = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    if any(len(d) != _SHA256 or set(d) - set("0123456789abcdef") for d in digests):
        raise ValueError
    return digests


def _log(text: str) -> str:
    if text not in ("text", "json", "off"):
        raise ValueError
    return text


#: How a value is read, and what is right.
_Kind = tuple[Callable[[str], Any], str]
_POSITIVE: Final[_Kind] = (_positive, "a positive number")
_WHOLE: Final[_Kind] = (_whole, "0 or a positive number")
_SECONDS: Final[_Kind] = (_seconds, "a positive number of seconds")
_ADDRESS: Final[_Kind] = (_address, "an address that begins with http:// or https://")
_DIGESTS: Final[_Kind] = (_digests, "SHA-256 digests in hex, with commas between them")
_LOG: Final[_Kind] = (_log, "text, json or off")


def _set(default: Any, variable: str, kind: _Kind, shown: bool = True) -> Any:
    return field(default=default, metadata={"variable": variable, "kind": kind, "shown": shown})


@dataclass(frozen=True)
class Settings:
    """What one process of the service allows.

    Attributes:
        workers: processes that answer SPARQL, each one query at a time.
        waiting: queries that may wait for a worker; one more is told to come back.
        seconds: time a query may take; then its worker is killed.
        key_seconds: the same for who sends an API key.
        rows: rows or triples of an answer; a larger one is refused whole, never cut.
        answer_bytes: size of an answer; a larger one is refused whole, never cut.
        memory: writable memory of a worker, in bytes.
        query_bytes: size of a query text.
        body_bytes: size of any other request body.
        client_requests: requests a client may make in a minute; 0 sets no limit.
        api_keys: SHA-256 of the keys whose holders are not counted.
        url: the address under which the world knows this service; where empty, the one a request names.
        log: how each request is logged: text, json or off.
    """

    workers: int = _set(2, "FOEDERA_SPARQL_WORKERS", _POSITIVE)
    waiting: int = _set(16, "FOEDERA_SPARQL_WAITING", _POSITIVE)
    seconds: float = _set(10.0, "FOEDERA_SPARQL_SECONDS", _SECONDS)
    key_seconds: float = _set(60.0, "FOEDERA_SPARQL_KEY_SECONDS", _SECONDS)
    rows: int = _set(250_000, "FOEDERA_SPARQL_ROWS", _POSITIVE)
    answer_bytes: int = _set(20_000_000, "FOEDERA_SPARQL_ANSWER_BYTES", _POSITIVE)
    memory: int = _set(350_000_000, "FOEDERA_SPARQL_MEMORY", _POSITIVE)
    query_bytes: int = _set(200_000, "FOEDERA_SPARQL_QUERY_BYTES", _POSITIVE)
    body_bytes: int = _set(1_000_000, "FOEDERA_BODY_BYTES", _POSITIVE)
    client_requests: int = _set(0, "FOEDERA_CLIENT_REQUESTS", _WHOLE)
    api_keys: tuple[str, ...] = _set((), "FOEDERA_API_KEYS", _DIGESTS, shown=False)
    url: str = _set("", "FOEDERA_URL", _ADDRESS, shown=False)
    log: str = _set("text", "FOEDERA_LOG", _LOG, shown=False)

    @classmethod
    def from_environment(cls) -> "Settings":
        """The defaults, with what the environment overrides.

        Raises:
            ValueError: a variable has a wrong value; the message names it and what is right.
        """
        given: dict[str, Any] = {}
        for setting in fields(cls):
            text = os.environ.get(variable(setting))
            if text is None:
                continue
            read, right = setting.metadata["kind"]
            try:
                given[setting.name] = read(text)
            except ValueError:
                raise ValueError(f"{variable(setting)} is '{text}'; give {right}.") from None
        return cls(**given)

    def shown(self) -> dict[str, Any]:
        """The limits as ``/v1/version`` shows them, named like their variables."""
        return {
            variable(setting).removeprefix("FOEDERA_").lower(): getattr(self, setting.name)
            for setting in fields(self)
            if setting.metadata["shown"]
        }


def variable(setting: "Field[Any]") -> str:
    """The environment variable of a setting."""
    return str(setting.metadata["variable"])
