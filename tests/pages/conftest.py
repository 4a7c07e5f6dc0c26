"""The pages, over the real record, on a real socket; and a browser, where the machine has one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

from api.settings import Settings
from foedera.store import Snapshot
from tests.api.conftest import served

#: What a Chromium may be called; ``FOEDERA_BROWSER`` names another.
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found_browser() -> str | None:
    """The program of a Chromium on this machine: Debian's, or the one that Playwright installed."""
    named = os.environ.get("FOEDERA_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)
    if named:
        return named
    with sync_playwright() as driver:
        own = driver.chromium.executable_path
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def client(snapshot: Snapshot) -> Iterator[httpx.Client]:
    """A client of the service that reads pages."""
    with served(snapshot, Settings()) as found:
        found.headers["accept"] = "text/html,application/xhtml+xml,*/*;q=0.8"
        yield found


@pytest.fixture(scope="module")  # its event loop stands in the way of other tests of the same process
def browser() -> Iterator[Browser]:
    """A browser; the test is left out where there is none."""
    program = found_browser()
    if program is None:
        pytest.skip("no browser on this machine: install chromium, or run 'playwright install chromium'")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()
