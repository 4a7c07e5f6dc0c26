"""Why, and why not: a proof to read, the data first and then the steps; or what keeps something from holding."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.pages.route import RESPONSES, Lang, LongPage, Shown, respond
from api.routes.parameters import Acts, AsOf, Fact, KnownAt
from api.routes.why_not import Article, Norm, Purpose, Requested, Requesting, State, Treaty, told
from api.service import known_day, service
from foedera import whatif
from foedera.explain import proof_of

router = APIRouter(tags=["pages"], route_class=LongPage)


@router.get("/proof", summary="A proof to read", response_class=Response, responses=RESPONSES)
async def proof(
    request: Request, fact: Fact, known_at: KnownAt = None, acts: Acts = "", lang: Lang = ""
) -> Response:
    """A page: the data an answer rests on, then the steps. The same as `/v1/explain`; with acts that nobody has done,
    as `/v1/what-if/explain`.
    """
    return await run_in_threadpool(lambda: _proof(request, fact, known_at or None, acts))


def _proof(request: Request, fact: str, known_at: str | None, acts: str) -> Response:
    snapshot = service(request).snapshot
    if acts:
        shown = whatif.explain(snapshot, whatif.parse(acts), fact)
    else:
        shown = proof_of(snapshot, fact, known_day(known_at))
    more = {"proof": shown, "acts": acts, "supposed": shown.get("supposed", [])}
    return respond(request, Shown("proof.html", shown, shown["data"], [shown["fact"]], more))


@router.get("/why-not", summary="Why not", response_class=Response, responses=RESPONSES)
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
    lang: Lang = "",
) -> Response:
    """A page: why a state is not bound, does not owe, or has no channel; what decides it, and which premise the
    nearest rule lacked. The same as `/v1/why-not`.
    """
    asked = {"state": state, "requesting": requesting, "requested": requested, "purpose": purpose}
    asked |= {"treaty": treaty, "article": article, "norm": norm}
    given = {k: v or None for k, v in asked.items()}
    return await run_in_threadpool(lambda: _why_not(request, given, as_of or None, known_at or None))


def _why_not(
    request: Request, asked: dict[str, str | None], as_of: str | None, known_at: str | None
) -> Response:
    answer = told(service(request).snapshot, asked, as_of, known_at)
    nodes = [f["fact"] for a in answer["answers"] for f in a["facts"]]
    return respond(request, Shown("why_not.html", answer, answer["answers"], nodes))
