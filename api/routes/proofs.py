"""Why an answer holds, what the record covers, and which version of it answers."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api import models, responses
from api.answers import json_answer, table
from api.routes.parameters import Fact, Format, KnownAt, Treaty
from api.service import known_day, service
from api.strict import StrictRoute
from foedera.bearing import weakened
from foedera.explain import proof_of

router = APIRouter(
    prefix="/v1", tags=["proofs and coverage"], route_class=StrictRoute, responses=responses.PROBLEMS
)


@router.get("/explain", response_model=models.Explanation, summary="Why")
async def explain(request: Request, fact: Fact, known_at: KnownAt = None) -> Response:
    """The proof of an inferred node: one sentence, the recorded data it rests on, then the steps."""
    asked = service(request).snapshot
    return json_answer(request, await run_in_threadpool(proof_of, asked, fact, known_day(known_at)))


@router.get("/coverage", response_model=models.CoverageAnswer, summary="What the record covers")
async def coverage(request: Request, treaty: Treaty = None, format: Format = None) -> Response:
    """For each instrument: how complete its list of acts is, to which day, by which source.

    Asked for one instrument, `bears_on` tells the states and the pairs of states whose answers its gaps leave open.
    """
    asked = service(request)
    answer = weakened(asked.snapshot, treaty) if treaty else asked.coverage
    return table(request, answer, "coverage", format)


@router.get("/version", response_model=models.Version, summary="Version of data and rules, and limits")
async def version(request: Request) -> Response:
    """Which snapshot answers, as of which day its sources were read, and the limits of this service."""
    asked = service(request)
    limits = {**asked.settings.shown(), "sparql_network_denied_by_kernel": asked.pool.network_denied}
    return json_answer(request, {**asked.snapshot.version, "limits": limits})
