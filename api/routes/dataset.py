"""The dataset as a whole: what it is (VoID, DCAT), what its endpoint can do, and the dumps."""

from collections.abc import Iterator
from pathlib import Path as File
from typing import Annotated, Final

import pyoxigraph as ox
from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from api import responses
from api.answers import answered, json_answer
from api.catalog import CATALOG_PREFIXES, description, public, service_description
from api.models import Dumps
from api.negotiate import Chosen, Offer, choose
from api.problems import Problem, shorten
from api.service import service
from api.strict import StrictRoute
from foedera.publish import published

router = APIRouter(tags=["dataset"], route_class=StrictRoute)

_OFFERS: Final = (
    Offer("turtle", ("text/turtle", "application/x-turtle")),
    Offer("ntriples", ("application/n-triples",)),
    Offer("jsonld", ("application/ld+json", "application/json")),
    Offer("rdfxml", ("application/rdf+xml", "application/xml")),
)
_RDF: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


@router.get("/.well-known/void", summary="The dataset described", responses=responses.rdf(406))
async def void(request: Request) -> Response:
    """VoID and DCAT: what the dataset holds, class by class and property by property, and where it is had."""
    chosen = choose(request.headers.get("accept"), _OFFERS)
    base = public(request)

    def made() -> bytes:
        asked = service(request)
        return _rdf(description(asked, base, asked.statistics), chosen.name)

    return _told(request, await run_in_threadpool(made), chosen)


async def described(request: Request, chosen: Chosen) -> Response:
    """The service description, for the endpoint without a query."""
    asked, base = service(request), public(request)
    body = await run_in_threadpool(
        lambda: _rdf(service_description(asked, base, asked.statistics), chosen.name)
    )
    return _told(request, body, chosen)


def _rdf(triples: Iterator[ox.Triple], name: str) -> bytes:
    body = ox.serialize(triples, format=_RDF[name], prefixes=CATALOG_PREFIXES)
    assert body is not None
    return body


def _told(request: Request, body: bytes, chosen: Chosen) -> Response:
    charset = "; charset=utf-8" if chosen.media_type.startswith("text/") else ""
    return answered(request, body, chosen.media_type + charset, {"vary": "Accept"})


@router.get("/dumps", summary="The dumps", response_model=Dumps)
async def dumps(request: Request) -> Response:
    """The whole dataset as files, with their checksums; none where `foedera dump` was not run for this snapshot."""
    snapshot = service(request).snapshot
    files = [
        {
            "address": f"{public(request)}/dumps/{file.path.name}",
            "media_type": file.media_type,
            "bytes": file.path.stat().st_size,
            "sha256": file.sha256,
        }
        for file in published(snapshot)
    ]
    return json_answer(request, {"snapshot": snapshot.version["hash"], "total": len(files), "dumps": files})


@router.get(
    "/dumps/{name}",
    summary="One dump",
    response_class=FileResponse,
    responses={200: {"content": {"application/gzip": {}}}, **responses.problems(404, 422)},
)
async def one_dump(
    request: Request,
    name: Annotated[
        str, Path(description="`foedera.nq.gz`, `foedera.ttl.gz` or `SHA256SUMS`.", examples=["SHA256SUMS"])
    ],
) -> Response:
    """One file; a part of it with `Range`. Its SHA-256 stands in `SHA256SUMS` and in `Repr-Digest`."""
    files = {file.path.name: file for file in published(service(request).snapshot)}
    headers = {**service(request).headers, "cache-control": "public, no-cache"}
    if name in files:
        file = files[name]
        headers |= {"repr-digest": _digest(file.sha256), "etag": f'"{file.sha256[:32]}"'}
        return FileResponse(file.path, media_type="application/gzip", headers=headers, filename=name)
    if name == "SHA256SUMS" and files:
        sums: File = next(iter(files.values())).path.with_name(name)
        return FileResponse(sums, media_type="text/plain; charset=utf-8", headers=headers)
    there = (
        f"There are: {', '.join([*files, 'SHA256SUMS'])}."
        if files
        else "Run `foedera dump` to make the dumps."
    )
    raise Problem("unknown-thing", f"There is no dump '{shorten(name)}'. {there}", parameter="name")


def _digest(sha256: str) -> str:
    """A digest as RFC 9530 writes it."""
    import base64

    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"
