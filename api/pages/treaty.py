"""An instrument: who is bound on a day, on a map and in a table; what it says; who reserved, declared, objected."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from api.drawing.world import places
from api.examples import example
from api.html import address
from api.pages.route import RESPONSES, AsOf, Lang, PageRoute, Shown, respond, stem
from api.service import Service, day, service
from foedera import lookup, register
from foedera.coverage import coverage, told_of
from foedera.provisions import provisions
from foedera.reservations import statements
from foedera.store.snapshot import name

router = APIRouter(tags=["pages"], route_class=PageRoute)

#: Statuses of parties in the order of the table.
_ORDER = ("party", "applies", "contracting", "signatory", "former", "unknown", "none")


@router.get("/treaties/{id}", summary="An instrument", response_class=Response, responses=RESPONSES)
async def treaty(
    request: Request, treaty: Annotated[str, Path(alias="id", description="Id of an instrument; with .json, .csv or .ttl in that format.", examples=example("treaty"))],
    as_of: AsOf = "", lang: Lang = "",
) -> Response:  # fmt: skip
    """A page: the status of each state on a map and in a table, the provisions, the statements by article and the
    objections to them. The CSV holds the parties.
    """
    asked = service(request)
    found = str(lookup.instrument(asked.snapshot, stem(treaty))["id"]).partition("/")[2]
    if found != stem(treaty):
        path = f"/treaties/{found}{treaty[len(stem(treaty)) :]}"
        return RedirectResponse(address(path, **request.query_params), 302)
    return await run_in_threadpool(lambda: respond(request, _shown(asked, found, day(as_of or None))))


def _shown(asked: Service, identifier: str, when: date) -> Shown:
    snapshot = asked.snapshot
    detail = register.treaty(snapshot, identifier)
    parties = register.parties(snapshot, identifier, when)
    said = statements(snapshot, f"treaty/{identifier}", when.isoformat())["statements"]
    covered = coverage(snapshot, identifier)["coverage"][0]
    answer = {
        **detail,
        "as_of": parties["as_of"],
        "counts": parties["counts"],
        "parties": parties["parties"],
        "provisions": provisions(snapshot, identifier)["provisions"],
        "statements": said,
        "coverage": covered,
    }
    rows = sorted(parties["parties"], key=lambda p: _ORDER.index(p["status"]))
    everyone = {**register.others(snapshot, identifier, when), **told(parties["parties"])}
    more = {
        "places": places(everyone, asked.numeric),
        "rows": rows,
        "articles": by_article(said),
        "order": _ORDER,
        "listed": f"treaty/{identifier}" in told_of(snapshot.memory) or bool(detail["between"]),
        "defined": _defined(asked, identifier),
    }
    return Shown("treaty.html", answer, parties["parties"], [f"treaty/{identifier}"], more)


def _defined(asked: Service, identifier: str) -> str | None:
    """The notion that the instrument defines, the first where it defines several."""
    rows = asked.snapshot.rows("SELECT notion FROM definition WHERE treaty = ?", f"treaty/{identifier}")
    return name(rows[0]["notion"]) if rows else None


def told(parties: list[dict[str, Any]]) -> dict[str, str]:
    """What the map shows of each party, and of the territories told with it."""
    states = {p["state"]["id"]: p["status"] for p in parties}
    territories = {t["territory"]["id"]: t["status"] for p in parties for t in p["territories"]}
    return {**states, **territories}


def by_article(said: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Statements under each article that they touch, in the order of the treaty; those on none come last."""
    found: dict[str, list[dict[str, Any]]] = {}
    for statement in said:
        for article in dict.fromkeys(p.partition(".")[0] for p in statement["provisions"]) or {"": None}:
            found.setdefault(article, []).append(statement)
    return sorted(found.items(), key=lambda pair: (not pair[0], lookup.in_treaty_order(pair[0])))
