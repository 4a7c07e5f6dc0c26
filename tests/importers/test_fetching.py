"""Fetching from a server that misbehaves in every way: patient, polite, and never taking half a page for a whole one."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Store

from foedera.errors import FoederaError, Unreachable
from foedera.importers.fetching import Fetcher, Patience
from foedera.importers.updating import StatusList, update
from tests.importers.conftest import PAGES

PAGE = (PAGES / "untc.html").read_bytes()
Answer = Callable[[BaseHTTPRequestHandler, int], None]


class Site:
    """A server on this machine; ``answers`` maps a path to what it does, ``asked`` tells what came."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.together = self.most = 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self) -> None:
                site.together += 1
                site.most = max(site.most, site.together)
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                try:
                    site.answers[self.path](self, sum(path == self.path for path, _ in site.asked))
                except (BrokenPipeError, ConnectionResetError):
                    pass
                finally:
                    site.together -= 1

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def reply(
    status: int = 200, body: bytes = PAGE, kind: str = "text/html", cut: int | None = None, **headers: str
) -> Answer:
    """An answer with a body; ``cut`` ends it before the length that it announces."""

    def answer(handler: BaseHTTPRequestHandler, _: int) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body[:cut])

    return answer


def after(times: int, first: Answer, then: Answer) -> Answer:
    """``first`` that many times, ``then`` from there on."""
    return lambda handler, number: (first if number <= times else then)(handler, number)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site of one's own."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    found = Site()
    yield found
    found.stop()


@pytest.fixture
def waits() -> list[float]:
    """The pauses that were made, in seconds; nobody really waits."""
    return []


@pytest.fixture
def fetcher(tmp_path: Path, waits: list[float]) -> Iterator[Fetcher]:
    """A fetcher with little patience."""
    found = Fetcher(tmp_path, Patience(attempts=3, pause=2, timeout=0.3, longest=0.8), sleep=waits.append)
    yield found
    found.close()


def test_a_page_is_fetched_under_our_own_name(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = reply()
    assert fetcher.fetch(f"{site.base}/a", "untc", "conv").content == PAGE
    agent = site.asked[0][1]["user-agent"]
    assert agent.startswith("foedera/")
    assert "mozilla" not in agent.lower()


def test_it_is_asked_again_only_if_it_changed(site: Site, fetcher: Fetcher) -> None:
    def conditional(handler: BaseHTTPRequestHandler, number: int) -> None:
        if handler.headers.get("If-None-Match") == '"one"':
            handler.send_response(304)
            handler.end_headers()
        else:
            reply(ETag='"one"', Last_Modified="Thu, 05 Nov 2026 05:00:00 GMT")(handler, number)

    site.answers["/a"] = conditional
    first, second = (fetcher.fetch(f"{site.base}/a", "untc", "conv") for _ in range(2))
    assert (first.unchanged, second.unchanged) == (False, True)
    assert second.content == PAGE
    assert site.asked[1][1]["if-modified-since"] == "Thu, 05 Nov 2026 05:00:00 GMT"


def test_gzip_and_redirects_are_followed(site: Site, fetcher: Fetcher) -> None:
    site.answers["/old"] = reply(302, b"", Location="/new")
    site.answers["/new"] = reply(body=gzip.compress(PAGE), Content_Encoding="gzip")
    fetched = fetcher.fetch(f"{site.base}/old", "untc", "conv")
    assert fetched.content == PAGE
    assert fetched.url == f"{site.base}/new"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (reply(403, b"no"), r"refuses this program \(403\)"),
        (reply(404, b"no"), "it answered 404"),
        (reply(302, b"", Location="/a"), "without end"),
        (reply(kind="application/pdf"), "it is application/pdf"),
    ],
    ids=["refused", "gone", "endless redirect", "wrong type"],
)
def test_what_cannot_be_had_is_told_with_how_to_save_it_by_hand(
    site: Site, fetcher: Fetcher, answer: Answer, found: str
) -> None:
    site.answers["/a"] = answer
    with pytest.raises(Unreachable, match=found) as refused:
        fetcher.fetch(f"{site.base}/a", "untc", "conv")
    assert "foedera import untc FILE --treaty conv" in str(refused.value)


def slow(handler: BaseHTTPRequestHandler, _: int) -> None:
    """Sends nothing for longer than anybody waits."""
    time.sleep(0.6)


def trickling(handler: BaseHTTPRequestHandler, _: int) -> None:
    """Sends a byte now and then, so that no single wait is too long."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for byte in PAGE[:40]:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    "bad",
    [
        reply(503, b"busy", Retry_After="7"),
        reply(cut=300),
        reply(body=gzip.compress(PAGE)[:-20], Content_Encoding="gzip", cut=100),
        reply(body=b"no gzip at all", Content_Encoding="gzip"),
        slow,
        trickling,
    ],
    ids=["busy", "truncated", "truncated gzip", "broken gzip", "slow", "trickling"],
)
def test_what_may_pass_is_tried_again_with_longer_and_longer_pauses(
    site: Site, fetcher: Fetcher, waits: list[float], bad: Answer
) -> None:
    site.answers["/a"] = after(2, bad, reply())
    assert fetcher.fetch(f"{site.base}/a", "untc", "conv").content == PAGE
    assert len(waits) == 2
    assert waits[1] >= 2 * waits[0] or 7 in waits
    site.answers["/b"] = bad
    with pytest.raises(Unreachable, match="3 times"):
        fetcher.fetch(f"{site.base}/b", "untc", "conv")


def test_update_goes_on_after_a_failure_one_request_at_a_time(
    site: Site, fetcher: Fetcher, root: Path, world: Store
) -> None:
    site.answers = {
        "/good": reply(),
        "/shell": reply(body=(PAGES / "coe-shell.html").read_bytes()),
        "/refused": reply(403, b"no"),
        "/half": reply(body=PAGE[: len(PAGE) // 2]),
    }
    lists = [
        StatusList("conv", form, f"{site.base}/{path}")
        for form, path in (("untc", "refused"), ("coe", "shell"), ("untc", "half"), ("untc", "good"))
    ]
    outcomes = list(update(root, world, lists, fetcher))
    assert ["refuses" in o.failed for o in outcomes] == [True, False, False, False]
    assert "save the page" in outcomes[1].failed
    assert "stops before its end" in outcomes[2].failed
    assert outcomes[3].proposal is not None
    assert len(outcomes[3].proposal.compared.added) == 8
    assert site.most == 1


def test_an_address_without_http_is_refused(fetcher: Fetcher) -> None:
    with pytest.raises(FoederaError, match="begins with https://"):
        fetcher.fetch("file:///etc/passwd", "untc", "conv")
