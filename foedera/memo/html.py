"""A memo as one HTML page, for print: no other file is needed."""

import base64
import hashlib
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from foedera.memo.document import Memo

_HERE: Final = Path(__file__).parent
_STYLE: Final = (_HERE / "memo.css").read_text(encoding="utf-8")
#: The style within the page, as a Content-Security-Policy names it.
STYLE_HASH: Final = f"'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
_PAGES: Final = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(memo: Memo) -> bytes:
    """The memo as HTML, UTF-8."""
    page = _PAGES.get_template("memo.html").render(memo=memo, style=Markup(_STYLE))
    return page.encode()
