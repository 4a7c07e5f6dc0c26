"""The SPARQL 1.1 Protocol, query operation: GET, POST with a form, POST with the query itself."""

import hashlib
import time
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from api import watch
from api.answers import answered
from api.catalog import public
from api.envelope import has
from api.negotiate import Chosen, Offer, choose
from api.problems import Problem, shorten
from api.routes.dataset import described
from api.routes.sparql_docs import FORM, PARAMETERS, RESPONSES
from api.service import Service, service
from api.sparql_pool import Busy, Query, TimeUp, WorkerLost
from foedera.sparql import outline

router = APIRouter(tags=["sparql"])

_SOLUTIONS: Final = (
    Offer("json", ("application/sparql-results+json", "application/json")),
    Offer("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Offer("csv", ("text/csv",)),
    Offer("tsv", ("text/tab-separated-values",)),
)
_GRAPHS: Final = (
    Offer("turtle", ("text/turtle", "application/x-turtle")),
    Offer("ntriples", ("application/n-triples", "text/plain")),
    Offer("jsonld", ("application/ld+json", "application/json")),
    Offer("rdfxml", ("application/rdf+xml", "application/xml")),
)
#: Other names that widespread clients use for a format.
_ALIASES: Final = {
    "n3": "turtle",
    "ttl": "turtle",
    "nt": "ntriples",
    "json-ld": "jsonld",
    "rdf+xml": "rdfxml",
    "rdf": "rdfxml",
}
_FORMAT: Final = ("format", "output", "results")
_KNOWN: Final = ("query", "default-graph-uri", "named-graph-uri", *_FORMAT)

#: Requests that a query counts for each second it takes, where clients have a share.
_COST: Final = 10

Pairs = list[tuple[str, str]]


@router.get("/sparql", summary="SPARQL query", openapi_extra={"parameters": PARAMETERS}, responses=RESPONSES)
async def by_get(request: Request) -> Response:
    """Runs one SELECT, ASK, CONSTRUCT or DESCRIBE. The default graph is the union of all named graphs.

    The prefixes foed, id, rdf, rdfs, xsd, sh, prov, skos, dcterms, owl, eli and org are declared already.
    SERVICE and updates are refused. The limits are at `/v1/version`; an answer past one is refused whole.
    Without any parameter but `format`, the answer is the service description.
    """
    pairs = _decoded(request.scope["query_string"])
    if all(name in _FORMAT for name, _ in pairs):
        return await described(request, _chosen(request, pairs, _GRAPHS, "the service description"))
    return await _answer(request, pairs)


@router.post("/sparql", summary="SPARQL query", openapi_extra={"requestBody": FORM}, responses=RESPONSES)
async def by_post(request: Request) -> Response:
    """The same with the query in a form (`query=…`) or as the body (`application/sparql-query`)."""
    media_type = _media_type(request)
    pairs = _decoded(request.scope["query_string"])
    if media_type == "application/x-www-form-urlencoded":
        pairs += _decoded(await _body(request))
    elif media_type == "application/sparql-query":
        pairs.append(("query", _text(await _body(request))))
    elif media_type == "application/sparql-update":
        raise Problem(
            "query-refused", "This endpoint answers queries only; the record changes in its Turtle files."
        )
    else:
        right = "application/x-www-form-urlencoded (query=…) or application/sparql-query"
        raise Problem("unsupported-media-type", f"Send {right}, not '{shorten(media_type) or 'nothing'}'.")
    return await _answer(request, pairs)


def _media_type(request: Request) -> str:
    media_type, *parameters = (p.strip().lower() for p in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in ("utf-8", "utf8"):
            raise Problem("unsupported-media-type", f"Send the query in UTF-8, not in '{shorten(value)}'.")
    return media_type


async def _body(request: Request) -> bytes:
    limit = service(request).settings.query_bytes
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise Problem("request-too-large", f"A query may have {limit} bytes.", limit_bytes=limit)
    return body


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Problem("bad-request", f"The query is not UTF-8 at byte {error.start}.") from error


def _decoded(form: bytes) -> Pairs:
    try:
        return parse_qsl(
            form.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=100,
            strict_parsing=False,
        )
    except ValueError as error:  # also UnicodeDecodeError: not ASCII, or escapes that are not UTF-8
        raise Problem(
            "bad-request", "The form is not percent-encoded UTF-8, or has over 100 fields."
        ) from error


async def _answer(request: Request, pairs: Pairs) -> Response:
    asked = service(request)
    text = _one_query(pairs, asked.settings.query_bytes)
    told = outline(text)
    offers = _GRAPHS if told.form in ("CONSTRUCT", "DESCRIBE") else _SOLUTIONS
    chosen = _chosen(request, pairs, offers, told.form or "this query")
    default, named = _graphs(pairs, "default-graph-uri"), _graphs(pairs, "named-graph-uri")
    seconds = asked.settings.key_seconds if request.scope.get("foedera.key") else asked.settings.seconds
    base = f"{public(request)}/sparql"
    query = Query(text, chosen.name, base, not told.own_dataset, default, named, seconds)
    headers = {"vary": "Accept"}
    if told.constant:
        headers["etag"] = _etag(asked, query)
        if has(request.headers.get("if-none-match"), headers["etag"]):
            return answered(request, b"", chosen.media_type, headers)
    started = time.monotonic()
    try:
        outcome, content = await _run(asked, query)
    except Problem as problem:
        watch.sparql_ended(problem.kind)
        raise
    finally:
        if client := request.scope.get("foedera.client"):
            asked.limiter.charge(client, _COST * (time.monotonic() - started))
    watch.sparql_ended(outcome["outcome"])
    if outcome["outcome"] != "answered":
        raise _failure(asked, outcome)
    media_type = chosen.media_type
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return answered(request, content, media_type, headers)


def _etag(asked: Service, query: Query) -> str:
    """Known before the query runs: the same data and the same question give the same answer."""
    parts = (
        asked.snapshot.version["hash"],
        query.text,
        query.format,
        query.base,
        query.default_graphs,
        query.named_graphs,
    )
    digest = hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def _one_query(pairs: Pairs, limit: int) -> str:
    for name, _ in pairs:
        if name in ("update", "using-graph-uri", "using-named-graph-uri"):
            raise Problem(
                "query-refused", "This endpoint answers queries only; the record changes in its Turtle files."
            )
        if name not in _KNOWN:
            right = f"'{shorten(name)}' is not a parameter of this address. It takes: {', '.join(_KNOWN)}."
            raise Problem("unknown-parameter", right, parameter=shorten(name))
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        right = f"Give exactly one 'query'; there are {len(queries)}."
        raise Problem("bad-request", right, parameter="query")
    if len(queries[0].encode("utf-8", "replace")) > limit:
        raise Problem("request-too-large", f"A query may have {limit} bytes.", limit_bytes=limit)
    return queries[0]


def _chosen(request: Request, pairs: Pairs, offers: Sequence[Offer], what: str) -> Chosen:
    wanted = {value.lower() for name, value in pairs if name in _FORMAT}
    if not wanted:
        return choose(request.headers.get("accept"), offers)
    for offer in offers:
        if any(_ALIASES.get(w, w) == offer.name or w in offer.media_types for w in wanted):
            return Chosen(offer.name, offer.media_types[0])
    names = ", ".join(offer.name for offer in offers)
    raise Problem("not-acceptable", f"For {what}, 'format' is one of: {names}.", parameter="format")


def _graphs(pairs: Pairs, parameter: str) -> list[str] | None:
    found = [value for name, value in pairs if name == parameter]
    if not found:
        return None
    for value in found:
        try:
            NamedNode(value)
        except ValueError as error:
            raise Problem("bad-request", f"'{shorten(value)}' is not an IRI.", parameter=parameter) from error
    return found


async def _run(asked: Service, query: Query) -> tuple[dict[str, Any], bytes]:
    limits = asked.settings
    try:
        return await asked.pool.ask(query)
    except Busy as error:
        detail = (
            f"All {limits.workers} SPARQL workers are at work and the queue is full. Try again in a moment."
        )
        raise Problem("busy", detail, {"retry-after": str(max(1, round(limits.seconds / 2)))}) from error
    except TimeUp as error:
        seconds = query.seconds or limits.seconds
        detail = (
            f"The query was stopped after {seconds:g} seconds. Narrow it: fewer variables, a LIMIT, a GRAPH."
        )
        headers = {"retry-after": "60"}
        raise Problem("time-limit", detail, headers, limit_seconds=seconds) from error
    except WorkerLost as error:
        raise _memory(asked) from error


def _memory(asked: Service) -> Problem:
    limit = asked.settings.memory
    detail = f"The query was stopped at {limit} bytes of memory. Narrow it: less to sort or group, a LIMIT."
    return Problem("memory-limit", detail, {"retry-after": "60"}, limit_bytes=limit)


def _failure(asked: Service, outcome: dict[str, Any]) -> Problem:
    kind, detail = outcome["outcome"], str(outcome.get("detail", ""))
    if kind == "syntax":
        if "line" not in outcome:
            return Problem("query-syntax", f"{detail}.")
        place = {"line": outcome["line"], "column": outcome["column"]}
        return Problem(
            "query-syntax", f"At line {place['line']}, column {place['column']}: {detail}.", **place
        )
    if kind == "too-large":
        limit = asked.settings.answer_bytes
        right = f"The answer passes {limit} bytes. Ask for less (LIMIT with ORDER BY, fewer variables), page by page."
        return Problem("answer-too-large", right, limit_bytes=limit)
    if kind == "too-many":
        limit = asked.settings.rows
        right = f"The answer passes {limit} rows or triples. Ask for less (LIMIT with ORDER BY), page by page, or take a dump from /dumps."
        return Problem("answer-too-large", right, limit_rows=limit)
    return _memory(asked) if kind == "memory" else Problem("query-failed", detail)
