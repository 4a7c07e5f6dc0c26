"""From a list to the record: added, changed, contradicted, missing; written once, whole, and in normal form."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from foedera.errors import RecordError, Unreadable
from foedera.importers import writing
from foedera.importers.export import as_table
from foedera.importers.proposal import Import, Proposal, apply_proposal, propose
from foedera.importers.recorded import read_treaty
from foedera.importers.turtle import TurtleFile, blocks
from foedera.load import read_record
from foedera.validate import validate, violations
from tests.importers.conftest import PAGES, ROOT, TODAY

Proposing = Callable[..., Proposal]


@pytest.fixture
def proposing(root: Path) -> Proposing:
    """Proposes what a page of the tests changes in one's own small record."""

    def ask(form: str, page: str, content: bytes | None = None, **more: object) -> Proposal:
        given = (PAGES / page).read_bytes() if content is None else content
        return propose(root, Import(form, "conv", page, given, seen_on=TODAY, **more))  # type: ignore[arg-type]

    return ask


def test_a_list_adds_refines_contradicts_and_misses(proposing: Proposing) -> None:
    found = proposing("untc", "untc.html").compared
    assert {(a.party, a.kind) for a in found.added} == {
        ("CIV", "accession"),
        ("DNK", "signature"),
        ("EUE", "signature"),
        ("EUE", "approval"),
        ("JPN", "signature"),
        ("JPN", "acceptance"),
        ("SRB", "signature"),
        ("SRB", "succession"),
    }
    assert [(c.act.party, c.words) for c in found.changed] == [("DNK", "date 2003 → 2003-09-30")]
    assert [(c.act.party, c.words) for c in found.contradicted] == [
        ("GBR", "date: the record has 2006-02-19, the list 2006-02-09")
    ]
    assert [a.party for a in found.missing] == ["NOR"]


def test_nothing_is_written_before_it_is_applied(root: Path, proposing: Proposing) -> None:
    before = {p: p.read_bytes() for p in root.rglob("*.ttl")}
    assert proposing("untc", "untc.html").edits
    assert {p: p.read_bytes() for p in root.rglob("*.ttl")} == before


def test_what_is_written_is_sorted_minimal_and_sound(root: Path, proposing: Proposing) -> None:
    proposal = proposing("untc", "untc.html")
    assert proposal.sound
    before = (root / "data" / "acts" / "conv.ttl").read_text(encoding="utf-8")
    apply_proposal(root, proposal)
    file = TurtleFile(root / "data" / "acts" / "conv.ttl")
    assert file.subjects == sorted(file.subjects)
    changed = {s for s, text in blocks(before) if file.block(s) != text.rstrip()}
    assert changed == {"act/conv/DNK/ratification"}
    source = "<source/untc-conv-2026-11-05>"
    assert file.block("act/conv/CIV/accession") == (
        "<act/conv/CIV/accession>\n    a foed:Accession ;\n    foed:treaty <treaty/conv> ;\n    foed:party <party/CIV> ;\n"
        f'    foed:date "2012-10-25"^^xsd:date ;\n    foed:source {source} .'
    )
    assert file.block("act/conv/DNK/ratification") == (
        "<act/conv/DNK/ratification>\n    a foed:Ratification ;\n    foed:treaty <treaty/conv> ;\n"
        '    foed:party <party/DNK> ;\n    foed:date "2003-09-30"^^xsd:date ;\n'
        f"    foed:source <source/facts-readme> , {source} ."
    )
    assert violations(validate(root, read_record(root))) == []


