"""The SPARQL editor: what a browser gets at the address where programs get results."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import orjson
from fastapi import APIRouter, Request, Response
from starlette.routing import Match
from starlette.types import Scope

from api.answers import answered
from api.drawing.bars import WIDTH
from api.html import language, page
from api.negotiate import Offer, choose
from api.pages.route import HTML
from api.problems import Problem, status_and_text
from api.routes import sparql as endpoint
from api.service import service
from api.strict import StrictRoute
from foedera.errors import FoederaError
from foedera.namespaces import ID, PREFIXES, path_of

#: Rows that the page shows; it says so where there are more.
MOST_ROWS: Final = 500
_QUERIES: Final = Path(__file__).parents[1] / "queries"
_RESULTS: Final = "application/sparql-results+json, text/turtle;q=0.9"
_OFFERS: Final = (
    Offer(
        "results", ("application/sparql-results+json", "application/json", "application/sparql-results+xml")
    ),
    Offer("more", ("application/xml", "text/csv", "text/tab-separated-values", "text/turtle", "text/plain")),
    Offer("graphs", ("application/n-triples", "application/ld+json", "application/rdf+xml")),
    Offer("html", ("text/html",)),
)


class ForReaders(StrictRoute):
    """A route for those who would rather have HTML; others find the endpoint behind it."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """No match for programs."""
        match, child = super().matches(scope)
        return (match, child) if match != Match.NONE and _reads_pages(scope) else (Match.NONE, {})


def _reads_pages(scope: Scope) -> bool:
    accept = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"accept"), None)
    named = {name for name, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)}
    try:
        return named <= {"query", "lang"} and choose(accept, _OFFERS).name == "html"
    except Problem:
        return False


router = APIRouter(tags=["pages"], route_class=ForReaders)


@dataclass(frozen=True)
class Cell:
    """One value of a result.

    Attributes:
        text: what is read.
        href: where it leads, or None.
        share: of the largest number in its column, in the width of a drawing; None where it is no such number.
    """

    text: str
    href: str | None = None
    share: float | None = None


@router.get("/sparql", include_in_schema=False)
async def editor(request: Request, query: str = "", lang: str = "") -> Response:
    """The editor; with a query, its result below."""
    status, result = await _result(request, query) if query.strip() else (200, None)
    examples = queries()
    content = {
        "query": query or examples[0][1],
        "result": result,
        "examples": [(title, f"/sparql?{urlencode({'query': text})}") for title, text in examples],
        "prefixes": PREFIXES,
        "limits": service(request).settings.shown(),
    }
    headers = {"vary": "Accept, Accept-Language", "content-language": language(request).code}
    response = answered(request, page(request, "sparql.html", **content), HTML, headers)
    response.status_code = status
    return response


@cache
def queries() -> list[tuple[str, str]]:
    """The examples, as (legal question, query), in the order of their files."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_QUERIES.glob("*.rq"))]
    return [(text.partition("\n")[0].removeprefix("# "), text) for text in texts]


async def _result(request: Request, query: str) -> tuple[int, dict[str, Any]]:
    """The status, and what the page shows of the endpoint's own answer: a table, triples, yes or no, or an error."""
    nothing: dict[str, Any] = {
        "error": None,
        "ask": None,
        "triples": None,
        "columns": [],
        "rows": [],
        "total": 0,
    }
    try:
        response = await endpoint.by_get(_asking(request, query))
    except (FoederaError, Problem) as error:
        status, text = status_and_text(request, error)
        return status, {**nothing, "error": text}
    body = bytes(response.body)
    if not response.headers["content-type"].startswith("application/sparql-results+json"):
        return 200, {**nothing, "triples": body.decode()}
    answer = orjson.loads(body)
    if "boolean" in answer:
        return 200, {**nothing, "ask": answer["boolean"]}
    columns, rows = answer["head"]["vars"], answer["results"]["bindings"]
    return 200, {**nothing, "columns": columns, "rows": _cells(columns, rows[:MOST_ROWS]), "total": len(rows)}


def _asking(request: Request, query: str) -> Request:
    """The same request as a program would make it."""
    headers = [
        (k, v)
        for k, v in request.scope["headers"]
        if k not in (b"accept", b"accept-encoding", b"if-none-match")
    ]
    scope = {
        **request.scope,
        "headers": [*headers, (b"accept", _RESULTS.encode())],
        "query_string": urlencode({"query": query}).encode(),
    }
    return Request(scope, request.receive)


def _cells(columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> list[list[Cell]]:
    largest = {c: _largest([row[c] for row in rows if c in row]) for c in columns}
    return [[_cell(row.get(c), largest[c]) for c in columns] for row in rows]


def _largest(terms: Sequence[dict[str, Any]]) -> float:
    """The largest of a column of counts; 0 where it holds anything else, or years."""
    if not terms or any(not str(t.get("datatype", "")).endswith("#integer") for t in terms):
        return 0.0
    numbers = [float(t["value"]) for t in terms]
    return max(numbers) if min(numbers) >= 0 and not all(1500 < n < 2200 for n in numbers) else 0.0


def _cell(term: dict[str, Any] | None, largest: float) -> Cell:
    if term is None:
        return Cell("")
    value = str(term["value"])
    if term["type"] == "uri":
        return Cell(path_of(value), f"/id/{path_of(value)}") if value.startswith(ID) else Cell(value, value)
    return Cell(value, None, round(float(value) / largest * WIDTH, 1) if largest else None)
