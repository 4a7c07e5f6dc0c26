"""Every term is told and every name that the record uses is declared."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from foedera.namespaces import DCTERMS, FOED, ID, OWL, PREFIXES, RDF, RDFS, SKOS

ROOT = Path(__file__).parents[2]
TYPE = NamedNode(RDF + "type")
ONTOLOGY = FOED.removesuffix("#")
KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")

Facts = dict[str, dict[str, set[object]]]


@cache
def _triples(room: str) -> tuple[Triple, ...]:
    found: list[Triple] = []
    for path in sorted((ROOT / room).rglob("*.ttl")):
        found.extend(
            q.triple for q in parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True)
        )
    return tuple(found)


@cache
def _facts() -> Facts:
    """What the ontology says: subject → predicate → objects; blank subjects left out."""
    facts: Facts = defaultdict(lambda: defaultdict(set))
    for t in _triples("ontology"):
        if isinstance(t.subject, NamedNode):
            facts[t.subject.value][t.predicate.value].add(t.object)
    return facts


def _typed(*kinds: str) -> set[str]:
    wanted = {NamedNode(OWL + k) for k in kinds}
    return {s for s, about in _facts().items() if about[TYPE.value] & wanted}


TERMS = sorted(t for t in _typed(*KINDS) if t.startswith(FOED))
CONCEPTS = sorted(s for s, about in _facts().items() if NamedNode(SKOS + "Concept") in about[TYPE.value])
SCHEMES = sorted(s for s, about in _facts().items() if NamedNode(SKOS + "ConceptScheme") in about[TYPE.value])


def _english(subject: str, predicate: str) -> list[str]:
    return [o.value for o in _facts()[subject][predicate] if isinstance(o, Literal) and o.language == "en"]


def _name(iri: str) -> str:
    return iri.removeprefix(FOED).removeprefix(ID)


@pytest.mark.parametrize("term", TERMS, ids=_name)
def test_a_term_is_told(term: str) -> None:
    about = _facts()[term]
    assert len(_english(term, RDFS + "label")) == 1
    assert len(_english(term, SKOS + "definition")) == 1
    assert _english(term, SKOS + "example")
    assert about[DCTERMS + "source"]
    assert about[RDFS + "isDefinedBy"] == {NamedNode(ONTOLOGY)}
    assert len([k for k in KINDS if NamedNode(OWL + k) in about[TYPE.value]]) == 1


@pytest.mark.parametrize(
    "term", [t for t in TERMS if t in _typed("ObjectProperty", "DatatypeProperty")], ids=_name
)
def test_a_missing_domain_or_range_is_explained(term: str) -> None:
    about = _facts()[term]
    if not (about[RDFS + "domain"] and about[RDFS + "range"]):
        assert _english(term, SKOS + "scopeNote")


def test_labels_of_one_kind_of_term_differ() -> None:
    for kind in KINDS:
        labels = [label for t in TERMS if t in _typed(kind) for label in _english(t, RDFS + "label")]
        assert sorted(labels) == sorted(set(labels))


def test_the_ontology_presents_itself() -> None:
    about = _facts()[ONTOLOGY]
    assert about[OWL + "versionIRI"]
    assert about[DCTERMS + "license"] == {NamedNode("https://creativecommons.org/licenses/by/4.0/")}
    assert about["http://purl.org/vocab/vann/preferredNamespacePrefix"] == {Literal("foed")}
    assert any("not that none was done" in note for note in _english(ONTOLOGY, SKOS + "scopeNote"))


def test_no_name_is_a_property_of_two_kinds() -> None:
    assert not _typed("ObjectProperty") & _typed("DatatypeProperty")
    assert not _typed("AnnotationProperty") & _typed("ObjectProperty", "DatatypeProperty")


def test_foreign_terms_used_in_the_ontology_are_declared() -> None:
    built_in = (RDF, RDFS, OWL)
    used = {t.predicate.value for t in _triples("ontology")}
    used |= {
        t.object.value
        for t in _triples("ontology")
        if t.predicate.value in (RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range")
        and isinstance(t.object, NamedNode)
    }
    datatype = re.compile(r"XMLSchema#")
    assert not {u for u in used - _typed(*KINDS) if not u.startswith(built_in) and not datatype.search(u)}


@pytest.mark.parametrize("concept", CONCEPTS, ids=_name)
def test_a_concept_is_told_in_its_scheme(concept: str) -> None:
    about = _facts()[concept]
    scheme, _, notation = concept.removeprefix(ID).partition("/")
    home = {NamedNode(f"{ID}scheme/{scheme}")}
    assert about[SKOS + "inScheme"] == home
    wider = [w.value for w in about[SKOS + "broader"] if isinstance(w, NamedNode)]
    assert about[SKOS + "topConceptOf"] == (set() if wider else home)
    assert all(_facts()[w][SKOS + "inScheme"] == home for w in wider)
    assert about[SKOS + "notation"] == {Literal(notation)}
    assert len(_english(concept, SKOS + "prefLabel")) == 1
    assert len(_english(concept, SKOS + "definition")) == 1


def _members(collection: str) -> set[str]:
    found = _facts()[f"{ID}collection/{collection}"][SKOS + "member"]
    return {_name(m.value) for m in found if isinstance(m, NamedNode)}


@pytest.mark.parametrize("topic", [c for c in CONCEPTS if _name(c).startswith("topic/")], ids=_name)
def test_a_topic_lies_under_one_theme_or_outside_all(topic: str) -> None:
    line = [_name(topic)]
    while wider := [
        _name(w.value) for w in _facts()[f"{ID}{line[-1]}"][SKOS + "broader"] if isinstance(w, NamedNode)
    ]:
        (above,) = wider
        line.append(above)
    assert len(_members("themes") & set(line)) + len(_members("outside-the-themes") & set(line)) == 1


def test_every_theme_of_the_response_can_be_asked() -> None:
    assert _members("themes") == {
        f"topic/{theme}"
        for theme in (
            "criminalisation", "liability-legal-persons", "jurisdiction", "extradition", "mutual-legal-assistance",
            "joint-investigation", "information-exchange", "capacity-building", "prevention", "demand",
            "border-and-documents", "civil-society", "victim-identification", "victim-protection", "victim-assistance",
            "reintegration", "residence", "repatriation", "compensation", "non-punishment", "children",
            "labour-protection", "national-coordination", "monitoring",
        )
    }  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES, ids=_name)
def test_labels_in_a_scheme_differ(scheme: str) -> None:
    members = [c for c in CONCEPTS if NamedNode(scheme) in _facts()[c][SKOS + "inScheme"]]
    labels = [label for c in members for label in _english(c, SKOS + "prefLabel")]
    assert members
    assert len(labels) == len(set(labels))


def _single(concept: str, name: str) -> str:
    (value,) = _facts()[f"{ID}{concept}"][FOED + name]
    assert isinstance(value, Literal)
    return value.value


def test_a_modality_says_whether_and_how_strongly_it_binds() -> None:
    modalities = [_name(c) for c in CONCEPTS if _name(c).startswith("modality/")]
    binding = {m for m in modalities if _single(m, "bindsAsDuty") == "true"}
    assert binding == {
        f"modality/{m}"
        for m in ("obligation", "qualified-obligation", "prohibition", "endeavour", "consider")
    }
    strength = {m: int(_single(m, "strength")) for m in modalities}
    assert min(strength[m] for m in binding) > max(strength[m] for m in modalities if m not in binding)
    assert (
        strength["modality/obligation"]
        > strength["modality/qualified-obligation"]
        > strength["modality/endeavour"]
    )


def test_a_role_says_whether_a_party_fills_it() -> None:
    roles = {_name(c): _single(_name(c), "borneByParty") for c in CONCEPTS if _name(c).startswith("role/")}
    for role in ("state-party", "requested-state", "requesting-state", "member-state", "executing-ms"):
        assert roles[f"role/{role}"] == "true"
    for role in ("depositary", "monitoring-body", "victim", "none", "third-state"):
        assert roles[f"role/{role}"] == "false"  # VCLT art. 34: no duty for third states


def test_a_statement_on_the_legal_basis_changes_no_duty() -> None:
    # UNTOC art. 16(5)(a): it opens or bars a channel, and is no reservation.
    for effect, status in (("treaty-is-legal-basis", "available"), ("treaty-is-not-legal-basis", "barred")):
        about = _facts()[f"{ID}effect/{effect}"]
        assert about[FOED + "channelStatus"] == {NamedNode(f"{ID}status/{status}")}
        assert not about[FOED + "changesDutyTo"]


def test_each_concrete_kind_of_act_has_its_own_concept() -> None:
    parents = {t.subject.value: set[str]() for t in _triples("ontology") if isinstance(t.subject, NamedNode)}
    for t in _triples("ontology"):
        if t.predicate.value == RDFS + "subClassOf" and isinstance(t.object, NamedNode):
            assert isinstance(t.subject, NamedNode)
            parents[t.subject.value].add(t.object.value)

    def below(term: str, top: str) -> bool:
        return any(p == top or below(p, top) for p in parents.get(term, ()))

    acts = {t for t in TERMS if below(t, FOED + "TreatyAct")}
    concrete = {t for t in acts if not any(below(other, t) for other in acts)}
    kinds = {t: _facts()[t][FOED + "actKind"] for t in TERMS if _facts()[t][FOED + "actKind"]}
    assert set(kinds) == concrete
    declared = {NamedNode(c) for c in CONCEPTS if _name(c).startswith("act-kind/")}
    assert {k for of in kinds.values() for k in of} == declared
    assert sum(len(of) for of in kinds.values()) == len(declared)


def _used_in(room: str) -> set[str]:
    """IRIs of a room's triples, and of the SPARQL texts among their literals."""
    found: set[str] = set()
    for t in _triples(room):
        found.add(t.predicate.value)
        found.update(n.value for n in (t.subject, t.object) if isinstance(n, NamedNode))
        if isinstance(t.object, Literal) and "foed:" in t.object.value:
            found.update(PREFIXES["foed"] + n for n in re.findall(r"\bfoed:([A-Za-z0-9]+)", t.object.value))
        if isinstance(t.object, Literal) and f"<{ID}" in t.object.value:
            found.update(re.findall(rf"<({re.escape(ID)}[^>]+)>", t.object.value))
    return found


