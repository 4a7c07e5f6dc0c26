"""Reading supposed acts: what a person writes, as acts that the record could hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from pyoxigraph import NamedNode, QuerySolutions

from foedera import lookup
from foedera.dates import PartialDate, parse_date
from foedera.errors import BadInput
from foedera.namespaces import FOED, ID, PREFIXES, RDF, RDFS, XSD, path_of
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.store.snapshot import name

#: How many acts one question may suppose.
MOST: Final = 20

_FIELDS: Final = ("kind", "party", "treaty", "date", "provisions", "effect", "statement", "toward")
_CLASSES: Final = """SELECT ?class ?kind ?consent ?statement WHERE { ?class foed:actKind ?kind .
    BIND (EXISTS { ?class rdfs:subClassOf* foed:Consent } AS ?consent)
    BIND (EXISTS { ?class rdfs:subClassOf* foed:Statement } AS ?statement) }"""
_CHANGING: Final = "SELECT ?effect WHERE { ?effect foed:changesDutyTo ?changed }"
#: Kinds that are no act of will of one party, or that undo what only the record can show.
_NOT_SUPPOSED: Final = frozenset(
    {
        "succession", "consent-to-be-bound", "application", "provisional-application", "suspension", "termination",
        "territorial-declaration", "territorial-exclusion", "territorial-extension", "withdrawal-of-denunciation",
        "withdrawal-of-ratification", "withdrawal-of-signature",
    }
)  # fmt: skip
DENUNCIATION: Final = "denunciation"
RESERVATION: Final = "reservation"
OBJECTION: Final = "objection"
WITHDRAWAL: Final = "withdrawal-of-reservation"


@dataclass(frozen=True)
class Kind:
    """A kind of act: its name, its class, and whether it is a consent or a statement."""

    name: str
    iri: str
    consent: bool
    statement: bool


@dataclass(frozen=True)
class Act:
    """A supposed act.

    Attributes:
        kind: what is done.
        party: id path of who does it.
        treaty: id path of the instrument.
        day: the day with the depositary.
        provisions: id paths of the provisions it is about; empty for a consent or a denunciation.
        effect: id path of what a statement does; None for other acts.
        statements: id paths of the statements it withdraws or objects to.
        toward: id path of the party it is addressed to, if to one only.
    """

    kind: Kind
    party: str
    treaty: str
    day: date
    provisions: tuple[str, ...] = ()
    effect: str | None = None
    statements: tuple[str, ...] = ()
    toward: str | None = None

    def text(self) -> str:
        """The act in one line, as addresses and the command line write it."""
        told = [self.kind.name, name(self.party), name(self.treaty), self.day.isoformat()]
        if self.provisions:
            told.append("provisions=" + ",".join(p.rpartition("/")[2] for p in self.provisions))
        if self.effect:
            told.append(f"effect={name(self.effect)}")
        if self.statements:
            told.append("statement=" + ",".join(self.statements))
        if self.toward:
            told.append(f"toward={name(self.toward)}")
        return ":".join(told)


@kept(1)
def kinds(snapshot: Snapshot) -> dict[str, Kind]:
    """The kinds of act that can be supposed, by name."""
    rows = snapshot.query_store.query(_CLASSES, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    found = {}
    for row in rows:
        kind, cls = row["kind"], row["class"]
        assert isinstance(kind, NamedNode)
        assert isinstance(cls, NamedNode)
        called = name(path_of(kind.value))
        if called not in _NOT_SUPPOSED:
            found[called] = Kind(called, cls.value, _true(row["consent"]), _true(row["statement"]))
    return dict(sorted(found.items()))


def _true(term: Any) -> bool:
    return bool(term.value == "true")


def parse(text: str) -> list[dict[str, Any]]:
    """Acts from one line each, separated by ``;``: ``accession:BRA:cets-024:2026-01-01[:provisions=art-6,art-7…]``.

    Raises:
        BadInput: a line is not of that form.
    """
    return [_parsed(line.strip()) for line in text.split(";") if line.strip()]


def _parsed(line: str) -> dict[str, Any]:
    first, named = line.split(":")[:4], line.split(":")[4:]
    pairs = [part.partition("=") for part in named]
    if len(first) < 4 or any(not eq or key not in _FIELDS[4:] for key, eq, _ in pairs):
        right = "Write kind:party:treaty:date, then, where needed, :provisions=art-1,art-2 :effect=… :statement=… :toward=…"
        raise BadInput("acts", line, right)
    act: dict[str, Any] = dict(zip(_FIELDS, first, strict=False))
    return act | {key: value.split(",") if key == "provisions" else value for key, _, value in pairs}


def read(snapshot: Snapshot, given: Sequence[Mapping[str, Any]]) -> list[Act]:
    """Supposed acts, in the order of their days.

    Args:
        snapshot: the snapshot.
        given: for each, ``kind``, ``party``, ``treaty`` and ``date``; for statements ``provisions``, ``effect``,
            ``statement`` and ``toward`` as far as the kind has them.

    Raises:
        UnknownThing: no such party or treaty.
        BadInput: another value is wrong, or the act could not be done at all.
    """
    if not given:
        raise BadInput("acts", "", "Name at least one act, such as accession:BRA:cets-024:2026-01-01.")
    if len(given) > MOST:
        raise BadInput("acts", str(len(given)), f"Suppose at most {MOST} acts at once.")
    return sorted((_read(snapshot, act) for act in given), key=lambda a: a.day)


def _read(snapshot: Snapshot, given: Mapping[str, Any]) -> Act:
    strange = [key for key in given if key not in _FIELDS]
    if strange:
        raise BadInput("acts", strange[0], f"An act has {', '.join(_FIELDS)}.")
    for field in _FIELDS[:4]:
        if not isinstance(given.get(field), str):
            raise BadInput(
                field, str(given.get(field) or ""), "Every act has a kind, a party, a treaty and a date."
            )
    known = kinds(snapshot)
    kind = known.get(given["kind"])
    if kind is None:
        raise BadInput("kind", given["kind"], f"Suppose one of: {', '.join(known)}.")
    party = str(lookup.party(snapshot, given["party"])["id"])
    treaty = str(lookup.instrument(snapshot, given["treaty"])["id"])
    act = Act(kind, party, treaty, parse_date(given["date"], "date"))
    _possible(snapshot, act)
    return _statement(snapshot, act, given) if kind.statement else act


def _possible(snapshot: Snapshot, act: Act) -> None:
    """Refuse what nobody could do: act before the treaty or the state was there, join what is not joined by acts."""
    memory, day = snapshot.memory, act.day.isoformat()
    party, treaty = memory.parties[act.party], memory.instruments[act.treaty]
    if treaty["adopted"] and day < PartialDate.parse(treaty["adopted"]).earliest().isoformat():
        raise BadInput(
            "date", day, f"{lookup.title(treaty)} was adopted in or on {treaty['adopted']}; use a later day."
        )
    if party["existed_until"] and party["existed_until"] <= day:
        raise BadInput("date", day, f"{party['name']} ceased to exist on {party['existed_until']}.")
    if party["exists_from"] and day < party["exists_from"]:
        raise BadInput("date", day, f"{party['name']} exists since {party['exists_from']} only.")
    if party["class"].endswith("#Territory"):
        raise BadInput(
            "party",
            name(act.party),
            "A territory does not act; suppose an act of the state that answers for it.",
        )
    if treaty["class"].endswith(("#Scheme", "#Arrangement")):
        raise BadInput("treaty", name(act.treaty), "It binds nobody; there is nothing to join or to leave.")
    sides = memory.between.get(act.treaty)
    if sides and (act.kind.consent or act.party not in sides):
        who = " and ".join(str(memory.parties[p]["name"]) for p in sorted(sides))
        raise BadInput(
            "treaty",
            name(act.treaty),
            f"It is a treaty between {who}; nobody else can join it, and it is not joined by one act.",
        )
    if act.treaty in memory.binds_members and (act.kind.consent or act.kind.name == DENUNCIATION):
        raise BadInput(
            "treaty",
            name(act.treaty),
            "It binds the members of an organisation because they are members; none consents to it or denounces it.",
        )


def _statement(snapshot: Snapshot, act: Act, given: Mapping[str, Any]) -> Act:
    toward = str(lookup.party(snapshot, given["toward"])["id"]) if given.get("toward") else None
    provisions = tuple(_provision(snapshot, act.treaty, p) for p in given.get("provisions") or ())
    if act.kind.name == WITHDRAWAL:
        found = _withdrawn(snapshot, act, provisions, given.get("statement"))
        return Act(act.kind, act.party, act.treaty, act.day, provisions, statements=found, toward=toward)
    if act.kind.name == OBJECTION:
        found = (_against(snapshot, act, given.get("statement")),)
        author = str(snapshot.memory.statements[found[0]]["party"])
        effect = _effect(snapshot, act, given.get("effect") or "objects")
        return Act(act.kind, act.party, act.treaty, act.day, (), effect, found, author)
    effect = _effect(
        snapshot, act, given.get("effect") or ("excludes" if act.kind.name == RESERVATION else "")
    )
    provisions = provisions or _notifiable(snapshot, act.treaty)
    if not provisions or (act.kind.name == RESERVATION and not given.get("provisions")):
        raise BadInput("provisions", "", f"Say which provisions a {act.kind.name} is about, such as art-6.")
    return Act(act.kind, act.party, act.treaty, act.day, provisions, effect, (), toward)


def _provision(snapshot: Snapshot, treaty: str, pinpoint: str) -> str:
    """The id path of a provision from its pinpoint: ``art-16.5`` or ``16.5``."""
    provisions = snapshot.memory.provisions
    wanted = str(pinpoint).strip()
    for path in (f"{treaty}/{wanted}", f"{treaty}/art-{wanted}"):
        if path in provisions:
            return path
    own = [p.removeprefix(f"{treaty}/") for p in provisions if p.startswith(f"{treaty}/")]
    near = get_close_matches(f"art-{wanted.removeprefix('art-')}", own, n=5, cutoff=0.4)
    raise BadInput(
        "provisions", wanted, f"The record knows no such provision of it. Near: {', '.join(near) or 'none'}."
    )


def _notifiable(snapshot: Snapshot, treaty: str) -> tuple[str, ...]:
    """The provision on which parties notify whether they take the treaty as a basis."""
    return tuple(
        dict.fromkeys(r["notified"] for r in snapshot.memory.provides.get(treaty, []) if r["notified"])
    )


def _effect(snapshot: Snapshot, act: Act, value: str) -> str:
    """What a statement does; a reservation changes duties, another statement changes none."""
    rows = snapshot.query_store.query(_CHANGING, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    changing = {path_of(node.value) for row in rows if isinstance(node := row["effect"], NamedNode)}
    right = sorted(
        name(e)
        for e in snapshot.memory.concepts
        if e.startswith("effect/")
        and (e in changing) == (act.kind.name == RESERVATION)
        and name(e).startswith("objects") == (act.kind.name == OBJECTION)
    )
    if value not in right:
        raise BadInput("effect", value, f"A {act.kind.name} has one of: {', '.join(right)}.")
    return f"effect/{value}"


def _standing_statements(snapshot: Snapshot, act: Act) -> list[str]:
    """The reservations of the party to the treaty that are not withdrawn."""
    memory = snapshot.memory
    acts = memory.acts.get((act.treaty, act.party), [])
    return [
        a["id"] for a in acts if a["id"] in memory.statements and not memory.statements[a["id"]]["withdrawn"]
    ]


def _withdrawn(
    snapshot: Snapshot, act: Act, provisions: tuple[str, ...], statement: str | None
) -> tuple[str, ...]:
    memory = snapshot.memory
    own = _standing_statements(snapshot, act)
    found = [s for s in own if s == statement] if statement else own
    if provisions:
        found = [
            s
            for s in found
            if {r["provision"] for r in memory.statement_provisions.get(s, [])} & set(provisions)
        ]
    if not found or not (statement or provisions):
        shown = ", ".join(own) or "none"
        raise BadInput(
            "statement",
            statement or "",
            f"Name the statement that is withdrawn, or its provisions. On record and not withdrawn: {shown}.",
        )
    return tuple(found)


def _against(snapshot: Snapshot, act: Act, statement: str | None) -> str:
    memory = snapshot.memory
    row = memory.statements.get(statement or "")
    if row is None or row["treaty"] != act.treaty or row["party"] == act.party:
        raise BadInput(
            "statement",
            statement or "",
            f"Name the statement of another party that it objects to, as /v1/treaties/{name(act.treaty)}/statements gives its id.",
        )
    return str(row["id"])


def as_triples(act: Act, number: int) -> tuple[str, bytes]:
    """An act as N-Triples.

    Args:
        act: the act.
        number: which of the supposed acts it is; it keeps ids apart.

    Returns:
        (id path of the act, or of the first statement that it withdraws; the triples).
    """
    if act.kind.name == WITHDRAWAL:
        return act.statements[0], b"\n".join(_line(s, FOED + "withdrawn", act.day) for s in act.statements)
    who = f"{name(act.treaty)}/{name(act.party)}"
    path = (
        f"statement/{who}/supposed-{number}"
        if act.kind.statement
        else f"act/{who}/{act.kind.name}/supposed-{number}"
    )
    told = [
        _line(path, RDF + "type", NamedNode(act.kind.iri)),
        _line(path, FOED + "treaty", NamedNode(ID + act.treaty)),
        _line(path, FOED + "party", NamedNode(ID + act.party)),
        _line(path, FOED + "date", act.day),
        _line(path, FOED + "supposed", True),
    ]
    if act.kind.statement:
        told.append(f'<{ID}{path}> <{RDFS}label> "A supposed {act.kind.name}."@en .'.encode())
    told += [_line(path, FOED + "provision", NamedNode(ID + p)) for p in act.provisions]
    told += [_line(path, FOED + "objectsTo", NamedNode(ID + s)) for s in act.statements]
    for term, value in (("effect", act.effect), ("toward", act.toward)):
        if value:
            told.append(_line(path, FOED + term, NamedNode(ID + value)))
    return path, b"\n".join(told)


def _line(path: str, predicate: str, value: NamedNode | date | bool) -> bytes:
    if isinstance(value, NamedNode):
        shown = f"<{value.value}>"
    elif isinstance(value, bool):
        shown = f'"{str(value).lower()}"^^<{XSD}boolean>'
    else:
        shown = f'"{value.isoformat()}"^^<{XSD}date>'
    return f"<{ID}{path}> <{predicate}> {shown} .".encode()
