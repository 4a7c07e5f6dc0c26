"""A case: a short interview that asks what decides, then the channels, best first, with what each asks; prints as a memo.

The facts come by POST and are neither kept nor logged; only the two states, the purpose and the day stand in the
address.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answers import answered
from api.examples import EXAMPLES, example
from api.html import page
from api.memos import CONTENT
from api.pages.route import HTML, AsOf, Lang, PageRoute, Purpose
from api.problems import Problem
from api.routes.cases import MOST, memo_of_case
from api.service import Service, service
from foedera import assess as engine
from foedera.assess.case import from_json
from foedera.assess.rdf import nested
from foedera.assess.vocabulary import Field, vocabulary
from foedera.channels.offences import SUBJECT
from foedera.errors import BadInput
from foedera.store.snapshot import name

router = APIRouter(tags=["pages"], route_class=PageRoute)

State = Annotated[str, Query(description="A state: name, ISO alpha-2 or alpha-3.", examples=example("state"))]
Other = Annotated[str, Query(description="The state that is asked.", examples=example("second_state"))]
Offence = Annotated[str, Query(description="What the case is about; not known where it is left out.")]
CaseForm = Annotated[
    Literal["", "html", "docx", "pdf"],
    Query(description="The page where it is left out; else the answer as a memo: html, docx or pdf."),
]
#: Questions shown at first; the others are folded.
_FIRST: Final = 6
_NEEDED: Final = ("requesting", "requested", "purpose")
_FIXED: Final = ("requesting", "requested", "purpose", "offence", "as_of")
_PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}
_PAGE_OR_MEMO: dict[int | str, dict[str, Any]] = {200: {"content": CONTENT}}


@router.get("/case", summary="A case", response_class=Response, responses=_PAGE)
async def case(
    request: Request,
    requesting: State = "",
    requested: Other = "",
    purpose: Purpose = "",
    offence: Offence = "",
    as_of: AsOf = "",
    lang: Lang = "",
) -> Response:
    """A page: who asks whom for what; then what each channel asks, and the questions that decide. Same as `/v1/assess`."""
    given = {"requesting": requesting, "requested": requested, "purpose": purpose, "offence": offence}
    return await run_in_threadpool(_answer, request, {**given, "as_of": as_of})


_FORM: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
            "example": {
                f: EXAMPLES[e]
                for f, e in (("requesting", "one"), ("requested", "other"), ("purpose", "purpose"))
            },
        }
    },
}


@router.post(
    "/case",
    summary="A case with its facts",
    response_class=Response,
    responses=_PAGE_OR_MEMO,
    openapi_extra={"requestBody": _FORM},
)
async def facts(request: Request, lang: Lang = "", format: CaseForm = "") -> Response:
    """The same page with the facts of the case, from its form; or its answer as a memo to file. Nothing of it is kept or
    logged.
    """
    if int(request.headers.get("content-length") or 0) > MOST:
        raise Problem("request-too-large", f"A case may have {MOST} bytes.", limit_bytes=MOST)
    form = await request.form(max_files=0, max_fields=200)
    given = {key: value.strip() for key, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(
        lambda: _memo(request, given, format) if format else _answer(request, given)
    )


def _memo(request: Request, given: Mapping[str, str], form: str) -> Response:
    """The answer to the case as a memo; what the form left open counts as not known."""
    asked = service(request)
    stated = {key: value for key, value in given.items() if value}
    for needed in _NEEDED:
        if needed not in stated:
            raise Problem("missing-parameter", f"A case needs '{needed}'.", parameter=needed)
    return memo_of_case(
        request, asked.snapshot, _case(asked, vocabulary(asked.snapshot).fields, stated), None, form
    )


def _answer(request: Request, given: Mapping[str, str]) -> Response:
    asked = service(request)
    fields = vocabulary(asked.snapshot).fields
    stated = {key: value for key, value in given.items() if value and key != "lang"}
    content: dict[str, Any] = {
        "given": stated,
        "fields": {f.name: f for f in fields},
        "purposes": asked.scheme("purpose"),
        "states": asked.names.listed,
        "subject": name(SUBJECT),
        "choices": {f.name: _choices(f) for f in fields},
        "answer": None,
        "first": (),
        "more": (),
        "facts": (),
    }
    if all(stated.get(needed) for needed in _NEEDED):
        content |= _assessed(asked, fields, stated)
    headers = {"vary": "Accept-Language", "cache-control": "no-store"}
    return answered(request, page(request, "case.html", **content), HTML, headers)


def _assessed(asked: Service, fields: tuple[Field, ...], stated: dict[str, str]) -> dict[str, Any]:
    """The assessment, with the questions in the order of how much they decide, and the facts given so far."""
    answer = engine.as_json(engine.assess(asked.snapshot, _case(asked, fields, stated)))
    questions = [q for q in answer["questions"] if q["field"] not in _FIXED]
    return {
        "answer": answer,
        "first": questions[:_FIRST],
        "more": questions[_FIRST:],
        "facts": [f for f in fields if f.name in stated and f.name not in _FIXED],
    }


def _case(asked: Service, fields: tuple[Field, ...], stated: Mapping[str, str]) -> engine.Case:
    """The case that a form states."""
    known = {f.name: _value(asked, f, stated[f.name]) for f in fields if f.name in stated}
    return from_json(asked.snapshot, nested(known))


def _value(asked: Service, field: Field, text: str) -> Any:
    """What a form field says, as the JSON form has it.

    Raises:
        BadInput: it is not of the field's kind.
    """
    match field.kind:
        case "flag":
            if text not in ("yes", "no"):
                raise BadInput(field.name, text, "Use yes or no.")
            return text == "yes"
        case "number":
            if not text.isascii() or not text.isdigit():
                raise BadInput(field.name, text[:50], "Use a whole number of months.")
            return int(text)
        case "state":
            return asked.names.find(text)
        case "states":
            return [] if text == "none" else [asked.names.find(t) for t in text.split(",") if t.strip()]
        case _:
            return text


def _choices(field: Field) -> list[tuple[str, str]]:
    """The values that a field of concepts can take, by bare name."""
    return [(iri.rpartition("/")[2], label) for iri, label in field.concepts.items()]
