"""The commands as a person runs them, on a small record."""

import shutil
from pathlib import Path

import pytest

from foedera.importers.drafts import Drafts
from foedera.importers.turtle import TurtleFile
from tests.cli.conftest import Run, run
from tests.importers.conftest import PAGES
from tests.importers.test_fetching import Answer, Site, reply, site

__all__ = ["run", "site"]


@pytest.fixture
def home(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small record is the one in use; its home is beside it."""
    monkeypatch.setenv("FOEDERA_ROOT", str(root))
    monkeypatch.setenv("FOEDERA_HOME", str(root.parent / "home"))
    return root.parent / "home"


UNTC = ("import", "untc", str(PAGES / "untc.html"), "--treaty", "conv", "--without-consequences")


def test_import_shows_then_writes_then_has_nothing_to_do(run: Run, root: Path, home: Path) -> None:
    shown = run(*UNTC)
    assert shown.code == 0
    assert "Added (8):" in shown.out
    assert "GBR ratification 2006-02-19: date: the record has 2006-02-19, the list 2006-02-09" in shown.out
    assert "On record, missing from the list (1):" in shown.out
    assert "+<act/conv/CIV/accession>" in shown.out
    assert "Run it again with --apply" in shown.out
    assert not (root / "drafts").exists()
    assert "Written: sources.ttl, conv.ttl; 3 new texts" in run(*UNTC, "--apply").out
    assert "Nothing to change." in run(*UNTC).out


def test_a_contradiction_is_decided_with_its_reason(run: Run, root: Path, home: Path) -> None:
    run(*UNTC, "--apply")
    asked = (
        "resolve",
        "contradiction/conv/GBR/ratification/date",
        "--follow",
        "other",
        "--reason",
        "The notification says so.",
    )
    assert "Nothing is written yet" in run(*asked).out
    assert "Written." in run(*asked, "--apply").out
    file = TurtleFile(root / "data" / "acts" / "conv.ttl")
    act, kept = (
        file.block(s) or "" for s in ("act/conv/GBR/ratification", "contradiction/conv/GBR/ratification/date")
    )
    assert '"2006-02-09"^^xsd:date' in act
    assert "<source/untc-conv-2026-11-05>" in act
    assert 'foed:tells "2006-02-19"^^xsd:date' in kept
    assert "foed:resolvedFor <source/untc-conv-2026-11-05>" in kept
    assert 'foed:reason "The notification says so."@en' in kept
    assert "Nothing to change." in run(*UNTC).out
    assert run(*asked[:4], "--reason", " ").code == 2


def test_a_text_waits_until_a_person_gives_its_effect(run: Run, root: Path, home: Path) -> None:
    run(*UNTC, "--apply")
    assert "3 texts wait." in run("review").out
    draft = next(d for d in Drafts(root).waiting() if d.party == "DNK")
    assert "It is not bound by article 15, paragraph 2." in run("review", draft.id).out
    published = "".join(p.read_text(encoding="utf-8") for p in (root / "data").rglob("*.ttl"))
    assert "not bound by article 15" not in published
    copied = run(
        "review",
        draft.id,
        "--kind",
        "reservation",
        "--effect",
        "excludes",
        "--summary",
        draft.text.split("\n")[0],
    )
    assert (copied.code, "sentence of your own" in copied.err) == (2, True)
    own = (
        "review",
        draft.id,
        "--kind",
        "reservation",
        "--effect",
        "excludes",
        "--summary",
        "Keeps disputes out of court.",
    )
    assert "--provision" in run(*own, "--provision", "art-15.2").err
    assert "Written." in run(*own, "--provision", "art-9", "--apply").out
    block = TurtleFile(root / "data" / "statements" / "conv.ttl").block("statement/conv/DNK/1") or ""
    assert "foed:effect <effect/excludes>" in block
    assert "2 texts wait." in run("review").out


def test_an_act_is_added_by_hand_and_a_wrong_one_is_not(run: Run, root: Path, home: Path) -> None:
    words = (
        "add",
        "act",
        "--treaty",
        "conv",
        "--kind",
        "accession",
        "--source",
        "facts-readme",
        "--without-consequences",
    )
    assert "Written: conv.ttl" in run(*words, "--party", "Suède", "--date", "2020-05", "--apply").out
    block = TurtleFile(root / "data" / "acts" / "conv.ttl").block("act/conv/SWE/accession") or ""
    assert 'foed:date "2020-05"^^xsd:gYearMonth' in block
    unknown = run(*words, "--party", "Suede")
    assert (unknown.code, "Suède (SWE)" in unknown.err) == (2, True)
    future = run(*words, "--party", "FIN", "--date", "2999-01-01", "--apply")
    assert (future.code, "after the latest day on which its sources were read" in future.out) == (1, True)
    assert "FIN" not in (root / "data" / "acts" / "conv.ttl").read_text(encoding="utf-8")


def test_the_change_log_of_a_release_is_made_from_the_acts(
    run: Run, root: Path, home: Path, tmp_path: Path
) -> None:
    shutil.copytree(root, tmp_path / "older")
    assert "Nothing changed." in run("changelog", str(tmp_path / "older")).out
    run(*UNTC, "--apply")
    told = run("changelog", str(tmp_path / "older")).out
    assert "- new: `act/conv/CIV/accession`, 2012-10-25 (untc-conv-2026-11-05)" in told
    assert "- changed: `act/conv/DNK/ratification`: date 2003 → 2003-09-30" in told
    assert "- new: `contradiction/conv/GBR/ratification/date`, 2006-02-09" in told


@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        (reply(body=(PAGES / "normlex.html").read_bytes()), 3, "6 added, 0 changed"),
        (reply(403, b"no"), 4, "refuses this program (403)"),
    ],
    ids=["changes wait", "a list could not be read"],
)
def test_update_ends_with_a_code_for_a_scheduler(
    run: Run, root: Path, home: Path, site: Site, answer: Answer, code: int, says: str
) -> None:
    site.answers["/normlex"] = answer
    world = root / "data" / "world.ttl"
    lists = TurtleFile(world)
    lists.remove("status-list/conv/coe")
    world.write_text(lists.after.replace("https://example.org", site.base), encoding="utf-8")
    before = (root / "data" / "acts" / "conv.ttl").read_bytes()
    done = run("update")
    assert (done.code, says in done.out) == (code, True), done.out
    assert (root / "data" / "acts" / "conv.ttl").read_bytes() == before


def test_what_is_exported_is_imported_without_a_change(run: Run, home: Path, tmp_path: Path) -> None:
    table = tmp_path / "conv.csv"
    table.write_text(run("export", "conv").out, encoding="utf-8")
    assert "Nothing to change." in run("import", "csv", str(table), "--treaty", "conv").out
