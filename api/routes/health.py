"""Is the service alive, is it ready, and how does it fare?"""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api import watch
from api.answers import json_answer
from api.problems import Problem
from api.service import service
from api.strict import StrictRoute

router = APIRouter(tags=["health"], route_class=StrictRoute)


@router.get("/healthz", summary="Alive")
async def healthz(request: Request) -> Response:
    """The process answers."""
    return Response(b'{"status":"alive"}', media_type="application/json")


@router.get("/readyz", summary="Ready to answer")
async def readyz(request: Request) -> Response:
    """The snapshot is open and a SPARQL worker stands by or is at work; 503 otherwise."""
    asked = getattr(request.app.state, "service", None)
    if asked is None or not asked.pool.alive:
        raise Problem(
            "not-ready", "The snapshot or the SPARQL workers are not there yet.", {"retry-after": "1"}
        )
    return json_answer(request, {"status": "ready", "snapshot": asked.snapshot.version["hash"]})


@router.get("/metrics", summary="Numbers for Prometheus", responses={200: {"content": {"text/plain": {}}}})
async def metrics(request: Request) -> Response:
    """Requests, times, SPARQL outcomes and load, in the Prometheus text format."""
    pool = service(request).pool
    watch.sparql_load(pool.at_work, pool.waiting)
    return Response(watch.exposition(), media_type=CONTENT_TYPE_LATEST)
