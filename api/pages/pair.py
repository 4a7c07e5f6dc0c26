"""Two states: by which treaties each may ask the other, since when, and what limits it."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from api.drawing.bars import Scale
from api.examples import example
from api.html import address
from api.pages.route import RESPONSES, AsOf, Lang, PageRoute, Purpose, Shown, respond, stem
from api.pages.supposing import supposed
from api.service import Service, day, service
from foedera.channels import channels
from foedera.channels.offences import SUBJECT
from foedera.channels.pair import Pair
from foedera.channels.verdict import OPEN
from foedera.history import of_pair
from foedera.store.snapshot import name
from foedera.whynot import not_serving

router = APIRouter(tags=["pages"], route_class=PageRoute)

A = Annotated[str, Path(description="A state: name, ISO alpha-2 or alpha-3.", examples=example("one"))]
B = Annotated[
    str,
    Path(description="The other; with .json, .csv or .ttl in that format.", examples=example("other")),
]
Suppose = Annotated[
    str,
    Query(
        description="What one of the two is supposed to join, as state:treaty, several with commas.",
        examples=example("suppose"),
    ),
]


@router.get("/pairs/{a}/{b}", summary="Two states", response_class=Response, responses=RESPONSES)
async def pair(
    request: Request,
    a: A,
    b: B,
    as_of: AsOf = "",
    purpose: Purpose = "",
    suppose: Suppose = "",
    lang: Lang = "",
) -> Response:
    """A page: the channels between two states on a day, both ways, with the line of years; which instruments do not
    serve between them, and why; what either could join, and what would follow. As JSON: both answers of `/v1/channels`,
    the treaties in force between the two at any time, and the rest.
    """
    asked = service(request)
    one, two = asked.names.find(a), asked.names.find(stem(b))
    if (a, stem(b)) != (one, two):
        path = f"/pairs/{one}/{two}{b[len(stem(b)) :]}"
        return RedirectResponse(address(path, **request.query_params), 302)
    return await run_in_threadpool(
        lambda: respond(request, _shown(asked, one, two, day(as_of or None), purpose or None, suppose))
    )


def _shown(asked: Service, one: str, two: str, when: date, purpose: str | None, suppose: str) -> Shown:
    directions = [channels(asked.snapshot, x, y, when, purpose) for x, y in ((one, two), (two, one))]
    history = of_pair(asked.snapshot, one, two, purpose)
    between = Pair(asked.snapshot, f"party/{one}", f"party/{two}", when.isoformat())
    answer = {
        "a": directions[0]["requesting"],
        "b": directions[0]["requested"],
        "as_of": when.isoformat(),
        "purpose": purpose,
        "directions": directions,
        "history": history["relations"],
        "not_serving": not_serving(between, purpose),
        **supposed(asked, between, suppose, purpose, _open(directions)),
    }
    rows = [
        {"requesting": d["requesting"]["id"], "requested": d["requested"]["id"], **c}
        for d in directions
        for c in d["channels"]
    ]
    nodes = [c["id"] for d in directions for c in d["channels"]]
    scale = Scale.around(history["relations"], when)
    more = {
        "scale": scale,
        "purposes": asked.scheme("purpose"),
        "subject": name(SUBJECT),
        "by_purpose": _by_purpose(asked, directions),
        "groups": _by_reason(answer["not_serving"]),
        "lists": [g for g in directions[0]["not_known"] if not g["treaty"]],
    }
    return Shown("pair.html", answer, rows, nodes, more)


def _by_purpose(
    asked: Service, directions: list[dict[str, Any]]
) -> list[tuple[str, list[list[dict[str, Any]]]]]:
    """Each purpose with the channels of either direction, the best first; the purposes with the most to say first."""
    wanted = directions[0]["purpose"]
    found = [
        (purpose, [[c for c in d["channels"] if c["purpose"] == purpose] for d in directions])
        for purpose in asked.scheme("purpose")
        if wanted in (None, purpose)
    ]
    return sorted(found, key=lambda pair: (-sum(map(len, pair[1])), pair[0]))


def _open(directions: list[dict[str, Any]]) -> set[str]:
    """The purposes for which a channel for the subject is open in either direction."""
    return {
        c["purpose"]
        for d in directions
        for c in d["channels"]
        if c["status"] in OPEN and not c["other_offences"]
    }


def _by_reason(not_serving: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The instruments that bind one of the two, those with the same reason together."""
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in not_serving:
        if row["bound"]:
            key = (row["answer"], *((side["state"], side["reason"]) for side in row["sides"]))
            found.setdefault(key, []).append(row)
    return list(found.values())
