"""The description of the service, completed with what no single route says of itself."""

from typing import Any, Final

from api import responses
from api.models import ProblemShape
from api.problems import MEDIA_TYPE

#: Problems that any address may tell of.
_ANYWHERE: Final = responses.problems(400, 401, 413, 414, 422, 429, 500, 503)
_PROBLEM: Final = {"schema": {"$ref": "#/components/schemas/ProblemShape"}}


def complete(described: dict[str, Any]) -> dict[str, Any]:
    """Add the shape of problems, the problems of any address, and the further forms of tables and pages.

    Args:
        described: what FastAPI tells of the routes; it is changed.
    """
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    schemas.setdefault("ProblemShape", ProblemShape.model_json_schema())
    for methods in described["paths"].values():
        for operation in methods.values():
            _complete(operation)
    return described


def _complete(operation: dict[str, Any]) -> None:
    told = operation["responses"]
    for status, problem in _ANYWHERE.items():
        own = told.get(str(status), {}).get("content", {})
        if MEDIA_TYPE not in own:  # also FastAPI's own form of 422, which is never sent
            told[str(status)] = {**problem, "content": dict(problem["content"])}
    content = told.get("200", {}).get("content", {})
    formats = [str(p["schema"]) for p in operation.get("parameters", ()) if p["name"] == "format"]
    if any("csv" in f for f in formats) and "application/json" in content:
        content["text/csv"] = {}
    if "text/html" in content and "pages" in operation.get("tags", ()):
        for status in ("404", "422"):  # a page tells what is wrong as a page
            told.setdefault(
                status, {"description": "A page that says what is wrong.", "content": {MEDIA_TYPE: _PROBLEM}}
            )
            told[status]["content"]["text/html"] = {}
