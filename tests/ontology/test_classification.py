"""What HermiT finds: the ontology holds together, and definitions find their members."""

from itertools import combinations
from pathlib import Path

import pytest

from foedera.errors import RecordError
from foedera.namespaces import FOED, ID
from foedera.reason import Classification, classify

#: Kinds of act of which one act can be only one, with the articles that tell them apart.
_EXCLUSIVE = {
    "VCLT 11-15: one instrument of consent is of one kind": [
        "Ratification",
        "Acceptance",
        "Approval",
        "Accession",
        "Succession",
        "DefinitiveSignature",
        "FormalConfirmation",
    ],
    "VCLT 12 and 14: a signature that awaits ratification does not bind": ["Signature", "Consent"],
    "VCLT 11 and 56: consenting and leaving": ["Consent", "Denunciation"],
    "VCLT 18, 22, 68: what is taken back differs": [
        "WithdrawalOfDenunciation",
        "WithdrawalOfRatification",
        "WithdrawalOfSignature",
        "WithdrawalOfReservation",
        "Denunciation",
    ],
    "UNTOC 16(5)(a): a notification is not a reservation": ["Reservation", "Notification"],
    "VCLT 20: an objection reacts to a reservation": ["Reservation", "Objection"],
    "kinds of thing": [
        "Party",
        "Instrument",
        "Provision",
        "Norm",
        "TreatyAct",
        "Source",
        "Inference",
        "Rule",
    ],
}

#: What the law allows to be both.
_COMPATIBLE = [
    ("Declaration", "Reservation"),  # VCLT 2(1)(d): however phrased or named
    ("UnspecifiedConsent", "Ratification"),  # its kind is not known
    ("Organisation", "Party"),  # an organisation that joins treaties
]


def _both(first: str, second: str) -> str:
    return f"https://example.org/both#{first}-{second}"


def _definitions() -> str:
    pairs = [pair for kinds in _EXCLUSIVE.values() for pair in combinations(kinds, 2)] + _COMPATIBLE
    return "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n" + "\n".join(
        f"<{_both(a, b)}> a owl:Class ; "
        f"owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( <{FOED}{a}> <{FOED}{b}> ) ] ."
        for a, b in dict.fromkeys(pairs)
    )


@pytest.fixture(scope="module")
def pairs_of_kinds(ontology: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Classification:
    path = tmp_path_factory.mktemp("pairs") / "pairs.ttl"
    path.write_text(_definitions(), encoding="utf-8")
    return classify([*ontology, path])


@pytest.fixture(scope="module")
def sample(ontology: list[Path], here: Path) -> Classification:
    return classify([*ontology, here / "prov.ttl", here / "eli.ttl", here / "sample.ttl"])


@pytest.fixture(scope="module")
def recorded(ontology: list[Path], instruments: Path) -> Classification:
    return classify([*ontology, instruments])


def _members(found: Classification, name: str) -> set[str]:
    return {iri.removeprefix(ID) for iri in found.instances[FOED + name]}


def test_every_class_can_have_members(sample: Classification) -> None:
    # What can have members beside PROV, ELI and a record can have them without.
    assert sample.consistent
    assert sample.unsatisfiable == frozenset()


@pytest.mark.parametrize("kinds", _EXCLUSIVE.values(), ids=list(_EXCLUSIVE))
def test_one_act_is_of_one_kind(pairs_of_kinds: Classification, kinds: list[str]) -> None:
    assert {_both(a, b) for a, b in combinations(kinds, 2)} <= pairs_of_kinds.unsatisfiable


@pytest.mark.parametrize(("first", "second"), _COMPATIBLE)
def test_names_do_not_decide_what_a_statement_is(
    pairs_of_kinds: Classification, first: str, second: str
) -> None:
    assert pairs_of_kinds.consistent
    assert _both(first, second) not in pairs_of_kinds.unsatisfiable


def test_a_record_and_its_proofs_agree_with_prov_and_eli(sample: Classification) -> None:
    assert sample.consistent


def test_an_act_that_were_an_activity_would_contradict_prov(
    ontology: list[Path], here: Path, tmp_path: Path
) -> None:
    # Inferences are derived from acts, and PROV-O lets only entities be derived from.
    path = tmp_path / "activity.ttl"
    path.write_text(
        "<https://w3id.org/foedera/ns#TreatyAct> "
        "<http://www.w3.org/2000/01/rdf-schema#subClassOf> <http://www.w3.org/ns/prov#Activity> .",
        encoding="utf-8",
    )
    assert not classify([*ontology, here / "prov.ttl", here / "sample.ttl", path]).consistent


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("ExtraditionInstrument", {"treaty/convention"}),
        ("AssistanceInstrument", {"treaty/act"}),
        ("ConfiscationInstrument", set()),
        ("ChannelInstrument", {"treaty/convention", "treaty/act"}),
        ("ChannelProvision", {"treaty/convention/art-1", "treaty/act/art-1"}),
        ("DependentProtocol", {"treaty/protocol"}),
        ("OffenceInstrument", {"treaty/protocol"}),
        ("UndenounceableInstrument", {"treaty/protocol"}),
        ("MembersInstrument", {"treaty/act"}),
        ("WindowedDenunciationClause", {"treaty/convention/art-3"}),
        ("PeriodicDenunciationClause", set()),
        ("BindingNorm", {"norm/convention/art-1.1"}),
        ("DutyChangingStatement", {"statement/convention/BBB/1"}),
        ("LegalBasisStatement", {"statement/convention/AAA/1"}),
    ],
)
def test_definitions_find_their_members(sample: Classification, name: str, members: set[str]) -> None:
    assert _members(sample, name) == members


