"""Linked data: every id is an address, in HTML, Turtle, N-Triples, JSON-LD or RDF/XML."""

from typing import Annotated, Final

import pyoxigraph as ox
from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from api import responses
from api.answers import answered
from api.catalog import PARTS, public
from api.description import Description, describe
from api.examples import example
from api.html import page
from api.negotiate import Offer, choose
from api.problems import Problem, shorten
from api.service import service
from api.strict import StrictRoute
from foedera.namespaces import PREFIXES, path_of

router = APIRouter(
    tags=["linked data"], route_class=StrictRoute, responses=responses.rdf(404, 406, 422, html=True)
)

_OFFERS: Final = (
    Offer("html", ("text/html",)),
    Offer("ttl", ("text/turtle",)),
    Offer("nt", ("application/n-triples",)),
    Offer("jsonld", ("application/ld+json",)),
    Offer("rdf", ("application/rdf+xml",)),
)
_MEDIA_TYPES: Final = {offer.name: offer.media_types[0] for offer in _OFFERS}
_RDF: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}

IdPath = Annotated[
    str,
    Path(
        description="Id of a resource; with .html, .ttl, .nt, .jsonld or .rdf in that format.",
        examples=example("resource"),
    ),
]


@router.get(
    "/id/{path:path}",
    summary="The description of a resource",
    responses={303: {"description": "It stands for the dataset or a graph: see `/.well-known/void`."}},
)
async def resource(request: Request, path: IdPath) -> Response:
    """The triples that start from the resource, and those that lead to it (500 at most; it says where there are more)."""
    if path in PARTS:
        return RedirectResponse(f"{public(request)}/.well-known/void", 303, {"vary": "Accept"})
    found, suffix = await run_in_threadpool(_find, service(request).snapshot.query_store, path)
    if found is None:
        detail = f"The record holds no resource '{shorten(path)}'. The ids in the answers of /v1 lead to resources."
        raise Problem("unknown-thing", detail, parameter="path")
    name = suffix or choose(request.headers.get("accept"), _OFFERS).name
    body = page(request, "resource.html", found=found) if name == "html" else _rdf(found, name)
    media_type = _MEDIA_TYPES[name] + ("; charset=utf-8" if name in ("html", "ttl") else "")
    return answered(request, body, media_type, _headers(found, name, bool(suffix)))


def _find(store: ox.Store, path: str) -> tuple[Description | None, str | None]:
    """The resource, and the format its suffix asks for, if the suffix is not part of its id."""
    found = describe(store, path)
    stem, _, suffix = path.rpartition(".")
    if found is not None or suffix not in _MEDIA_TYPES:
        return found, None
    return describe(store, stem), suffix


def _rdf(found: Description, name: str) -> bytes:
    prefixes = {**PREFIXES}
    body = ox.serialize(found.triples(), format=_RDF[name], prefixes=prefixes)
    assert body is not None
    return body


def _headers(found: Description, name: str, by_suffix: bool) -> dict[str, str]:
    address = f"/id/{path_of(found.node.value)}".encode().decode("latin-1")
    others = [
        f'<{address}.{other}>; rel="alternate"; type="{_MEDIA_TYPES[other]}"'
        for other in _MEDIA_TYPES
        if other != name
    ]
    headers = {"link": ", ".join(others)}
    if not by_suffix:
        headers["vary"] = "Accept"
    if name != "html" or by_suffix:
        headers["content-location"] = f"{address}.{name}"
    return headers
