"""Channels: by which treaty one state may ask another."""

from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api import models, responses
from api.answers import answered, finished, table
from api.memos import CONTENT, MemoForm, frame, memo_answer
from api.routes.parameters import AsOf, Format, KnownAt, OnePurpose, Purpose, Requested, Requesting
from api.service import day, known_day, service
from api.strict import StrictRoute
from foedera import channels as engine
from foedera.clocks import as_known
from foedera.memo import of_pair
from foedera.store import Snapshot
from foedera.store.kept import kept

router = APIRouter(
    prefix="/v1/channels", tags=["channels"], route_class=StrictRoute, responses=responses.PROBLEMS
)


@router.get("", response_model=models.Channels, summary="By which treaty one state may ask another")
async def channels(
    request: Request,
    requesting: Requesting,
    requested: Requested,
    purpose: Purpose = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format: Format = None,
) -> Response:
    """The channels between two states on a day, in one direction; displaced and barred ones with the reason.

    `answer` is `yes` where one of them is available or conditional. Domestic law and practice are not covered.
    """
    known, when = service(request).snapshot, day(as_of)
    if known_at is None and format != "csv":
        body, tag = _channels_json(known, requesting, requested, when, purpose)
        return answered(request, body, "application/json", tag, pack=False)
    known = await run_in_threadpool(as_known, known, [requesting, requested], known_day(known_at))
    answer = {**engine.channels(known, requesting, requested, when, purpose), "known_at": known_at}
    return table(request, answer, "channels", format, pack=False)


@kept(1_000)
def _channels_json(
    snapshot: Snapshot, requesting: str, requested: str, when: date, purpose: str | None
) -> tuple[bytes, dict[str, str]]:
    """The answer about all that is known, as JSON."""
    return finished({**engine.channels(snapshot, requesting, requested, when, purpose), "known_at": None})


@router.get(
    "/memo",
    response_class=Response,
    responses={200: {"content": CONTENT}},
    summary="The channels between two states as a memo",
)
async def memo(
    request: Request,
    requesting: Requesting,
    requested: Requested,
    purpose: Purpose = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format: MemoForm = "html",
) -> Response:
    """The answer of `/v1/channels` as a document to file: question, short answer, paths with pinpoints and dates, what may
    bar a request, where it goes, what is not known, the acts behind the paths with their sources, and the proofs.
    """

    def answer() -> Response:
        known = as_known(service(request).snapshot, [requesting, requested], known_day(known_at))
        told = engine.channels(known, requesting, requested, day(as_of), purpose)
        name = "-".join(filter(None, (told["requesting"]["id"], told["requested"]["id"], told["purpose"])))
        return memo_answer(request, of_pair(frame(request, known, known_at), told), format, name)

    return await run_in_threadpool(answer)


@router.get("/matrix", response_model=models.Matrix, summary="All pairs with a channel")
async def matrix(
    request: Request, purpose: OnePurpose, as_of: AsOf = None, format: Format = None
) -> Response:
    """Every pair of states with a channel for a purpose on a day.

    What each requested side declared shows in the answer for the pair (`/v1/channels`).
    """
    answer = await run_in_threadpool(engine.matrix, service(request).snapshot, purpose, day(as_of))
    return table(request, answer, "pairs", format)
