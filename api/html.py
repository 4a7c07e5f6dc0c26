"""Pages from templates: plain HTML that works without scripts and asks nothing of other sites."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from api.catalog import public
from api.description import here, short
from api.drawing.world import drawn, world
from api.language import CATALOGUES, LANGUAGES, Words, choose
from api.service import Service, service
from foedera.namespaces import ID
from foedera.pinpoint import article

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

#: A day within a sentence.
_ISO_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def compile_pages() -> None:
    """Compile all templates, which takes longer than any page does."""
    for name in _TEMPLATES.list_templates():
        _TEMPLATES.get_template(name)


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
        "kept": kept,
        "_": words,
        "link": link,
        "plain": address,  # to what has no language
        "state": lambda party: words.state(asked.iso2.get(party["id"]), party["name"]),
        "named": lambda iso3: words.state(asked.iso2.get(iso3), asked.names.shown(iso3)),
        "word": lambda path: words(asked.words.get(path, path.rpartition("/")[2].replace("-", " "))),
        "day": words.day,
        "when": lambda text: _when(words, text),
        "told": lambda text: _told(words.code, text),
        "called": lambda path: _called(asked, words, path),
        "shown": lambda text: _shown(asked, words, text),
        "base": public(request),
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


@lru_cache(maxsize=8192)
def _told(code: str, text: str | None) -> Markup:
    """An English sentence of the record, its days as people write them; marked as English where the page is not."""
    english = CATALOGUES["en"]
    body = _ISO_DAY.sub(lambda m: _when(english, m[0]), str(escape(text or "")))
    return Markup(body if code == "en" else f'<span lang="en">{body}</span>')


def _called(asked: Service, words: Words, path: str) -> str:
    """What an id path stands for, in words: ``act/untoc-tip/NGA/ratification`` → "act: Trafficking Protocol, Nigeria,
    ratification"; a concept, a treaty and a party by their names alone.
    """
    if path in asked.words:
        return words(asked.words[path])
    kind, *parts = path.split("/")
    told = [_part(asked, words, part) for part in parts]
    return ", ".join(told) if kind in ("party", "treaty") or not parts else f"{kind}: {', '.join(told)}"


def _part(asked: Service, words: Words, part: str) -> str:
    if part in asked.titles:
        return asked.titles[part]
    if f"party/{part}" in asked.snapshot.memory.parties:
        return words.state(asked.iso2.get(part), asked.names.shown(part))
    return article(part) if part.startswith("art-") else words(part.replace("-", " "))


def _shown(asked: Service, words: Words, text: str) -> str:
    """What a form was given for states, in names: ``KEN`` → "Kenya"; what is none stays as it is."""
    parts = [p.strip() for p in text.split(",")]
    known = [asked.names.matching(p) if asked.names.is_exact(p) else [] for p in parts]
    names = [f[0] if len(f) == 1 else None for f in known]
    told = [
        words.state(asked.iso2.get(n), asked.names.shown(n)) if n else p
        for n, p in zip(names, parts, strict=True)
    ]
    return ", ".join(told)


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


@pass_context
def page_of(context: Context, answer: str) -> str:
    """The page of a proof or a what-if, from the field of an answer that gives its address for programs."""
    own = answer.replace("/v1/explain?", "/proof?", 1).replace("/v1/what-if/explain?", "/proof?", 1)
    kept = context.get("kept")
    return own.replace("/v1/what-if?", "/what-if?", 1) + (f"&lang={kept}" if kept else "")


_TEMPLATES.globals.update(address=address, drawn=drawn, ids=ID, world=world)
_TEMPLATES.filters.update(upper_first=upper_first, article=article, short=short, here=here, page_of=page_of)
