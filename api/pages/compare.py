"""States side by side, what one lacks, and what changed between two days."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answers import answered
from api.examples import example
from api.html import language, page
from api.pages.route import HTML, RESPONSES, AsOf, Lang, PageRoute, Shown, also_as_data, respond
from api.service import Service, day, service
from foedera import compare as engine
from foedera.compare.groups import groups
from foedera.dates import parse_date
from foedera.lookup import instrument

router = APIRouter(tags=["pages"], route_class=PageRoute)

States = Annotated[
    str, Query(description="States by name or code, separated by commas.", examples=example("states"))
]
State = Annotated[str, Query(description="A state: name, ISO alpha-2 or alpha-3.", examples=example("state"))]
Other = Annotated[str, Query(description="Only between the state and this one.")]
Topic = Annotated[str, Query(description="Only duties on this topic or theme.", examples=example("topic"))]
Group = Annotated[
    str,
    Query(description="An organisation, a region, or codes; the state's subregion where it is left out."),
]
From = Annotated[str, Query(alias="from", description="The first day, YYYY-MM-DD; a year before the other.")]
To = Annotated[str, Query(description="The last day, YYYY-MM-DD; today where it is left out.")]
Treaty = Annotated[str, Query(description="Only this treaty, by any name or number.")]


@router.get("/compare", summary="States side by side", response_class=Response, responses=RESPONSES)
async def compare(
    request: Request, states: States = "", topic: Topic = "", as_of: AsOf = "", lang: Lang = ""
) -> Response:
    """A page: the strongest duty of each state, topic by topic. The same as `/v1/compare`."""
    return await run_in_threadpool(_compared, request, states, topic, as_of)


def _compared(request: Request, states: str, topic: str, as_of: str) -> Response:
    asked = service(request)
    form = {"states": states, "topic": topic, "as_of": as_of}
    choices = {"form": form, "topics": asked.scheme("topic"), "states": asked.names.listed}
    if not states.strip():
        return _empty(request, "compare.html", choices)
    found = [asked.names.find(s.strip()) for s in states.split(",") if s.strip()]
    answer = engine.compare(asked.snapshot, found, day(as_of or None), topic or None)
    rows: dict[str, dict[str, Any]] = {}
    for cell in answer["rows"]:
        rows.setdefault(cell["topic"], {"label": cell["label"], "cells": {}})["cells"][cell["state"]] = cell
    words = language(request)
    ordered: list[tuple[str, dict[str, Any]]] = sorted(
        rows.items(), key=lambda row: words(row[1]["label"]).casefold()
    )
    more = {**choices, "rows": ordered}
    return respond(
        request, Shown("compare.html", answer, answer["rows"], [f"party/{s}" for s in found], more)
    )


@router.get("/gaps", summary="What a state lacks", response_class=Response, responses=RESPONSES)
async def gaps(
    request: Request, state: State = "", group: Group = "", as_of: AsOf = "", lang: Lang = ""
) -> Response:
    """A page: what others of its group have, and which act would bring most. The same as `/v1/gaps`."""
    return await run_in_threadpool(_gaps, request, state, group, as_of)


def _gaps(request: Request, state: str, group: str, as_of: str) -> Response:
    asked = service(request)
    choices = {
        "form": {"state": state, "group": group, "as_of": as_of},
        "states": asked.names.listed,
        "groups": groups(asked.snapshot),
    }
    if not state.strip():
        return _empty(request, "gaps.html", choices)
    found = asked.names.find(state)
    answer = engine.gaps(asked.snapshot, found, day(as_of or None), group or None)
    return respond(request, Shown("gaps.html", answer, answer["acts"], [f"party/{found}"], choices))


@router.get("/changes", summary="What changed between two days", response_class=Response, responses=RESPONSES)
async def changes(
    request: Request,
    from_: From = "",
    to: To = "",
    state: State = "",
    other: Other = "",
    treaty: Treaty = "",
    lang: Lang = "",
) -> Response:
    """A page: what began and ended after one day and up to another, with the cause. The same as `/v1/changes`."""
    form = {"from": from_, "to": to, "state": state, "other": other, "treaty": treaty}
    return await run_in_threadpool(_changes, request, {k: v.strip() for k, v in form.items()})


def _changes(request: Request, form: dict[str, str]) -> Response:
    asked = service(request)
    last = day(form["to"] or None)
    first = parse_date(form["from"], "from") if form["from"] else last - timedelta(days=365)
    shown = {**form, "from": first.isoformat(), "to": last.isoformat()}
    choices = {"form": shown, "states": asked.names.listed, "treaties": asked.listed}
    if not form["state"] and not form["treaty"]:
        return _empty(request, "changes.html", choices)
    one, two = (asked.names.find(form[k]) if form[k] else None for k in ("state", "other"))
    answer = engine.changes(asked.snapshot, first, last, one, two, _instrument(asked, form["treaty"]))
    nodes = [c["proof"].partition("fact=")[2] for c in answer["changes"]]
    return respond(request, Shown("changes.html", answer, answer["changes"], nodes, choices))


def _instrument(asked: Service, text: str) -> str | None:
    """The id of the treaty that a text names; an unknown one raises."""
    if not text:
        return None
    matching = asked.instruments.matching(text)
    return matching[0] if len(matching) == 1 else str(instrument(asked.snapshot, text)["id"])[7:]


def _empty(request: Request, template: str, choices: dict[str, Any]) -> Response:
    headers = {"vary": "Accept-Language", "content-language": language(request).code}
    return answered(request, page(request, template, answer=None, rows=(), **choices), HTML, headers)


for _path, _endpoint in (("/compare", compare), ("/gaps", gaps), ("/changes", changes)):
    also_as_data(router, _path, _endpoint)
