"""What every answer carries, and what every address understands: headers, HEAD, OPTIONS."""

from typing import Final

from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedera.memo.html import STYLE_HASH

#: Headers of every answer. Nothing on our pages comes from elsewhere or can be framed, no script stands within a page; the
#: data are for everyone, so any site may read them.
HEADERS: Final[dict[str, str]] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        f"style-src 'self' {STYLE_HASH}; "  # the style that a memo carries within, for it is kept as one file
        "form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Retry-After, Link, Foedera-Version, Foedera-Answer, X-Request-Id",
}
_RAW: Final = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
#: What tells of a body, so not of one that is not sent.
_OF_THE_BODY: Final = (b"content-length", b"content-encoding", b"content-type")
_PREFLIGHT: Final = [
    (b"access-control-allow-headers", b"Accept, Authorization, Content-Type, If-None-Match, X-API-Key"),
    (b"access-control-max-age", b"86400"),
]


def methods(scope: Scope) -> str:
    """The methods that an address takes, as ``Allow`` lists them; what none takes is told of all the same."""
    found = {"GET", "HEAD", "OPTIONS"}
    for route in scope["app"].routes:
        if route.matches(scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return ", ".join(sorted(found))


def has(known: str | None, etag: str) -> bool:
    """Whether a client has the answer with this ETag already (RFC 9110, section 13.1.2).

    Args:
        known: its ``If-None-Match``.
        etag: of the answer.
    """
    if known is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
    return tags == ["*"] or etag.removeprefix("W/") in tags


class Envelope:
    """ASGI middleware: adds the headers, answers OPTIONS, HEAD as GET without the body, and 304."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            taken = methods(scope).encode()
            allowed = [(b"allow", taken), (b"access-control-allow-methods", taken)]
            headers = [*_RAW, *_PREFLIGHT, *allowed]
            await send({"type": "http.response.start", "status": 204, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        head = scope["method"] == "HEAD"
        known = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"if-none-match"), None)
        silent = head

        async def enveloped(message: Message) -> None:
            nonlocal silent
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *_RAW]
                if known is not None and message["status"] == 200 and has(known, _etag(headers)):
                    headers = [(k, v) for k, v in headers if k not in _OF_THE_BODY]
                    message, silent = {**message, "status": 304}, True
                message["headers"] = headers
            elif silent and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"} if head else scope, receive, enveloped)


def _etag(headers: list[tuple[bytes, bytes]]) -> str:
    return next((value.decode("latin-1") for name, value in headers if name.lower() == b"etag"), "")
