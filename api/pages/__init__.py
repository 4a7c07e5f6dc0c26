"""The pages for people: one resource each, the same answers as the addresses for programs."""

from fastapi import APIRouter

from api.pages import (
    about,
    case,
    compare,
    definition,
    find,
    pair,
    proof,
    provision,
    query,
    state,
    treaty,
    what_if,
)

router = APIRouter()
for module in (find, case, compare, definition, pair, state, treaty, provision, proof, what_if, about, query):
    router.routes.extend(module.router.routes)
