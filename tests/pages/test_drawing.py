"""What the pictures show: days in their place, the unknown as unknown, every place on the map."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from api.drawing.bars import WIDTH, Scale
from api.drawing.outlines import project
from api.drawing.world import places, world

SCALE = Scale.around([], date(2024, 7, 1))
DAYS = st.dates(date(1950, 1, 1), date(2024, 12, 31)).map(date.isoformat)


def test_the_line_begins_with_the_decade_of_the_earliest_day() -> None:
    assert Scale.around([{"from": "1889-05-01"}], date(2024, 7, 1)).first == 1880
    assert Scale.around([], date(1900, 1, 1)).first == 1900
    assert SCALE.first == 1950
    assert SCALE.last > 2024


@given(DAYS, DAYS)
def test_a_later_day_stands_further_right(one: str, two: str) -> None:
    if one < two:
        assert SCALE.x(one) <= SCALE.x(two)


@given(DAYS)
def test_no_known_end_runs_to_the_edge(day: str) -> None:
    (bar,) = SCALE.segments({"from": day, "until": None})
    assert bar.kind == "proven"
    assert bar.x + bar.width >= WIDTH - 1


def test_a_day_between_bounds_is_drawn_as_possible() -> None:
    bounds = {"earliest": "2000-01-01", "latest": "2010-01-01"}
    first, rest = SCALE.segments({"from": None, "from_between": bounds, "until": None})
    assert (first.kind, rest.kind) == ("possible", "proven")
    assert first.x + first.width <= rest.x + 0.2
    (unproven,) = SCALE.segments(
        {"from": None, "from_between": {"earliest": "2000-01-01", "latest": None}, "until": None}
    )
    assert unproven.kind == "possible"


def test_a_year_alone_stands_at_its_beginning() -> None:
    assert SCALE.x("2000") == SCALE.x("2000-01") == SCALE.x("2000-01-01")


def test_the_projection_keeps_areas() -> None:
    def area(longitude: float, latitude: float) -> float:
        (x1, y1), (x2, _), (_, y3) = (
            project(longitude, latitude),
            project(longitude + 0.1, latitude),
            project(longitude, latitude + 0.1),
        )
        return (x2 - x1) * (y1 - y3)

    from math import cos, radians

    for latitude in (10.0, 40.0, 65.0):
        ratio = area(0, latitude) / area(0, 0.0)
        assert abs(ratio - cos(radians(latitude + 0.05))) < 0.01


def test_every_place_that_is_not_told_of_is_unknown() -> None:
    drawn = places({"FRA": "party"}, {"250": "FRA", "702": "SGP"})
    kinds = {p.party: p.kind for p in drawn if p.party}
    assert kinds == {"FRA": "party", "SGP": "unknown"}
    assert all(p.kind == "unknown" for p in drawn if p.party != "FRA")
    assert next(p for p in drawn if p.party == "SGP").dot


def test_the_outlines_tell_where_they_come_from() -> None:
    assert "public domain" in world()["provenance"]["source"]
    assert "Equal Earth" in world()["provenance"]["projection"]
