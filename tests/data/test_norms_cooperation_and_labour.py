"""What smuggling, drugs, financing, transfer, confiscation, disappearance and labour treaties ask: golden norms."""

from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).parents[2]
ID = "https://w3id.org/foedera/id/"
PREFIXES = f"""BASE <{ID}> PREFIX foed: <https://w3id.org/foedera/ns#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> """

# The legal point with its pinpoint; treaty, pinpoint, modality, bearer, one topic, verification.
GOLDEN = {
    "smuggling counts as an UNTOC offence (1.3)": ("untoc-som", "1.3", "obligation", "state-party", "criminalisation", "yes"),
    "smuggled migrants are not prosecuted for it (5)": ("untoc-som", "5", "prohibition", "state-party", "non-punishment", "yes"),
    "smuggling is criminalised (6.1.a)": ("untoc-som", "6.1.a", "obligation", "state-party", "criminalisation", "yes"),
    "the flag state decides on foreign vessels (8.5)": ("untoc-som", "8.5.s2", "prohibition", "requesting-state", "sovereignty", "yes"),
    "own nationals are taken back (18.1)": ("untoc-som", "18.1", "obligation", "state-of-origin", "repatriation", "yes"),
    "non-refoulement stays (19.1)": ("untoc-som", "19.1", "savings", "state-party", "non-refoulement", "yes"),
    "firearms are traced on request (12.4)": ("untoc-firearms", "12.4", "qualified-obligation", "requested-state", "investigation", "yes"),
    "a state that needs a treaty may use the drugs convention (6.3)": ("drugs-1988", "6.3.s1", "permission", "requested-state", "extradition", "yes"),
    "a state that needs no treaty must recognise drug offences (6.4)": ("drugs-1988", "6.4", "obligation", "requested-state", "extradition", "yes"),
    "persecution lets it refuse, and does not oblige it (6.6)": ("drugs-1988", "6.6", "permission", "requested-state", "extradition", "yes"),
    "for confiscation the drugs convention is basis enough (5.4.f)": ("drugs-1988", "5.4.f", "obligation", "requested-state", "confiscation", "yes"),
    "bank secrecy bars no assistance on drugs (7.5)": ("drugs-1988", "7.5", "prohibition", "requested-state", "mutual-legal-assistance", "yes"),
    "financing of terrorism: extradite or prosecute without exception (10.1)": ("terrorist-financing-1999", "10.1", "obligation", "requested-state", "extradition", "yes"),
    "the financing convention as basis is at the requested state's option (11.2)": ("terrorist-financing-1999", "11.2", "permission", "requested-state", "extradition", "yes"),
    "no political offence in the financing of terrorism (14)": ("terrorist-financing-1999", "14", "prohibition", "requested-state", "political-offence", "yes"),
    "transfer of proceedings needs dual criminality (7.1)": ("cets-073", "7.1", "prohibition", "requested-state", "dual-criminality", "yes"),
    "proceedings time-barred in the requesting state are not taken over (10)": ("cets-073", "10", "prohibition", "requested-state", "transfer-proceedings", "yes"),
    "after its request a state may not prosecute (21.1)": ("cets-073", "21.1.s1", "prohibition", "requesting-state", "ne-bis-in-idem", "yes"),
    "a final judgment elsewhere bars proceedings (35.1)": ("cets-073", "35.1", "prohibition", "state-party", "ne-bis-in-idem", "yes"),
    "transfer of proceedings covers later offences only (47)": ("cets-073", "47", "procedure", "state-party", "temporal-scope", "yes"),
    "six months must be left to serve (3.1.c)": ("cets-112", "3.1.c", "procedure", "sentencing-state", "transfer-sentenced", "yes"),
    "the sentenced person consents (3.1.d)": ("cets-112", "3.1.d", "procedure", "sentencing-state", "transfer-sentenced", "yes"),
    "conversion does not make the sentence harsher (11.1.d)": ("cets-112", "11.1.d", "prohibition", "administering-state", "sanctions", "yes"),
    "no consent when the person has fled home (2.3)": ("cets-167", "2.3", "procedure", "sentencing-state", "transfer-sentenced", "yes"),
    "speciality after transfer without consent (3.4)": ("cets-167", "3.4", "prohibition", "administering-state", "speciality", "yes"),
    "a foreign confiscation order is enforced or an own one sought (13.1.a)": ("cets-141", "13.1.a", "obligation", "requested-state", "confiscation", "yes"),
    "fiscal offences let a state refuse confiscation (18.1.d)": ("cets-141", "18.1.d", "permission", "requested-state", "political-offence", "yes"),
    "bank accounts are found on request (17.1)": ("cets-198", "17.1", "obligation", "requested-state", "investigation", "yes"),
    "confiscated property goes first to victims (25.2)": ("cets-198", "25.2", "qualified-obligation", "requested-state", "compensation", "yes"),
    "between its parties the later confiscation convention applies (49.6.a)": ("cets-198", "49.6.a", "procedure", "state-party", "relation-instruments", "yes"),
    "nobody is handed over to enforced disappearance (16.1)": ("ced", "16.1", "prohibition", "state-party", "non-refoulement", "yes"),
    "the disappearance convention as basis is at the requested state's choice (13.4)": ("ced", "13.4", "permission", "requested-state", "extradition", "yes"),
    "no forced labour as political punishment (1.a)": ("ilo-c105", "1.a", "obligation", "state-party", "labour-protection", "yes"),
    "domestic workers keep their papers (9.c)": ("ilo-c189", "9.c", "obligation", "state-party", "documents", "yes"),
    "a contract before crossing the border (8.1)": ("ilo-c189", "8.1", "obligation", "state-party", "labour-protection", "yes"),
    "eighteen for dangerous work (3.1)": ("ilo-c138", "3.1", "obligation", "state-party", "child-protection", "yes"),
    "workers pay no recruitment fees (7.1)": ("ilo-c181", "7.1", "prohibition", "state-party", "labour-protection", "yes"),
    "misleading propaganda on migration (3.1)": ("ilo-c097", "3.1", "qualified-obligation", "state-party", "prevention", "yes"),
    "labour traffickers are prosecuted wherever they work from (5)": ("ilo-c143", "5", "obligation", "state-party", "jurisdiction", "yes"),
    "clandestine movements are suppressed (3.a), read in translation": ("ilo-c143", "3.a", "obligation", "state-party", "prevention", "partly"),
    "remedies against violence at work (10.b)": ("ilo-c190", "10.b", "obligation", "state-party", "fair-trial", "yes"),
    "forced labour is ended to end violence at work (5)": ("ilo-c190", "5", "obligation", "state-party", "labour-protection", "yes"),
    "equality for lawful migrants (10)": ("ilo-c143", "10", "obligation", "state-party", "non-discrimination", "yes"),
    "procuring is punished even with consent (1.1)": ("trafficking-1949", "1.1", "obligation", "state-party", "criminalisation", "yes"),
    "procuring counts as extraditable in every extradition treaty (8.1)": ("trafficking-1949", "8.1", "obligation", "state-party", "extradition", "yes"),
    "extradition under the requested state's law (8.3)": ("trafficking-1949", "8.3", "procedure", "requested-state", "extradition", "yes"),
    "nationals not extradited are tried at home (9.1)": ("trafficking-1949", "9.1", "obligation", "state-party", "jurisdiction", "yes"),
    "letters of request are executed (13.1)": ("trafficking-1949", "13.1", "obligation", "requested-state", "mutual-legal-assistance", "yes"),
    "irregular stay takes away no right from work (25.3)": ("cmw", "25.3", "obligation", "state-party", "labour-protection", "yes"),
    "nobody but an official takes a migrant's passport (21)": ("cmw", "21", "prohibition", "state-party", "documents", "yes"),
    "those who organise clandestine movements are sanctioned (68.1.b)": ("cmw", "68.1.b", "obligation", "state-party", "sanctions", "yes"),
}  # fmt: skip


