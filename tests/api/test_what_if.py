"""Supposed acts over HTTP: both ways to ask, the proof, CSV, and what is refused."""

import csv
import io

import httpx

ACTS = "accession:BRA:cets-024:2022-01-01"
POSTED = {"acts": [{"kind": "accession", "party": "BRA", "treaty": "cets-024", "date": "2022-01-01"}]}


def test_posted_and_in_the_address_acts_give_one_answer(client: httpx.Client) -> None:
    got = client.get("/v1/what-if", params={"acts": ACTS, "state": "BRA", "other": "ITA"})
    posted = client.post("/v1/what-if", json={**POSTED, "state": "BRA", "other": "ITA"})
    assert got.status_code == posted.status_code == 200
    assert got.json() == posted.json()
    assert got.json()["channels"]["gained"]


def test_the_proof_address_of_a_gained_channel_answers(client: httpx.Client) -> None:
    answer = client.get("/v1/what-if", params={"acts": ACTS, "state": "BRA", "other": "ITA"}).json()
    for row in (answer["channels"]["gained"][0], answer["obligations"]["gained"][0]):
        proof = client.get(row["proof"])
        assert proof.status_code == 200
        assert proof.json()["fact"] == row["id"]
        assert client.get(f"/v1/explain?fact={row['id']}").status_code == 404


def test_csv_has_a_row_for_every_change(client: httpx.Client) -> None:
    answer = client.get("/v1/what-if", params={"acts": ACTS, "state": "BRA", "other": "ITA"}).json()
    table = client.get("/v1/what-if", params={"acts": ACTS, "state": "BRA", "other": "ITA", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(table.text)))
    parts = [answer["obligations"][k] for k in ("gained", "lost", "changed", "not_known")]
    parts += [answer["channels"][k] for k in ("gained", "lost", "changed")]
    assert len(rows) == sum(map(len, parts))


def test_what_is_wrong_is_named(client: httpx.Client) -> None:
    for acts, parameter, status in (
        ("accession:BRA:cets-024:1950-01-01", "date", 422),
        ("conquest:BRA:cets-024:2022-01-01", "kind", 422),
        ("accession", "acts", 422),
        ("accession:XXX:cets-024:2022-01-01", None, 404),
    ):
        problem = client.get("/v1/what-if", params={"acts": acts})
        assert problem.status_code == status, acts
        assert problem.json().get("parameter") == parameter
    posted = client.post("/v1/what-if", json={"acts": [{"kind": "accession", "colour": "blue"}]})
    assert posted.status_code == 422


def test_a_long_list_of_acts_fits_the_address(client: httpx.Client) -> None:
    several = ";".join(f"denunciation:ITA:cets-024:20{year}-01-01" for year in range(10, 29))
    assert len(several) > 500
    assert (
        client.get("/v1/what-if", params={"acts": several, "state": "ITA", "other": "FRA"}).status_code == 200
    )