def test_dates_are_left_out_and_counted(sample: Classification) -> None:
    assert sample.left_out >= 8


def test_the_recorded_instruments_hold_together(recorded: Classification) -> None:
    assert recorded.consistent
    assert recorded.unsatisfiable == frozenset()


def test_what_hands_persons_over_is_an_extradition_instrument(recorded: Classification) -> None:
    found = _members(recorded, "ExtraditionInstrument")
    assert {"treaty/cets-024", "treaty/eu-eaw", "treaty/untoc"} <= found
    assert "treaty/cets-197" not in found  # it works through other instruments, art. 32
    assert "treaty/untoc-tip" not in found  # its offence uses the convention's channel, art. 1


def test_what_gives_evidence_is_an_assistance_instrument(recorded: Classification) -> None:
    found = _members(recorded, "AssistanceInstrument")
    assert {"treaty/cets-030", "treaty/untoc"} <= found
    assert "treaty/cets-197" not in found


def test_the_trafficking_protocol_depends_on_its_convention(recorded: Classification) -> None:
    assert "treaty/untoc-tip" in _members(recorded, "DependentProtocol")  # UNTOC art. 37(2)
    assert "treaty/untoc-tip" in _members(recorded, "CarriedProtocol")  # UNTOC art. 40(3)
    assert "treaty/untoc-tip" in _members(recorded, "OffenceInstrument")  # Protocol art. 1(3)
    assert "treaty/untoc-tip" not in _members(recorded, "ChannelInstrument")


def test_labour_conventions_are_left_in_windows(recorded: Classification) -> None:
    clauses = {iri.rpartition("/")[0] for iri in _members(recorded, "WindowedDenunciationClause")}
    assert {"treaty/ilo-c029", "treaty/ilo-c182"} <= clauses  # arts. 30 and 11
    assert "treaty/cets-197" not in clauses


def test_the_covenant_cannot_be_left(recorded: Classification) -> None:
    assert "treaty/iccpr" in _members(recorded, "UndenounceableInstrument")


def test_an_inconsistent_record_is_told(ontology: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "both.ttl"
    path.write_text(
        f"<{ID}act/x/AAA/ratification> a <{FOED}Ratification> , <{FOED}Denunciation> .", encoding="utf-8"
    )
    found = classify([*ontology, path])
    assert not found.consistent
    assert found.instances == {}


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(RecordError, match=r"broken\.ttl"):
        classify([path])
