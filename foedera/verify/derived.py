"""What follows for the parties and treaties that a proof speaks of, derived anew from the record.

Negation needs the whole record of those concerned: all acts, statements and memberships of the parties of the proof,
of the states they continue or answer for, under its treaties, the conventions these belong to, the protocols that may
show a party to one, and the treaties that replace them. Over these the rules are applied in their order, up to the last one that the proof uses.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from foedera.verify.days import Days, last_day
from foedera.verify.record import DATE, RDF_TYPE, SUBCLASS, Record, Statement, foed, node, path_of
from foedera.verify.rules import Facts, Layers, Rule, Triple, apply, read_rules

#: From a party to those whose acts may decide what holds for it.
_NEAR: Final = tuple(foed(p) for p in ("continues", "predecessor", "responsibleState", "formerlyResponsible"))
#: The day from which a fact could be known: the first of these that is told.
_KNOWN_BY: Final = tuple(foed(p) for p in ("date", "from", "inForceFrom", "adopted"))
#: Days that may be told after the rest.
_LATER: Final = tuple(foed(p) for p in ("withdrawn", "lifted", "attestedInForce"))
#: More than any proof speaks of: what would follow for so many is not derived.
_MOST: Final = 120


class Derived:
    """What the rules conclude about some parties and treaties.

    Attributes:
        by_rule: what a rule stated of a node: (node, rule) → statements.
        facts: what is recorded of them, the days reckoned, and all conclusions.
    """

    def __init__(self, law: "Law", about: Iterable[Node], known_at: date | None, order: int) -> None:
        self._law, self._record, self._known_at = law, law.record, known_at
        self.by_rule: dict[tuple[Node, URIRef], set[tuple[Node, Node]]] = {}
        self.facts = Facts()
        self.days: dict[Node, dict[str, str]] = {}
        self._graph = Graph(store=Layers(law.shared, self.facts))
        self._put_all(about)
        self._run(order)

    # What is recorded.

    def _put_all(self, about: Iterable[Node]) -> None:
        named = set(about)
        parties, treaties = self._concerned(named)
        if len(named) > _MOST or len(parties) > _MOST or len(treaties) > _MOST:
            raise ValueError(f"it speaks of more than {_MOST} things, parties or treaties")
        for subject in sorted(named | parties, key=str):
            self._put(subject)
        for treaty in sorted(treaties, key=str):
            self._put(treaty)
            for subject in self._record.of_treaty.get(treaty, ()):
                if foed("Norm") not in self._record.kinds(subject):
                    self._put(subject)
        for party in sorted(parties, key=str):
            for treaty_or_none in (None, *treaties):
                for subject in self._record.of_party.get((party, treaty_or_none), ()):
                    self._put(subject)
        norms = {n for n in named if foed("Norm") in self._record.kinds(n)} | self._touched()
        for subject in sorted(norms | {p for n in norms for p in self._law.above(n)}, key=str):
            self._put(subject)

    def _concerned(self, named: set[Node]) -> tuple[set[Node], set[Node]]:
        """The parties and treaties whose record can matter."""
        value = self._record.values
        parties, treaties = set(named & self._record.parties), set[Node]()
        for subject in named:
            if subject not in self._record.parties:
                parties |= {p for name in ("party", "between", "toward", "territory") for p in value(subject, foed(name)) if p in self._record.parties}  # fmt: skip
            treaties |= {
                t for name in ("treaty", "prevailing", "needsLayer") for t in value(subject, foed(name))
            }
            treaties.add(node("/".join(path_of(subject).split("/")[:2])))
        treaties |= {t for layer in treaties for t in value(layer, foed("treaty"))}
        parties = _closed(
            parties, lambda p: [o for near in _NEAR for o in value(p, near)] + self._succeeding(p)
        )
        bodies = [o for t in treaties for p in ("bindsMembersOf", "sidedBy") for o in value(t, foed(p))]
        treaties = _closed(
            {t for t in treaties if path_of(t).startswith("treaty/")},
            lambda t: value(t, foed("parent")) + self._record.replacing.get(t, []),
        )
        treaties |= {p for t in treaties for p in self._record.protocols.get(t, ())}
        return parties | set(bodies), treaties

    def _succeeding(self, party: Node) -> list[Node]:
        return self._law.succeeded.get(party, [])

    def _put(self, subject: Node) -> None:
        for predicate, value in self._known(subject):
            self.facts.add(subject, predicate, value)
        if self.facts.values(subject, RDF_TYPE) and subject not in self.days:
            self.days[subject] = self._law.days.of(subject)
            for name, day in self.days[subject].items():
                self.facts.add(subject, foed(name), Literal(day, datatype=DATE))

    def _touched(self) -> set[Node]:
        """The norms under the provisions that the statements concern: to whom these owe something decides."""
        provisions = {
            p
            for statement in self.days
            if foed("Statement") in self._record.kinds(statement)
            for p in self.facts.values(statement, foed("provision"))
        }
        return {n for p in provisions for n in self._law.norms_under.get(p, ())}

    def _known(self, subject: Node) -> list[Statement]:
        """What the record says of a subject, as far as it was known on the day."""
        told = self._record.data.get(subject, [])
        if self._known_at is None or not self._owned(subject, told):
            return told
        days = [str(o) for by in _KNOWN_BY for p, o in told if p == by]
        since = last_day(days[0]) if days else self._told_by(told)
        if since is None or since > self._known_at:
            return []
        return [(p, o) for p, o in told if p not in _LATER or last_day(str(o)) <= self._known_at]

    def _owned(self, subject: Node, told: list[Statement]) -> bool:
        """Whether a subject belongs to the record of parties; a bilateral treaty and what speaks of it do."""
        owners = (foed("party"), foed("between"))
        return any(p in owners for p, _ in told) or any(
            self._record.values(o, foed("between")) for p, o in told if p == foed("treaty")
        )

    def _told_by(self, told: list[Statement]) -> date | None:
        days = [
            last_day(str(day))
            for p, source in told if p == foed("source")
            for by in ("asOf", "seenOn")
            for day in self._record.values(source, foed(by))
        ]  # fmt: skip
        return min(days, default=None)

    # What follows.

    def _run(self, order: int) -> None:
        for stratum in self._law.strata:
            if stratum[0].order > order:
                return
            found = [(r, t) for r in stratum for this in self._targets(r) for t in self._apply(r, this)]
            for rule, triple in found:
                self.facts.add(*triple)
                self.by_rule.setdefault((triple[0], rule.iri), set()).add(triple[1:])

    def _targets(self, rule: Rule) -> list[Node]:
        return [this for kind in rule.targets for this in self.facts.subjects(RDF_TYPE, kind)]

    def _apply(self, rule: Rule, this: Node) -> list[Triple]:
        """What a rule concludes of a target; what concerns no party is the same for every proof, so it is kept."""
        if not rule.common:
            return apply(rule, this, self._graph)
        kept = self._law.kept
        if (rule.iri, this) not in kept:
            kept[rule.iri, this] = apply(rule, this, self._graph)
        return kept[rule.iri, this]


class Law:
    """What every proof is checked against: the record, the rules, and what belongs to no party or treaty.

    Args:
        record: the record.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.days = Days(record)
        self.rules = {rule.iri: rule for rule in read_rules(record)}
        orders = sorted({rule.order for rule in self.rules.values()})
        self.strata = [[r for r in self.rules.values() if r.order == order] for order in orders]
        self.shared = Facts()
        for subject, told in record.rooms["ontology"].items():
            for predicate, value in told:
                if predicate in (RDF_TYPE, SUBCLASS) or str(predicate).startswith(str(foed(""))):
                    self.shared.add(subject, predicate, value)
        self.kept: dict[tuple[URIRef, Node], list[Triple]] = {}
        self.succeeded: dict[Node, list[Node]] = {}
        for party in record.parties:
            for successor in record.values(party, foed("successor")):
                self.succeeded.setdefault(successor, []).append(party)
        self.norms_under: dict[Node, list[Node]] = {}
        for subject in record.data:
            if foed("Norm") in record.kinds(subject):
                for provision in self.above(subject):
                    self.norms_under.setdefault(provision, []).append(subject)

    def above(self, norm: Node) -> set[Node]:
        """The provisions under which a norm stands, up to the article."""
        own = {p for name in ("provision", "needsLayer") for p in self.record.values(norm, foed(name))}
        return _closed(own, lambda p: self.record.values(p, foed("partOf")))

    def derive(self, about: Iterable[Node], known_at: date | None, order: int) -> Derived:
        """What follows about these things, by the rules up to an order."""
        return Derived(self, about, known_at, order)


def _closed(start: set[Node], further: Callable[[Node], Iterable[Node]]) -> set[Node]:
    found, waiting = set(start), list(start)
    while waiting:
        new = [n for n in further(waiting.pop()) if n not in found]
        found.update(new)
        waiting += new
    return found
