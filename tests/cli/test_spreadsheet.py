"""Answers as CSV: nothing is lost, nothing is made up."""

import csv
import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from foedera.cli.spreadsheet import as_csv

# No carriage returns and zero bytes: csv readers, not CSV, change those.
words = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=20)


def read(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(rows), newline="")))


def test_a_thing_with_an_id_takes_its_own_column() -> None:
    assert read([{"state": {"id": "JPN", "name": "Japan"}, "from": None}]) == [
        {"state": "JPN", "state_name": "Japan", "from": ""}
    ]


def test_what_is_deeper_is_json() -> None:
    deep = [{"pinpoint": "art-1", "sources": ["a"]}]
    assert json.loads(read([{"restrictions": deep}])[0]["restrictions"]) == deep


def test_rows_with_other_fields_leave_cells_empty() -> None:
    assert read([{"a": 1}, {"b": True}]) == [{"a": "1", "b": ""}, {"a": "", "b": "true"}]


def test_no_rows_is_an_empty_table() -> None:
    assert as_csv([]).strip() == ""


@given(
    st.lists(
        st.fixed_dictionaries({"summary": words, "topics": st.lists(words, min_size=1, max_size=3)}),
        min_size=1,
    )
)
def test_text_survives(rows: list[dict[str, Any]]) -> None:
    assert read(rows) == [{"summary": r["summary"], "topics": "; ".join(r["topics"])} for r in rows]
