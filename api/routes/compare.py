"""States side by side, what one lacks, what changed, who has no path, and definitions."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api import responses
from api.answers import table
from api.models import compare as models
from api.routes.parameters import (
    AsOf,
    Format,
    From,
    Group,
    Lacking,
    Notion,
    OnePartner,
    OnePurpose,
    OneState,
    SideBySide,
    To,
    Topic,
    Treaty,
)
from api.service import day, service
from api.strict import StrictRoute
from foedera import compare as engine
from foedera.dates import parse_date
from foedera.definitions import definitions as engine_definitions

router = APIRouter(
    prefix="/v1", tags=["what-if and compare"], route_class=StrictRoute, responses=responses.PROBLEMS
)


@router.get("/compare", response_model=models.Comparison, summary="States side by side, topic by topic")
async def compare(
    request: Request, states: SideBySide, topic: Topic = None, as_of: AsOf = None, format: Format = None
) -> Response:
    """The strongest duty that each state has on each topic, as the vocabulary ranks modalities.

    Without a topic, the widest ones; with one, it and its narrower ones. What a reservation excludes does not count.
    """
    asked = [s.strip() for s in states.split(",")]
    answer = await run_in_threadpool(engine.compare, service(request).snapshot, asked, day(as_of), topic)
    return table(request, answer, "rows", format)


@router.get("/gaps", response_model=models.Gaps, summary="What a state lacks, and which act would bring most")
async def gaps(
    request: Request, state: Lacking, group: Group = None, as_of: AsOf = None, format: Format = None
) -> Response:
    """The treaties and duties that others of a group have, and the acts that would open most, each with its what-if.

    CSV gives the acts; treaties that a recorded clause closes to the state are not among them.
    """
    answer = await run_in_threadpool(engine.gaps, service(request).snapshot, state, day(as_of), group)
    return table(request, answer, "acts", format)


@router.get("/changes", response_model=models.Changes, summary="What changed between two days, and why")
async def changes(
    request: Request,
    from_: From,
    to: To,
    state: OneState = None,
    other: OnePartner = None,
    treaty: Treaty = None,
    format: Format = None,
) -> Response:
    """What began and ended after one day and up to another, for a state, a treaty or a pair, each with its proof."""
    first, last = parse_date(from_, "from"), parse_date(to, "to")
    answer = await run_in_threadpool(
        engine.changes, service(request).snapshot, first, last, state, other, treaty
    )
    return table(request, answer, "changes", format)


@router.get("/channels/none", response_model=models.Unconnected, summary="Pairs without a path")
async def unconnected(
    request: Request, purpose: OnePurpose, as_of: AsOf = None, format: Format = None
) -> Response:
    """The pairs of states without a treaty for a purpose between them: `no`, or `not-known` with what leaves it open."""
    answer = await run_in_threadpool(engine.unconnected, service(request).snapshot, purpose, day(as_of))
    return table(request, answer, "pairs", format)


@router.get("/definitions", response_model=models.Definitions, summary="Definitions, element by element")
async def definitions(
    request: Request,
    notion: Notion = None,
    state: OneState = None,
    as_of: AsOf = None,
    format: Format = None,
) -> Response:
    """Trafficking, forced labour, slavery and the rest: act, means, purpose, consent, children; which bind a state.

    CSV gives the elements.
    """
    answer = engine_definitions(service(request).snapshot, notion, state, day(as_of))
    return table(request, answer, "elements", format)
