"""A case: which channels it opens, what each asks, and which missing facts decide. Nothing of a case is kept or logged."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api import responses
from api.answers import answered, json_answer
from api.examples import EXAMPLES
from api.memos import CONTENT, frame, memo_answer
from api.models.cases import Assessed, CaseShape
from api.negotiate import Offer, choose
from api.problems import Problem, shorten
from api.routes.parameters import KnownAt
from api.service import known_day, service
from api.strict import StrictRoute
from foedera import assess as engine
from foedera.assess.rdf import FORMATS
from foedera.clocks import as_known
from foedera.memo import FORMS, of_case
from foedera.store import Snapshot

router = APIRouter(
    prefix="/v1/assess",
    tags=["cases"],
    route_class=StrictRoute,
    responses=responses.problems(406, 413, 415, 422, 500),
)

#: The size of a case, in bytes.
MOST: Final = 64_000
_TYPES: Final = {"application/json": "json", "text/turtle": "ttl", "application/ld+json": "jsonld"}
_OFFERS: Final = tuple(Offer(name, (media_type,)) for media_type, name in _TYPES.items())
Form = Annotated[
    Literal["json", "html", "docx", "pdf"] | None,
    Query(
        description="json (which is also the default), or the answer as a memo to file: html, docx or pdf."
    ),
]
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": CaseShape.model_json_schema(ref_template="#/components/schemas/{model}"),
                "example": {
                    "requesting": EXAMPLES["state"],
                    "requested": EXAMPLES["second_state"],
                    "purpose": EXAMPLES["purpose"],
                    "as_of": EXAMPLES["day"],
                },
            },
            "text/turtle": {"schema": {"type": "string"}},
            "application/ld+json": {"schema": {"type": "object"}},
        },
    }
}


@router.post(
    "",
    response_model=Assessed,
    summary="What a case needs and what may bar it",
    openapi_extra=_BODY,
    responses={200: {"content": CONTENT}},
)
async def assess(request: Request, known_at: KnownAt = None, format: Form = None) -> Response:
    """The channels for a case, best first: `open`, `conditional`, `barred` or `displaced`, each with what it asks of
    the case; what refusal obliges to; and the missing facts as questions, with what each answer would change.

    A case is JSON, Turtle or JSON-LD. It names no person, and nothing of it is kept. `Accept: text/turtle` or
    `application/ld+json` gives the case itself back in that form instead of an answer; `format=html`, `docx` or `pdf`
    gives the answer as a memo to file.
    """
    snapshot, form = service(request).snapshot, _form(request)
    wanted = format or choose(request.headers.get("accept"), _OFFERS).name
    case = engine.read_case(snapshot, await _body(request), form)
    if wanted in FORMATS:
        written = engine.to_rdf(snapshot, case, FORMATS[wanted])
        media_type = next(t for t, name in _TYPES.items() if name == wanted)
        return answered(request, written, media_type, {"vary": "Accept", "cache-control": "no-store"})
    if wanted in FORMS:
        return await run_in_threadpool(memo_of_case, request, snapshot, case, known_at, wanted)
    found = await run_in_threadpool(_assessed, snapshot, case, known_at)
    response = json_answer(request, found)
    response.headers["cache-control"] = "no-store"
    return response


def _assessed(snapshot: Snapshot, case: engine.Case, known_at: str | None) -> dict[str, object]:
    return {**engine.as_json(engine.assess(_known(snapshot, case, known_at), case)), "known_at": known_at}


def memo_of_case(
    request: Request, snapshot: Snapshot, case: engine.Case, known_at: str | None, form: str
) -> Response:
    """The answer to a case as a memo to file.

    Args:
        request: the request.
        snapshot: what is asked.
        case: the case.
        known_at: the day of the second clock; now where None.
        form: html, docx or pdf.
    """
    known = _known(snapshot, case, known_at)
    answer = engine.as_json(engine.assess(known, case))
    memo = of_case(frame(request, known, known_at), answer)
    return memo_answer(request, memo, form, f"case-{answer['requesting']['id']}-{answer['requested']['id']}")


def _known(snapshot: Snapshot, case: engine.Case, known_at: str | None) -> Snapshot:
    return as_known(snapshot, [case.text("requesting"), case.text("requested")], known_day(known_at))


def _form(request: Request) -> str:
    """In which form the case comes; JSON where nothing is said.

    Raises:
        Problem: another media type (415).
    """
    given = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if given not in _TYPES:
        raise Problem(
            "unsupported-media-type", f"Send a case as {', '.join(_TYPES)}, not as '{shorten(given)}'."
        )
    return _TYPES[given]


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            raise Problem("request-too-large", f"A case may have {MOST} bytes.", limit_bytes=MOST)
    return body
