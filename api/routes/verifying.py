"""Checking a proof that somebody kept."""

from threading import Lock
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api import models, responses
from api.answers import json_answer
from api.problems import Problem
from api.service import Service, service
from api.strict import StrictRoute
from foedera.verify import faults

router = APIRouter(prefix="/v1", tags=["proofs and coverage"], route_class=StrictRoute)

#: Bytes of a proof; the longest that an explanation gives has a third of this.
_LONGEST: Final = 200_000
#: One proof is checked at a time, so that checking leaves the processor to the questions.
_ONE: Final = Lock()
_BODY: Final = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Explanation"}}},
}


@router.post(
    "/verify",
    response_model=models.Verdict,
    summary="Is this a proof?",
    openapi_extra={"requestBody": _BODY},
    responses=responses.problems(400, 413, 422, 500),
)
async def verify(request: Request) -> Response:
    """Whether a proof, as `/v1/explain` gives it, follows from the record as it stands.

    It is checked by code that shares nothing with what made it: each leaf is a row of the record with its sources,
    each step an instance of its rule, and nothing is left out. `faults` names what is wrong.
    """
    proof = await _proof(request)
    return json_answer(request, await run_in_threadpool(_verdict, service(request), proof))


def _verdict(asked: Service, proof: dict[str, Any]) -> dict[str, Any]:
    with _ONE:
        found = faults(asked.law, proof)
    return {
        "fact": str(proof.get("fact")),
        "accepted": not found,
        "faults": found,
        "version": asked.snapshot.version["hash"],
    }


async def _proof(request: Request) -> dict[str, Any]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise Problem("request-too-large", f"A proof may have {_LONGEST} bytes.", limit_bytes=_LONGEST)
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Problem("bad-request", f"Send a proof as JSON, as /v1/explain gives it: {error}.") from error
    if not isinstance(found, dict):
        raise Problem("bad-request", "Send one proof as JSON, as /v1/explain gives it.")
    return found
