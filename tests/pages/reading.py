"""Reading pages as tests do: sound HTML in words, or with its days as programs write them."""

import re
from html import unescape
from html.parser import HTMLParser

import httpx


class Wellformed(HTMLParser):
    """Fails on an end tag that closes nothing that is open."""

    EMPTY = frozenset({"meta", "link", "input", "option", "br", "rect", "line"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A closed shape of a drawing."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def said(html: str) -> str:
    """A page as programs tell days: each as the ISO day that it stands for, without other marks."""
    days = re.sub(r'<time datetime="([^"]*)">[^<]*</time>', r"\1", html)
    return unescape(days.replace('<span lang="en">', "").replace("</span>", ""))


def read(client: httpx.Client, address: str, status: int = 200, **parameters: str) -> str:
    response = client.get(address, params=parameters or None, follow_redirects=True)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    parser = Wellformed()
    parser.feed(response.text)
    assert not parser.open
    assert len(set(parser.ids)) == len(parser.ids), "an id stands twice"
    return " ".join(parser.words)