@pytest.fixture(scope="module")
def record() -> ox.Store:
    store = ox.Store()
    for path in (ROOT / "data").rglob("*.ttl"):
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=ID)
    return store


def ask(record: ox.Store, query: str) -> set[tuple[str, ...]]:
    found = record.query(PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(str(term.value).removeprefix(ID) for term in row if term is not None) for row in found}


@pytest.mark.parametrize("point", GOLDEN)
def test_norm(record: ox.Store, point: str) -> None:
    treaty, pinpoint, modality, bearer, topic, verified = GOLDEN[point]
    rows = ask(
        record,
        f"""SELECT ?modality ?bearer ?verified {{ <norm/{treaty}/art-{pinpoint}> foed:modality ?modality ;
            foed:bearer ?bearer ; foed:topic <topic/{topic}> ; foed:verification ?verified ;
            foed:provision <treaty/{treaty}/art-{pinpoint}> ; foed:treaty <treaty/{treaty}> }}""",
    )
    assert rows == {(f"modality/{modality}", f"role/{bearer}", verified)}


def test_neither_state_owes_the_transfer_of_a_sentenced_person(record: ox.Store) -> None:
    """CETS 112 art. 3(1): all six conditions are conditions, not duties; (f) asks both states to agree."""
    rows = ask(
        record,
        """SELECT ?n ?m { ?n foed:provision/foed:partOf <treaty/cets-112/art-3.1> ; foed:modality ?m }""",
    )
    assert {n for n, _ in rows} == {f"norm/cets-112/art-3.1.{letter}" for letter in "abcdef"}
    assert {m for _, m in rows} == {"modality/procedure"}


