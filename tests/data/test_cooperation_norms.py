"""What instruments of cooperation ask, at the article where it stands; each case is a legal point read in the text."""

from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/foedera/id/"
PREFIXES = {"foed": "https://w3id.org/foedera/ns#"}


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    for path in sorted((ROOT / "data" / "norms").glob("*.ttl")):
        found.bulk_load(path=str(path), format=RdfFormat.TURTLE, base_iri=BASE)
    return found


def values(store: Store, norm: str, term: str) -> set[str]:
    """The values of one property of a norm, ids without their base."""
    query = f"SELECT ?v WHERE {{ <{BASE}norm/{norm}> foed:{term} ?v }}"
    solutions = cast(QuerySolutions, store.query(query, prefixes=PREFIXES))
    found = (row["v"] for row in solutions)
    return {
        v.value.removeprefix(BASE) if isinstance(v, NamedNode) else getattr(v, "value", "") for v in found
    }


READ = [
    ("eu-eio/art-11.1.g", "permission", "executing-ms", "dual-criminality"),
    ("eu-eio/art-9.1", "obligation", "executing-ms", "mutual-legal-assistance"),
    ("eu-eio/art-3", "definition", "issuing-ms", "joint-investigation"),
    ("eu-mla-2000/art-13.1", "permission", "member-state", "joint-investigation"),
    ("eu-mla-2000/art-11.2", "prohibition", "requesting-state", "mutual-legal-assistance"),
    ("eu-eevidence-2023/art-32.1", "savings", "member-state", "relation-instruments"),
    ("eu-confiscation-2018/art-19.1.g", "permission", "executing-ms", "in-absentia"),
    ("eu-uk-tca/art-623.2", "permission", "transit-state", "extradition"),
    ("eu-residence-2004/art-1", "definition", "member-state", "residence-permit"),
    ("benelux-extradition-1962/art-5.1", "prohibition", "requested-state", "extradition"),
    ("benelux-extradition-1962/art-9", "prohibition", "requested-state", "lapse-of-time"),
    ("oas-a55/art-5.1", "obligation", "requested-state", "dual-criminality"),
    ("oas-a55/art-9.d", "permission", "requested-state", "fair-trial"),
    ("mercosur-mla-1996/art-1.4", "obligation", "requested-state", "dual-criminality"),
    ("mercosur-mla-1996/art-30", "savings", "state-party", "relation-instruments"),
    ("oas-montevideo-1933/art-2.s2", "obligation", "requested-state", "extradition"),
    ("oas-montevideo-1933/art-21", "savings", "state-party", "relation-instruments"),
    ("saarc-trafficking-2002/art-3.1", "obligation", "state-party", "criminalisation"),
]


@pytest.mark.parametrize(("norm", "modality", "bearer", "topic"), READ)
def test_norms_read_in_the_text(store: Store, norm: str, modality: str, bearer: str, topic: str) -> None:
    assert values(store, norm, "modality") == {f"modality/{modality}"}
    assert values(store, norm, "bearer") == {f"role/{bearer}"}
    assert f"topic/{topic}" in values(store, norm, "topic")
    assert (values(store, norm, "textChecked"), values(store, norm, "verification")) == ({"true"}, {"yes"})


@pytest.mark.parametrize(
    "norm", ["eu-uk-tca/art-629", "eu-residence-2004/art-9", "eu-iceland-norway-surrender/art-6.1"]
)
def test_norms_not_read_in_the_text_say_so(store: Store, norm: str) -> None:
    assert values(store, norm, "textChecked") == {"false"}
    assert values(store, norm, "verification") in ({"no"}, {"partly"})


def test_investigation_order_takes_the_place_of_both_assistance_protocols(store: Store) -> None:
    """Directive 2014/41 art. 34(1)."""
    replaced = {"treaty/cets-030", "treaty/cets-099", "treaty/cets-182", "treaty/eu-mla-2000"}
    assert values(store, "eu-eio/art-34.1", "crossReference") == replaced


def test_trafficking_thresholds_differ_by_instrument(store: Store) -> None:
    """Nassau art. 6 looks at the requesting law, Montevideo art. 1(b) at the minimum in both, Benelux art. 2(1) at the maximum."""
    assert values(store, "oas-a55/art-6", "condition") == {"max >= 1 year in requesting state"}
    assert values(store, "oas-montevideo-1933/art-1.b", "condition") == {"minimum penalty >= 1 year in both"}
    benelux = {"max >= 6 months in both AND (NOT convicted OR sentence >= 3 months)"}
    assert values(store, "benelux-extradition-1962/art-2.1", "condition") == benelux
