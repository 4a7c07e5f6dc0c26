"""Keeping the record: check it, build the snapshot, serve it."""

import os
import tempfile
from typing import Annotated, Final

import typer

from foedera.calendar import reckon
from foedera.cli.progress import opened, telling
from foedera.errors import BadInput
from foedera.load import read_record, record_files
from foedera.publish import dump as dumped
from foedera.store import build as built
from foedera.store import house
from foedera.validate import render, validate, violations

#: Seconds that answers in the making have when the service is told to stop.
_GRACE: Final = 30


def build() -> None:
    """Build the snapshot of the record as it stands, even where there is one."""
    root, home = house()
    with telling() as tell:
        snapshot = built(root, home, tell)
    version = snapshot.version
    print(f"{version['triples']} triples, {version['asserted']} of them recorded, in {snapshot.directory}")


def check() -> None:
    """Check the record: is every file sound, and do published dates agree with the treaties' own clauses?"""
    root, _ = house()
    store = read_record(root)
    found = validate(root, store)
    refused = violations(found)
    for heading, told in (("Violations", refused), ("Warnings", [f for f in found if f not in refused])):
        if told:
            print(f"{heading}:\n{render(told, root)}")
    reckoning = reckon(store)
    if reckoning.findings:
        print("Published dates that differ from the treaty's clause:")
    for difference in reckoning.findings:
        print(f"{difference.act}: {difference.sentence}")
    print(
        f"{len(record_files(root))} files, {len(store)} triples: {len(refused)} violations, "
        f"{len(found) - len(refused)} warnings; {reckoning.compared} published dates compared with their clause, "
        f"{len(reckoning.findings)} differ."
    )
    raise typer.Exit(1 if refused else 0)


def dump() -> None:
    """Write the whole dataset as files for others: N-Quads and Turtle, with checksums, served at /dumps."""
    snapshot = opened()
    with telling() as tell:
        written = dumped(snapshot, tell)
    for file in written:
        print(f"{file.sha256}  {file.path}")


def mcp() -> None:
    """Answer an assistant over the Model Context Protocol, on standard input and output."""
    try:
        from foedera.assistant import server
    except ModuleNotFoundError as error:
        raise BadInput("command", "mcp", "Install it first: pip install 'foedera[mcp]'.") from error
    server(opened()).run("stdio")


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes answer.", min=1, max=64)] = 1,
) -> None:
    """Serve the snapshot over HTTP; build it first where there is none."""
    import uvicorn  # only this command needs a server

    opened()
    with tempfile.TemporaryDirectory(prefix="foedera-") as together:
        if workers > 1:  # the numbers at /metrics are then those of all processes
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = together
        uvicorn.run(
            "api.main:app",
            host=host,
            port=port,
            workers=workers,
            access_log=False,  # the service writes its own, without what was asked
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
