"""Norms: how many each treaty has, who owes them, what they need, and golden ones named after the legal point."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).parents[2]
ID = "https://w3id.org/foedera/id/"
PREFIXES = f"""BASE <{ID}>
PREFIX foed: <https://w3id.org/foedera/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

# Norms by treaty. Where a protocol or an amending act changed a text, the older and the newer one are two norms.
COUNTS = {
    "arab-riyadh-1983": 12, "asean-actip-2015": 25, "cat": 24, "cedaw": 16, "cets-024": 81, "cets-030": 71,
    "cets-086": 14, "cets-098": 18, "cets-099": 16, "cets-182": 64, "cets-197": 151, "cets-209": 31, "cets-212": 40,
    "crc": 32, "crc-opsc": 48, "ecowas-extradition-1994": 8, "eu-eaw": 47, "eu-thb-2011": 61, "eu-thb-2024": 2,
    "iccpr": 20, "iccpr-op2": 5, "ilo-c029": 26, "ilo-c182": 20, "ilo-p029": 28, "oas-b47": 20, "refugee-1951": 12,
    "refugee-1967": 1, "slavery-1926": 15, "slavery-1956": 21, "uncac": 90, "untoc": 226, "untoc-tip": 67,
}  # fmt: skip

# The legal point: norm, modality, who owes it, a topic, how far it was verified.
GOLDEN = {
    "help that needs no coercion is owed without dual criminality (UNCAC 46(9)(b))":
        ("uncac/art-46.9.b.s2", "qualified-obligation", "requested-state", "mutual-legal-assistance", "yes"),
    "lack of dual criminality lets a state decline all other help (UNCAC 46(9)(b))":
        ("uncac/art-46.9.b.s1", "permission", "requested-state", "dual-criminality", "yes"),
    "a national not extradited for selling children is prosecuted (OPSC 5(5))":
        ("crc-opsc/art-5.5", "obligation", "requested-state", "extradition", "yes"),
    "a torturer not extradited is prosecuted, whoever asks (CAT 7(1))":
        ("cat/art-7.1", "obligation", "state-party", "extradition", "yes"),
    "nobody is extradited to torture (CAT 3(1))":
        ("cat/art-3.1", "prohibition", "state-party", "extradition", "yes"),
    "UNTOC may be the basis of extradition (16(4))":
        ("untoc/art-16.4", "permission", "requested-state", "extradition", "yes"),
    "a victim may stay: to be considered (Trafficking Protocol 7(1))":
        ("untoc-tip/art-7.1", "consider", "receiving-state", "residence-permit", "yes"),
    "a victim may stay: a permit is owed (CETS 197 14(1))":
        ("cets-197/art-14.1", "obligation", "state-party", "residence-permit", "yes"),
    "the 1957 bar on lapse of time looks at both laws (ETS 24 10)":
        ("cets-024/art-10", "prohibition", "requested-state", "lapse-of-time", "yes"),
    "the fourth protocol's bar looks at the requesting law alone (CETS 212 1)":
        ("cets-212/art-1~10.1", "prohibition", "requested-state", "extradition", "yes"),
    "a legal person's liability is no ground to refuse assistance (ETS 30 1(4))":
        ("cets-030/art-1.4", "prohibition", "requested-state", "mutual-legal-assistance", "yes"),
    "judicial authorities could be declared under the text of 1959 (ETS 30 24)":
        ("cets-030/art-24", "permission", "state-party", "mutual-legal-assistance", "yes"),
    "judicial authorities must be declared under the second protocol (ETS 182 6)":
        ("cets-182/art-6", "obligation", "state-party", "mutual-legal-assistance", "yes"),
    "refugees are not returned (Refugee Convention 33(1))":
        ("refugee-1951/art-33.1", "prohibition", "state-party", "non-refoulement", "yes"),
    "a fair trial is owed by the state (ICCPR 14(1))":
        ("iccpr/art-14.1", "obligation", "state-party", "fair-trial", "yes"),
    "debt bondage goes step by step (Supplementary Convention 1(a))":
        ("slavery-1956/art-1.a", "qualified-obligation", "state-party", "labour-protection", "yes"),
    "victims of forced labour need not be punished (P029 4(2))":
        ("ilo-p029/art-4.2", "qualified-obligation", "state-party", "non-punishment", "yes"),
    "working children are brought back into society (C182 7(2)(b))":
        ("ilo-c182/art-7.2.b", "obligation", "state-party", "reintegration", "yes"),
    "trafficking in women is to be suppressed (CEDAW 6)":
        ("cedaw/art-6", "obligation", "state-party", "prevention", "yes"),
    "the knowing user of a victim is punished (Directive 2011/36 18a)":
        ("eu-thb-2011/art-18a", "obligation", "member-state", "demand", "partly"),
    "the regional text was not read (ECOWAS 4)":
        ("ecowas-extradition-1994/art-4", "prohibition", "requested-state", "political-offence", "no"),
}  # fmt: skip

STOPS = {
    "norm/cat/art-3.1", "norm/ced/art-16.1", "norm/iccpr/art-6.1", "norm/iccpr/art-7", "norm/iccpr-op2/art-1.1",
    "norm/refugee-1951/art-33.1", "norm/refugee-1967/art-1.1",
}  # fmt: skip


@pytest.fixture(scope="module")
def record() -> ox.Store:
    store = ox.Store()
    for path in [*(ROOT / "data").rglob("*.ttl"), ROOT / "ontology" / "concepts.ttl"]:
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=ID)
    return store


def ask(record: ox.Store, query: str) -> set[tuple[str, ...]]:
    found = record.query(PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(term.value.removeprefix(ID) for term in row if term is not None) for row in found}


