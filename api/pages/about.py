"""What the service covers and does not: coverage and sources, about, and the addresses for programs."""

from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answers import answered
from api.html import page
from api.pages.route import HTML, RESPONSES, Lang, PageRoute, Shown, also_as_data, respond
from api.problems import KINDS
from api.service import Service, service
from foedera.lookup import title

router = APIRouter(tags=["pages"], route_class=PageRoute)
_PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}


@router.get("/coverage", summary="Coverage and sources", response_class=Response, responses=RESPONSES)
async def coverage(request: Request, lang: Lang = "") -> Response:
    """A page: how complete the list of each instrument is, to which day, by which source. The same as `/v1/coverage`."""
    return await run_in_threadpool(lambda: _coverage(request))


also_as_data(router, "/coverage", coverage)


#: The kinds of lists in the order in which they are told, each with its heading.
_HEADINGS: Final = {"complete": "Complete lists", "partial": "Partial lists", "none": "No list"}


def _coverage(request: Request) -> Response:
    asked = service(request)
    answer = asked.coverage
    rows = sorted(
        asked.snapshot.memory.sources.values(), key=lambda s: (str(s["publisher"] or ""), str(s["title"]))
    )
    more = {
        "kinds": _by_kind(answer["coverage"]),
        "headings": _HEADINGS,
        "contradictions": _contradictions(asked, answer["contradictions"]),
        "sources": [(k, list(g)) for k, g in groupby(rows, key=lambda s: s["publisher"])],
        "kinds_of_source": sorted({row["quality"] for row in rows if row["quality"]}),
        "total": len(rows),
    }
    nodes = [row["id"] for rows in asked.snapshot.memory.coverage.values() for row in rows]
    return respond(request, Shown("coverage.html", answer, answer["coverage"], nodes, more))


def _by_kind(entries: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The instruments by the best list that the record has of each, by title."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in _HEADINGS}
    for entry in sorted(entries, key=lambda e: str(e["title"]).casefold()):
        kinds = {row["completeness"] for row in entry["lists"]}
        days = [r["as_of"] for r in entry["lists"] if r["completeness"] == "complete" and r["as_of"]]
        kind = next((k for k in ("complete", "partial") if k in kinds), "none")
        found[kind].append({**entry, "complete_to": max(days, default=None)})
    return list(found.items())


def _contradictions(asked: Service, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Contradictions with what they are about in words."""
    terms = {term.name: term.label for term in asked.vocabulary.properties}
    return [_told(asked, terms, contradiction) for contradiction in found]


def _told(asked: Service, terms: dict[str, str], contradiction: dict[str, Any]) -> dict[str, Any]:
    about, memory = contradiction["about"], asked.snapshot.memory
    instrument = memory.instruments.get("treaty/" + about.split("/")[1])
    label = title(instrument) if instrument else about.split("/", 1)[1].replace("/", ", ").replace("-", " ")
    term = terms.get(contradiction["property"], contradiction["property"])
    holds = contradiction["holds"] or ""
    day = holds[:1].isdigit()
    sources = [memory.sources[f"source/{s}"] for s in contradiction["sources"]]
    return {
        **contradiction,
        "sources": sources,
        "label": label,
        "property": term,
        "holds": asked.words.get(holds, holds),
        "is_day": day,
    }


@router.get("/about", summary="About", response_class=Response, responses=_PAGE)
async def about(request: Request, lang: Lang = "") -> Response:
    """A page: what the service answers, how, and what it does not cover. Not legal advice."""
    limits = service(request).settings.shown()
    return answered(request, page(request, "about.html", limits=limits), HTML)


@router.get("/docs", summary="The addresses of this service", response_class=Response, responses=_PAGE)
async def docs(request: Request, lang: Lang = "") -> Response:
    """A page: every address with its parameters and an example, and the kinds of problems."""
    described = request.app.openapi()
    limits = service(request).settings.shown()
    return answered(request, page(request, "docs.html", api=described, problems=KINDS, limits=limits), HTML)
