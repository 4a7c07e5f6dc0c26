"""A case, asked on the command line: from a file, from facts, or from both."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from foedera import assess as cases
from foedera.assess.case import Case, from_json, to_json
from foedera.assess.rdf import FORMATS
from foedera.assess.vocabulary import Vocabulary, vocabulary
from foedera.cli.memos import form_of, keep
from foedera.cli.options import As, AsOf, Format, KnownAt, day, known_day
from foedera.cli.progress import opened
from foedera.cli.sheet import show
from foedera.cli.sheet_assess import assessment as assessment_sheet
from foedera.clocks import as_known
from foedera.errors import BadInput
from foedera.memo import Frame, of_case
from foedera.store import Snapshot

_SUFFIXES: Final = {".json": "json", ".ttl": "ttl", ".jsonld": "jsonld"}


def assess(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="CASE", help="A case as .json, .ttl or .jsonld; '-' reads JSON.", show_default=False
        ),
    ] = None,
    requesting: Annotated[
        str | None, typer.Option(metavar="STATE", help="The state that asks.", show_default=False)
    ] = None,
    requested: Annotated[
        str | None, typer.Option(metavar="STATE", help="The state that is asked.", show_default=False)
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="What is asked for.", show_default=False)] = None,
    offence: Annotated[str | None, typer.Option(help="What the case is about.", show_default=False)] = None,
    measure: Annotated[
        str | None, typer.Option(help="Which measure of assistance.", show_default=False)
    ] = None,
    nationality: Annotated[
        str | None,
        typer.Option(metavar="STATE", help="Of which state the person is a national.", show_default=False),
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=VALUE", help="Any other fact, such as organized_group=false.", show_default=False
        ),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    case_as: Annotated[
        str | None,
        typer.Option(
            metavar="FORM",
            help="Print the case itself and no answer: json, ttl or jsonld.",
            show_default=False,
        ),
    ] = None,
    memo: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the answer as a memo to this file: .html, .docx or .pdf.",
            show_default=False,
        ),
    ] = None,
    form: As = Format.table,
) -> None:
    """What a case needs, what may bar it, what refusal obliges to, and which missing facts decide."""
    file_form = form_of(memo, "--memo") if memo else None
    snapshot = opened()
    facts = {
        "requesting": requesting, "requested": requested, "purpose": purpose, "offence": offence, "measure": measure,
        "person.nationality": nationality, "as_of": as_of,
    }  # fmt: skip
    given = [f"{k}={v}" for k, v in facts.items() if v is not None] + (fact or [])
    case = _case(snapshot, file, given)
    if case_as is not None:
        _print(snapshot, case, case_as)
        return
    known = as_known(snapshot, [case.text("requesting"), case.text("requested")], known_day(known_at))
    answer = cases.as_json(cases.assess(known, case))
    if memo and file_form:
        keep(of_case(Frame(known, "", day(None), known_at), answer), memo, file_form, "--memo")
    else:
        show(answer, assessment_sheet(answer), form)


def _case(snapshot: Snapshot, file: Path | None, given: list[str]) -> Case:
    """The case of a file, with further facts; those given by hand prevail."""
    words = vocabulary(snapshot)
    stated = to_json(words, _read(snapshot, file)) if file else {}
    for entry in given:
        field, sign, value = entry.partition("=")
        if not sign:
            raise BadInput("--fact", entry, "Write FIELD=VALUE, such as organized_group=false.")
        _set(words, stated, field.strip(), value.strip())
    return from_json(snapshot, stated)


def _read(snapshot: Snapshot, file: Path) -> Case:
    if str(file) == "-":
        return cases.read_case(snapshot, sys.stdin.buffer.read(), "json")
    form = _SUFFIXES.get(file.suffix)
    if form is None:
        raise BadInput("CASE", file.name, "Use a file that ends in .json, .ttl or .jsonld.")
    try:
        return cases.read_case(snapshot, file.read_bytes(), form)
    except OSError as error:
        raise BadInput("CASE", str(file), f"{error.strerror}.") from error


def _set(words: Vocabulary, stated: dict[str, Any], field: str, text: str) -> None:
    """Put a fact where the JSON form has it; lists may be written with commas."""
    known = words.by_name(field)
    try:
        value = json.loads(text)
    except ValueError:
        value = [part.strip() for part in text.split(",")] if known and known.kind == "states" else text
    if known and known.kind == "day":
        value = text
    into, _, last = field.rpartition(".")
    place = stated.setdefault(into, {}) if into else stated
    place[last] = value


def _print(snapshot: Snapshot, case: Case, form: str) -> None:
    if form == "json":
        print(json.dumps(to_json(vocabulary(snapshot), case), indent=2, ensure_ascii=False))
    elif form in FORMATS:
        sys.stdout.write(cases.to_rdf(snapshot, case, FORMATS[form]).decode())
    else:
        raise BadInput("--case-as", form, "Use json, ttl or jsonld.")
