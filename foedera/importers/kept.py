"""What was fetched last time, so that a page is only fetched again when it changed."""

import hashlib
import json
import os
from pathlib import Path


class Kept:
    """Pages by address.

    Args:
        folder: where they lie; made when the first is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, url: str) -> bool:
        """Whether the page of an address is kept."""
        return self._page(url).is_file()

    def content(self, url: str) -> bytes:
        """The page of an address, as it was last."""
        return self._page(url).read_bytes()

    def conditions(self, url: str) -> dict[str, str]:
        """The headers that ask for the page only if it changed."""
        if not self.has(url) or not self._told(url).is_file():
            return {}
        told = json.loads(self._told(url).read_text(encoding="utf-8"))
        found = {"If-None-Match": told.get("etag"), "If-Modified-Since": told.get("modified")}
        return {header: value for header, value in found.items() if value}

    def keep(self, url: str, content: bytes, etag: str | None, modified: str | None) -> None:
        """Keep a page; what tells of it is written last, so that a crash leaves no wrong condition."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._told(url).unlink(missing_ok=True)
        for path, written in (
            (self._page(url), content),
            (self._told(url), json.dumps({"url": url, "etag": etag, "modified": modified}).encode()),
        ):
            beside = path.with_suffix(path.suffix + ".new")
            beside.write_bytes(written)
            os.replace(beside, path)

    def _page(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.page"

    def _told(self, url: str) -> Path:
        return self._page(url).with_suffix(".json")