def test_refusals_of_a_transfer_of_proceedings_are_optional_beyond_article_10(record: ox.Store) -> None:
    """CETS 073 arts. 10 and 11(a) to (k)."""
    rows = ask(
        record,
        "SELECT ?n ?m { ?n foed:provision/foed:partOf <treaty/cets-073/art-11> ; foed:modality ?m }",
    )
    assert rows == {(f"norm/cets-073/art-11.{letter}", "modality/permission") for letter in "abcdefghijk"}


def test_no_treaty_here_makes_itself_the_basis_of_extradition_by_duty(record: ox.Store) -> None:
    """Drugs 1988 art. 6(3), terrorist financing art. 11(2), CED art. 13(4): the requested state may."""
    rows = ask(
        record,
        """SELECT ?n ?m { ?n a foed:Norm ; foed:topic <topic/extradition> ; foed:modality ?m ; foed:condition ?c
            FILTER (STRSTARTS(?c, "requires a treaty AND no extradition treaty")) }""",
    )
    assert {
        ("norm/drugs-1988/art-6.3.s1", "modality/permission"),
        ("norm/terrorist-financing-1999/art-11.2", "modality/permission"),
        ("norm/ced/art-13.4", "modality/permission"),
    } <= rows
    assert {m for _, m in rows} == {"modality/permission"}


def test_a_text_read_only_in_part_and_in_translation_is_not_called_checked(record: ox.Store) -> None:
    rows = ask(
        record,
        """SELECT ?n { ?n foed:source ?s ; foed:textChecked true .
            VALUES ?s { <source/fsou-c143> <source/dar-1978-c143-pt> } }""",
    )
    assert rows == set()


def test_annexes_that_a_member_may_exclude_carry_no_norm(record: ox.Store) -> None:
    """ILO C097 art. 14(1): who excluded which annex is known in part only."""
    rows = ask(
        record,
        """SELECT ?n { ?n a foed:Norm ; foed:treaty <treaty/ilo-c097> ; foed:provision ?p
            FILTER (CONTAINS(STR(?p), "annex")) }""",
    )
    assert rows == set()
