"""A provision: what it asks, whom it binds, who excluded or changed it, which channel it opens."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from api.drawing.world import places
from api.examples import example
from api.pages.route import RESPONSES, AsOf, Lang, PageRoute, Shown, respond, stem
from api.pages.treaty import told
from api.service import Service, day, service
from foedera import register
from foedera.provisions import provision as engine

router = APIRouter(tags=["pages"], route_class=PageRoute)

Treaty = Annotated[
    str,
    Path(
        alias="id", description="Id of an instrument, as /v1/treaties lists them.", examples=example("treaty")
    ),
]
Pinpoint = Annotated[
    str,
    Path(
        description="art-13 or art-44.5, with what stands within it; with .json, .csv or .ttl in that format.",
        examples=example("pinpoint"),
    ),
]


@router.get("/treaties/{id}/{pinpoint}", summary="A provision", response_class=Response, responses=RESPONSES)
async def provision(
    request: Request, treaty: Treaty, pinpoint: Pinpoint, as_of: AsOf = "", lang: Lang = ""
) -> Response:
    """A page: the norms under a provision, the statements about it, and for each party whether it is bound in full,
    as modified, or not at all. The CSV holds the parties.
    """
    asked = service(request)
    return await run_in_threadpool(
        lambda: respond(request, _shown(asked, treaty, stem(pinpoint), day(as_of or None)))
    )


def _shown(asked: Service, treaty: str, pinpoint: str, when: date) -> Shown:
    answer = engine(asked.snapshot, treaty, pinpoint, when)
    everyone = {**register.others(asked.snapshot, treaty, when), **told(answer["parties"])}
    effects = {p["state"]["id"]: p["effect"] for p in answer["parties"] if p["effect"]}
    more = {
        "places": places({**everyone, **effects}, asked.numeric),
        "changed": [p for p in answer["parties"] if p["effect"] in ("modified", "excluded", "not-known")],
    }
    return Shown(
        "provision.html", answer, answer["parties"], [f"treaty/{answer['treaty']['id']}/{pinpoint}"], more
    )
