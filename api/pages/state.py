"""A state: by what it is bound and since when, what it owes by theme, what it reserved, what it is not bound by."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from api.drawing.bars import Scale
from api.examples import example
from api.grouping import by_topic, counted
from api.html import address
from api.pages.route import RESPONSES, AsOf, Lang, PageRoute, Shown, respond, stem
from api.service import Service, day, service
from foedera import register
from foedera.history import of_state
from foedera.obligations import obligations

router = APIRouter(tags=["pages"], route_class=PageRoute)

State = Annotated[
    str,
    Path(
        description="A state: name, ISO alpha-2 or alpha-3; with .json, .csv or .ttl in that format.",
        examples=example("state"),
    ),
]
Topic = Annotated[str, Query(description="Only duties on this topic or theme.", examples=example("topic"))]


@router.get("/states/{state}", summary="A state", response_class=Response, responses=RESPONSES)
async def state(
    request: Request, state: State, as_of: AsOf = "", topic: Topic = "", lang: Lang = ""
) -> Response:
    """A page: the treaties of a state on a line of years, its duties by theme with the strongest first, its
    reservations, and where it is not bound. The CSV holds the duties.
    """
    asked = service(request)
    found = asked.names.find(stem(state))
    if stem(state) != found:
        return RedirectResponse(
            address(f"/states/{found}{state[len(stem(state)) :]}", **request.query_params), 302
        )
    return await run_in_threadpool(
        lambda: respond(request, _shown(asked, found, day(as_of or None), topic or None))
    )


def _shown(asked: Service, iso3: str, when: date, topic: str | None) -> Shown:
    snapshot = asked.snapshot
    duties = obligations(snapshot, iso3, when, topic)
    history = of_state(snapshot, iso3)
    answer = {
        **duties,
        "topic": topic,
        "detail": register.state(snapshot, iso3),
        "treaties": register.state_treaties(snapshot, iso3, when)["treaties"],
        "history": history["bound"],
    }
    groups = by_topic(duties, asked.words)
    more = {
        "scale": Scale.around(history["bound"], when),
        "groups": groups,
        "themes": _themes(asked, groups),
        "counts": counted(duties, asked.words),
        "changed": _changed(duties["obligations"]),
        "topics": asked.scheme("topic"),
    }
    return Shown("state.html", answer, duties["obligations"], [f"party/{iso3}"], more)


def _themes(asked: Service, groups: list[tuple[str, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """Each theme in one line: its strongest duty, and how many there are."""
    slugs = {label: slug for slug, label in asked.scheme("topic").items()}
    return [
        {"id": slugs.get(name, ""), "name": name, "total": len(rows), "strongest": rows[0]}
        for name, rows in groups
    ]


def _changed(duties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each reservation that changes a duty that day, with the duties that it changes."""
    found: dict[str, dict[str, Any]] = {}
    for duty in duties:
        for reservation in duty["reservations"]:
            entry = found.setdefault(
                reservation["id"], {**reservation, "treaty": duty["treaty"], "duties": []}
            )
            entry["duties"].append(duty)
    return sorted(found.values(), key=lambda r: (r["treaty"], r["id"]))
