"""Routes that refuse what they do not know: a misspelt filter must not yield an unfiltered answer."""

from collections.abc import Callable, Coroutine
from difflib import get_close_matches
from typing import Any, Final

from fastapi import Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query
from fastapi.routing import APIRoute

from api.problems import Problem, shorten

_LONGEST: Final = 500

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRoute(APIRoute):
    """A route that takes each declared query parameter once, not empty, and no others."""

    #: Whether an empty value counts as none.
    allows_empty = False
    #: How many characters a value may have.
    longest = _LONGEST

    def get_route_handler(self) -> Handler:
        """FastAPI's handler behind the check."""
        declared = frozenset(
            p.alias for p in get_flat_params(self.dependant) if isinstance(p.field_info, Query)
        )
        handle, allows_empty, longest = super().get_route_handler(), self.allows_empty, self.longest

        async def strict(request: Request) -> Response:
            if len(request.scope["path"]) > _LONGEST * 2:
                raise Problem(
                    "uri-too-long", f"Paths of this service have at most {_LONGEST * 2} characters."
                )
            if request.scope["query_string"]:
                check(request.query_params.multi_items(), declared, allows_empty, longest)
            return await handle(request)

        return strict


class LongRoute(StrictRoute):
    """A route whose parameters may be long: several acts in one."""

    longest = 4_000


def check(
    given: list[tuple[str, str]],
    declared: frozenset[str],
    allows_empty: bool = False,
    longest: int = _LONGEST,
) -> None:
    """Refuse unknown, repeated, empty and overlong parameters.

    Args:
        given: the parameters as they came.
        declared: the names that are right.
        allows_empty: whether an empty value counts as none.
        longest: how many characters a value may have.

    Raises:
        Problem: one of them is wrong; the problem names it.
    """
    seen: set[str] = set()
    for name, value in given:
        if name not in declared:
            raise Problem("unknown-parameter", _unknown(name, declared), parameter=shorten(name))
        if name in seen:
            raise Problem("repeated-parameter", f"Give '{name}' once.", parameter=name)
        seen.add(name)
        if not value.strip() and not allows_empty:
            raise Problem("bad-input", f"'{name}' is empty: give a value, or leave it out.", parameter=name)
        if len(value) > longest:
            right = f"'{name}' has {len(value)} characters; at most {longest} are read."
            raise Problem("bad-input", right, parameter=name)


def _unknown(name: str, declared: frozenset[str]) -> str:
    if not declared:
        return f"'{shorten(name)}' is not a parameter of this address; it takes none."
    near = get_close_matches(name[:50], declared, n=1)
    meant = f" Did you mean '{near[0]}'?" if near else ""
    return f"'{shorten(name)}' is not a parameter of this address.{meant} It takes: {', '.join(sorted(declared))}."
