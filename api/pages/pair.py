"""Two states: by which treaties each may ask the other, since when, and what limits it."""

from datetime import date
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from api.drawing.bars import Scale
from api.examples import example
from api.html import address
from api.pages.route import RESPONSES, AsOf, Lang, PageRoute, Purpose, Shown, respond, stem
from api.service import Service, day, service
from foedera.channels import channels
from foedera.channels.offences import SUBJECT
from foedera.history import of_pair
from foedera.store.snapshot import name

router = APIRouter(tags=["pages"], route_class=PageRoute)

A = Annotated[str, Path(description="A state: name, ISO alpha-2 or alpha-3.", examples=example("one"))]
B = Annotated[
    str,
    Path(description="The other; with .json, .csv or .ttl in that format.", examples=example("other")),
]


@router.get("/pairs/{a}/{b}", summary="Two states", response_class=Response, responses=RESPONSES)
async def pair(
    request: Request, a: A, b: B, as_of: AsOf = "", purpose: Purpose = "", lang: Lang = ""
) -> Response:
    """A page: the channels between two states on a day, both ways, with the line of years. As JSON: both answers
    of `/v1/channels` and the treaties in force between the two at any time.
    """
    asked = service(request)
    one, two = asked.names.find(a), asked.names.find(stem(b))
    if (a, stem(b)) != (one, two):
        path = f"/pairs/{one}/{two}{b[len(stem(b)) :]}"
        return RedirectResponse(address(path, **request.query_params), 302)
    return await run_in_threadpool(
        lambda: respond(request, _shown(asked, one, two, day(as_of or None), purpose or None))
    )


def _shown(asked: Service, one: str, two: str, when: date, purpose: str | None) -> Shown:
    directions = [channels(asked.snapshot, x, y, when, purpose) for x, y in ((one, two), (two, one))]
    history = of_pair(asked.snapshot, one, two, purpose)
    answer = {
        "a": directions[0]["requesting"],
        "b": directions[0]["requested"],
        "as_of": when.isoformat(),
        "purpose": purpose,
        "directions": directions,
        "history": history["relations"],
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
        "gaps": _gaps(directions[0]["not_known"]),
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


def _gaps(missing: list[dict[str, Any]]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """What is not known, by reason: each with the instruments, and the state that it is not known of."""
    by_reason = sorted(missing, key=lambda g: (g["reason"], g["title"]))
    return [
        (reason, [(title, [g["state"] for g in same if g["state"]]) for title, same in
                  ((t, list(s)) for t, s in groupby(list(group), key=lambda g: g["title"]))])
        for reason, group in groupby(by_reason, key=lambda g: g["reason"])
    ]  # fmt: skip
