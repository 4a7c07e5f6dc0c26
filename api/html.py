"""Pages from templates: plain HTML that works without scripts and asks nothing of other sites."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from api.description import here, short
from api.drawing.world import drawn, world
from api.language import CATALOGUES, LANGUAGES, Words, choose
from api.service import service
from foedera.pinpoint import article

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(request: Request, template: str, **values: Any) -> bytes:
    """A page as bytes.

    Args:
        request: the request.
        template: its file in ``api/templates``.
        values: what the template shows.
    """
    asked, words = service(request), language(request)
    named = request.query_params.get("lang")
    kept = named if named in LANGUAGES else None

    def link(path: str, **query: str | None) -> str:
        return address(path, **query, lang=kept)

    common = {
        "version": asked.snapshot.version,
        "covered": _covered(asked.coverage),
        "words": asked.words,
        "titles": asked.titles,
        "lang": words.code,
        "languages": LANGUAGES,
        "_": words,
        "link": link,
        "plain": address,  # to what has no language
        "state": lambda party: words.state(asked.iso2.get(party["id"]), party["name"]),
        "named": lambda iso3: words.state(asked.iso2.get(iso3), asked.names.shown(iso3)),
        "word": lambda path: words(asked.words.get(path, path.rpartition("/")[2].replace("-", " "))),
        "day": words.day,
        "when": lambda text: _when(words, text),
        "this": lambda **query: _this(request, **query),
        "path": request.url.path,
    }
    return _TEMPLATES.get_template(template).render(**common, **values).encode("utf-8", "replace")


def language(request: Request) -> Words:
    """The language in which a request is answered."""
    header = request.headers.get("accept-language")
    return CATALOGUES[choose(request.query_params.get("lang"), header)]


@lru_cache(maxsize=8192)
def _when(words: Words, text: str | None) -> Markup:
    """A date as people write it, with the date that programs read; nothing for none."""
    return Markup(f'<time datetime="{escape(text)}">{escape(words.day(text))}</time>') if text else Markup("")


def _this(request: Request, **query: str | None) -> str:
    """The address of the page itself, with some parameters changed; None leaves one out."""
    given = {**request.query_params, **query}
    return address(request.url.path, **given)


def _covered(coverage: dict[str, Any]) -> dict[str, int]:
    """How many instruments have a complete list, a partial one, none: for the footer."""
    counts = {"complete": 0, "partial": 0, "none": 0}
    for entry in coverage["coverage"]:
        kinds = {row["completeness"] for row in entry["lists"]}
        counts["complete" if "complete" in kinds else "partial" if kinds - {"none"} else "none"] += 1
    return counts


def upper_first(text: str) -> str:
    """``text`` with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def address(path: str, **query: str | None) -> str:
    """An address of this service with the parameters that have a value."""
    given = {k: v for k, v in query.items() if v}
    return f"{path}?{_encoded(tuple(given.items()))}" if given else path


@lru_cache(maxsize=4096)
def _encoded(given: tuple[tuple[str, str], ...]) -> str:
    return urlencode(given)


def proof_page(proof: str) -> str:
    """The page of a proof, from the ``proof`` field of an answer."""
    return proof.replace("/v1/explain?", "/proof?", 1).replace("/v1/what-if/explain?", "/proof?", 1)


_TEMPLATES.globals.update(address=address, drawn=drawn, world=world)
_TEMPLATES.filters.update(
    upper_first=upper_first, article=article, short=short, here=here, proof_page=proof_page
)
