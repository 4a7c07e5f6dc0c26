"""The vocabulary and the rules as a whole: a page for people, and the graph in each format."""

from typing import Annotated, Any, Final

import pyoxigraph as ox
from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool

from api import responses
from api.answers import answered
from api.html import page
from api.negotiate import Offer, choose
from api.problems import Problem, shorten
from api.service import Service, service
from api.strict import StrictRoute
from foedera.infer import read_rules
from foedera.namespaces import FOED, ONTOLOGY, PREFIXES, RULES, foed

router = APIRouter(
    tags=["linked data"], route_class=StrictRoute, responses=responses.rdf(404, 406, html=True)
)

_OFFERS: Final = (
    Offer("html", ("text/html",)),
    Offer("ttl", ("text/turtle",)),
    Offer("nt", ("application/n-triples",)),
    Offer("jsonld", ("application/ld+json",)),
    Offer("rdf", ("application/rdf+xml",)),
)
_RDF: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}

Suffix = Annotated[str, Path(description="html, ttl, nt, jsonld or rdf.", examples=["ttl"])]
Version = Annotated[str, Path(description="A version of the vocabulary.", examples=["0.1.0"])]


@router.get("/ns", summary="The vocabulary")
async def vocabulary(request: Request) -> Response:
    """Every class, property and concept scheme with its meaning, an example and its source; or the ontology as RDF."""
    return await _whole(request, "ns", None)


@router.get("/ns.{suffix}", summary="The vocabulary in one format")
async def vocabulary_as(request: Request, suffix: Suffix) -> Response:
    """The same in the format that the suffix names."""
    return await _whole(request, "ns", suffix)


@router.get(
    "/ns/{version}", summary="The vocabulary of a version", status_code=303, response_class=RedirectResponse
)
async def version(request: Request, version: Version) -> Response:
    """Leads to the vocabulary where it is of that version; older ones are in the repository's history."""
    if version not in service(request).vocabulary.ontology.get("versionInfo", []):
        detail = f"This is not the vocabulary's version '{shorten(version)}'; /ns has the one in use."
        raise Problem("unknown-thing", detail, parameter="version")
    return RedirectResponse("/ns", 303)


@router.get("/ontology", summary="The vocabulary", status_code=303, response_class=RedirectResponse)
async def ontology(request: Request) -> Response:
    """Leads to `/ns`."""
    return RedirectResponse("/ns", 303)


@router.get("/rules", summary="The rules")
async def rules(request: Request) -> Response:
    """The rules of inference in the order in which they run; or rules and shapes as RDF."""
    return await _whole(request, "rules", None)


@router.get("/rules.{suffix}", summary="The rules in one format")
async def rules_as(request: Request, suffix: Suffix) -> Response:
    """The same in the format that the suffix names."""
    return await _whole(request, "rules", suffix)


async def _whole(request: Request, which: str, suffix: str | None) -> Response:
    media_types = {offer.name: offer.media_types[0] for offer in _OFFERS}
    if suffix is not None and suffix not in media_types:
        names = ", ".join(media_types)
        raise Problem(
            "unknown-thing",
            f"There is no '/{which}.{shorten(suffix)}'. Suffixes: {names}.",
            parameter="suffix",
        )
    name = suffix or choose(request.headers.get("accept"), _OFFERS).name
    body = await run_in_threadpool(_page if name == "html" else _graph, request, which, name)
    others = [f'</{which}.{n}>; rel="alternate"; type="{t}"' for n, t in media_types.items() if n != name]
    headers = {"link": ", ".join(others), "content-location": f"/{which}.{name}"}
    if suffix is None:
        headers["vary"] = "Accept"
    charset = "; charset=utf-8" if name in ("html", "ttl") else ""
    return answered(request, body, media_types[name] + charset, headers)


def _page(request: Request, which: str, name: str) -> bytes:
    asked = service(request)
    if which == "ns":
        return page(request, "ontology.html", vocabulary=asked.vocabulary, iri=FOED)
    return page(request, "rules.html", rules=_rules(asked))


def _rules(asked: Service) -> list[dict[str, Any]]:
    store = asked.snapshot.query_store
    return [
        {
            "iri": rule.iri,
            "label": rule.label,
            "sentence": rule.sentence,
            "rests_on": sorted(
                quad.object.value
                for quad in store.quads_for_pattern(NamedNode(rule.iri), foed("restsOn"), None, RULES)
                if isinstance(quad.object, NamedNode)
            ),
        }
        for rule in read_rules(store)
    ]


def _graph(request: Request, which: str, name: str) -> bytes:
    graph = ONTOLOGY if which == "ns" else RULES
    quads = service(request).snapshot.query_store.quads_for_pattern(None, None, None, graph)
    triples = sorted((quad.triple for quad in quads), key=str)
    body = ox.serialize(triples, format=_RDF[name], prefixes=PREFIXES)
    assert body is not None
    return body
