"""Who may ask how much: a bucket of requests for each client, refilled as time goes, and keys that need none."""

import hashlib
import hmac
import ipaddress
import time
from collections.abc import Callable, Sequence
from typing import Final

#: Clients remembered; beyond, those whose bucket is full again are forgotten.
_MOST: Final = 20_000


class Limiter:
    """Buckets of requests by client.

    Args:
        per_minute: what a bucket holds, and what flows into it in a minute; 0 sets no limit.
        clock: seconds, from any start.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        #: What was taken and has not flowed back, and when that was reckoned.
        self._taken: dict[str, tuple[float, float]] = {}

    def wait(self, client: str) -> float:
        """Take one request.

        Returns:
            0, or the seconds until the next one may be taken; then none was.
        """
        if not self._per_minute:
            return 0.0
        taken = self._now(client)
        if taken + 1 > self._per_minute:
            return (taken + 1 - self._per_minute) * 60 / self._per_minute
        self.charge(client, 1)
        return 0.0

    def charge(self, client: str, requests: float) -> None:
        """Take more for a request that cost more; the bucket may be overdrawn."""
        if not self._per_minute:
            return
        if len(self._taken) >= _MOST and client not in self._taken:
            self._taken = {c: t for c, t in self._taken.items() if self._now(c) > 0}
        self._taken[client] = (self._now(client) + requests, self._clock())

    def _now(self, client: str) -> float:
        taken, then = self._taken.get(client, (0.0, 0.0))
        return max(0.0, taken - (self._clock() - then) * self._per_minute / 60)


def client_of(host: str | None) -> str:
    """Whom an address stands for: in IPv6 the whole /64, which one subscriber has."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(getattr(address, "ipv4_mapped", None) or address)


def right_key(key: str, digests: Sequence[str]) -> bool:
    """Whether a key has one of the digests (SHA-256, hex)."""
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return any(hmac.compare_digest(digest, known) for known in digests)
