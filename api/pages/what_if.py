"""What would follow from acts that nobody has done: the channels that would open or close, and the duties."""

from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.pages.route import RESPONSES, Lang, LongPage, Shown, also_as_data, respond
from api.routes.parameters import Acts, EffectDay, OnePartner, OneState, Purpose
from api.service import service
from foedera import whatif as engine
from foedera.dates import parse_date
from foedera.lookup import in_treaty_order

router = APIRouter(tags=["pages"], route_class=LongPage)

#: Up to how many channels are told one by one.
_FEW: Final = 60


@router.get("/what-if", summary="What would follow", response_class=Response, responses=RESPONSES)
async def what_if(
    request: Request,
    acts: Acts,
    as_of: EffectDay = None,
    state: OneState = None,
    other: OnePartner = None,
    purpose: Purpose = None,
    lang: Lang = "",
) -> Response:
    """A page: what some acts that nobody has done would change. The same as `/v1/what-if`."""
    given = {"as_of": as_of, "state": state, "other": other, "purpose": purpose}
    return await run_in_threadpool(_what_if, request, acts, {k: v or None for k, v in given.items()})


also_as_data(router, "/what-if", what_if)


def _what_if(request: Request, acts: str, given: dict[str, str | None]) -> Response:
    day = parse_date(given["as_of"], "as_of") if given["as_of"] else None
    answer = engine.what_if(
        service(request).snapshot, engine.parse(acts), day, given["state"], given["other"], given["purpose"]
    )
    channels = answer["channels"]
    whose = answer["acts"][0]["party"]
    gained = sorted(
        answer["obligations"]["gained"], key=lambda d: (d["treaty"], in_treaty_order(d["pinpoint"]))
    )
    more = {
        "whose": whose,
        "opened": _partners(channels["opened"], whose),
        "closed": _partners(channels["closed"], whose),
        "few": 0 < sum(len(channels[kind]) for kind in ("gained", "changed", "lost")) <= _FEW,
        "duties": [(treaty, list(rows)) for treaty, rows in groupby(gained, key=lambda d: d["treaty"])],
        "parameters": {"acts": acts, **given},
    }
    nodes = [f"treaty/{a['treaty']}" for a in answer["acts"]]
    return respond(request, Shown("what_if.html", answer, engine.flat(answer), nodes, more))


def _partners(directions: list[dict[str, Any]], whose: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The pairs between which something opens or closes, by purpose; the state that acts first, where it is of the two."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in directions:
        one, other = sorted((row["requesting"], row["requested"]), key=lambda s: (s != whose, s))
        found.setdefault(row["purpose"], set()).add((one, other))
    return [(purpose, sorted(pairs)) for purpose, pairs in sorted(found.items())]
