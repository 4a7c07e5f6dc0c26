"""What changed between two days, and why: for a state, a treaty or a pair."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from foedera import lookup
from foedera.errors import BadInput
from foedera.explain.graph import Graph
from foedera.explain.wording import Wording
from foedera.namespaces import node
from foedera.store import Snapshot
from foedera.store.snapshot import name

#: Beginnings and ends that a row of each table tells.
_WORDS: Final = {
    "participation": ("bound", "no longer bound"),
    "duty": ("duty begins", "duty ends"),
    "reservation": ("reservation counts", "reservation no longer counts"),
    "objection": ("objection counts", "objection no longer counts"),
    "restriction": ("statement bears on requests", "statement no longer bears on requests"),
    "relation": ("treaty in force between them", "treaty no longer in force between them"),
    "displacement": ("gives way", "no longer gives way"),
}


def changes(
    snapshot: Snapshot,
    first: date,
    last: date,
    state: str | None = None,
    other: str | None = None,
    treaty: str | None = None,
) -> dict[str, Any]:
    """What changed after one day and up to another.

    Args:
        snapshot: the snapshot.
        first: the day before; what changed on it is left out.
        last: the last day, inclusive.
        state: only of this state; needed where no treaty is named.
        other: between the state and this one: treaties in force and what gives way to what.
        treaty: only under this instrument.

    Returns:
        ``{state, other, treaty, from, to, total, changes: [{date, between, certain, change, state, other, treaty,
        provision, why, acts, duties, proof}]}`` in the order of the days. Where only bounds of a day are known,
        ``date`` is null and ``certain`` is false. A duty is listed where it begins or ends on another day than what
        binds the state; ``duties`` counts those that begin or end with it.

    Raises:
        UnknownThing: no such state or instrument.
        BadInput: neither a state nor a treaty, a second state without a first, or days in the wrong order.
    """
    if state is None and treaty is None:
        raise BadInput("state", "", "Name a state, a treaty or both.")
    if other is not None and state is None:
        raise BadInput("other", other, "Name 'state' too: 'other' is the second state of a pair.")
    if last <= first:
        raise BadInput("to", last.isoformat(), f"Use a day after {first.isoformat()}.")
    asked = _Asked(
        lookup.party(snapshot, state)["id"] if state else None,
        lookup.party(snapshot, other)["id"] if other else None,
        lookup.instrument(snapshot, treaty)["id"] if treaty else None,
        first.isoformat(),
        last.isoformat(),
    )
    rows = sorted(
        _found(snapshot, asked),
        key=lambda r: (r["date"] or r["between"]["latest"] or "9999", r["change"], r["proof"]),
    )
    return {
        "state": lookup.short(snapshot.memory.parties[asked.state]) if asked.state else None,
        "other": lookup.short(snapshot.memory.parties[asked.other]) if asked.other else None,
        "treaty": name(asked.treaty) if asked.treaty else None,
        "from": asked.first,
        "to": asked.last,
        "total": len(rows),
        "changes": rows,
    }


class _Asked:
    """What a question is about, as id paths and ISO days."""

    def __init__(
        self, state: str | None, other: str | None, treaty: str | None, first: str, last: str
    ) -> None:
        self.state, self.other, self.treaty, self.first, self.last = state, other, treaty, first, last

    def inside(self, earliest: str | None, latest: str | None) -> bool:
        """Whether a day between two bounds lies, or may lie, after the first day and up to the last."""
        return (earliest or "0000") <= self.last and self.first < (latest or "9999")


def _found(snapshot: Snapshot, asked: _Asked) -> Iterator[dict[str, Any]]:
    words = Wording(Graph(snapshot))
    if asked.other:
        yield from _between(snapshot, asked, words)
        return
    where = [(f"{c} = ?", v) for c, v in (("party", asked.state), ("treaty", asked.treaty)) if v]
    bound = snapshot.rows(
        f"SELECT * FROM participation WHERE {' AND '.join(w for w, _ in where)}", *(v for _, v in where)
    )
    own = {(r["party"], r["treaty"]): r for r in bound}
    for row in bound:
        yield from _events(snapshot, asked, words, "participation", row, row["party"])
    if asked.state:
        for row in _duties(snapshot, asked, own):
            yield from _events(snapshot, asked, words, "duty", row, row["party"])
    for table, party in (("reservation", "party"), ("objection", "party"), ("restriction", "requested")):
        for row in snapshot.rows(f"SELECT * FROM {table}"):
            of_treaty = asked.treaty is None or name(row["statement"]).startswith(f"{name(asked.treaty)}/")
            if of_treaty and (asked.state is None or asked.state in (row[party], row["toward"])):
                yield from _events(snapshot, asked, words, table, row, row[party])


def _duties(snapshot: Snapshot, asked: _Asked, own: dict[tuple[str, str], Any]) -> Iterator[Any]:
    """Duties that begin or end on a day of their own."""
    days: dict[str, set[str | None]] = {}
    for (party, _), row in own.items():
        days.setdefault(party, set()).update((row["fro"], row["til"], row["pfro"], row["ptil"]))
    for row in snapshot.rows("SELECT * FROM duty WHERE party = ?", asked.state):
        known = days.get(row["party"], set())
        if (asked.treaty is None or row["treaty"] == asked.treaty) and not {row["fro"], row["til"]} <= known:
            kept = {k: row[k] for k in row.keys()}  # noqa: SIM118
            if row["fro"] in known:
                kept["fro"] = kept["pfro"] = None
            if row["til"] in known:
                kept["til"] = kept["ptil"] = None
            yield kept


def _between(snapshot: Snapshot, asked: _Asked, words: Wording) -> Iterator[dict[str, Any]]:
    first, second = sorted((name(asked.state or ""), name(asked.other or "")))
    relations = snapshot.rows("SELECT * FROM relation WHERE pair = ?", f"pair/{first}-{second}")
    for row in relations:
        if asked.treaty in (None, row["treaty"]):
            yield from _events(snapshot, asked, words, "relation", row, asked.state)
        for displaced in snapshot.rows("SELECT * FROM displacement WHERE displaced = ?", row["id"]):
            if asked.treaty in (None, row["treaty"]):
                told = {**{k: displaced[k] for k in displaced.keys()}, "treaty": row["treaty"]}  # noqa: SIM118
                yield from _events(snapshot, asked, words, "displacement", told, asked.state)


def _events(
    snapshot: Snapshot, asked: _Asked, words: Wording, table: str, row: Any, party: str | None
) -> Iterator[dict[str, Any]]:
    begins = (row["pfro"], row["fro"]) if row["pfro"] else (row["fro"], row["fro"])
    ends = (row["til"], row["ptil"]) if row["ptil"] else (row["til"], row["til"])
    for (earliest, latest), word, start in zip((begins, ends), _WORDS[table], (True, False), strict=True):
        if (earliest or latest) and asked.inside(earliest, latest):
            yield _event(snapshot, asked, words, table, row, party, (earliest, latest), word, start)


def _event(
    snapshot: Snapshot, asked: _Asked, words: Wording, table: str, row: Any, party: str | None,
    days: tuple[str | None, str | None], word: str, start: bool,
) -> dict[str, Any]:  # fmt: skip
    exact = days[0] == days[1]
    treaty = row["treaty"] if "treaty" in row.keys() else "treaty/" + name(row["statement"]).partition("/")[0]  # noqa: SIM118
    norm = snapshot.memory.norms[row["norm"]] if table == "duty" else None
    toward = row["toward"] if table in ("objection", "restriction", "reservation") else asked.other
    return {
        "date": days[0] if exact else None,
        "between": None if exact else {"earliest": days[0], "latest": days[1]},
        "certain": exact or (str(days[0] or "") > asked.first and (days[1] or "9999") <= asked.last),
        "change": word,
        "state": name(party) if party else None,
        "other": name(toward) if toward else None,
        "treaty": name(treaty),
        "provision": norm["pinpoint"] if norm else row["pinpoint"] if table == "restriction" else None,
        "why": _why(words, row["id"], start),
        "duties": _with(snapshot, row, start) if table == "participation" else None,
        "proof": snapshot.proof(row["id"]),
    }


def _why(words: Wording, path: str, start: bool) -> str:
    """The sentence of the rule that made a node, or of what ended it."""
    graph, own = words.graph, node(path)
    if not start:
        for premise in graph.premises(own):
            rules = graph.rules(premise)
            if rules and "/ending/" in premise.value:
                return words.sentence(premise, rules[-1])
    made_by = graph.rules(own)
    return words.sentence(own, made_by[-1]) if made_by else ""


def _with(snapshot: Snapshot, row: Any, start: bool) -> int:
    """How many duties begin or end with what binds a state."""
    column = "fro" if start else "til"
    found = snapshot.rows(
        f"SELECT count(DISTINCT norm) AS n FROM duty WHERE party = ? AND treaty = ? AND {column} IS ?",
        row["party"], row["treaty"], row[column],
    )  # fmt: skip
    return int(found[0]["n"])