@pytest.mark.parametrize("room", ["ontology", "data", "rules"])
def test_terms_in_use_are_declared(room: str) -> None:
    assert not {iri for iri in _used_in(room) if iri.startswith(FOED)} - set(TERMS)


def test_foreign_properties_in_the_record_are_declared() -> None:
    used = {t.predicate.value for t in _triples("data")}
    assert not {u for u in used if not u.startswith((RDF, RDFS))} - _typed(*KINDS)


@pytest.mark.parametrize("room", ["ontology", "data", "rules"])
def test_concepts_in_use_are_declared(room: str) -> None:
    prefixes = tuple(f"{ID}{_name(s).removeprefix('scheme/')}/" for s in SCHEMES)
    assert not {iri for iri in _used_in(room) if iri.startswith(prefixes)} - set(CONCEPTS)


def test_data_uses_properties_as_declared() -> None:
    # OWL 2 DL: an object property leads to a thing, a datatype property to a literal.
    things, literals = _typed("ObjectProperty"), _typed("DatatypeProperty")
    wrong = {
        t.predicate.value
        for t in _triples("data")
        if (t.predicate.value in things and isinstance(t.object, Literal))
        or (t.predicate.value in literals and isinstance(t.object, NamedNode | BlankNode))
    }
    assert not wrong


def test_members_of_defined_classes_are_never_asserted() -> None:
    defined = {t for t in TERMS if _facts()[t][OWL + "equivalentClass"]}
    assert defined
    asserted = {
        t.object.value for t in _triples("data") if t.predicate == TYPE and isinstance(t.object, NamedNode)
    }
    assert not asserted & defined
    assert {a for a in asserted if a.startswith(FOED)} <= _typed("Class")
