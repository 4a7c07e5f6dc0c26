"""What every answer carries, and what every address understands: headers, HEAD, OPTIONS."""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Headers of every answer. Nothing on our pages comes from elsewhere or can be framed, no script stands within a page; the
#: data are for everyone, so any site may read them.
HEADERS: Final[dict[str, str]] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Retry-After, Link, Foedera-Version, Foedera-Answer",
}
_RAW: Final = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_PREFLIGHT: Final = [
    (b"allow", b"GET, HEAD, OPTIONS, POST"),
    (b"access-control-allow-methods", b"GET, HEAD, OPTIONS, POST"),
    (b"access-control-allow-headers", b"Accept, Content-Type"),
    (b"access-control-max-age", b"86400"),
]


class Envelope:
    """ASGI middleware: adds the headers, answers OPTIONS, and answers HEAD as GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": [*_RAW, *_PREFLIGHT]})
            await send({"type": "http.response.body", "body": b""})
            return
        head = scope["method"] == "HEAD"

        async def enveloped(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_RAW]
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"} if head else scope, receive, enveloped)
