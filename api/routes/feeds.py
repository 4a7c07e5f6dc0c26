"""What is new in the record, for feed readers: Atom (RFC 4287) or JSON Feed 1.1."""

from typing import Annotated, Any, Final, Literal
from xml.sax.saxutils import escape, quoteattr

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from api import responses
from api.answers import answered
from api.examples import example
from api.routes.parameters import Iso3, TreatyId
from api.service import service
from api.strict import StrictRoute
from foedera import feeds
from foedera.namespaces import ID

router = APIRouter(prefix="/feeds", tags=["feeds"], route_class=StrictRoute, responses=responses.PROBLEMS)

FeedFormat = Annotated[
    Literal["atom", "json"] | None,
    Query(description="atom (which is also the default) or json.", examples=["json"]),
]
Other = Annotated[
    str, Path(description="The second state, ISO 3166-1 alpha-3.", examples=example("second_state"))
]
_ATOM: Final = "application/atom+xml; charset=utf-8"
_JSON: Final = "application/feed+json"
_SHOWN: Final = {
    200: {"content": {"application/atom+xml": {}, _JSON: {}}, "description": "The feed, newest first."}
}


@router.get("/treaties/{id}", summary="New acts under an instrument", responses=_SHOWN)  # type: ignore[arg-type]
async def of_treaty(request: Request, treaty: TreatyId, format: FeedFormat = None) -> Response:
    """Every act under an instrument, by the day on which the record learnt of it."""
    return _feed(request, feeds.of_treaty(service(request).snapshot, treaty), format)


@router.get("/states/{iso3}", summary="New acts of a state", responses=_SHOWN)  # type: ignore[arg-type]
async def of_state(request: Request, iso3: Iso3, format: FeedFormat = None) -> Response:
    """Every act of a state, by the day on which the record learnt of it."""
    return _feed(request, feeds.of_state(service(request).snapshot, iso3), format)


@router.get("/pairs/{iso3}/{other}", summary="New acts between two states", responses=_SHOWN)  # type: ignore[arg-type]
async def of_pair(request: Request, iso3: Iso3, other: Other, format: FeedFormat = None) -> Response:
    """Acts of either of two states under instruments under which both have acts."""
    return _feed(request, feeds.of_pair(service(request).snapshot, iso3, other), format)


def _feed(request: Request, feed: dict[str, Any], format: str | None) -> Response:
    here = str(request.url_for("of_state", iso3="x")).removesuffix("states/x") + feed["path"]
    if format == "json":
        return answered(request, orjson.dumps(_as_json(feed, here)), _JSON)
    return answered(request, _as_atom(feed, here).encode(), _ATOM)


def _stamp(day: str | None) -> str:
    """A day as the moment at which it begins: feeds know no days."""
    return f"{day or '1970-01-01'}T00:00:00Z"


def _as_json(feed: dict[str, Any], here: str) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed["title"],
        "feed_url": f"{here}?format=json",
        "items": [
            {
                "id": ID + entry["id"],
                "url": ID + entry["path"],
                "title": entry["title"],
                "content_text": entry["summary"],
                "date_published": _stamp(entry["learnt"]),
                "_foedera": {"act": entry["id"], "date": entry["date"], "learnt": entry["learnt"]},
            }
            for entry in feed["entries"]
        ],
    }


def _as_atom(feed: dict[str, Any], here: str) -> str:
    entries = "".join(
        f"<entry><id>{escape(ID + e['id'])}</id><title>{escape(e['title'])}</title>"
        f"<updated>{_stamp(e['learnt'])}</updated><link href={quoteattr(ID + e['path'])}/>"
        f"<summary>{escape(e['summary'])}</summary></entry>\n"
        for e in feed["entries"]
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{escape(here)}</id><title>{escape(feed['title'])}</title><updated>{_stamp(feed['updated'])}</updated>\n"
        f'<author><name>Foedera</name></author><link rel="self" href={quoteattr(here)}/>\n{entries}</feed>\n'
    )
