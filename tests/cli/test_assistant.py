"""An assistant asks over the Model Context Protocol and gets the engine's own answers."""

import asyncio
import os
import sys
from datetime import date
from typing import Any

import mcp
import pytest
from mcp import StdioServerParameters

from foedera.assistant import server
from foedera.channels import channels
from foedera.obligations import obligations
from foedera.store import Snapshot


@pytest.fixture(scope="module")
def ask(snapshot: Snapshot) -> Any:
    tools = server(snapshot)

    def asked(tool: str, **arguments: Any) -> Any:
        async def call() -> Any:
            async with mcp.Client(tools) as client:
                return await client.call_tool(tool, arguments)

        return asyncio.run(call())

    return asked


def test_the_answers_are_the_engines_own(ask: Any, snapshot: Snapshot) -> None:
    day = "2024-01-01"
    duties = ask("obligations", state="JPN", treaty="untoc-tip", as_of=day)
    assert not duties.is_error
    assert duties.structured_content == obligations(snapshot, "JPN", date(2024, 1, 1), treaty="untoc-tip")
    found = ask("channels", requesting="ITA", requested="POL", purpose="extradition", as_of=day)
    assert found.structured_content == channels(snapshot, "ITA", "POL", date(2024, 1, 1), "extradition")


def test_from_a_name_to_a_proof(ask: Any) -> None:
    states = ask("find_states", words="nigeria").structured_content["found"]
    assert [s["id"] for s in states] == ["NGA"]
    treaties = ask("find_treaties", words="trafficking protocol").structured_content
    assert "untoc-tip" in [t["id"] for t in treaties["found"]]
    duties = ask("obligations", state="NGA", treaty="untoc-tip", as_of="2024-07-01").structured_content
    proof = ask("explain", fact=duties["obligations"][0]["proof"]).structured_content
    assert proof["data"][0]["source"][0]["url"].startswith("http")
    assert ask("parties", treaty="untoc-tip").structured_content["total"] > 150
    assert ask("statements", treaty="untoc-tip").structured_content["total"] > 10
    assert ask("coverage", treaty="untoc-tip").structured_content["coverage"]
    assert ask("treaties_of", state="NGA").structured_content["treaties"]
    between = ask("between", one="ITA", other="CHE", treaty="cets-024").structured_content
    assert between["treaty"]["id"] == "cets-024"


def test_comparisons_and_suppositions(ask: Any) -> None:
    beside = ask("compare", states=["NGA", "GHA"], as_of="2024-07-01").structured_content
    assert {row["state"] for row in beside["rows"]} == {"NGA", "GHA"}
    lacking = ask("gaps", state="NGA", as_of="2024-07-01").structured_content
    assert lacking["group"]["members"]
    act = {"party": "IRN", "treaty": "untoc-tip", "kind": "accession", "date": "2030-01-01"}
    changed = ask("what_if", acts=[act]).structured_content
    assert changed["acts"][0]["treaty"]


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("obligations", {"state": "XYZ"}, "Unknown state 'XYZ'"),
        ("obligations", {"state": "NGA", "as_of": "tomorrow"}, "'tomorrow' is not a valid as_of"),
        ("channels", {"requesting": "ITA", "requested": "POL", "purpose": "gossip"}, "purpose"),
        ("explain", {"fact": "nothing"}, "Unknown fact"),
    ],
)
def test_a_wrong_question_is_told_what_is_right(
    ask: Any, tool: str, arguments: dict[str, str], told: str
) -> None:
    answer = ask(tool, **arguments)
    assert answer.is_error
    assert told in answer.content[0].text


def test_the_command_speaks_the_protocol(snapshot: Snapshot) -> None:
    async def listed() -> tuple[list[mcp.Tool], str | None]:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "foedera.cli", "mcp"], env=dict(os.environ)
        )
        async with mcp.Client(command) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = asyncio.run(listed())
    assert {"obligations", "channels", "explain", "coverage"} <= {tool.name for tool in tools}
    assert all(tool.description for tool in tools)
    assert instructions is not None
    assert "Never turn not-known into no" in instructions