def test_as_many_norms_as_were_read(record: ox.Store) -> None:
    found = Counter(
        treaty.removeprefix("treaty/")
        for _, treaty in ask(record, "SELECT ?n ?t { ?n a foed:Norm ; foed:treaty ?t }")
    )
    assert {treaty: found[treaty] for treaty in COUNTS} == COUNTS


@pytest.mark.parametrize("point", GOLDEN)
def test_norm(record: ox.Store, point: str) -> None:
    norm, modality, bearer, topic, verified = GOLDEN[point]
    rows = ask(
        record,
        f"""SELECT ?modality ?bearer ?verified {{ <norm/{norm}> foed:modality ?modality ; foed:bearer ?bearer ;
            foed:topic <topic/{topic}> ; foed:verification ?verified }}""",
    )
    assert rows == {(f"modality/{modality}", f"role/{bearer}", verified)}


def test_every_duty_has_a_bearer_whose_role_is_known(record: ox.Store) -> None:
    rows = ask(
        record,
        """SELECT ?n { ?n foed:modality/foed:bindsAsDuty true
            FILTER NOT EXISTS { ?n foed:bearer ?role . ?role skos:inScheme <scheme/role> ; foed:borneByParty ?by } }""",
    )
    assert rows == set()


def test_what_persons_have_from_a_state_is_the_states_duty(record: ox.Store) -> None:
    """ICCPR art. 2(1): a right is claimed by who has it; a norm that a state bears toward a person is no right."""
    rows = ask(
        record,
        """SELECT ?n { ?n foed:modality <modality/right> ; foed:bearer/foed:borneByParty true ;
            foed:counterparty/foed:borneByParty false }""",
    )
    assert rows == set()


def test_every_norm_is_found_under_a_theme_or_told_to_be_outside(record: ox.Store) -> None:
    told = {
        topic
        for (topic,) in ask(
            record,
            """SELECT DISTINCT ?topic { ?told skos:member ?above . ?topic skos:broader* ?above
                VALUES ?told { <collection/themes> <collection/outside-the-themes> } }""",
        )
    }
    norms = ask(record, "SELECT ?n { ?n a foed:Norm }")
    found = {
        (n,)
        for n, topic in ask(record, "SELECT ?n ?topic { ?n a foed:Norm ; foed:topic ?topic }")
        if topic in told
    }
    assert found == norms


def test_every_theme_has_norms_and_duties(record: ox.Store) -> None:
    rows = ask(
        record,
        """SELECT ?theme { <collection/themes> skos:member ?theme FILTER NOT EXISTS {
            ?n foed:topic/skos:broader* ?theme ; foed:modality/foed:bindsAsDuty true } }""",
    )
    assert rows == set()


def test_what_is_owed_to_a_child_is_asked_as_children(record: ox.Store) -> None:
    rows = ask(
        record,
        "SELECT ?n { ?n foed:counterparty <role/child> FILTER NOT EXISTS { ?n foed:topic/skos:broader* <topic/children> } }",
    )
    assert rows == set()


def test_a_layer_is_of_the_conventions_protocol_or_of_an_amending_act(record: ox.Store) -> None:
    """VCLT art. 40(4)."""
    rows = ask(
        record,
        """SELECT ?n ?layer { ?n foed:needsLayer|foed:replacedUnder ?layer ; foed:treaty ?treaty . ?layer foed:treaty ?later
            FILTER NOT EXISTS { ?later foed:parent ?treaty } FILTER NOT EXISTS { ?later a foed:UnionAct }
            FILTER NOT EXISTS { ?later foed:parent ?common . ?treaty foed:parent ?common } }""",
    )
    assert rows == set()


def test_a_norm_is_not_both_old_and_new(record: ox.Store) -> None:
    assert ask(record, "SELECT ?n { ?n foed:needsLayer ?new ; foed:replacedUnder ?old }") == set()


def test_these_protocols_carry_reservations_to_their_convention_over(record: ox.Store) -> None:
    """ETS 86 carries none over and allows none (art. 6(3)); what CETS 212 art. 13(1) says was not read."""
    rows = ask(
        record,
        "SELECT ?protocol ?clause { ?protocol foed:carriesReservationsBy ?clause . ?norm foed:provision ?clause ; foed:textChecked true }",
    )
    assert rows == {
        (f"treaty/{p}", f"treaty/{p}/{clause}")
        for p, clause in (
            ("cets-098", "art-9.1"),
            ("cets-099", "art-8.1"),
            ("cets-182", "art-33.1"),
            ("cets-209", "art-17.1"),
        )
    }


def test_extradition_is_stopped_by_these_norms_alone(record: ox.Store) -> None:
    """UNTOC art. 16(14) takes a duty away and stops nothing; non-punishment of victims is for one's own courts."""
    assert ask(record, "SELECT ?n ?purpose { ?n foed:stops ?purpose }") == {
        (n, "purpose/extradition") for n in STOPS
    }


@pytest.mark.parametrize(
    "norm", ["iccpr/art-6.1", "iccpr/art-7", "iccpr-op2/art-1.1", "refugee-1951/art-33.1"]
)
def test_a_stop_that_is_derived_says_so(record: ox.Store, norm: str) -> None:
    (note,) = ask(record, f"SELECT ?note {{ <norm/{norm}> foed:note ?note }}")
    assert "derived" in note[0] or "settled practice" in note[0]


def test_what_was_not_opened_is_not_called_checked(record: ox.Store) -> None:
    rows = ask(
        record,
        'SELECT ?n { ?n a foed:Norm ; foed:source/foed:quality <quality/unopened> ; foed:verification ?v FILTER (?v != "no") }',
    )
    assert rows == set()
