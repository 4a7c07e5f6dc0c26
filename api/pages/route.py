"""How a page answers: as HTML, or as the JSON, CSV or Turtle of the same resource; errors as a page too."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError

from api.answers import answered, json_answer, table
from api.description import describe
from api.examples import example
from api.html import language, page
from api.negotiate import Offer, choose
from api.problems import Problem, status_and_text
from api.service import service
from api.strict import Handler, LongRoute, StrictRoute
from foedera.errors import FoederaError
from foedera.namespaces import PREFIXES

HTML: Final = "text/html; charset=utf-8"
_OFFERS: Final = (
    Offer("html", ("text/html",)),
    Offer("json", ("application/json",)),
    Offer("csv", ("text/csv",)),
    Offer("ttl", ("text/turtle",)),
)
_NAMES: Final = tuple(offer.name for offer in _OFFERS if offer.name != "html")

AsOf = Annotated[
    str,
    Query(
        description="The law on this day, YYYY-MM-DD; today where it is left out.", examples=example("day")
    ),
]
Lang = Annotated[
    str, Query(description="en, fr or es; as the browser asks where it is left out.", examples=["en"])
]
Purpose = Annotated[
    str, Query(description="What a channel is for; all where it is left out.", examples=example("purpose"))
]
#: How the OpenAPI description tells of a page.
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {media: {} for offer in _OFFERS for media in offer.media_types}}
}


@dataclass(frozen=True)
class Shown:
    """One resource.

    Attributes:
        template: the page.
        answer: the JSON; the page has it as ``answer``.
        rows: the rows of the CSV.
        nodes: id paths of the resources that the Turtle describes.
        more: what only the page shows: drawings, choices.
    """

    template: str
    answer: dict[str, Any]
    rows: Sequence[Mapping[str, Any]]
    nodes: Sequence[str]
    more: Mapping[str, Any] = field(default_factory=dict)


class PageRoute(StrictRoute):
    """A page: a form sends its empty fields too, so they count as left out; what goes wrong is told on a page."""

    allows_empty = True

    def get_route_handler(self) -> Handler:
        """The strict handler, with errors as pages for those who read pages."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handle(request)
            except (FoederaError, Problem, RequestValidationError) as error:
                if _suffix(request.url.path)[1] or "text/html" not in request.headers.get("accept", ""):
                    raise  # a program reads the problem
                return error_page(request, error)

        return told


class LongPage(PageRoute):
    """A page whose address may name several acts."""

    longest = LongRoute.longest


def also_as_data(router: APIRouter, path: str, endpoint: Callable[..., Any]) -> None:
    """Let a page whose path has no id of its own answer at its path with a suffix too."""
    for suffix in _NAMES:
        router.add_api_route(f"{path}.{suffix}", endpoint, include_in_schema=False)


def error_page(request: Request, error: Exception) -> Response:
    """What went wrong, on a page with the search box."""
    status, text = status_and_text(request, error)
    response = answered(request, page(request, "error.html", error=text), HTML)
    response.status_code = status
    return response


def stem(last: str) -> str:
    """The last part of an address without the suffix that asks for a format."""
    return _suffix(last)[0]


def respond(request: Request, shown: Shown) -> Response:
    """The resource in the format that the address or the browser asks for."""
    name = _suffix(request.url.path)[1] or _accepted(request)
    if name == "json":
        return json_answer(request, shown.answer)
    if name == "csv":
        return table(request, {"rows": shown.rows}, "rows", "csv")
    if name == "ttl":
        body = _turtle(service(request).snapshot.query_store, shown.nodes)
        return answered(request, body, "text/turtle; charset=utf-8")
    body = page(request, shown.template, answer=shown.answer, **shown.more)
    headers = {"vary": "Accept, Accept-Language", "content-language": language(request).code}
    return answered(request, body, HTML, headers)


def _suffix(path: str) -> tuple[str, str | None]:
    before, dot, last = path.rpartition(".")
    return (before, last) if dot and last in _NAMES else (path, None)


def _accepted(request: Request) -> str:
    return choose(request.headers.get("accept"), _OFFERS).name


def _turtle(store: ox.Store, nodes: Iterable[str]) -> bytes:
    """What the record says of some resources; of a single one also what leads to it."""
    found = [d for node in dict.fromkeys(nodes) if (d := describe(store, node)) is not None]
    triples = found[0].triples() if len(found) == 1 else [t for d in found for t in d.outgoing]
    body = ox.serialize(dict.fromkeys(triples), format=ox.RdfFormat.TURTLE, prefixes={**PREFIXES})
    assert body is not None
    return body
