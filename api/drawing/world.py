"""The map of the world: each place with what is told of it; what is not told is "unknown", never blank."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from markupsafe import Markup, escape

from api.drawing.outlines import FILE

UNKNOWN: Final = "unknown"


@dataclass(frozen=True)
class Place:
    """One place on the map.

    Attributes:
        party: the id of the party, or None where the record has none there.
        kind: what is told of it, for example a status.
        path: its outline, or None.
        dot: where its dot stands, or None.
    """

    party: str | None
    kind: str
    path: str | None
    dot: tuple[int, int] | None

    def drawn(self, hint: str) -> str:
        """The place as an SVG shape.

        Args:
            hint: what is told of it, in words; none where it is empty.
        """
        title = f"<title>{escape(hint)}</title>" if hint else ""
        party = f' data-party="{self.party}"' if self.party else ""
        if self.path:
            return f'<path class="{self.kind}"{party} d="{self.path}">{title}</path>'
        x, y = self.dot or (0, 0)
        return f'<circle class="{self.kind}"{party} cx="{x}" cy="{y}" r="3.4">{title}</circle>'


def drawn(places: Iterable[Place], named: Callable[[str], str], told: Mapping[str, str]) -> Markup:
    """Places as SVG shapes, each with a hint.

    Args:
        places: the places.
        named: how a party is called, by id.
        told: each kind in words.
    """
    return Markup(
        "\n".join(p.drawn(f"{named(p.party)}: {told.get(p.kind, p.kind)}" if p.party else "") for p in places)
    )


@cache
def world() -> dict[str, Any]:
    """The outlines, with their size and provenance."""
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def places(told: Mapping[str, str], numeric: Mapping[str, str]) -> list[Place]:
    """Every place, outlines first, so that dots lie on top.

    Args:
        told: what is told of each party, by id.
        numeric: the party at each ISO 3166-1 numeric code.
    """
    drawn = world()
    outlines = [_place(told, numeric.get(code), path, None) for code, path in drawn["paths"].items()]
    dots = [_place(told, numeric[code], None, dot) for code, dot in drawn["dots"].items() if code in numeric]
    return outlines + dots


def _place(
    told: Mapping[str, str], party: str | None, path: str | None, dot: tuple[int, int] | None
) -> Place:
    return Place(party, told.get(party, UNKNOWN) if party else UNKNOWN, path, dot)
