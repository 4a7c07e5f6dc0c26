"""A bad record is refused with file, line, subject, reason and remedy.

Each file under bad/ holds one bad record; its first lines say which subject, reason and severity.
"""

import shutil
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef

from foedera.errors import RecordError, RuleError
from foedera.load import locate, read_record
from foedera.namespaces import ID, SH
from foedera.validate import Finding, render, validate, violations

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BAD = sorted((HERE / "bad").glob("*.ttl"))


def record(tmp_path: Path, *files: Path) -> Path:
    """A root with our ontology and shapes, and only the given data."""
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "rules").mkdir()
    shutil.copytree(ROOT / "rules" / "shapes", tmp_path / "rules" / "shapes")
    shutil.copy(ROOT / "rules" / "prefixes.ttl", tmp_path / "rules")
    (tmp_path / "data").mkdir()
    for path in files:
        shutil.copy(path, tmp_path / "data")
    return tmp_path


def expected(path: Path) -> tuple[str, str, str]:
    marks = dict(line[2:].split(" ", 1) for line in path.read_text().splitlines() if line.startswith("# "))
    return marks["SUBJECT"], marks["REASON"], marks["SEVERITY"]


def found_in(tmp_path: Path, path: Path) -> list[Finding]:
    root = record(tmp_path, path)
    return validate(root, read_record(root))


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_bad_record_is_told_with_place_reason_and_remedy(tmp_path: Path, path: Path) -> None:
    subject, reason, severity = expected(path)
    findings = [f for f in found_in(tmp_path, path) if f.reason == reason]
    assert [f.subject for f in findings] == [subject]
    finding = findings[0]
    assert finding.severity == severity
    assert finding.remedy
    assert [p.file.name for p in finding.places][-1:] == [path.name]
    line = path.read_text().splitlines()[finding.places[-1].line - 1]
    assert line.startswith(f"<{subject}>")
    assert f"data/{path.name}:{finding.places[-1].line}" in render([finding], tmp_path)


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_pyshacl_finds_the_same(tmp_path: Path, path: Path) -> None:
    root = record(tmp_path, path)
    ours = {(ID + f.subject, f.reason) for f in validate(root, read_record(root))}
    data, shapes = Graph(), Graph()
    for file in (*root.rglob("ontology/*.ttl"), *root.rglob("data/*.ttl")):
        data.parse(file, publicID=ID)
    for file in root.rglob("rules/**/*.ttl"):
        shapes.parse(file, publicID=ID)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True)
    assert isinstance(report, Graph)
    theirs = {
        (str(report.value(r, URIRef(SH + "focusNode"))), str(report.value(r, URIRef(SH + "resultMessage"))))
        for r in report.subjects(URIRef(SH + "resultMessage"))
    }
    assert ours == theirs


def test_every_reason_of_the_real_record_is_a_warning(tmp_path: Path) -> None:
    assert violations(validate(ROOT, read_record(ROOT))) == []


def test_broken_turtle_names_file_and_line(tmp_path: Path) -> None:
    root = record(tmp_path)
    (root / "data" / "broken.ttl").write_text("@prefix a: <http://a/> .\n\na:b a:c\n")
    with pytest.raises(RecordError, match=r"data/broken\.ttl:\d+: not valid Turtle"):
        read_record(root)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="FOEDERA_ROOT"):
        read_record(tmp_path)


def test_an_unsupported_constraint_names_the_shape(tmp_path: Path) -> None:
    root = record(tmp_path)
    (root / "rules" / "shapes" / "odd.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix foed: <https://w3id.org/foedera/ns#> .\n"
        "<https://w3id.org/foedera/id/shape/odd> a sh:NodeShape ; sh:targetClass foed:Party ; "
        "sh:property [ sh:path foed:iso2 ; sh:minLength 2 ] ."
    )
    with pytest.raises(RuleError, match="shape/odd"):
        validate(root, read_record(root))


def test_subjects_are_found_in_any_layout(tmp_path: Path) -> None:
    file = tmp_path / "odd.ttl"
    file.write_text(
        '@prefix : <http://x/> .\n:a :b """two\n<http://x/no> lines""" ; :c [ :d :e ] .  # :f\n:f\n  :b "a \\" . :g" .\n'
        "PREFIX y: <http://y/>\ny:h.i :b ( :c :d ) . <http://x/a> :b :c .\n"
    )
    assert [p.line for p in locate([file], "http://x/a")] == [2, 7]
    assert [p.line for p in locate([file], "http://x/f")] == [4]
    assert [p.line for p in locate([file], "http://y/h.i")] == [7]
    assert locate([file], "http://x/g") == []
