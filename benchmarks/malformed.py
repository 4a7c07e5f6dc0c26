"""Requests that no honest client sends, written to the socket as bytes: what does the service answer?"""

import random
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Final

_METHODS: Final = [
    "GET",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "get",
    "G\x00T",
    "🙂",
    "",
]
_SPARQL: Final[list[str | bytes]] = [
    "ASK {}", "SELECT * { ?s ?p ?o } LIMIT 1", "ASK {", "\ud800".encode("utf-8", "surrogatepass"), "'" * 50, "{" * 400,
    "SELECT (" + "(" * 300 + "1" + ")" * 300 + " AS ?x) {}", "ASK { ?s ?p '\\u00' }", "\x00", "PREFIX a: <", "<<(", "SELECT * { ?s !(" + "^<a:b>|" * 50 + "<a:b>) ?o } LIMIT 1",
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 0", "ASK { FILTER(REGEX('" + "a" * 40 + "', '(a+)+$')) }", "DESCRIBE <" + "x" * 2000 + ":>", "INSERT DATA {}", "é ü \u202e",
]  # fmt: skip
_VALUES: Final = [
    "", "0", "-1", "null", "FRA", "fra", "%00", "%ff", "%f0%9f%99%82", "%", "%zz", "../../etc/passwd", "%2e%2e%2f", "1e999", "2024-02-30", "9999-99-99", "0000-00-00",
    "10000-01-01", "2024-01-01T00:00:00Z", "'; DROP TABLE party; --", "\" OR 1=1", "<script>", "{{7*7}}", "${jndi:ldap://x}", "a" * 3000, "%0d%0aSet-Cookie:x", "[]", "{}",
    "id/graph/asserted", "untoc-tip.ttl", "\u202efra", "true", "csv", "xml", "*", "٣", "%c0%ae",
]  # fmt: skip
_HEADERS: Final = [
    "Accept: ", "Accept: */*;q=nan", "Accept: text/turtle;q=1e9, a/b/c, ;;;", "Accept: " + "a/b," * 500, "Accept-Encoding: gzip;q=0, \xff", "Content-Type: ", "Content-Type: multipart/form-data",
    "Content-Type: application/x-www-form-urlencoded; charset=", "Content-Type: application/sparql-query", "Content-Type: application/json", "Content-Length: -1", "Content-Length: 99999999999999999999",
    "Content-Length: x", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked, identity", "Host: ", "Host: a b", "Host: <>", "Host: [::1", "Host: x:99999", "X-Forwarded-For: \xff", "X-Forwarded-Proto: javascript",
    "If-None-Match: ,,,", "If-None-Match: *", "If-Modified-Since: yesterday", "Range: bytes=9-1", "Range: bytes=-", "Range: cows=1", "Authorization: Bearer \xff", "Authorization: Basic", "X-API-Key: ", "X-Request-Id: a\tb",
    "Cookie: " + "a=b;" * 100, "Expect: 100-continue", "Upgrade: websocket", "Connection: upgrade, close", "Origin: null", "Access-Control-Request-Method: \xfe", "x" * 300 + ": y", ": z", "no colon", "A\x00B: c",
]  # fmt: skip


def requests(paths: Sequence[str], seed: int) -> Iterator[bytes]:
    """Malformed requests without end, the same for the same seed.

    Args:
        paths: addresses of the service, with ``{…}`` for what is to be filled in.
        seed: of the choice.
    """
    chance = random.Random(seed)
    while True:
        path = chance.choice(paths)
        while "{" in path:
            start, end = path.index("{"), path.index("}")
            path = path[:start] + chance.choice(_VALUES).replace("{", "(").replace("}", ")") + path[end + 1 :]
        names = [
            "as_of",
            "format",
            "query",
            "state",
            "fact",
            "requesting",
            "requested",
            "purpose",
            "treaty",
            "a",
            "b",
            "x" * 80,
            "",
            "%ff",
        ]
        query = [f"{chance.choice(names)}={chance.choice(_VALUES)}" for _ in range(chance.randrange(4))]
        target = f"{path}?{'&'.join(query)}" if query else path
        method = chance.choice(_METHODS) if chance.random() < 0.3 else chance.choice(["GET", "POST"])
        version = (
            chance.choice(["HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "http/1.1", ""])
            if chance.random() < 0.1
            else "HTTP/1.1"
        )
        headers = chance.sample(_HEADERS, chance.randrange(4))
        if not any(h.startswith("Host") for h in headers):
            headers.append("Host: localhost")
        body = _body(chance) if method == "POST" else b""
        if body and not any(h.startswith(("Content-Length", "Transfer")) for h in headers):
            headers.append(f"Content-Length: {len(body)}")
        if chance.random() < 0.8:
            headers.append("Connection: close")
        head = "\r\n".join([f"{method} {target} {version}", *headers]) + "\r\n\r\n"
        content = head.encode("utf-8", "replace") + body
        yield _damaged(content, chance) if chance.random() < 0.15 else content


def _body(chance: random.Random) -> bytes:
    text = chance.choice(_SPARQL)
    raw = text if isinstance(text, bytes) else text.encode()
    return chance.choice(
        [raw, b"query=" + raw, b"query=ASK{}&query=" + raw, b"{" + raw, raw * 20, b"\xff\xfe" + raw]
    )


def _damaged(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return chance.choice(
        [
            content[:place],
            content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :],
            content.replace(b"\r\n", b"\n"),
            content[place:],
            bytes(chance.randrange(256) for _ in range(200)),
        ]
    )


def statuses(port: int, sent: Iterator[bytes], number: int, seconds: float = 0.3) -> Counter[int]:
    """What the service on loopback answers: how often each status, 0 for a connection closed without one.

    Raises:
        AssertionError: it answered 500; the request is shown.
    """
    contents = list(islice(sent, number))
    with ThreadPoolExecutor(8) as senders:
        told = list(senders.map(lambda content: _status(port, content, seconds), contents))
    for content, status in zip(contents, told, strict=True):
        assert status != 500, f"500 for {content!r}"
    return Counter(told)


def _status(port: int, content: bytes, seconds: float) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        try:
            connection.sendall(content)
            connection.settimeout(seconds)  # the answer to half a request never comes
            first = connection.recv(64).split(b" ")
        except OSError:
            return 0
    return int(first[1]) if len(first) > 1 and first[1][:3].isdigit() else 0
