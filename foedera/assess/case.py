"""A case: the facts on which one state would ask another, as JSON or as RDF. It names no person and is kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from foedera import lookup
from foedera.assess.vocabulary import Field, Vocabulary, vocabulary
from foedera.dates import PartialDate, parse_date
from foedera.errors import BadInput, UnknownThing
from foedera.namespaces import ID, path_of
from foedera.store import Snapshot
from foedera.store.snapshot import name

Value = str | bool | int | tuple[str, ...]

#: The facts that a case cannot do without.
NEEDED: Final = ("requesting", "requested", "purpose")
_MOST_STATES: Final = 50
_MOST_MONTHS: Final = 12_000


@dataclass(frozen=True)
class Case:
    """The facts that are known, by field name.

    States are codes (``ITA``), concepts bare names (``trafficking-in-persons``), several states a sorted
    tuple, days ISO strings. What is not among them is not known; an empty tuple is known to be none.
    """

    values: Mapping[str, Value]

    def __getitem__(self, field: str) -> Value | None:
        return self.values.get(field)

    def text(self, field: str) -> str:
        """The value of a field that holds one word; empty where it is not known."""
        value = self.values.get(field)
        return value if isinstance(value, str) else ""

    def known(self, **facts: Value) -> "Case":
        """This case with further facts (a dot in a name is written as two underscores)."""
        return self.where({k.replace("__", "."): v for k, v in facts.items()})

    def where(self, facts: Mapping[str, Value]) -> "Case":
        """This case with further facts, by field name."""
        return Case({**self.values, **facts})

    @property
    def day(self) -> date:
        """The day for which the law is asked: as stated, else that of the request, else today.

        Raises:
            BadInput: the day stated is not exact.
        """
        for field in ("as_of", "request_date"):
            if self.text(field):
                return parse_date(self.text(field), field)
        return date.today()


def from_json(snapshot: Snapshot, given: Any) -> Case:
    """The case that a JSON object states.

    Args:
        snapshot: knows the states and the words.
        given: the object as parsed; members that are null are not known.

    Raises:
        BadInput: a member is unknown, missing or of a wrong value; names it.
    """
    if not isinstance(given, Mapping):
        raise BadInput("case", type(given).__name__, "Send one JSON object with the facts of the case.")
    words = vocabulary(snapshot)
    flat = _flat(words, given)
    values = {f.name: _value(snapshot, f, flat[f.name]) for f in words.fields if flat.get(f.name) is not None}
    return checked(Case(values))


def checked(case: Case) -> Case:
    """The case, where it has what none can do without.

    Raises:
        BadInput: one of these is missing, or a state asks itself.
    """
    for needed in NEEDED:
        if needed not in case.values:
            raise BadInput(needed, "", f"A case states '{needed}'; everything else may be left out.")
    if case["requesting"] == case["requested"]:
        raise BadInput("requested", case.text("requested"), "Name two different states.")
    return case


def to_json(words: Vocabulary, case: Case) -> dict[str, Any]:
    """The case as a JSON object: every field, null where it is not known."""
    shown: dict[str, Any] = {}
    for field in words.fields:
        value = case[field.name]
        *into, last = field.name.split(".")
        place = shown.setdefault(into[0], {}) if into else shown
        place[last] = list(value) if isinstance(value, tuple) else value
    return shown


def _flat(words: Vocabulary, given: Mapping[str, Any]) -> dict[str, Any]:
    """Members by field name, those of inner objects with a dot."""
    objects = {f.name.partition(".")[0] for f in words.fields if "." in f.name}
    flat: dict[str, Any] = {}
    for key, value in given.items():
        if key in objects:
            if value is not None and not isinstance(value, Mapping):
                raise BadInput(key, _short(value), "It is an object with members of its own.")
            flat |= {f"{key}.{inner}": v for inner, v in (value or {}).items()}
        else:
            flat[key] = value
    known = [f.name for f in words.fields]
    for key in flat:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            meant = f" Did you mean '{near[0]}'?" if near else ""
            raise BadInput(
                _short(key),
                _short(flat[key]),
                f"A case has no such field.{meant} It has: {', '.join(known)}.",
            )
    return flat


def _value(snapshot: Snapshot, field: Field, given: Any) -> Value:
    match field.kind:
        case "flag" if isinstance(given, bool):
            return given
        case "number" if (
            isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= _MOST_MONTHS
        ):
            return given
        case "state" if isinstance(given, str):
            return _state(snapshot, field, given)
        case "states" if isinstance(given, str):
            return (_state(snapshot, field, given),)
        case "states" if (
            isinstance(given, list) and len(given) <= _MOST_STATES and all(isinstance(g, str) for g in given)
        ):
            return tuple(sorted({_state(snapshot, field, g) for g in given}))
        case "concept" if isinstance(given, str):
            return _concept(field, given)
        case "day" if isinstance(given, str):
            return _day(field, given)
    raise BadInput(field.name, _short(given), _RIGHT[field.kind])


_RIGHT: Final = {
    "flag": "Use true, false, or null where it is not known.",
    "number": f"Use a whole number of months, 0 to {_MOST_MONTHS}.",
    "state": "Use an ISO 3166-1 alpha-3 code such as NGA.",
    "states": f"Use a list of at most {_MOST_STATES} ISO 3166-1 alpha-3 codes, such as [\"NGA\"]; [] for none.",
    "concept": "Use one word of its list.",
    "day": "Use a day as YYYY-MM-DD, or YYYY-MM or YYYY where no more is known.",
}  # fmt: skip


def _state(snapshot: Snapshot, field: Field, given: str) -> str:
    try:
        return name(lookup.party(snapshot, given)["id"])
    except UnknownThing as error:
        raise BadInput(field.name, _short(given), error.hint) from error


def _concept(field: Field, given: str) -> str:
    names = [name(path_of(iri)) for iri in field.concepts]
    if given not in names:
        raise BadInput(field.name, _short(given), f"Use one of: {', '.join(names)}.")
    return given


def _day(field: Field, given: str) -> str:
    try:
        return str(PartialDate.parse(given))
    except ValueError as error:
        raise BadInput(field.name, _short(given), _RIGHT["day"]) from error


def _short(given: object) -> str:
    text = str(given)
    return text if len(text) <= 60 else f"{text[:60]}…"


def iri_of(field: Field, word: str) -> str:
    """The IRI of a state or concept that a field holds as a word."""
    if field.kind in ("state", "states"):
        return f"{ID}party/{word}"
    return next(iri for iri in field.concepts if iri.endswith(f"/{word}"))
