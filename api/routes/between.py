"""The text of a treaty as it stands between two states."""

from fastapi import APIRouter, Request, Response

from api import responses
from api.answers import table
from api.models.between import Between
from api.routes.parameters import A, AsOf, B, Format, OneTreaty
from api.service import day, service
from api.strict import StrictRoute
from foedera import between as engine

router = APIRouter(
    prefix="/v1/between", tags=["channels"], route_class=StrictRoute, responses=responses.PROBLEMS
)


@router.get("", response_model=Between, summary="A treaty as it stands between two states")
async def between(
    request: Request, a: A, b: B, treaty: OneTreaty, as_of: AsOf = None, format: Format = None
) -> Response:
    """Whether a treaty is in force between two states on a day, which parts of its protocols apply between
    them, and its norms in the order of the treaty: as written, as a protocol amends or replaces them, with
    what each side reserved, and with the rules that members of an organisation apply to each other instead.

    The order of the two does not matter. `answer` is `no` where the treaty is not in force between them.
    """
    answer = engine.between(service(request).snapshot, a, b, treaty, day(as_of))
    return table(request, answer, "norms", format)
