"""States: who they are, what they have done, where they stand, what they owe."""

from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api import models, responses
from api.answers import answered, duty_json, finished, json_answer, table
from api.routes.parameters import AsOf, Format, Iso3, KnownAt, Modality, Topic, Toward, Treaty
from api.service import day, known_day, service
from api.strict import StrictRoute
from foedera import indicators, register
from foedera.clocks import as_known
from foedera.obligations import obligations
from foedera.store import Snapshot
from foedera.store.kept import kept

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
async def state_treaties(
    request: Request, iso3: Iso3, as_of: AsOf = None, known_at: KnownAt = None, format: Format = None
) -> Response:
    """Its status toward every instrument that has an act of it, on a day, with the proof."""
    known = await run_in_threadpool(as_known, service(request).snapshot, [iso3], known_day(known_at))
    answer = {**register.state_treaties(known, iso3, day(as_of)), "known_at": known_at}
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
    toward: Toward = None,
    known_at: KnownAt = None,
    format: Format = None,
) -> Response:
    """Each duty with its pinpoint, modality, interval, the effect of reservations, and a link to its proof.

    `answer` is `not-known` where the record cannot tell; `coverage` says to which day each list is complete.
    """
    known, when = service(request).snapshot, day(as_of)
    if known_at is None and format != "csv":
        body, tag = _obligations_json(known, iso3, when, topic, treaty, modality, toward)
        return answered(request, body, "application/json", tag, pack=False)
    parties = [iso3, toward] if toward else [iso3]
    known = await run_in_threadpool(as_known, known, parties, known_day(known_at))
    answer = {**obligations(known, iso3, when, topic, treaty, modality, toward), "known_at": known_at}
    return table(request, answer, "obligations", format, pack=False)


@kept(200)
def _obligations_json(
    snapshot: Snapshot,
    iso3: str,
    when: date,
    topic: str | None,
    treaty: str | None,
    modality: str | None,
    toward: str | None,
) -> tuple[bytes, dict[str, str]]:
    """The answer about all that is known, as JSON; it is long, and asked for more often than any other."""
    told = obligations(snapshot, iso3, when, topic, treaty, modality, toward, duty_json)
    return finished({**told, "known_at": None})


@router.get("/{iso3}/indicators", response_model=models.Indicators, summary="Figures that a state reported")
async def state_indicators(request: Request, iso3: Iso3, format: Format = None) -> Response:
    """Cases, prosecutions, convictions and victims by year, beside the duties on their subject. They prove no breach."""
    return table(request, indicators.of_state(service(request).snapshot, iso3), "indicators", format)
