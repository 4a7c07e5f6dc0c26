"""How the OpenAPI description tells of errors."""

from typing import Any, Final

from api.problems import KINDS, MEDIA_TYPE


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI description of the errors with these statuses."""
    titles: dict[int, list[str]] = {}
    for status, title in KINDS.values():
        titles.setdefault(status, []).append(title)
    schema = {"schema": {"$ref": "#/components/schemas/ProblemShape"}}
    return {s: {"description": "; ".join(titles[s]) + ".", "content": {MEDIA_TYPE: schema}} for s in statuses}


def rdf(*statuses: int, html: bool = False) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI description of an answer in RDF (and as a page), and of the errors with these statuses."""
    media_types = ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
    media_types += ["text/html"] if html else []
    described = {
        "description": "In the format that Accept ranks highest.",
        "content": {m: {} for m in media_types},
    }
    return {200: described, **problems(*statuses)}


PROBLEMS: Final = problems(404, 422, 500)
