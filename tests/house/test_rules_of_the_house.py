"""The rules of the house: law in Turtle only, no traces of a machine, everything documented, small modules."""

import ast
import re
import statistics
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from api.main import app as service
from api.settings import Settings, variable
from foedera.cli.app import app as command
from foedera.infer import read_rules
from foedera.load import read_record
from foedera.namespaces import ID
from tests.house import rules_page
from tests.house.tree import ROOT, modules, text, tracked

CODE = modules("foedera", "api")
DOCS = ROOT / "docs"


def ids(file: str, kind: str) -> set[str]:
    """The ids that a file of the record describes: its subjects of one kind, without sub-resources."""
    return set(re.findall(rf"^<{kind}/([^/>]+)>", text(ROOT / "data" / file), re.MULTILINE))


def quoted(words: set[str]) -> re.Pattern[str]:
    """Any of the words as a whole quoted string, or as the name in an id path."""
    return re.compile(rf"""["'/]({"|".join(map(re.escape, sorted(words, key=len, reverse=True)))})["'/]""")


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def literals(paths: list[Path]) -> list[str]:
    """Lines of code, docstrings and comments aside: examples may name a treaty, logic may not."""
    found = []
    for path in paths:
        tree = ast.parse(text(path))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found += [
            f"{path.relative_to(ROOT)}:{node.lineno}: '{node.value}'"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        ]
    return found


def test_code_names_no_treaty() -> None:
    named = quoted(ids("treaties.ttl", "treaty"))
    assert not [line for line in literals(CODE) if named.search(line.partition(": ")[2])]


def test_no_registry_hosts_and_no_paths_of_a_machine() -> None:
    hosts = ["pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "debian" + ".org/debian"]
    places = [f"/{place}/" for place in ("work", "farm", "root", "home/[a-z]+", "opt/wheels")]
    pattern = re.compile("|".join([re.escape(h) for h in hosts] + [rf"(?<![\w.:/<-]){p}" for p in places]))
    assert not lines_with(pattern, tracked())


def test_every_command_is_documented() -> None:
    page = text(DOCS / "cli.md")
    group = typer.main.get_command(command)
    missing = [name for name in group.commands if f"foedera {name}" not in page]  # type: ignore[attr-defined]
    options = {
        option
        for cmd in group.commands.values()  # type: ignore[attr-defined]
        for parameter in cmd.params
        for option in parameter.opts
        if option.startswith("--")
    }
    missing += [option for option in options if f"`{option}" not in page]
    assert not missing, "name these in docs/cli.md"


def test_every_route_is_documented() -> None:
    page = text(DOCS / "api.md")
    addresses = service.openapi()["paths"]
    assert addresses
    assert not [path for path in addresses if f"`{path}`" not in page], "name these in docs/api.md"


def test_every_setting_is_documented() -> None:
    page = text(DOCS / "settings.md")
    named = {name for path in CODE for name in re.findall(r"FOEDERA_[A-Z_]*[A-Z]", text(path))}
    assert not [name for name in sorted(named) if f"`{name}" not in page], "name these in docs/settings.md"


def test_every_limit_is_documented() -> None:
    page = text(DOCS / "settings.md")
    for setting in fields(Settings):
        default = setting.default
        shown = (
            f"{default:.0f}"
            if isinstance(default, int | float)
            else default or ("none" if default == () else "")
        )
        assert f"| `{variable(setting)}` | {shown}" in page, setting.name


def test_every_rule_is_documented() -> None:
    written = text(rules_page.PAGE)
    assert written == rules_page.page(read_record(ROOT)), "run: python -m tests.house.rules_page"


def test_rules_are_named_after_their_files() -> None:
    for rule in read_rules(read_record(ROOT)):
        name = rule.iri.removeprefix(f"{ID}rule/")
        assert (ROOT / "rules" / "inference" / f"{name}.ttl").is_file(), rule.iri


@pytest.mark.parametrize(
    "path", modules("foedera", "api", "tests", "benchmarks"), ids=lambda p: str(p.relative_to(ROOT))
)
def test_no_module_is_longer_than_400_lines(path: Path) -> None:
    assert len(text(path).splitlines()) <= 400, f"{path.relative_to(ROOT)}: is it still one thing?"


def test_most_modules_fit_two_screens() -> None:
    assert statistics.median(len(text(p).splitlines()) for p in CODE) <= 150


def test_the_arrow_runs_one_way() -> None:
    upward = re.compile(r"^\s*(from|import) api\b", re.MULTILINE)
    assert not [p for p in modules("foedera") if upward.search(text(p))]
    http = re.compile(r"^\s*(from|import) (fastapi|starlette|httpx)\b", re.MULTILINE)
    fetching = ROOT / "foedera" / "importers" / "fetching.py"  # goes out when a person asks for it
    assert not [p for p in modules("foedera") if http.search(text(p)) and p != fetching]


def test_the_checker_of_proofs_shares_nothing_with_the_engine() -> None:
    allowed = re.compile(r"(foedera\.verify|rdflib|pyoxigraph)(\.|$)")
    checker = [p for p in modules("foedera") if "verify" in p.parts]
    assert len(checker) > 5
    for path in checker:
        tree = ast.parse(text(path))
        imported = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        imported += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        ours = [m for m in imported if m.partition(".")[0] not in sys.stdlib_module_names]
        assert not [m for m in ours if not allowed.match(m)], path
        used = {
            n.attr
            for n in ast.walk(tree)
            if isinstance(n, ast.Attribute) and getattr(n.value, "id", "") == "pyoxigraph"
        }
        assert used <= {"parse", "RdfFormat", "NamedNode", "Literal", "BlankNode"}, f"{path}: the parser only"


def test_ci_runs_the_command_of_the_readme() -> None:
    blocks = re.findall(r"^```sh test\n(.*?)^```$", text(ROOT / "README.md"), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    assert len(blocks[0].splitlines()) == 1
    assert "pytest" in blocks[0]
