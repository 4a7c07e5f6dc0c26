"""What every request passes before it is answered: its key, its client's share, its size."""

import math
from typing import Final

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from api.limiter import client_of, right_key
from api.problems import Problem
from api.service import service

#: Addresses that a monitor asks: never refused.
_FREE: Final = ("/healthz", "/readyz", "/metrics")


class Gate:
    """ASGI middleware: refuses wrong keys (401), too many requests (429) and bodies that are too large (413)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass, or tell why not."""
        if scope["type"] != "http" or scope["path"] in _FREE:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            self._check(request)
        except Problem as problem:
            await problems.response(request, problem)(scope, receive, send)
            return
        await self._app(scope, _bounded(receive, _limit(request)), send)

    def _check(self, request: Request) -> None:
        asked = service(request)
        key = _key(request)
        if key is not None and asked.settings.api_keys:
            if not right_key(key, asked.settings.api_keys):
                detail = "This API key is not known here. Leave it out: the service answers without one, at its usual limits."
                raise Problem("wrong-key", detail, {"www-authenticate": "Bearer"})
            request.scope["foedera.key"] = True
        else:
            self._take(request)
        length = request.headers.get("content-length", "0")
        limit = _limit(request)
        if not length.isdecimal() or int(length[:20]) > limit:
            raise Problem("request-too-large", f"A request may have {limit} bytes.", limit_bytes=limit)

    def _take(self, request: Request) -> None:
        asked = service(request)
        client = client_of(request.client.host if request.client else None)
        wait = asked.limiter.wait(client)
        if wait:
            limit = asked.settings.client_requests
            detail = f"A client may make {limit} requests in a minute; a SPARQL query counts ten more for each second it takes. Try again later."
            headers = {"retry-after": str(math.ceil(wait))}
            raise Problem("too-many-requests", detail, headers, limit_requests=limit)
        request.scope["foedera.client"] = client


def _limit(request: Request) -> int:
    settings = service(request).settings
    return max(settings.body_bytes, settings.query_bytes)


def _key(request: Request) -> str | None:
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return bearer.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key")


def _bounded(receive: Receive, limit: int) -> Receive:
    """The body of a request, which ends in an error once it passes the limit (where no length was told before)."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413, f"A request may have {limit} bytes.")
        return message

    return bounded
