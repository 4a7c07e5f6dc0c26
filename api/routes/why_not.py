"""Why something does not hold."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api import models, responses
from api.answers import json_answer
from api.examples import example
from api.problems import Problem
from api.routes.parameters import AsOf, KnownAt
from api.service import day, known_day, service
from api.strict import StrictRoute
from foedera import whynot
from foedera.clocks import as_known
from foedera.store import Snapshot

router = APIRouter(
    prefix="/v1", tags=["proofs and coverage"], route_class=StrictRoute, responses=responses.PROBLEMS
)

State = Annotated[
    str | None,
    Query(description="Who is not bound, or does not owe; ISO alpha-3.", examples=example("state")),
]
Requesting = Annotated[str | None, Query(description="With requested and purpose: the state that asks.")]
Requested = Annotated[str | None, Query(description="The state that is asked.")]
Purpose = Annotated[str | None, Query(description="What a channel is for.")]
Treaty = Annotated[
    str | None, Query(description="The instrument; for a channel, only this one.", examples=example("treaty"))
]
Article = Annotated[
    str | None, Query(description="An article of the instrument, for what it asks: 35, 16.5, 5.1.a.")
]
Norm = Annotated[str | None, Query(description="A norm by its id, instead of instrument and article.")]


@router.get("/why-not", response_model=models.WhyNot, summary="Why not")
async def why_not(
    request: Request,
    state: State = None,
    requesting: Requesting = None,
    requested: Requested = None,
    purpose: Purpose = None,
    treaty: Treaty = None,
    article: Article = None,
    norm: Norm = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> Response:
    """Why a state is not bound, does not owe, or has no channel on a day; and which premise the nearest rule lacked.

    Give `state` and `treaty`; or `state` and `norm`, or `treaty` and `article`; or `requesting`, `requested` and
    `purpose`. `ground` keeps apart a "no" that the record shows and what is not known because it is not complete.
    """
    asked = {"state": state, "requesting": requesting, "requested": requested, "purpose": purpose}
    asked |= {"treaty": treaty, "article": article, "norm": norm}
    return json_answer(
        request, await run_in_threadpool(told, service(request).snapshot, asked, as_of, known_at)
    )


def told(
    snapshot: Snapshot, asked: Mapping[str, str | None], as_of: str | None, known_at: str | None
) -> dict[str, Any]:
    """What the parameters ask for.

    Args:
        snapshot: the snapshot.
        asked: state, treaty, article, norm, requesting, requested, purpose; what is left out is None.
        as_of: the day; today where None.
        known_at: the day of the second clock; now where None.

    Raises:
        Problem: they ask about nothing, or about two things.
    """
    about, when = _about(**asked), day(as_of)
    parties = [p for p in (asked["state"], asked["requesting"], asked["requested"]) if p]
    known = as_known(snapshot, parties, known_day(known_at))
    given = {k: v or "" for k, v in asked.items()}
    if about == "channel":
        sides = (given["requesting"], given["requested"])
        answer = whynot.channel(known, *sides, given["purpose"], when, asked["treaty"])
    elif about == "duty":
        answer = whynot.duty(known, given["state"], when, asked["norm"], asked["treaty"], asked["article"])
    else:
        answer = whynot.participation(known, given["state"], given["treaty"], when)
    return {**answer, "known_at": known_at}


def _about(
    state: str | None,
    requesting: str | None,
    requested: str | None,
    purpose: str | None,
    treaty: str | None,
    article: str | None,
    norm: str | None,
) -> Literal["participation", "duty", "channel"]:
    """What the parameters ask about.

    Raises:
        Problem: they ask about nothing, or about two things.
    """  # fmt: skip
    if state and not (requesting or requested or purpose):
        if norm and not (treaty or article):
            return "duty"
        if treaty and not norm:
            return "duty" if article else "participation"
    if requesting and requested and purpose and not (state or article or norm):
        return "channel"
    raise Problem(
        "missing-parameter",
        "Give 'state' and 'treaty'; or 'state' and 'norm'; or 'state', 'treaty' and 'article'; or 'requesting', "
        "'requested' and 'purpose', with 'treaty' for one instrument only.",
        parameter="purpose" if requesting or requested else "treaty" if state else "state",
    )
