"""What CONTRIBUTING tells a lawyer to write is enough: a treaty in Turtle is answered over HTTP, without Python."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from foedera.importers.consequences import consequences
from foedera.importers.proposal import Import, apply_proposal, propose
from foedera.importers.turtle import TurtleFile, blocks
from foedera.store import Snapshot, build
from tests.importers.conftest import ROOT

SHOWN = re.findall(
    r"^```turtle (data/\S+)\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M | re.S
)
HEAD = """@base <https://w3id.org/foedera/id/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="module")
def contributed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the record without other treaties' acts, and what CONTRIBUTING shows put into its place."""
    root = tmp_path_factory.mktemp("contributed")
    for room in ("ontology", "rules"):
        shutil.copytree(ROOT / room, root / room)
    (root / "data").mkdir()
    for name in ("coverage", "names", "organisations", "sources", "states", "treaties", "union-rules"):
        shutil.copy(ROOT / "data" / f"{name}.ttl", root / "data")
    shutil.copytree(ROOT / "data" / "norms", root / "data" / "norms")
    for path, text in SHOWN:
        file = TurtleFile(root / path, HEAD)
        for subject, block in blocks(text):
            file.put(subject, block.rstrip())
        file.path.parent.mkdir(exist_ok=True)
        file.path.write_text(file.after, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(contributed: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The snapshot of that copy."""
    return build(contributed, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def client(built: Snapshot) -> Iterator[TestClient]:
    """The service over that copy."""
    with TestClient(create_app(lambda: built, Settings())) as found:
        yield found


def test_a_stranger_adds_a_treaty_with_two_norms_and_a_channel(client: TestClient) -> None:
    owed = client.get(
        "/v1/states/KEN/obligations", params={"as_of": "2026-01-01", "treaty": "example"}
    ).json()
    assert {(o["pinpoint"], o["from"], o["effect"]) for o in owed["obligations"]} == {
        ("art-5", "2025-07-02", "full"),
        ("art-6", "2025-07-02", "full"),
    }
    asked = {"requesting": "KEN", "requested": "GHA", "purpose": "extradition", "as_of": "2026-01-01"}
    answer = client.get("/v1/channels", params=asked).json()
    assert answer["answer"] == "yes"
    assert {(c["treaty"], c["from"]) for c in answer["channels"]} == {
        ("example", "2025-07-02"),
        ("gha-ext-ken-2020-02-01", "2021-05-01"),
    }


def test_the_reservation_modifies_the_duty_of_its_author_only(client: TestClient) -> None:
    owed = client.get(
        "/v1/states/GHA/obligations", params={"as_of": "2026-01-01", "treaty": "example"}
    ).json()
    assert {(o["pinpoint"], o["effect"]) for o in owed["obligations"]} == {
        ("art-5", "full"),
        ("art-6", "modified"),
    }


def test_who_is_not_on_the_complete_list_is_not_bound(client: TestClient) -> None:
    listed = client.get("/v1/treaties/example/parties", params={"as_of": "2026-01-01"}).json()
    assert {p["state"]["id"] for p in listed["parties"] if p["status"] == "party"} == {"GHA", "KEN"}
    owed = client.get(
        "/v1/states/TGO/obligations", params={"as_of": "2026-01-01", "treaty": "example"}
    ).json()
    assert owed["answer"] == "no"


PAGE = """<html><body><form action="ViewDetails.aspx?src=TREATY&amp;mtdsg_no=XVIII-99">
<p>STATUS AS AT : 20-11-2026 05:00:00 EDT</p><p>Parties : 3</p>
<table id="ctl00_ctl00_ContentPlaceHolder1_ContentPlaceHolderInnerPage_tblgrid">
<tr><td>Participant</td><td>Accession(a), Ratification</td></tr>
<tr><td>Ghana 1</td><td>10 Mar 2025 a</td></tr>
<tr><td>Kenya</td><td> 2 Jun 2025</td></tr>
<tr><td>Togo</td><td> 1 Oct 2025 a</td></tr>
</table></form></body></html>"""


def test_a_new_accession_shows_its_duties_and_channels_before_and_after_it_is_applied(
    contributed: Path, built: Snapshot, tmp_path: Path
) -> None:
    root = tmp_path / "record"
    shutil.copytree(contributed, root)
    given = Import("untc", "example", "page.html", PAGE.encode(), seen_on=date(2026, 11, 25))
    proposal = propose(root, given)
    assert [(a.party, a.kind) for a in proposal.compared.added] == [("TGO", "accession")]
    follows = consequences(built, proposal)
    assert {(c.change, c.party, c.what, c.after) for c in follows.duties} == {
        ("gained", "TGO", "art-5", "from 2025-10-31"),
        ("gained", "TGO", "art-6", "from 2025-10-31"),
    }
    assert {(c.change, c.party, c.other, c.what, c.after) for c in follows.channels} == {
        ("gained", "TGO", "GHA", "extradition", "from 2025-10-31"),
        ("gained", "TGO", "KEN", "extradition", "from 2025-10-31"),
    }
    apply_proposal(root, proposal)
    snapshot = build(root, tmp_path / "home")
    with TestClient(create_app(lambda: snapshot, Settings())) as after:
        owed = after.get(
            "/v1/states/TGO/obligations", params={"as_of": "2026-01-01", "treaty": "example"}
        ).json()
        assert {o["pinpoint"] for o in owed["obligations"]} == {"art-5", "art-6"}
        asked = {"requesting": "TGO", "requested": "KEN", "purpose": "extradition", "as_of": "2026-01-01"}
        assert [c["treaty"] for c in after.get("/v1/channels", params=asked).json()["channels"]] == [
            "example"
        ]
