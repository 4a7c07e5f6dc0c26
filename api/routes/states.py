"""States: who they are, what they have done, where they stand, what they owe."""

from fastapi import APIRouter, Request, Response

from api import models, responses
from api.answers import json_answer, table
from api.routes.parameters import AsOf, Format, Iso3, Modality, Topic, Treaty
from api.service import day, service
from api.strict import StrictRoute
from foedera import register
from foedera.obligations import obligations

router = APIRouter(
    prefix="/v1/states", tags=["states"], route_class=StrictRoute, responses=responses.PROBLEMS
)


@router.get("", response_model=models.States, summary="All parties of the record")
async def list_states(request: Request, format: Format = None) -> Response:
    """States, former states, territories, and organisations that join treaties."""
    return table(request, register.states(service(request).snapshot), "states", format)


@router.get("/{iso3}", response_model=models.StateDetail, summary="One party")
async def one_state(request: Request, iso3: Iso3) -> Response:
    """A party with its memberships, the number of its acts and the sources."""
    return json_answer(request, register.state(service(request).snapshot, iso3))


@router.get("/{iso3}/treaties", response_model=models.StateTreaties, summary="Where a state stands")
async def state_treaties(request: Request, iso3: Iso3, as_of: AsOf = None, format: Format = None) -> Response:
    """Its status toward every instrument that has an act of it, on a day, with the proof."""
    answer = register.state_treaties(service(request).snapshot, iso3, day(as_of))
    return table(request, answer, "treaties", format)


@router.get("/{iso3}/timeline", response_model=models.Timeline, summary="Every act of a state, in order")
async def timeline(request: Request, iso3: Iso3, format: Format = None) -> Response:
    """Signatures, ratifications, reservations, denunciations …; acts whose day is not known come last."""
    return table(request, register.timeline(service(request).snapshot, iso3), "acts", format)


@router.get("/{iso3}/obligations", response_model=models.Obligations, summary="What a state owes on a day")
async def state_obligations(
    request: Request,
    iso3: Iso3,
    as_of: AsOf = None,
    topic: Topic = None,
    treaty: Treaty = None,
    modality: Modality = None,
    format: Format = None,
) -> Response:
    """Each duty with its pinpoint, modality, interval, the effect of reservations, and a link to its proof.

    `answer` is `not-known` where the record cannot tell; `coverage` says to which day each list is complete.
    """
    answer = obligations(service(request).snapshot, iso3, day(as_of), topic, treaty, modality)
    return table(request, answer, "obligations", format, pack=False)
