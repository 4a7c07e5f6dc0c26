"""The application: routers, errors, headers, and what lives as long as it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import pages, problems, watch
from api.envelope import HEADERS, Envelope
from api.gate import Gate
from api.html import compile_pages
from api.openapi import complete
from api.routes import (
    between,
    cases,
    channels,
    compare,
    dataset,
    feeds,
    health,
    linked,
    ontology,
    proofs,
    sparql,
    states,
    treaties,
    verifying,
    what_if,
    why_not,
)
from api.service import Service, SnapshotProvider
from api.settings import Settings
from api.sparql_remote import pool_for

_DESCRIPTION: Final = """
What each state has bound itself to by treaty, toward whom, since when and why; and by which treaty one state
can ask another for a suspect or for evidence. Every answer holds for a day, links to its proof, and says
"not known" where the record cannot tell. Not legal advice: national law and practice are not covered.

Errors are `application/problem+json` (RFC 9457). A parameter that an address does not know is refused.
"""


def create_app(snapshot_provider: SnapshotProvider, settings: Settings | None = None) -> FastAPI:
    """The service over one snapshot.

    Args:
        snapshot_provider: called once at the start; opens the snapshot.
        settings: the limits; from the environment where none are given.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        limits = settings or Settings.from_environment()
        snapshot = snapshot_provider()
        pool = pool_for(snapshot, limits)
        await pool.start()
        app.state.service = Service(snapshot, pool, limits)
        watch.log_as(limits.log)
        watch.snapshot_opened(snapshot.version)
        _warm(app.state.service)
        try:
            yield
        finally:
            await pool.stop()

    app = FastAPI(
        title="Foedera",
        version="1",
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # the generated pages load scripts from elsewhere; ours at /docs does not
        redoc_url=None,
        redirect_slashes=False,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    problems.install(app, HEADERS)
    for layer in (Gate, Envelope, watch.Watch):  # the last is passed first
        app.add_middleware(layer)
    for module in (
        pages,
        states,
        treaties,
        channels,
        between,
        cases,
        what_if,
        compare,
        proofs,
        feeds,
        why_not,
        verifying,
        sparql,
        dataset,
        ontology,
        linked,
        health,
    ):
        app.router.routes.extend(module.router.routes)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    generate = app.openapi
    app.openapi = lambda: complete(generate())  # type: ignore[method-assign]
    return app


def _warm(service: Service) -> None:
    """Read what every page needs, so that the first visitor does not wait for it."""
    compile_pages()
    _ = service.names, service.words, service.titles, service.coverage, service.instruments, service.numeric
