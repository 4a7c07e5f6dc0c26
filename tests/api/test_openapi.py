"""The description of the service describes all of it, with examples that work."""

from typing import Any

import httpx
import pytest


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_every_address_and_parameter_is_described(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        for route in methods.values():
            assert route["summary"], path
            assert route["description"], path
            assert all(p["description"] for p in route.get("parameters", ())), path


def test_every_answer_of_the_first_version_has_a_shape_and_its_problems(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        if path.startswith("/v1/"):
            responses = methods.get("get", methods.get("post"))["responses"]
            content = responses["200"]["content"]
            document = "application/pdf" in content and "application/json" not in content
            assert document or "$ref" in content["application/json"]["schema"], path
            assert "application/problem+json" in responses["422"]["content"], path


def test_every_reference_is_defined(described: dict[str, Any]) -> None:
    def references(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
            return own.union(*map(references, node.values()))
        return set().union(*map(references, node)) if isinstance(node, list) else set()

    for reference in references(described):
        node = described
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]


def test_the_examples_work(client: httpx.Client, described: dict[str, Any]) -> None:
    def example(parameter: dict[str, Any]) -> str | None:
        found = parameter.get("examples") or parameter["schema"].get("examples") or [parameter.get("example")]
        return str(found[0]) if found[0] is not None else None

    for path, methods in described["paths"].items():
        if "get" not in methods:
            content = methods["post"]["requestBody"]["content"]["application/json"]
            if "example" in content:  # a proof to verify has none: test_answers.py posts real ones
                assert client.post(path, json=content["example"]).status_code == 200, path
            continue
        parameters = methods["get"].get("parameters", [])
        values = {p["name"]: (p["in"], example(p)) for p in parameters if p["name"] != "format"}
        address = path.replace("{path:path}", "{path}")
        for name, (place, value) in values.items():
            if place == "path":
                address = address.replace(f"{{{name}}}", str(value))
        query = {n: v for n, (place, v) in values.items() if place == "query" and v is not None}
        if path == "/dumps/{name}":  # made by a command of its own: tests/api/test_dataset.py
            continue
        assert client.get(address, params=query).status_code in (200, 303), (address, query)
