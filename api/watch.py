"""What an operator sees: numbers for Prometheus, and one line of log for each request.

Neither holds what was asked: a query string may concern an open case, and an address is a person's.
"""

import json
import logging
import os
import re
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REGISTRY: Final = CollectorRegistry()
_REQUESTS: Final = Counter(
    "foedera_requests", "Requests answered.", ["method", "route", "status"], registry=_REGISTRY
)
_SECONDS: Final = Histogram(
    "foedera_request_seconds",
    "Time to answer.",
    ["route"],
    buckets=(0.001, 0.003, 0.01, 0.025, 0.1, 0.25, 1, 5, 10, 30),
    registry=_REGISTRY,
)
_SPARQL: Final = Counter(
    "foedera_sparql_queries", "SPARQL queries by outcome.", ["outcome"], registry=_REGISTRY
)
_AT_WORK: Final = Gauge(
    "foedera_sparql_workers_at_work",
    "SPARQL workers at work or being replaced.",
    registry=_REGISTRY,
    multiprocess_mode="livesum",
)
_WAITING: Final = Gauge(
    "foedera_sparql_queries_waiting",
    "Queries that wait for a worker.",
    registry=_REGISTRY,
    multiprocess_mode="livesum",
)
_SNAPSHOT: Final = Gauge(
    "foedera_snapshot_info",
    "The snapshot that answers.",
    ["hash", "data_as_of"],
    registry=_REGISTRY,
    multiprocess_mode="livemostrecent",
)
_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_ID: Final = re.compile(r"[A-Za-z0-9._\-]{1,64}")
#: Where each request is logged.
LOG: Final = logging.getLogger("foedera.requests")


def exposition() -> bytes:
    """All numbers as Prometheus reads them; those of all processes where several serve."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return bytes(generate_latest(_REGISTRY))
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return bytes(generate_latest(registry))


def snapshot_opened(version: dict[str, Any]) -> None:
    """Tell which snapshot answers from now on."""
    _SNAPSHOT.labels(version["hash"], version.get("data_as_of") or "").set(1)


def sparql_ended(outcome: str) -> None:
    """Count one SPARQL query."""
    _SPARQL.labels(outcome).inc()


def sparql_load(at_work: int, waiting: int) -> None:
    """How busy the SPARQL workers are."""
    _AT_WORK.set(at_work)
    _WAITING.set(waiting)


def log_as(form: str) -> None:
    """How requests are logged from now on: text, json or off."""
    LOG.handlers.clear()
    LOG.propagate = False
    LOG.setLevel(logging.CRITICAL if form == "off" else logging.INFO)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text())
    LOG.addHandler(handler)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(record.__dict__["told"], ensure_ascii=True)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = record.__dict__["told"]
        return "{at} {status} {method} {path} {bytes} B {ms} ms {id}".format(**told)


class Watch:
    """ASGI middleware: counts, times and logs each request, and gives it an id that the answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, sent, identity = time.perf_counter(), 500, 0, _identity(scope)

        async def watched(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", identity.encode())]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._tell(scope, status, sent, time.perf_counter() - started, identity)

    def _tell(self, scope: Scope, status: int, sent: int, seconds: float, identity: str) -> None:
        route = getattr(scope.get("route"), "path", "") or ("/static" if status < 400 else "none")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        _REQUESTS.labels(method, route, status).inc()
        _SECONDS.labels(route).observe(seconds)
        if LOG.isEnabledFor(logging.INFO):
            told = {
                "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "id": identity,
                "method": method,
                "path": scope["path"][:300].encode("unicode_escape").decode(),
                "status": status,
                "bytes": sent,
                "ms": round(seconds * 1000, 1),
            }
            LOG.info("request", extra={"told": told})


def _identity(scope: Scope) -> str:
    """The id that a proxy gave, where it is a plain one; else a new one."""
    given = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"x-request-id"), "")
    return given if _ID.fullmatch(given) else uuid.uuid4().hex[:16]
