"""Instruments: what they are, who is bound, what they say."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api import models, responses
from api.answers import json_answer, table
from api.routes.parameters import AsOf, BasisTreatyId, Everyone, Format, OnePurpose, TreatyId
from api.service import day, service
from api.strict import StrictRoute
from foedera import lookup, register
from foedera.basis import legal_basis
from foedera.reservations import statements as engine_statements

router = APIRouter(
    prefix="/v1/treaties", tags=["treaties"], route_class=StrictRoute, responses=responses.PROBLEMS
)


@router.get("", response_model=models.Treaties, summary="All instruments of the record")
async def list_treaties(request: Request, format: Format = None) -> Response:
    """Treaties, protocols, acts of unions, and schemes that bind nobody."""
    return table(request, register.treaties(service(request).snapshot), "treaties", format)


@router.get("/{id}", response_model=models.TreatyDetail, summary="One instrument")
async def one_treaty(request: Request, treaty: TreatyId) -> Response:
    """An instrument with the channels that its provisions open, and its sources."""
    return json_answer(request, register.treaty(service(request).snapshot, treaty))


@router.get("/{id}/parties", response_model=models.Parties, summary="Who is bound on a day")
async def parties(
    request: Request, treaty: TreatyId, as_of: AsOf = None, everyone: Everyone = False, format: Format = None
) -> Response:
    """The status of each state that the record connects with the instrument, with the proof."""
    answer = register.parties(service(request).snapshot, treaty, day(as_of), everyone)
    return table(request, answer, "parties", format)


@router.get("/{id}/norms", response_model=models.Norms, summary="What an instrument says")
async def norms(request: Request, treaty: TreatyId, format: Format = None) -> Response:
    """Its norms in the order of its articles: who must, may or must not do what toward whom."""
    return table(request, register.norms(service(request).snapshot, treaty), "norms", format)


@router.get(
    "/{id}/statements", response_model=models.Statements, summary="Who reserved, declared, notified what"
)
async def statements(
    request: Request, treaty: TreatyId, as_of: AsOf = None, format: Format = None
) -> Response:
    """Reservations, declarations, notifications and objections; whether each counts that day, and why not."""
    snapshot = service(request).snapshot
    answer = engine_statements(snapshot, lookup.instrument(snapshot, treaty)["id"], day(as_of).isoformat())
    return table(request, answer, "statements", format)


@router.get("/{id}/legal-basis", response_model=models.LegalBasis, summary="Who takes it as the legal basis")
async def basis(
    request: Request, treaty: BasisTreatyId, purpose: OnePurpose, as_of: AsOf = None, format: Format = None
) -> Response:
    """What each party notified about the instrument as a legal basis, and which pairs an exclusion closes.

    `closes` names the parties that have no other treaty for the purpose in the record with one that excludes it.
    """
    answer = await run_in_threadpool(legal_basis, service(request).snapshot, treaty, day(as_of), purpose)
    return table(request, answer, "parties", format)
