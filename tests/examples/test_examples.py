"""Every example runs against the service and shows what it says it shows."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from foedera.store import Snapshot
from tests.api.conftest import served
from tests.house.tree import ROOT

Run = Callable[..., str]
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def service(snapshot: Snapshot) -> Iterator[httpx.Client]:
    with served(snapshot, Settings(workers=1)) as client:
        yield client


@pytest.fixture
def run(service: httpx.Client) -> Run:
    def ran(*words: str, cwd: Path = EXAMPLES) -> str:
        environment = {**os.environ, "FOEDERA_URL": str(service.base_url).rstrip("/"), "no_proxy": "*"}
        done = subprocess.run(
            words, env=environment, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ran


def test_sparqlwrapper(run: Run) -> None:
    told = run(sys.executable, "sparqlwrapper.py").splitlines()
    assert told[0].startswith("2003-12-25 ")
    assert int(told[-1].split()[0]) == len(told) - 1 > 40


def test_rdflib_store(run: Run) -> None:
    told = run(sys.executable, "rdflib_store.py")
    assert "is a https://w3id.org/foedera/ns#Protocol" in told
    assert "rests on https://w3id.org/foedera/id/act/untoc-tip/NGA/ratification read in http" in told


def test_pandas(run: Run) -> None:
    told = run(sys.executable, "pandas_tables.py")
    assert "obligation" in told
    assert told.count("https://w3id.org/foedera/id/treaty/") == 10


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(run: Run) -> None:
    told = run("bash", "curl.sh").splitlines()
    assert json.loads(told[0])["answer"] in ("yes", "no", "not-known")
    assert "status" in told[1]
    assert told[-1] == "304"
    assert int(told[-2]) > 150


def test_notebook(service: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDERA_URL", str(service.base_url).rstrip("/"))
    monkeypatch.setenv("no_proxy", "*")
    told: dict[str, object] = {}
    for cell in json.loads((EXAMPLES / "notebook.ipynb").read_text())["cells"]:
        assert not cell.get("outputs"), "kept without results"
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), told)
    by_year, proof = told["by_year"], told["proof"]
    assert by_year.iloc[-1] > 150  # type: ignore[attr-defined]
    assert "Nigeria" in proof["sentence"]  # type: ignore[index]


def _modules() -> Path | None:
    """Where Comunica is installed: beside the examples, or where ``COMUNICA_HOME`` says."""
    places = [EXAMPLES, Path(os.environ.get("COMUNICA_HOME", EXAMPLES))]
    return next((p for p in places if (p / "node_modules/@comunica/query-sparql").is_dir()), None)


@pytest.mark.skipif(
    shutil.which("node") is None or _modules() is None, reason="Node or Comunica is not installed"
)
def test_comunica(run: Run, tmp_path: Path) -> None:
    home = _modules()
    assert home is not None
    (tmp_path / "node_modules").symlink_to(home / "node_modules")
    shutil.copy(EXAMPLES / "comunica.mjs", tmp_path)
    told = run("node", "comunica.mjs", cwd=tmp_path)
    assert int(told.split()[0]) > 40


def test_each_example_is_listed() -> None:
    page = (EXAMPLES / "README.md").read_text()
    for path in EXAMPLES.iterdir():
        if path.suffix in (".py", ".sh", ".mjs", ".ipynb"):
            assert f"`{path.name}`" in page
