"""What states' own law says, whom they designate, where requests go, and schemes: told with age, binding nobody."""

import pyoxigraph as ox
import pytest

from tests.data.test_record import ask, record  # noqa: F401

# Own law → answer, where it stands, date of the text that was read; empty: not known.
GOLDEN = [
    ("AGO/extradition-of-nationals", "refused", "constitution art. 70(1)", "2010"),
    ("BRA/extradition-of-nationals", "with-conditions", "constitution art. 5(LI); law 13445/2017 art. 82(I) and (5)", "2017"),
    ("CRI/extradition-of-nationals", "with-conditions", "constitution art. 32 as changed by law 10730", "2025-05"),
    ("SVK/extradition-of-nationals", "with-conditions", "code of criminal procedure (act 301/2005) s. 501(a)", "2026-03-14"),
    ("VNM/extradition-of-nationals", "refused", "constitution art. 17(2)", "2013"),
    ("USA/treaty-requirement", "treaty-required", "18 U.S.C. 3181", "2026-07-12"),
    ("NLD/treaty-requirement", "treaty-required", "constitution art. 2(3); extradition act art. 2", "2017-05-10"),
    ("ROU/treaty-requirement", "reciprocity", "constitution art. 19(3)", "2003"),
    ("FRA/treaty-requirement", "no-treaty-required", "code of criminal procedure art. 696", ""),
    ("DEU/death-penalty-assurance", "assurance-required", "act on international assistance s. 8", "2022-03-26"),
    ("PRT/death-penalty-assurance", "refused", "constitution art. 33(6)", "2005"),
    ("JPN/death-penalty", "retained", "", "2022"),
    ("FRA/death-penalty", "abolished", "", "2022"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "says", "basis", "as_of"), GOLDEN)
def test_own_law_as_its_text_says(
    record: ox.Store,  # noqa: F811
    path: str,
    says: str,
    basis: str,
    as_of: str,
) -> None:
    rows = ask(
        record,
        f"SELECT ?says ?basis ?asOf {{ <law/{path}> foed:says ?says OPTIONAL {{ <law/{path}> foed:legalBasis ?basis }} "
        f"OPTIONAL {{ <law/{path}> foed:asOf ?asOf }} }}",
    )
    assert rows == [(f"law-answer/{says}", basis, as_of)]


def test_a_rule_on_nationals_only_is_no_rule_on_treaties(record: ox.Store) -> None:  # noqa: F811
    """Honduras, constitution art. 102: it asks for a treaty for surrendering its nationals, not in general."""
    assert ask(record, "SELECT ?s { <law/HND/extradition-of-nationals> foed:says ?s }") == [
        ("law-answer/with-conditions",)
    ]
    assert ask(record, "SELECT ?s { <law/HND/treaty-requirement> foed:says ?s }") == []


def test_what_another_source_tells_of_armenia_is_told(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record, "SELECT ?tells { ?c foed:about <law/ARM/extradition-of-nationals> ; foed:tells ?tells }"
    )
    assert len(rows) == 1
    assert rows[0][0].startswith("refused")


def test_a_text_was_read_after_it_was_written(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record,
        "SELECT ?law ?asOf ?seen { ?law a foed:OwnLaw ; foed:asOf ?asOf ; foed:source/foed:seenOn ?seen }",
    )
    assert rows
    assert [law for law, as_of, seen in rows if as_of[:10] > seen[: len(as_of)]] == []


def test_the_commonwealth_has_56_members(record: ox.Store) -> None:  # noqa: F811
    """By its Secretariat, since Gabon and Togo joined in June 2022."""
    rows = ask(
        record,
        "SELECT ?p { ?m foed:organisation <organisation/Commonwealth> ; foed:party ?p FILTER NOT EXISTS { ?m foed:until ?u } }",
    )
    assert len(rows) == 56


def test_the_first_category_is_the_union_and_gibraltar(record: ox.Store) -> None:  # noqa: F811
    rows = ask(
        record,
        'SELECT ?p { ?d foed:party <party/GBR> ; foed:category "category 1"@en ; foed:designates ?p }',
    )
    members = ask(
        record,
        "SELECT ?p { ?m foed:organisation <party/EUE> ; foed:party ?p FILTER NOT EXISTS { ?m foed:until ?u } }",
    )
    assert set(rows) == {*members, ("party/GIB",)}


def test_an_authority_for_one_treaty_says_which(record: ox.Store) -> None:  # noqa: F811
    """One that acts under a bilateral treaty is bound to that treaty or to the other state, never general."""
    rows = ask(
        record,
        "SELECT ?a ?under { ?a a foed:Authority ; foed:underInstrument ?under "
        "FILTER NOT EXISTS { ?a foed:treaty ?t } FILTER NOT EXISTS { ?a foed:toward ?p } }",
    )
    assert rows
    assert [a for a, under in rows if "treaty with" in under or "agreement with" in under] == []
