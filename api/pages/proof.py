"""A proof to read: the data an answer rests on, then the steps."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.pages.route import RESPONSES, Lang, PageRoute, Shown, respond
from api.routes.parameters import Fact, KnownAt
from api.service import known_day, service
from foedera.explain import proof_of

router = APIRouter(tags=["pages"], route_class=PageRoute)


@router.get("/proof", summary="A proof to read", response_class=Response, responses=RESPONSES)
async def proof(request: Request, fact: Fact, known_at: KnownAt = None, lang: Lang = "") -> Response:
    """A page: the data an answer rests on, then the steps. The same as `/v1/explain`."""
    return await run_in_threadpool(lambda: _proof(request, fact, known_at or None))


def _proof(request: Request, fact: str, known_at: str | None) -> Response:
    shown = proof_of(service(request).snapshot, fact, known_day(known_at))
    return respond(request, Shown("proof.html", shown, shown["data"], [shown["fact"]], {"proof": shown}))
