"""Whatever is sent, nothing breaks and nothing answers in a way that the description does not tell."""

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.main import app as service
from benchmarks import malformed

#: Requests here; ``python -m benchmarks hostile`` sends ten thousand.
SAMPLE = 800


SCHEMA: Any = schemathesis.openapi.from_dict(service.openapi())
OPERATIONS = {operation.ok().label: operation.ok() for operation in SCHEMA.get_all_operations()}


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_address_answers_as_described(client: httpx.Client, label: str) -> None:
    @settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=OPERATIONS[label].as_strategy())
    def answers(case: Any) -> None:
        case.call_and_validate(
            base_url=str(client.base_url),
            timeout=120,
            checks=[
                not_a_server_error,
                status_code_conformance,
                content_type_conformance,
                response_schema_conformance,
            ],
        )

    answers()


def test_malformed_requests_break_nothing(client: httpx.Client) -> None:
    paths = list(service.openapi()["paths"])
    counted = malformed.statuses(client.base_url.port or 0, malformed.requests(paths, seed=5), SAMPLE)
    assert sum(counted.values()) == SAMPLE
    assert counted[400] + counted[422] > SAMPLE // 20, "many of them are told what is wrong"
    assert not any(status > 503 for status in counted)
    assert client.get("/readyz").status_code == 200
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
