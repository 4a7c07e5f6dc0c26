"""Makes ``world.json``, the outlines of the world, from Natural Earth as the npm package ``world-atlas`` carries it.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m api.drawing.outlines package/countries-110m.json package/countries-50m.json

Outlines come from the scale 1:110 million; places too small for it become dots, at the middle of their largest part
on the scale 1:50 million. The projection is Equal Earth, which keeps areas. Antarctica, which no state's acts here
speak of, is left out.
"""

import json
import sys
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("world.json")
PROVENANCE: Final = {
    "source": "Natural Earth, Admin 0 countries, 1:110m and 1:50m (public domain)",
    "via": "npm package world-atlas 2.0.2 (ISC)",
    "projection": "Equal Earth (equal-area)",
    "made_by": "api/drawing/outlines.py",
}
WIDTH: Final = 960
_HALF: Final = 2.7066299836  # x of the antimeridian at the equator
_TOP: Final = 1.3173627591  # y of the pole
_SCALE: Final = WIDTH / (2 * _HALF)
_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_LEFT_OUT: Final = "010"
#: In square pixels: what is smaller also gets a dot, so that it can be seen and pointed at.
_SMALL: Final = 12.0

Point = tuple[float, float]
Ring = list[Point]


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson, Jenny 2018), in pixels from the upper left corner."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    a, b, c, d = _A
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * (9 * d * t**8 + 7 * c * t**6 + 3 * b * t**2 + a))
    y = t * (d * t**8 + c * t**6 + b * t**2 + a)
    return (x + _HALF) * _SCALE, (_TOP - y) * _SCALE


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def _rings(topology: dict[str, Any]) -> dict[str, list[Ring]]:
    """The outer and inner rings of each place in pixels, by ISO 3166-1 numeric code; "" for those without one."""
    arcs = _arcs(topology)
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = shape.get("id", "")
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            line: Ring = []
            for index in ring:
                part = arcs[index] if index >= 0 else arcs[~index][::-1]
                line += part[1:] if line else part
            found.setdefault(code, []).append([project(*point) for point in _joined(line)])
    found.pop(_LEFT_OUT, None)
    return found


def _joined(line: Ring) -> Ring:
    """A ring that crosses the antimeridian, drawn whole beyond the right edge of the map."""
    jumps = any(abs(a[0] - b[0]) > 180 for a, b in pairwise(line))
    return [(x + 360 if x < 0 else x, y) for x, y in line] if jumps else line


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _path(rings: list[Ring]) -> str:
    """Rings as an SVG path in whole pixels, each point relative to the last."""
    parts = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(kept) < 3:
            continue
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept[:-1])]
        parts.append(f"M{kept[0][0]} {kept[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z")
    return "".join(parts)


def _middle(rings: list[Ring]) -> tuple[int, int]:
    largest = max(rings, key=_area)
    return round(sum(x for x, _ in largest) / len(largest)), round(sum(y for _, y in largest) / len(largest))


def outlines(coarse: dict[str, Any], fine: dict[str, Any]) -> dict[str, Any]:
    """The content of ``world.json``: provenance, size, a path by code, a dot by code."""
    shapes, places = _rings(coarse), _rings(fine)
    paths = {code: _path(rings) for code, rings in shapes.items()}
    areas = {code: sum(map(_area, rings)) for code, rings in shapes.items()}
    dots = {code: _middle(rings) for code, rings in places.items() if code and areas.get(code, 0.0) < _SMALL}
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    return {
        "provenance": PROVENANCE,
        "width": round(max(x for x, _ in points)) + 6,
        "height": round(max(y for _, y in points)) + 6,
        "paths": {code: path for code, path in sorted(paths.items()) if path},
        "dots": dict(sorted(dots.items())),
    }


if __name__ == "__main__":
    first, second = (json.loads(Path(name).read_text()) for name in sys.argv[1:3])
    FILE.write_text(json.dumps(outlines(first, second), indent=0, separators=(",", ":")) + "\n")
