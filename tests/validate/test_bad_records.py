"""A bad record is refused with file, line, subject, reason and remedy.

Each file under bad/ adds one fault to sound.ttl; its first lines name the subject, the shape that finds it and
the severity.
"""

import re
import shutil
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.term import Node

from foedera.errors import RecordError, RuleError
from foedera.load import locate, read_record
from foedera.namespaces import ID, SH, path_of
from foedera.validate import Finding, render, validate, violations

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SOUND = HERE / "sound.ttl"
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
    return marks["SUBJECT"], marks["SHAPE"], marks["SEVERITY"]


def found_in(root: Path) -> list[Finding]:
    return validate(root, read_record(root))


def test_nothing_is_found_in_the_sound_record(tmp_path: Path) -> None:
    assert found_in(record(tmp_path, SOUND)) == []


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_bad_record_is_told_with_place_reason_and_remedy(tmp_path: Path, path: Path) -> None:
    subject, shape, severity = expected(path)
    findings = [f for f in found_in(record(tmp_path, SOUND, path)) if f.shape == shape]
    assert [f.subject for f in findings] == [subject]
    finding = findings[0]
    assert finding.severity == severity
    assert finding.reason
    assert finding.remedy
    assert [p.file.name for p in finding.places][:1] == [path.name]
    line = path.read_text().splitlines()[finding.places[0].line - 1]
    assert line.startswith(f"<{subject}>")
    assert f"data/{path.name}:{finding.places[0].line}" in render([finding], tmp_path)


def test_pyshacl_finds_the_same(tmp_path: Path, parsed_once: None) -> None:
    """All bad records at once, each in a world of its own: their ids carry the number of the case."""
    root = record(tmp_path)
    for number, path in enumerate(BAD):
        world = SOUND.read_text() + path.read_text()
        alone = re.sub(r"(?<=[/\"])(conv|other|prot|AAA|OLDX|CoE|one|odd)\b", rf"\g<1>{number}", world)
        (root / "data" / path.name).write_text(alone)
    ours = {(f.subject, f.shape) for f in found_in(root)}
    data, shapes = Graph(), Graph()
    for file in (*root.rglob("ontology/*.ttl"), *root.rglob("data/*.ttl")):
        data.parse(file, publicID=ID)
    for file in root.rglob("rules/**/*.ttl"):
        shapes.parse(file, publicID=ID)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True)
    assert isinstance(report, Graph)
    theirs = {
        (_path(report, r, "focusNode"), _path(report, r, "sourceShape"))
        for r in report.subjects(URIRef(SH + "focusNode"))
    }
    assert len(ours) >= len(BAD)
    assert ours == theirs


def _path(report: Graph, result: Node, name: str) -> str:
    return path_of(str(report.value(result, URIRef(SH + name))))


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
