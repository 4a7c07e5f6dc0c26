"""Errors as the service tells them: ``application/problem+json`` (RFC 9457), in one form everywhere."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.envelope import methods
from foedera.errors import BadInput, QueryRefused, UnknownThing
from foedera.sparql import QueryUnclear
from foedera.store.remote import EngineError

MEDIA_TYPE: Final = "application/problem+json"
_TYPES: Final = "https://w3id.org/foedera/problem/"
_SHOWN: Final = 300
#: Length of a detail: it lists what would be right, so it is long.
_DETAIL: Final = 3_000

#: Every kind of problem: slug of its type → (status, title).
KINDS: Final[dict[str, tuple[int, str]]] = {
    "unknown-thing": (404, "The record holds nothing of that name"),
    "not-found": (404, "There is no such address"),
    "bad-input": (422, "A parameter has a wrong value"),
    "missing-parameter": (422, "A parameter is missing"),
    "unknown-parameter": (422, "This address does not know the parameter"),
    "repeated-parameter": (422, "A parameter is given more than once"),
    "method-not-allowed": (405, "This address does not take the method"),
    "not-acceptable": (406, "None of the formats asked for can be given"),
    "uri-too-long": (414, "The address is too long"),
    "bad-request": (400, "The request cannot be read"),
    "query-syntax": (400, "The query is not SPARQL"),
    "wrong-key": (401, "The API key is not known"),
    "query-refused": (403, "This endpoint does not run such a query"),
    "query-failed": (400, "The query could not be answered"),
    "request-too-large": (413, "The request is too large"),
    "unsupported-media-type": (415, "The request comes in a form that this address does not read"),
    "answer-too-large": (413, "The answer is larger than this endpoint gives"),
    "too-many-requests": (429, "The client asks more than its share"),
    "time-limit": (503, "The query took longer than this endpoint allows"),
    "memory-limit": (503, "The query needed more memory than this endpoint gives"),
    "busy": (503, "All workers are at work"),
    "not-ready": (503, "The service is not ready"),
    "engine": (503, "The engine that holds the graphs does not answer"),
    "internal": (500, "Something went wrong in the service"),
}


class Problem(Exception):
    """A problem to be told to the client.

    Args:
        kind: a slug of ``KINDS``.
        detail: what is wrong here, and what would be right.
        headers: further response headers.
        members: further members of the problem (``parameter``, ``line``, ``limit`` …).
    """

    def __init__(
        self, kind: str, detail: str, headers: Mapping[str, str] | None = None, **members: object
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = members


def shorten(text: str, length: int = _SHOWN) -> str:
    """A value as a message quotes it: the beginning of a long one."""
    return text if len(text) <= length else f"{text[:length]}… ({len(text)} characters)"


def response(request: Request, problem: Problem) -> Response:
    """The problem as an HTTP response."""
    status, title = KINDS[problem.kind]
    body: dict[str, Any] = {
        "type": _TYPES + problem.kind,
        "title": title,
        "status": status,
        "detail": shorten(problem.detail, _DETAIL),
        "instance": request.url.path[:_SHOWN],
        **problem.members,
    }
    return Response(
        orjson.dumps(_sound(body)), status_code=status, media_type=MEDIA_TYPE, headers=problem.headers
    )


def _sound(value: Any) -> Any:
    """``value`` without lone surrogates, which no JSON text can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {k: _sound(v) for k, v in value.items()}
    return value


def _unknown(request: Request, error: UnknownThing) -> Problem:
    given = {**request.query_params, **request.path_params}
    where = next((name for name, value in given.items() if value == error.name), None)
    members = {"parameter": where} if where else {}
    return Problem("unknown-thing", str(error), None, **members)


def _bad_input(request: Request, error: BadInput) -> Problem:
    return Problem("bad-input", str(error), parameter=error.parameter)


def _refused(request: Request, error: QueryRefused) -> Problem:
    return Problem("query-syntax" if isinstance(error, QueryUnclear) else "query-refused", str(error))


def _invalid(request: Request, error: RequestValidationError) -> Problem:
    first = error.errors()[0]
    parameter = str(first["loc"][-1])
    if first["type"] == "missing":
        return Problem("missing-parameter", f"Give the parameter '{parameter}'.", parameter=parameter)
    value = shorten(str(first.get("input", "")))
    return Problem("bad-input", f"'{value}' is not a valid {parameter}. {first['msg']}.", parameter=parameter)


def _http(request: Request, error: HTTPException) -> Problem:
    headers = dict(error.headers or {})
    if error.status_code == 404:
        return Problem("not-found", "See /docs for the addresses of this service.", headers)
    if error.status_code == 405:
        allowed = methods(request.scope)
        detail = f"{shorten(request.method)} is not for this address. Use {allowed}."
        return Problem("method-not-allowed", detail, {"allow": allowed})
    if error.status_code == 413:
        return Problem("request-too-large", str(error.detail), headers)
    return Problem("bad-request", str(error.detail), headers)


def _engine(request: Request, error: EngineError) -> Problem:
    detail = "The engine behind this service cannot be asked, or cut its answer. Try again later."
    return Problem("engine", detail, {"retry-after": "30"})


def _internal(request: Request, error: Exception) -> Problem:
    return Problem("internal", "The request was sound as far as we can tell; the fault is in the service.")


def status_and_text(request: Request, error: Exception) -> tuple[int, str]:
    """The status and the detail with which an error is told."""
    translate: dict[type[Exception], Callable[[Request, Any], Problem]] = {
        UnknownThing: _unknown,
        BadInput: _bad_input,
        QueryRefused: _refused,
        RequestValidationError: _invalid,
    }
    problem = error if isinstance(error, Problem) else translate[type(error)](request, error)
    return KINDS[problem.kind][0], shorten(problem.detail, _DETAIL)


def install(app: FastAPI, extra_headers: Mapping[str, str]) -> None:
    """Let ``app`` tell all its errors as problems.

    Args:
        app: the application.
        extra_headers: headers for the answer to an unforeseen error, which passes no middleware.
    """

    def told(translate: Callable[[Request, Any], Problem]) -> Callable[[Request, Any], Awaitable[Response]]:
        async def handler(request: Request, error: Any) -> Response:
            return response(request, translate(request, error))

        return handler

    async def unforeseen(request: Request, error: Exception) -> Response:
        answer = response(request, _internal(request, error))
        answer.headers.update(extra_headers)
        return answer

    app.add_exception_handler(Problem, told(lambda _, problem: problem))
    app.add_exception_handler(UnknownThing, told(_unknown))
    app.add_exception_handler(BadInput, told(_bad_input))
    app.add_exception_handler(QueryRefused, told(_refused))
    app.add_exception_handler(EngineError, told(_engine))
    app.add_exception_handler(RequestValidationError, told(_invalid))
    app.add_exception_handler(HTTPException, told(_http))
    app.add_exception_handler(Exception, unforeseen)
