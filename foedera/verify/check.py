"""Is a proof one? Each leaf a row of the record, each step an instance of its rule, nothing left out or added."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from rdflib import Literal, URIRef
from rdflib.term import Node

from foedera.verify.derived import Derived, Law
from foedera.verify.record import RDF_TYPE, foed, node, path_of
from foedera.verify.rules import PROV, SH
from foedera.verify.wording import days_in, misread, named

_CALENDAR: Final = "calendar"
#: What names a premise: PROV-O's property, and the one of its own that a duty has for its norm.
_PREMISE: Final = (PROV.wasDerivedFrom, foed("norm"))
_SOURCE: Final = ("title", "publisher", "url", "as_of", "seen_on", "quality")
_NEVER: Final = ("9999-12-31", "0001-01-01")


def faults(law: Law, proof: dict[str, Any]) -> list[str]:
    """What is wrong with a proof; nothing where it is one.

    Args:
        law: the record and its rules.
        proof: as ``explain`` gives it.
    """
    try:
        return list(_Check(law, proof).faults())
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        return [f"It has not the form of a proof: {type(error).__name__}: {error}"]


class _Check:
    def __init__(self, law: Law, proof: dict[str, Any]) -> None:
        self._law, self._record, self._proof = law, law.record, proof
        self._steps: list[dict[str, Any]] = proof["steps"]
        self._data: list[dict[str, Any]] = proof["data"]
        self._leaves = {d["act"] for d in self._data}
        told = proof.get("known_at")
        about = [node(p) for p in self._leaves | set(self._stated())]
        self._derived: Derived = law.derive(
            about, date.fromisoformat(told) if told else None, self._last_order()
        )

    def _stated(self) -> Iterator[str]:
        """Every resource that a step names."""
        for step in self._steps:
            for value in step["states"].values():
                yield from (v for v in (value if isinstance(value, list) else [value]) if "/" in v)
        yield from (f"party/{p}" for s in self._steps for p in s["states"].get("pair", "").removeprefix("pair/").split("-") if p)  # fmt: skip

    def _last_order(self) -> int:
        orders = [r.order for s in self._steps if (r := self._law.rules.get(node(s["rule"])))]
        return max(orders, default=0)

    def faults(self) -> Iterator[str]:
        if not self._steps:
            yield "It has no step."
            return
        for datum in self._data:
            yield from (f"{datum['act']}: {fault}." for fault in self._leaf(datum))
        for number, step in enumerate(self._steps):
            yield from (
                f"Step {number + 1}, {step['conclusion']}: {fault}." for fault in self._step(number, step)
            )
        yield from self._whole()

    # Leaves.

    def _leaf(self, datum: dict[str, Any]) -> Iterator[str]:
        thing, record = node(datum["act"]), self._record
        if thing not in record.data:
            yield "the record does not assert it"
            return
        if self._derived.facts.values(thing, RDF_TYPE) == []:
            yield f"it was not known on {self._proof.get('known_at')}"
            return
        for field, right in (
            ("kind", self._kinds(thing)),
            ("label", [named(record, thing)]),
            ("party", self._bare(thing, "party")),
            ("treaty", self._bare(thing, "treaty")),
            ("date", self._first(thing, "date", "from", "adopted")),
            ("effective", self._effective(thing)),
            ("note", self._first(thing, "note")),
        ):
            if datum[field] not in right:
                yield f"its {field} is {right[0]}, not {datum[field]}"
        yield from self._sources(thing, datum["source"])
        stated = self._derived.days.get(thing, {})
        if stated and not any(
            s["rule"] == _CALENDAR and s["premises"] == [datum["act"]] for s in self._steps
        ):
            yield "the step that reckons its day is missing"

    def _kinds(self, thing: Node) -> list[str]:
        found = []
        for kind in self._record.values(thing, RDF_TYPE):
            act = self._record.one(kind, foed("actKind"))
            found.append(path_of(act).partition("/")[2] if act is not None else path_of(kind))
        return found

    def _bare(self, thing: Node, name: str) -> list[str | None]:
        found = self._record.one(thing, foed(name))
        return [path_of(found).partition("/")[2] if found is not None else None]

    def _first(self, thing: Node, *names: str) -> list[str | None]:
        found = [
            v for name in names for v in self._record.values(thing, foed(name)) if isinstance(v, Literal)
        ]
        return [str(found[0]) if found else None]

    def _effective(self, thing: Node) -> list[str | None]:
        days = self._derived.days.get(thing, {})
        if "possiblyEffective" in days or "possiblyInForceFrom" in days:
            return [None]
        return [days.get("effective") or days.get("inForceBy")]

    def _sources(self, thing: Node, told: list[dict[str, Any]]) -> Iterator[str]:
        right = {path_of(s): s for s in self._record.values(thing, foed("source"))}
        if sorted(s["id"] for s in told) != sorted(right):
            yield f"its sources are {', '.join(sorted(right)) or 'none'}"
            return
        for source in told:
            recorded = self._source(right[source["id"]])
            yield from (f"{source['id']}: its {f} is {recorded[f]}, not {source[f]}" for f in _SOURCE if source[f] != recorded[f])  # fmt: skip

    def _source(self, source: Node) -> dict[str, str | None]:
        terms = URIRef("http://purl.org/dc/terms/")
        names = {"title": terms + "title", "publisher": terms + "publisher", "url": foed("url"), "as_of": foed("asOf"), "seen_on": foed("seenOn"), "quality": foed("quality")}  # fmt: skip
        values = {field: self._record.one(source, URIRef(term)) for field, term in names.items()}
        found = {field: str(v) if v is not None else None for field, v in values.items()}
        return found | {
            "quality": path_of(values["quality"]).partition("/")[2] if values["quality"] else None
        }

    # Steps.

    def _step(self, number: int, step: dict[str, Any]) -> Iterator[str]:
        if step["rule"] == _CALENDAR:
            yield from self._reckoned(step)
            return
        rule, conclusion = self._law.rules.get(node(step["rule"])), node(step["conclusion"])
        if rule is None:
            yield f"there is no rule {step['rule']}"
            return
        made = self._derived.by_rule.get((conclusion, rule.iri), set())
        if not made:
            yield f"{step['rule']} does not conclude it from the record"
            return
        stated = _stated(made)
        yield from _compared(stated, step["states"])
        premises = sorted(path_of(o) for p, o in made if p in _PREMISE)
        if bool(premises) != (SH.sourceRule in {p for p, _ in made}):
            yield "the rule tells no premises"
        if sorted(step["premises"]) != (premises or [step["conclusion"]]):
            yield f"its premises are {', '.join(premises)}"
        before = self._leaves | {s["conclusion"] for s in self._steps[:number]}
        yield from (f"its premise {p} is neither recorded nor concluded before" for p in step["premises"] if p not in before)  # fmt: skip
        rests = sorted(path_of(p).partition("/")[2] for p in self._record.values(rule.iri, foed("restsOn")))
        if sorted(step["pinpoints"]) != rests:
            yield f"the rule rests on {', '.join(rests)}"
        if step["label"] != named(self._record, rule.iri):
            yield f"the rule is called {named(self._record, rule.iri)}"
        pair = [p for o in self._derived.facts.values(conclusion, foed("pair")) for p in self._derived.facts.values(o, foed("party"))]  # fmt: skip
        fault = misread(self._record, rule.sentence, step["sentence"], _seen(self._derived, conclusion), sorted(set(pair), key=str))  # fmt: skip
        if fault:
            yield fault
        yield from self._dated(step, [conclusion, *(node(p) for p in premises)])

    def _dated(self, step: dict[str, Any], things: list[Node]) -> Iterator[str]:
        """No sentence names a day that neither the conclusion nor a premise has."""
        about = {*things, *(o for t in things for _, o in self._all(t) if isinstance(o, URIRef))}
        known = {d for t in about for _, o in self._all(t) for d in days_in(str(o))}
        yield from (f"nothing here has the day {d}" for d in days_in(step["sentence"]) if d not in known)

    def _all(self, thing: Node) -> Iterator[tuple[Node, Node]]:
        yield from ((p, o) for _, p, o in self._derived.facts.fitting((thing, None, None)))

    def _reckoned(self, step: dict[str, Any]) -> Iterator[str]:
        act = step["conclusion"].removesuffix("#effective")
        if step["premises"] != [act] or act not in self._leaves:
            yield "a day is reckoned from its own act alone"
            return
        right: dict[str, Any] = dict(self._derived.days.get(node(act), {}))
        yield from _compared(right, step["states"])
        clauses = {path_of(c).partition("/")[2] for c in self._law.days.clauses(node(act))}
        yield from (
            f"{p} is no clause by which its day is reckoned" for p in step["pinpoints"] if p not in clauses
        )
        day = right.get("effective") or right.get("inForceBy")
        if (
            day
            and not {"possiblyEffective", "possiblyInForceFrom"} & right.keys()
            and day not in step["sentence"]
        ):
            yield f"the sentence does not say {day}"

    # The whole.

    def _whole(self) -> Iterator[str]:
        last, fact = self._steps[-1], self._proof["fact"]
        if last["conclusion"] != fact:
            yield f"Its last step concludes {last['conclusion']}, not {fact}."
        if last["sentence"] != self._proof["sentence"]:
            yield "Its sentence is not that of its last step."
        if "from" in self._proof or "until" in self._proof:
            right = _interval(_seen(self._derived, node(fact)))
            told = {k: self._proof.get(k) for k in ("from", "until", "from_between", "until_between")}
            if told != right:
                yield f"Its interval is {right}, not {told}."
        used = self._used(fact)
        extra = [p for p in self._leaves | {s["conclusion"].removesuffix("#effective") for s in self._steps} if p not in used]  # fmt: skip
        yield from (f"{p} has no part in it." for p in sorted(extra))

    def _used(self, fact: str) -> set[str]:
        premises: dict[str, set[str]] = {}
        for step in self._steps:
            premises.setdefault(step["conclusion"], set()).update(step["premises"])
        found, waiting = {fact}, [fact]
        while waiting:
            new = premises.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found


def _stated(made: set[tuple[Node, Node]]) -> dict[str, Any]:
    """What a rule stated of a node, as a proof tells it."""
    values: dict[str, list[str]] = {}
    for predicate, value in made:
        if predicate not in (PROV.wasDerivedFrom, SH.sourceRule):
            values.setdefault("a" if predicate == RDF_TYPE else path_of(predicate), []).append(path_of(value))
    return {name: sorted(found) if len(found) > 1 else found[0] for name, found in values.items()}


def _seen(derived: Derived, thing: Node) -> dict[str, Any]:
    """All that is known of a node, as a proof tells it."""
    return _stated({(p, o) for _, p, o in derived.facts.fitting((thing, None, None))})


def _compared(right: dict[str, Any], told: dict[str, Any]) -> Iterator[str]:
    for name in sorted(right.keys() | told.keys()):
        if right.get(name) != told.get(name):
            yield f"'{name}' is {right.get(name)}, not {told.get(name)}"


def _interval(states: dict[str, Any]) -> dict[str, Any]:
    """The days of a conclusion as an answer shows them."""
    first, end = states.get("from"), states.get("until")
    early, late = states.get("possiblyFrom"), states.get("possiblyUntil")

    def known(day: str | None) -> str | None:
        return None if day in _NEVER else day

    proven = end if end != _NEVER[0] else None
    return {
        "from": None if early else known(first),
        "until": None if late else proven,
        "from_between": {"earliest": known(early), "latest": first if first != _NEVER[0] else None}
        if early
        else None,
        "until_between": {"earliest": known(proven), "latest": known(late)} if late else None,
    }
