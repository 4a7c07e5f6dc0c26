"""What is worked out once about a snapshot, and kept as long as the snapshot lives."""

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

Of = TypeVar("Of")
P = ParamSpec("P")
R = TypeVar("R")
Asked = Callable[Concatenate[Of, P], R]


def kept(most: int) -> Callable[[Asked[Of, P, R]], Asked[Of, P, R]]:
    """Keep the latest answers of a function of a snapshot, or of its memory, with that snapshot.

    A snapshot never changes, so neither do they. What is returned is shared: nobody may change it.

    Args:
        most: how many answers are kept for one snapshot; those asked for least recently go first.
    """

    def keep(function: Asked[Of, P, R]) -> Asked[Of, P, R]:
        place = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def asked(of: Of, /, *arguments: P.args, **named: P.kwargs) -> R:
            known: dict[str, Any] = of.__dict__
            if place not in known:
                known[place] = lru_cache(most)(partial(function, of))
            return cast(R, known[place](*arguments, **named))

        return asked

    return keep