def test_a_contradiction_is_kept_beside_the_act_and_the_act_stays(root: Path, proposing: Proposing) -> None:
    apply_proposal(root, proposing("untc", "untc.html"))
    file = TurtleFile(root / "data" / "acts" / "conv.ttl")
    assert '"2006-02-19"^^xsd:date' in (file.block("act/conv/GBR/ratification") or "")
    assert file.block("contradiction/conv/GBR/ratification/date") == (
        "<contradiction/conv/GBR/ratification/date>\n    a foed:Contradiction ;\n"
        "    foed:about <act/conv/GBR/ratification> ;\n    foed:ofProperty foed:date ;\n"
        '    foed:tells "2006-02-09"^^xsd:date ;\n    foed:source <source/untc-conv-2026-11-05> .'
    )


def test_applied_twice_it_changes_nothing(root: Path, proposing: Proposing) -> None:
    apply_proposal(root, proposing("untc", "untc.html"))
    again = proposing("untc", "untc.html")
    assert not again.edits
    assert not again.compared.proposes
    assert again.compared.known == 1


@pytest.mark.parametrize("survived", [0, 1], ids=["before the first file", "between two files"])
def test_a_crash_leaves_a_sound_record_and_the_same_command_ends_it(
    root: Path, proposing: Proposing, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    proposal = proposing("untc", "untc.html")
    assert [e.path.name for e in proposal.edits] == ["sources.ttl", "conv.ttl"]
    done = 0

    def replace(here: str, there: Path, real: Callable[..., None] = os.replace) -> None:
        nonlocal done
        if done == survived:
            raise OSError("the power went")
        done += 1
        real(here, there)

    with monkeypatch.context() as patch:
        patch.setattr("foedera.importers.writing.os.replace", replace)
        with pytest.raises(OSError, match="power"):
            writing.write(proposal.edits)
    assert violations(validate(root, read_record(root))) == []
    assert "CIV" not in (root / "data" / "acts" / "conv.ttl").read_text(encoding="utf-8")
    apply_proposal(root, proposing("untc", "untc.html"))
    assert "CIV" in (root / "data" / "acts" / "conv.ttl").read_text(encoding="utf-8")


def test_a_file_changed_meanwhile_is_not_overwritten(root: Path, proposing: Proposing) -> None:
    proposal = proposing("untc", "untc.html")
    acts = root / "data" / "acts" / "conv.ttl"
    acts.write_text(acts.read_text(encoding="utf-8") + "\n# a colleague's remark\n", encoding="utf-8")
    sources = (root / "data" / "sources.ttl").read_bytes()
    with pytest.raises(RecordError, match="changed meanwhile"):
        apply_proposal(root, proposal)
    assert (root / "data" / "sources.ttl").read_bytes() == sources


def test_a_proposal_that_the_shapes_refuse_is_not_written(root: Path, proposing: Proposing) -> None:
    late = (PAGES / "untc.html").read_bytes().replace(b"30 Sep 2003", b"30 Sep 1999")
    proposal = proposing("untc", "untc.html", late)
    assert not proposal.sound or proposal.compared.contradicted
    early = late.replace(b"11 Jul 2017 A", b"11 Jul 2001 A")
    refused = proposing("untc", "untc.html", early)
    assert not refused.sound
    with pytest.raises(RecordError, match="before the same party signed"):
        apply_proposal(root, refused)


def test_a_list_of_another_treaty_is_refused(proposing: Proposing) -> None:
    other = (PAGES / "untc.html").read_bytes().replace(b"mtdsg_no=XVIII-98-a", b"mtdsg_no=XVIII-97")
    with pytest.raises(Unreadable, match="UNTC XVIII-97"):
        proposing("untc", "untc.html", other)


def test_rows_that_are_fewer_than_the_page_counts_are_told(proposing: Proposing) -> None:
    cut = (PAGES / "untc.html").read_text(encoding="utf-8").replace("Parties : 6", "Parties : 7").encode()
    assert any("counts 7 parties" in w for w in proposing("untc", "untc.html", cut).warnings)


def test_a_day_after_the_list_was_read_is_refused(proposing: Proposing) -> None:
    late = (PAGES / "untc.html").read_bytes().replace(b"11 Jul 2017", b"11 Jul 2027")
    with pytest.raises(Unreadable, match="cannot be"):
        proposing("untc", "untc.html", late)


def test_an_open_kind_of_consent_is_recorded_as_open(root: Path, proposing: Proposing) -> None:
    apply_proposal(root, proposing("coe", "coe-old.html"))
    file = TurtleFile(root / "data" / "acts" / "conv.ttl")
    assert "a foed:UnspecifiedConsent ;" in (file.block("act/conv/ALB/unspecified-consent") or "")
    told = proposing(
        "csv", "x.csv", TABLE + b"conv,ALB,Albania,acceptance,2007-02-06,,,,facts-readme\n"
    ).compared
    assert [c.words for c in told.changed] == ["kind consent-to-be-bound → acceptance"]


def test_a_denunciation_of_normlex_stands_beside_its_ratification(root: Path, proposing: Proposing) -> None:
    found = proposing("normlex", "normlex.html")
    assert {(a.party, a.kind) for a in found.compared.added} >= {
        ("MYS", "ratification"),
        ("MYS", "denunciation"),
    }
    assert len(found.listing.texts) == 2


TABLE = b"treaty,party,party_as_published,action,date,eif,territory,note,source\n"


def test_a_consent_after_leaving_is_a_new_one_and_takes_its_day_into_the_id(
    root: Path, proposing: Proposing
) -> None:
    left = b"conv,NOR,Norway,denunciation,2010-01-01,,,,facts-readme\n"
    apply_proposal(root, proposing("csv", "x.csv", TABLE + left))
    back = b"conv,NOR,Norway,ratification,2015-01-01,,,,facts-readme\n"
    apply_proposal(root, proposing("csv", "x.csv", TABLE + back))
    subjects = TurtleFile(root / "data" / "acts" / "conv.ttl").subjects
    assert {s for s in subjects if "NOR" in s} == {
        "act/conv/NOR/denunciation",
        "act/conv/NOR/ratification/2003-09-23",
        "act/conv/NOR/ratification/2015-01-01",
    }
    assert not proposing("csv", "x.csv", TABLE + left + back).edits


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (b"conv,ALB,Albania,adhesion,2007,,,,facts-readme\n", "The action 'adhesion'"),
        (b"conv,Albania,Albania,accession,2007,,,,facts-readme\n", "no code of a party. 'Albania' is ALB"),
        (b"conv,ALB,Albania,accession,7.2.2007,,,,facts-readme\n", "'7.2.2007' is not a date"),
        (b"conv,ALB,Albania,accession,2007,,,,\n", "no source"),
        (b"conv,ALB,Albania,accession,2007,,,,hearsay\n", "'hearsay' is not described"),
        (b"other,ALB,Albania,accession,2007,,,,facts-readme\n", "not on 'conv'"),
        (b"conv,ALB,Albania,accession,2007\n", "5 cells under 9 headings"),
    ],
)
def test_a_row_of_a_table_that_is_not_understood_is_refused(
    proposing: Proposing, row: bytes, found: str
) -> None:
    with pytest.raises(Unreadable, match=r"x\.csv:2: ") as refused:
        proposing("csv", "x.csv", TABLE + row)
    assert found in str(refused.value)


@pytest.fixture(scope="module")
def real() -> Store:
    """The real record."""
    return read_record(ROOT)


@pytest.mark.parametrize("treaty", sorted(p.stem for p in (ROOT / "data" / "acts").glob("*.ttl")))
def test_the_record_exported_and_imported_again_proposes_no_change(real: Store, treaty: str) -> None:
    table = as_table(read_treaty(real, treaty)).encode()
    again = propose(ROOT, Import("csv", treaty, f"{treaty}.csv", table), real)
    assert not again.edits
    assert not again.compared.proposes
    assert not again.compared.missing
    assert again.compared.agreeing == len(again.listing.acts) == len(again.treaty.acts)
