"""The commands gathered under one name, and what happens when one fails."""

import sys
from collections.abc import Sequence

import typer

from foedera.cli import adding, assessing, comparing, importing, keeping, memos, proofs, querying, questions
from foedera.errors import FoederaError

app = typer.Typer(
    name="foedera",
    help="What each state has bound itself to by treaty, toward whom, since when and why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    questions.obligations,
    questions.channels,
    questions.between,
    assessing.assess,
    memos.memo,
    questions.parties,
    questions.statements,
    questions.basis,
    questions.state,
    questions.states,
    questions.treaties,
    questions.explain,
    proofs.why_not,
    proofs.verify,
    questions.coverage,
    comparing.what_if,
    comparing.compare,
    comparing.gaps,
    comparing.changes,
    comparing.unconnected,
    comparing.definitions,
    querying.query,
    importing.export,
    importing.changelog,
    importing.update,
    importing.review,
    importing.resolve,
    keeping.build,
    keeping.check,
    keeping.dump,
    keeping.mcp,
    keeping.serve,
):
    app.command()(command)
app.command("import")(importing.import_)
app.add_typer(adding.app, name="add")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; without ``arguments``, those of the process.

    Raises:
        SystemExit: 0 done; 1 the check found violations; 2 the question could not be answered, and one
            clear line on standard error says why and what would be right.
    """
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="foedera")
    except FoederaError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
