"""Fetching a depositary's page, politely: one at a time, only if it changed, with patience, and under our own name.

The only module of the engine that goes onto the network, and only when a person asks for it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import httpx

from foedera.errors import Unreachable
from foedera.importers.kept import Kept

#: Answers after which trying again can help.
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_REFUSED: Final = frozenset({401, 403, 406, 451})
_TEXT: Final = ("text/html", "application/xhtml", "text/xml", "application/xml", "text/csv", "text/plain")
_MOST: Final = 40_000_000
_BY_HAND: Final = (
    "Open the address in a browser, wait until the list is drawn, save the whole page, and import the saved file: "
    "foedera import {format} FILE --treaty {treaty}."
)


def user_agent() -> str:
    """How we introduce ourselves: what we are, in which version, and where that is explained."""
    try:
        number = version("foedera")
    except PackageNotFoundError:
        number = "0"
    return f"foedera/{number} (+https://w3id.org/foedera; treaty status lists, one request at a time)"


@dataclass(frozen=True)
class Patience:
    """How long to wait.

    Attributes:
        attempts: how often an address is tried.
        pause: seconds between two requests; doubled after each failure.
        timeout: seconds without a byte after which an attempt is given up.
        longest: seconds that one page may take in all.
    """

    attempts: int = 4
    pause: float = 2.0
    timeout: float = 30.0
    longest: float = 180.0


@dataclass(frozen=True)
class Fetched:
    """A page: its bytes, where they came from in the end, and whether they are those of last time."""

    content: bytes
    url: str
    unchanged: bool


class Fetcher:
    """Fetches pages one after another.

    Args:
        home: where what was fetched is kept for the next time.
        patience: how long to wait.
        tell: told each wait and each retry.
        sleep: waits some seconds.
    """

    def __init__(
        self,
        home: Path,
        patience: Patience | None = None,
        tell: Callable[[str], None] = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._patience = patience or Patience()
        self._kept = Kept(home / "fetched")
        self._tell = tell
        self._sleep = sleep
        self._asked = False
        self._client = httpx.Client(
            headers={
                "User-Agent": user_agent(),
                "Accept": "text/html, application/xml;q=0.9, text/csv;q=0.8",
            },
            timeout=self._patience.timeout,
            follow_redirects=True,
            max_redirects=5,
        )

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def fetch(self, url: str, name: str, treaty: str) -> Fetched:
        """Fetch one page.

        Args:
            url: the address.
            name: the format's name, for the remedy.
            treaty: id of the treaty, for the remedy.

        Raises:
            Unreachable: it cannot be had, is refused, or is no page; the message says how to save it by hand.
        """
        remedy = _BY_HAND.format(format=name, treaty=treaty)
        if not url.startswith(("https://", "http://")):
            raise Unreachable(
                f"{url} is no address that begins with https://. Correct data/status-lists.ttl."
            )
        pause, last = self._patience.pause, ""
        for attempt in range(1, self._patience.attempts + 1):
            if self._asked:
                self._sleep(pause)
            self._asked = True
            try:
                return self._once(url, remedy)
            except _Later as later:
                last, pause = str(later), max(pause * 2, later.wait)
                if attempt < self._patience.attempts:
                    self._tell(f"{url}: {last}; trying again in {pause:.0f} s")
        raise Unreachable(f"{url}: {last}, {self._patience.attempts} times. Try later. {remedy}")

    def _once(self, url: str, remedy: str) -> Fetched:
        started = time.monotonic()
        try:
            with self._client.stream("GET", url, headers=self._kept.conditions(url)) as answer:
                if answer.status_code == 304:
                    answer.read()
                    return Fetched(self._kept.content(url), str(answer.url), unchanged=True)
                _acceptable(url, answer, remedy)
                content = self._body(answer, started)
        except httpx.TooManyRedirects as error:
            raise Unreachable(f"{url}: it leads from address to address without end. {remedy}") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Later(f"{type(error).__name__}: {error or 'no answer'}") from error
        same = self._kept.has(url) and self._kept.content(url) == content
        self._kept.keep(url, content, answer.headers.get("etag"), answer.headers.get("last-modified"))
        return Fetched(content, str(answer.url), unchanged=same)

    def _body(self, answer: httpx.Response, started: float) -> bytes:
        pieces, size = [], 0
        for piece in answer.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > _MOST:
                raise Unreachable(f"{answer.url}: longer than {_MOST} bytes, which no status list is.")
            if time.monotonic() - started > self._patience.longest:
                raise _Later(f"slower than {self._patience.longest:.0f} s")
        told = answer.headers.get("content-length")
        if told and told.isdigit() and answer.num_bytes_downloaded < int(told):
            raise _Later("it stopped before its end")
        return b"".join(pieces)


class _Later(Exception):
    """Something that may pass; ``wait`` is how many seconds the site asks for."""

    def __init__(self, words: str, wait: float = 0.0) -> None:
        super().__init__(words)
        self.wait = wait


def _acceptable(url: str, answer: httpx.Response, remedy: str) -> None:
    if answer.status_code in _AGAIN:
        wait = answer.headers.get("retry-after", "")
        raise _Later(f"it answered {answer.status_code}", min(float(wait), 120.0) if wait.isdigit() else 0.0)
    if answer.status_code in _REFUSED:
        raise Unreachable(f"{url}: the site refuses this program ({answer.status_code}). {remedy}")
    if answer.status_code != 200:
        raise Unreachable(f"{url}: it answered {answer.status_code}. Check data/status-lists.ttl. {remedy}")
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith(_TEXT):
        raise Unreachable(
            f"{url}: it is {kind}, not a page or a table. Check data/status-lists.ttl. {remedy}"
        )
