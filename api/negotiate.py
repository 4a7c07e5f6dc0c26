"""Which of our formats a client would rather have (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.problems import Problem


@dataclass(frozen=True)
class Offer:
    """One format.

    Attributes:
        name: its short name (``json``, ``turtle``), also for a ``format`` parameter and a suffix.
        media_types: its media types, the proper one first.
    """

    name: str
    media_types: tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """The format chosen, and the media type to answer with."""

    name: str
    media_type: str


def choose(accept: str | None, offers: Sequence[Offer]) -> Chosen:
    """The offer that ``accept`` ranks highest; the first of equals, and the first where nothing is asked.

    Raises:
        Problem: none is acceptable (406); the problem lists what is offered.
    """
    if accept is None or not accept.strip():
        return Chosen(offers[0].name, offers[0].media_types[0])
    ranges = _ranges(accept)
    best: tuple[float, Chosen] | None = None
    for offer in offers:
        for media_type in offer.media_types:
            quality = _quality(media_type, ranges)
            if quality > 0 and (best is None or quality > best[0]):
                best = (quality, Chosen(offer.name, media_type))
    if best is None:
        offered = ", ".join(t for offer in offers for t in offer.media_types)
        raise Problem("not-acceptable", f"Accept one of: {offered}.", {"vary": "Accept"})
    return best[1]


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of an Accept header with their weights; parameters other than q are not looked at."""
    ranges = []
    for part in accept.split(",")[:50]:
        media_range, *parameters = (p.strip().lower() for p in part.split(";"))
        if media_range.count("/") == 1:
            ranges.append((media_range, _weight(parameters)))
    return ranges


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The weight that the most specific matching range gives; 0 where none matches."""
    for wanted in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        for media_range, weight in ranges:
            if media_range == wanted:
                return weight
    return 0.0
