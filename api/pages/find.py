"""The first page: a search that forgives, forms for a pair, a state and a treaty, and three worked examples."""

import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from api.answers import answered
from api.examples import EXAMPLES, example
from api.html import address, language, page
from api.pages.route import HTML, AsOf, Lang, PageRoute, Purpose
from api.service import Service, day, service
from foedera.errors import UnknownThing

router = APIRouter(tags=["pages"], route_class=PageRoute)

#: What may stand between the names of two states.
_BETWEEN: Final = re.compile(
    r"\s*(?:→|↔|->|/|,|;| - | – | to | and | ask | et | à | y | a )\s*", re.IGNORECASE
)


@router.get("/", summary="Ask", response_class=Response, responses={200: {"content": {"text/html": {}}}})
async def ask(
    request: Request,
    q: Annotated[str, Query(description="A state, two states, or a treaty, by any name or code.")] = "",
    state: Annotated[str, Query(description="A state: name, ISO alpha-2 or alpha-3.")] = "",
    other: Annotated[str, Query(description="A second state, for the channels between the two.")] = "",
    treaty: Annotated[str, Query(description="A treaty, by any name or number.")] = "",
    topic: Annotated[
        str, Query(description="What the duties of the state are about.", examples=example("topic"))
    ] = "",
    as_of: AsOf = "",
    purpose: Purpose = "",
    lang: Lang = "",
) -> Response:
    """A page to ask on. With a question, it leads to the page of the pair, the state or the treaty that is meant."""
    form = {
        "q": q,
        "state": state,
        "other": other,
        "treaty": treaty,
        "topic": topic,
        "as_of": as_of,
        "purpose": purpose,
    }
    return await run_in_threadpool(_ask, request, {k: v.strip() for k, v in form.items()}, lang)


def _ask(request: Request, form: dict[str, str], lang: str) -> Response:
    asked = service(request)
    day(form["as_of"] or None)
    kept = {"as_of": form["as_of"], "lang": lang}
    if form["state"] and form["other"]:
        one, two = asked.names.find(form["state"]), asked.names.find(form["other"])
        return _led(f"/pairs/{one}/{two}", **kept, purpose=form["purpose"])
    if form["state"] or form["other"]:
        found = asked.names.find(form["state"] or form["other"])
        return _led(f"/states/{found}", **kept, topic=form["topic"])
    text = form["q"] or form["treaty"]
    if not text:
        return _home(request, form, [])
    matches = _matches(asked, text, treaties_only=not form["q"])
    if len(matches) == 1:
        return _led(matches[0][0], **kept)
    if not matches:
        raise UnknownThing("name", text[:100], _hint(asked, text))
    return _home(request, form, matches)


def _led(path: str, **query: str) -> Response:
    return RedirectResponse(address(path, **query), 303)


def _matches(asked: Service, text: str, treaties_only: bool) -> list[tuple[str, str]]:
    """The pages that a text may mean: (path, id). A name that fits exactly wins over parts of names."""
    treaties = asked.instruments.matching(text)
    states = [] if treaties_only else asked.names.matching(text)
    exact = [s for s in states if asked.names.is_exact(text)]
    if exact:
        return [(f"/states/{s}", s) for s in exact]
    if not treaties and not states and not treaties_only and (pair := _pair(asked, text)):
        return [(f"/pairs/{pair[0]}/{pair[1]}", "")]
    return [(f"/states/{s}", s) for s in states] + [(f"/treaties/{t}", t) for t in treaties]


def _pair(asked: Service, text: str) -> tuple[str, str] | None:
    """Two states in one text: parted by a sign or word, else by the place where both halves are names."""
    halves = [tuple(_BETWEEN.split(text, maxsplit=1))]
    words = text.split()
    halves += [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    for half in halves:
        if len(half) == 2:
            found = [asked.names.matching(h) for h in half]
            if all(len(f) == 1 for f in found) and found[0] != found[1]:
                return found[0][0], found[1][0]
    return None


def _hint(asked: Service, text: str) -> str:
    near = [asked.names.shown(s) for s in asked.names.near(text)]
    near += [asked.titles[t] for t in asked.instruments.near(text)]
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    return f"{meant}Write a state, two states, or a treaty, by name, number or code."


def _home(request: Request, form: dict[str, str], matches: list[tuple[str, str]]) -> Response:
    asked = service(request)
    content: dict[str, Any] = {
        "form": form,
        "matches": _grouped(asked, matches),
        "states": asked.names.listed,
        "purposes": asked.scheme("purpose"),
        "topics": asked.scheme("topic"),
        "treaties": asked.listed,
        "examples": EXAMPLES,
    }
    headers = {"vary": "Accept-Language", "content-language": language(request).code}
    return answered(request, page(request, "index.html", **content), HTML, headers)


def _grouped(asked: Service, matches: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """What a text may mean, apart: states, instruments of several parties, treaties between two states."""
    found: dict[str, list[tuple[str, str]]] = {"states": [], "treaties": [], "between": []}
    for path, identifier in matches:
        if path.startswith("/states/"):
            found["states"].append((path, identifier))
        else:
            two = f"treaty/{identifier}" in asked.snapshot.memory.between
            found["between" if two else "treaties"].append((path, identifier))
    return found if matches else {}
