"""Each rule's golden cases: a small record, and what must and must not follow from it.

A case is one Turtle file under the folder of its rule. Its first comment names the legal point, a line
``# ASK {…}`` states what must follow, a line ``# NOT {…}`` what must not.
"""

from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, RdfFormat, Store

from foedera.infer import infer, read_rules
from foedera.infer.rules import declared_prefixes
from foedera.namespaces import ASSERTED, ID, ONTOLOGY, RULES

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CASES = sorted(HERE.glob("*/*.ttl"))


def law() -> Store:
    """A store with the ontology and the rules, and nothing recorded."""
    store = Store()
    for room, graph in (("ontology", ONTOLOGY), ("rules", RULES)):
        for path in sorted((ROOT / room).rglob("*.ttl")):
            store.load(path=str(path), format=RdfFormat.TURTLE, to_graph=graph)
    return store


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case(case: Path) -> None:
    store = law()
    text = case.read_text()
    store.load(input=text.encode(), format=RdfFormat.TURTLE, to_graph=ASSERTED)
    prefixes = declared_prefixes(store)
    infer(store)
    asked = 0
    for line in text.splitlines():
        mark, _, pattern = line.removeprefix("# ").partition(" ")
        if not line.startswith("# ") or mark not in ("ASK", "NOT"):
            continue
        answer = store.query(
            f"ASK {pattern}", base_iri=ID, prefixes=prefixes, use_default_graph_as_union=True
        )
        assert isinstance(answer, QueryBoolean)
        assert bool(answer) is (mark == "ASK"), line
        asked += 1
    assert asked, f"{case.name} asks nothing"


def test_every_rule_has_a_good_and_a_bad_case() -> None:
    for rule in read_rules(law()):
        names = {p.stem.partition("-")[0] for p in (HERE / rule.iri.rpartition("/")[2]).glob("*.ttl")}
        assert names >= {"good", "bad"}, f"{rule.iri}: cases {sorted(names)}"
