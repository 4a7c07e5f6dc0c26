"""Definitions compared element by element."""

from datetime import date
from typing import Any

import pytest

from foedera.definitions import definitions
from foedera.errors import BadInput
from foedera.store import Snapshot


def element(answer: dict[str, Any], treaty: str, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        e for e in answer["elements"] if (e["treaty"], e["element"]) == (treaty, kind)
    )
    return found


def test_with_a_child_no_means_is_asked(snapshot: Snapshot) -> None:
    """Trafficking Protocol art. 3(c), CETS 197 art. 4(c), Directive 2011/36/EU art. 2(5)."""
    answer = definitions(snapshot, "trafficking-in-persons")
    for treaty, pinpoint in (("untoc-tip", "art-3.c"), ("cets-197", "art-4.c"), ("eu-thb-2011", "art-2.5")):
        assert element(answer, treaty, "means")["required"] is True
        assert element(answer, treaty, "children")["pinpoint"] == pinpoint


def test_the_sale_of_a_child_asks_no_purpose(snapshot: Snapshot) -> None:
    """OPSC art. 2(a)."""
    answer = definitions(snapshot, "sale-of-children")
    assert element(answer, "crc-opsc", "purpose")["required"] is False
    assert element(answer, "crc-opsc", "act")["pinpoint"] == "art-2.a"


def test_forced_labour_asks_a_menace_and_no_free_offer_and_leaves_five_things_out(snapshot: Snapshot) -> None:
    """C029 art. 2(1) and (2)."""
    answer = definitions(snapshot, "forced-labour")
    assert element(answer, "ilo-c029", "means")["items"] == ["menace-of-a-penalty", "not-voluntary"]
    assert len(element(answer, "ilo-c029", "exceptions")["items"]) == 5


def test_only_the_directive_as_amended_names_surrogacy_forced_marriage_and_adoption(
    snapshot: Snapshot,
) -> None:
    """Directive 2011/36/EU art. 2(3) as amended by Directive (EU) 2024/1712; its text was not read."""
    purpose = element(definitions(snapshot, "trafficking-in-persons"), "eu-thb-2024", "purpose")
    assert purpose["only_here"] == ["forced-marriage", "illegal-adoption", "surrogacy"]
    assert purpose["text_checked"] is False


def test_smuggling_is_for_gain_and_over_a_border(snapshot: Snapshot) -> None:
    """Smuggling Protocol art. 3(a)."""
    answer = definitions(snapshot, "smuggling-of-migrants")
    assert element(answer, "untoc-som", "act")["items"] == ["unlawful-entry"]
    assert element(answer, "untoc-som", "purpose")["items"] == ["gain"]


def test_which_definitions_bind_a_state_on_a_day(snapshot: Snapshot) -> None:
    bound = {
        day: {
            d["treaty"]: d["binds"]
            for d in definitions(snapshot, None, "JPN", date.fromisoformat(day))["definitions"]
        }
        for day in ("2017-08-09", "2017-08-10")
    }
    assert bound["2017-08-09"]["untoc-tip"] == "no"
    assert bound["2017-08-10"]["untoc-tip"] == "yes"
    assert bound["2017-08-10"]["eu-thb-2011"] == "no"


def test_every_element_has_its_pinpoint_and_source(snapshot: Snapshot) -> None:
    answer = definitions(snapshot)
    assert {e["definition"] for e in answer["elements"]} == {d["id"] for d in answer["definitions"]}
    assert all(e["pinpoint"] and e["sources"] and e["text"] for e in answer["elements"])


def test_an_unknown_notion_is_refused_with_the_right_ones(snapshot: Snapshot) -> None:
    with pytest.raises(BadInput) as refused:
        definitions(snapshot, "piracy")
    assert "slavery" in refused.value.hint
