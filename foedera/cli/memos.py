"""Answers as documents to file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from foedera import channels as pairs
from foedera.cli.options import AsOf, KnownAt, Purpose, day, known_day
from foedera.cli.progress import opened
from foedera.clocks import as_known
from foedera.errors import BadInput
from foedera.memo import FORMS, Frame, Memo, of_pair, write


def memo(
    requesting: Annotated[
        str, typer.Argument(metavar="REQUESTING", help="The state that asks.", show_default=False)
    ],
    requested: Annotated[
        str, typer.Argument(metavar="REQUESTED", help="The state that is asked.", show_default=False)
    ],
    output: Annotated[
        Path,
        typer.Option("--output", metavar="FILE", help="Where to: .html, .docx or .pdf.", show_default=False),
    ],
    purpose: Purpose = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    """The channels between two states as a memo to file; for a case, see 'assess --memo'."""
    form = form_of(output, "--output")
    known = as_known(opened(), [requesting, requested], known_day(known_at))
    answer = pairs.channels(known, requesting, requested, day(as_of), purpose)
    keep(of_pair(Frame(known, "", day(None), known_at), answer), output, form, "--output")


def form_of(file: Path, option: str) -> str:
    """The form that a file's name asks for.

    Raises:
        BadInput: none of ours.
    """
    form = file.suffix.removeprefix(".").lower()
    if form not in FORMS:
        raise BadInput(option, file.name, "Use a file that ends in .html, .docx or .pdf.")
    return form


def keep(memo: Memo, file: Path, form: str, option: str) -> None:
    """Write a memo to a file, and say so.

    Raises:
        BadInput: it cannot be written there.
    """
    content = write(memo, form)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise BadInput(option, str(file), f"{error.strerror}.") from error
    print(f"{memo.title}: {file}", file=sys.stderr)
