"""What would follow from acts that nobody has done."""

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api import responses
from api.answers import json_answer, table
from api.models.what_if import Supposed, WhatIf, WhatIfProof
from api.routes.parameters import Acts, EffectDay, Fact, Format, OnePartner, OneState, Purpose
from api.service import service
from api.strict import LongRoute
from foedera import whatif as engine
from foedera.dates import parse_date

router = APIRouter(
    prefix="/v1/what-if", tags=["what-if and compare"], route_class=LongRoute, responses=responses.PROBLEMS
)


@router.get("", response_model=WhatIf, summary="What some acts would change")
async def what_if(
    request: Request,
    acts: Acts,
    as_of: EffectDay = None,
    state: OneState = None,
    other: OnePartner = None,
    purpose: Purpose = None,
    format: Format = None,
) -> Response:
    """Duties and channels gained, lost and changed if some acts were done, each with its proof.

    Each act comes back with the day of its effect, and with what the law says of it where it counts for nothing.
    """
    return await _answered(request, engine.parse(acts), as_of, state, other, purpose, format)


@router.post("", response_model=WhatIf, summary="What some acts would change, acts as JSON")
async def what_if_posted(request: Request, supposed: Supposed, format: Format = None) -> Response:
    """As `GET /v1/what-if`, with the acts in the body. Nothing is stored."""
    acts = [a.model_dump(exclude_none=True) for a in supposed.acts]
    return await _answered(
        request, acts, supposed.as_of, supposed.state, supposed.other, supposed.purpose, format
    )


@router.get("/explain", response_model=WhatIfProof, summary="Why, if some acts were done")
async def what_if_explain(request: Request, acts: Acts, fact: Fact) -> Response:
    """The proof of what would hold if some acts were done; `supposed` names the acts it may rest on."""
    answer = await run_in_threadpool(engine.explain, service(request).snapshot, engine.parse(acts), fact)
    return json_answer(request, answer)


async def _answered(
    request: Request,
    acts: list[dict[str, Any]],
    as_of: str | None,
    state: str | None,
    other: str | None,
    purpose: str | None,
    format: str | None,
) -> Response:
    on = parse_date(as_of, "as_of") if as_of else None
    answer = await run_in_threadpool(
        engine.what_if, service(request).snapshot, acts, on, state, other, purpose
    )
    rows = {"changes": engine.flat(answer)} if format == "csv" else answer
    return table(request, rows, "changes", format)
