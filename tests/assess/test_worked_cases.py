"""The worked cases of docs/cases: what the page expects is what the record answers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from foedera.assess import assess, from_json, read_case
from foedera.assess.case import to_json
from foedera.assess.vocabulary import vocabulary
from foedera.store import Snapshot
from tests.assess.cases import differences

HERE = Path(__file__).parents[2] / "docs" / "cases"
PAGES = sorted(p for p in HERE.glob("*.md") if p.name != "README.md")


def expected(page: Path) -> dict[str, Any]:
    """The block under "As tested"."""
    (block,) = re.findall(
        r"^## As tested\n+```json\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S
    )
    found: dict[str, Any] = json.loads(block)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_worked_case(snapshot: Snapshot, page: Path) -> None:
    case, wanted = read_case(snapshot, page.with_suffix(".json").read_bytes(), "json"), expected(page)
    assert differences(assess(snapshot, case), wanted) == []
    for other in wanted.get("also", []):
        stated = {**to_json(vocabulary(snapshot), case), **other["facts"]}
        assert differences(assess(snapshot, from_json(snapshot, stated)), other["expect"]) == []


def test_there_are_ten_and_each_is_listed() -> None:
    listed = re.findall(r"\]\(([a-z-]+)\.md\)", (HERE / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == [p.stem for p in PAGES]
    assert len(PAGES) == 10
    assert {p.stem for p in HERE.glob("*.json")} == {p.stem for p in PAGES}
