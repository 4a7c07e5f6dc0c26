"""The pages for people: one form, its answer below it, and the proof of each line."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answers import answered
from api.examples import example
from api.grouping import by_topic, counted
from api.html import page
from api.problems import KINDS
from api.routes.parameters import Fact, KnownAt
from api.service import Service, day, known_day, service
from api.strict import StrictRoute
from foedera.channels import channels
from foedera.errors import BadInput, FoederaError, UnknownThing
from foedera.explain import proof_of
from foedera.obligations import obligations

_HTML = "text/html; charset=utf-8"


class FormRoute(StrictRoute):
    """A form sends its empty fields too, so they count as left out."""

    allows_empty = True


router = APIRouter(tags=["pages"], include_in_schema=True, route_class=FormRoute)

Box = Annotated[str, Query()]


@router.get("/", summary="Ask", response_class=Response, responses={200: {"content": {"text/html": {}}}})
async def ask(
    request: Request,
    state: Annotated[
        str, Query(description="A state: name, ISO alpha-2 or alpha-3.", examples=example("state_name"))
    ] = "",
    other: Annotated[str, Query(description="A second state, for the channels between the two.")] = "",
    as_of: Annotated[str, Query(description="YYYY-MM-DD; today where it is left out.")] = "",
    purpose: Annotated[str, Query(description="What a channel is for; all where it is left out.")] = "",
) -> Response:
    """A page: what a state owes on a day, or by which treaties two states may ask each other."""
    asked = service(request)
    form = {"state": state, "other": other, "as_of": as_of, "purpose": purpose}
    status, answer = await run_in_threadpool(_answer, asked, form)
    content = {"form": form, "states": asked.names.listed, "purposes": asked.scheme("purpose"), **answer}
    response = answered(request, page(request, "index.html", **content), _HTML)
    response.status_code = status
    return response


def _answer(asked: Service, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """The status and what the page shows: ``duties``, ``pair`` or ``error``, the others None."""
    nothing: dict[str, Any] = {"duties": None, "pair": None, "error": None, "groups": [], "counts": []}
    first, second = form["state"].strip(), form["other"].strip()
    if not first and not second:
        return 200, nothing
    try:
        when = day(form["as_of"].strip() or None)
        if not first or not second:
            duties = obligations(asked.snapshot, asked.names.find(first or second), when)
            found: dict[str, Any] = {
                "duties": duties,
                "groups": by_topic(duties, asked.words),
                "counts": counted(duties, asked.words),
            }
        else:
            one, two, purpose = (
                asked.names.find(first),
                asked.names.find(second),
                form["purpose"].strip() or None,
            )
            there = channels(asked.snapshot, one, two, when, purpose)
            found = {"pair": [there, channels(asked.snapshot, two, one, when, purpose)]}
    except (UnknownThing, BadInput) as error:
        return 404 if isinstance(error, UnknownThing) else 422, {**nothing, "error": str(error)}
    return 200, {**nothing, **found}


@router.get("/proof", summary="A proof to read", responses={200: {"content": {"text/html": {}}}})
async def proof(request: Request, fact: Fact, known_at: KnownAt = None) -> Response:
    """A page: the data an answer rests on, then the steps. The same as `/v1/explain`."""
    try:
        shown = await run_in_threadpool(
            proof_of, service(request).snapshot, fact, known_day(known_at or None)
        )
    except FoederaError as error:
        response = answered(request, page(request, "error.html", error=str(error)), _HTML)
        response.status_code = 404 if isinstance(error, UnknownThing) else 422
        return response
    return answered(request, page(request, "proof.html", proof=shown), _HTML)


@router.get("/docs", summary="The addresses of this service", responses={200: {"content": {"text/html": {}}}})
async def docs(request: Request) -> Response:
    """A page: every address with its parameters and an example, and the kinds of problems."""
    described = request.app.openapi()
    limits = service(request).settings.shown()
    return answered(request, page(request, "docs.html", api=described, problems=KINDS, limits=limits), _HTML)
