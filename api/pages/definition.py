"""Definitions side by side: what each instrument understands by a notion, element by element."""

from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.examples import example
from api.pages.route import RESPONSES, AsOf, Lang, PageRoute, Shown, also_as_data, respond
from api.service import Service, day, service
from foedera.definitions import definitions as engine

router = APIRouter(tags=["pages"], route_class=PageRoute)

Notion = Annotated[
    str, Query(description="What is defined; an overview where it is left out.", examples=example("notion"))
]
State = Annotated[str, Query(description="Also which of them bind this state: name, ISO alpha-2 or alpha-3.")]


@router.get("/definitions", summary="Definitions", response_class=Response, responses=RESPONSES)
async def definitions(
    request: Request, notion: Notion = "", state: State = "", as_of: AsOf = "", lang: Lang = ""
) -> Response:
    """A page: what each instrument understands by a notion, element by element, and which of them bind a state. The
    same as `/v1/definitions`.
    """
    return await run_in_threadpool(_definitions, request, notion, state.strip(), as_of)


also_as_data(router, "/definitions", definitions)


def _definitions(request: Request, notion: str, state: str, as_of: str) -> Response:
    asked = service(request)
    found = asked.names.find(state) if state else None
    answer = engine(asked.snapshot, notion or None, found, day(as_of or None))
    more = {
        "form": {"state": state, "as_of": as_of},
        "states": asked.names.listed,
        "notions": asked.scheme("notion"),
        "overview": _overview(answer["definitions"]),
        "groups": _elements(asked, answer),
    }
    nodes = [d["id"] for d in answer["definitions"]]
    return respond(request, Shown("definitions.html", answer, answer["elements"], nodes, more))


def _overview(definitions: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each notion with its definitions: first what most instruments define."""
    found = [(notion, list(rows)) for notion, rows in groupby(definitions, key=lambda d: str(d["notion"]))]
    return sorted(found, key=lambda pair: -len(pair[1]))


def _elements(asked: Service, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Each element with what each definition says of it, and its items: first those that most definitions name."""
    found: dict[str, dict[str, Any]] = {}
    for row in answer["elements"]:
        group = found.setdefault(row["element"], {"element": row["element"], "by": {}, "items": {}})
        group["by"][row["definition"]] = row
        for item in row["items"]:
            group["items"].setdefault(item, set()).add(row["definition"])
    for group in found.values():
        named = group["items"].items()
        order = sorted(named, key=lambda i: (-len(i[1]), asked.words.get(f"definition-item/{i[0]}", i[0])))
        group["items"] = order
    return list(found.values())
