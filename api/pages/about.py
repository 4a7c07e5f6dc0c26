"""What the service covers and does not: coverage and sources, about, and the addresses for programs."""

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answers import answered
from api.html import page
from api.pages.route import HTML, RESPONSES, Lang, PageRoute, Shown, also_as_data, respond
from api.problems import KINDS
from api.service import service

router = APIRouter(tags=["pages"], route_class=PageRoute)
_PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}


@router.get("/coverage", summary="Coverage and sources", response_class=Response, responses=RESPONSES)
async def coverage(request: Request, lang: Lang = "") -> Response:
    """A page: how complete the list of each instrument is, to which day, by which source. The same as `/v1/coverage`."""
    return await run_in_threadpool(lambda: _coverage(request))


also_as_data(router, "/coverage", coverage)


def _coverage(request: Request) -> Response:
    asked = service(request)
    answer = asked.coverage
    sources = sorted(
        ({**dict(row), "quality": row["quality"]} for row in asked.snapshot.memory.sources.values()),
        key=lambda s: (str(s["publisher"] or ""), str(s["title"])),
    )
    nodes = [row["id"] for rows in asked.snapshot.memory.coverage.values() for row in rows]
    return respond(request, Shown("coverage.html", answer, answer["coverage"], nodes, {"sources": sources}))


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
