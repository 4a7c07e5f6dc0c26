"""Why: from an inferred node down to the rows of the depositary.

A proof is a walk along ``prov:wasDerivedFrom``: inferred premises are steps, recorded ones are data.
First the data used, then the steps; each step names its rule and the provisions the rule rests on.
"""

import re
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from foedera import lookup
from foedera.coverage import sources_of
from foedera.errors import UnknownThing
from foedera.holding import interval
from foedera.namespaces import DCTERMS, ID, INFERRED, OPEN_END, PROV, RDF, RDFS, SH, foed, path_of
from foedera.store import Snapshot
from foedera.store.snapshot import name

_DERIVED: Final = NamedNode(PROV + "wasDerivedFrom")
_BY_RULE: Final = NamedNode(SH + "sourceRule")
_TYPE: Final = NamedNode(RDF + "type")
_LABEL: Final = NamedNode(RDFS + "label")
_TITLE: Final = NamedNode(DCTERMS + "title")
_SLOT: Final = re.compile(r"\{(\w+)\}")

#: What makes two inferred nodes two derivations of one fact: the same class and the same of these.
_IDENTITY: Final = (
    "party",
    "treaty",
    "norm",
    "pair",
    "provision",
    "purpose",
    "requested",
    "restricts",
    "displaced",
)


def explain(snapshot: Snapshot, fact: str) -> dict[str, Any]:
    """The proof of an inferred node.

    Args:
        snapshot: the snapshot.
        fact: its id path (``duty/…``, ``channel/…``) or whole IRI.

    Returns:
        The ``explain`` shape of the service: one sentence, the data used, the steps (premises before
        conclusions), and in how many ways the same fact is derived.

    Raises:
        UnknownThing: no inferred node has this id.
    """
    node = NamedNode(ID + path_of(fact.removeprefix("/id/")) if _is_iri(path_of(fact)) else ID)
    proof = _Proof(snapshot)
    if proof.one(node, _BY_RULE) is None:
        raise UnknownThing(
            "fact", fact, "Use the id of an inferred node, as the 'proof' field of an answer gives it."
        )
    proof.walk(node)
    return {
        "fact": path_of(node.value),
        "sentence": proof.sentence(node),
        **proof.interval_of(node),
        "data": proof.data,
        "steps": proof.steps,
        "derivations": proof.derivations(node),
        "version": snapshot.version["hash"],
    }


def _is_iri(text: str) -> bool:
    return bool(text) and not re.search(r"[\x00-\x20<>\"{}|\\^`]", text)


class _Proof:
    """The walk from one node to its leaves."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._store = snapshot.query_store
        self._seen: set[str] = set()
        self.data: list[dict[str, Any]] = []
        self.steps: list[dict[str, Any]] = []

    def many(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        terms = {q.object for q in self._store.quads_for_pattern(node, predicate, None, None)}
        found = [t for t in terms if isinstance(t, NamedNode | Literal)]
        return sorted(found, key=lambda t: t.value)

    def one(self, node: NamedNode, predicate: NamedNode) -> NamedNode | Literal | None:
        return next(iter(self.many(node, predicate)), None)

    def walk(self, node: NamedNode) -> None:
        """Premises first; a node that several steps share is shown once."""
        if node.value in self._seen:
            return
        self._seen.add(node.value)
        rule = self.one(node, _BY_RULE)
        if rule is None:
            self._leaf(node)
            return
        premises = [p for p in self.many(node, _DERIVED) if isinstance(p, NamedNode)]
        for premise in premises:
            self.walk(premise)
        assert isinstance(rule, NamedNode)
        self.steps.append(
            {
                "rule": path_of(rule.value),
                "label": self._text(rule),
                "pinpoints": [name(path_of(p.value)) for p in self.many(rule, foed("restsOn"))],
                "sentence": self.sentence(node),
                "exceptions": [e.value for e in self.many(rule, foed("exception"))],
                "premises": [path_of(p.value) for p in premises],
                "conclusion": path_of(node.value),
            }
        )

    def _leaf(self, node: NamedNode) -> None:
        path = path_of(node.value)
        kind = self.one(node, _TYPE)
        entry: dict[str, Any] = {
            "act": path,
            "kind": self._kind(node, kind),
            "label": self._text(node),
            "party": self._named(node, "party"),
            "treaty": self._named(node, "treaty"),
            "date": self._value(node, "date") or self._value(node, "from"),
            "effective": self._value(node, "effective"),
            "note": self._value(node, "note"),
            "source": sources_of(self._snapshot, path),
        }
        self.data.append(entry)
        reckoning = self._value(node, "reckoning")
        if reckoning is not None:
            self.steps.append(self._calendar(node, path, reckoning))

    def _calendar(self, node: NamedNode, path: str, reckoning: str) -> dict[str, Any]:
        treaty = self.one(node, foed("treaty"))
        clauses = [
            c
            for clause in ("entryIntoForce", "denunciationClause")
            if isinstance(treaty, NamedNode) and (c := self.one(treaty, foed(clause))) is not None
        ]
        ending = self._kind(node, self.one(node, _TYPE)) == "denunciation"
        used = [name(path_of(c.value)) for c in clauses if ("denunciation" in self._clause_kind(c)) == ending]
        return {
            "rule": "calendar",
            "label": "When the act takes effect",
            "pinpoints": used,
            "sentence": reckoning,
            "exceptions": [],
            "premises": [path],
            "conclusion": f"{path}#effective",
        }

    def _clause_kind(self, clause: NamedNode | Literal) -> str:
        types = self.many(clause, _TYPE) if isinstance(clause, NamedNode) else []
        return " ".join(t.value.rpartition("#")[2].lower() for t in types)

    def _kind(self, node: NamedNode, kind: NamedNode | Literal | None) -> str | None:
        if kind is None:
            return None
        if isinstance(kind, NamedNode):
            act = self.one(kind, foed("actKind"))
            if act is not None:
                return name(path_of(act.value))
        return kind.value.rpartition("#")[2]

    def _named(self, node: NamedNode, predicate: str) -> str | None:
        found = self.one(node, foed(predicate))
        return name(path_of(found.value)) if isinstance(found, NamedNode) else None

    def _value(self, node: NamedNode, predicate: str) -> str | None:
        found = self.one(node, foed(predicate))
        return found.value if isinstance(found, Literal) else None

    def _text(self, node: NamedNode | Literal | None) -> str | None:
        """How a node is called in a sentence."""
        if node is None or isinstance(node, Literal):
            return node.value if node else None
        for predicate in (foed("shortTitle"), _TITLE, _LABEL, foed("pinpoint")):
            found = self.one(node, predicate)
            if found is not None:
                return found.value
        return name(path_of(node.value)) or None

    def sentence(self, node: NamedNode) -> str:
        """The rule's sentence with its slots filled from the node and its premises."""
        rule = self.one(node, _BY_RULE)
        assert isinstance(rule, NamedNode)
        template = self.one(rule, foed("sentence"))
        return _SLOT.sub(lambda m: self._slot(node, m.group(1)), template.value if template else "")

    def _slot(self, node: NamedNode, slot: str) -> str:
        special = getattr(self, f"_slot_{slot}", None)
        if special is not None:
            return str(special(node))
        found = self.one(node, foed(slot))
        return self._text(found) or f"[{slot} not recorded]"

    def _slot_party(self, node: NamedNode) -> str:
        found = self.one(node, foed("party")) or self._premise_value(node, "party")
        if found is None:  # an extinct state is itself the premise
            found = next((p for p in self.many(node, _DERIVED)), None)
        return self._text(found) or "the party"

    def _slot_interval(self, node: NamedNode) -> str:
        shown = self.interval_of(node)
        return _in_words(shown)

    def _slot_on(self, node: NamedNode) -> str:
        on, latest = self._value(node, "on"), self._value(node, "possiblyOn")
        return (
            str(on) if on == latest else f"a day between {on} and {'now' if latest == OPEN_END else latest}"
        )

    def _slot_kind(self, node: NamedNode) -> str:
        act = self._act(node)
        return (self._kind(act, self.one(act, _TYPE)) if act else None) or "act"

    def _slot_dated(self, node: NamedNode) -> str:
        act = self._act(node)
        day = self._value(act, "date") if act else None
        return f"dated {day}" if day else "of a day the record does not hold"

    def _slot_parties(self, node: NamedNode) -> str:
        pair = self.one(node, foed("pair"))
        names = (
            [self._text(p) or "" for p in self.many(pair, foed("party"))]
            if isinstance(pair, NamedNode)
            else []
        )
        return " and ".join(names)

    def _slot_norm(self, node: NamedNode) -> str:
        norm = self.one(node, foed("norm"))
        return f"{self._slot_pinpoint(node)} ({self._text(norm)})"

    def _slot_pinpoint(self, node: NamedNode) -> str:
        norm = self.one(node, foed("norm"))
        provision = self.one(norm, foed("provision")) if isinstance(norm, NamedNode) else None
        return self._pinpoint(provision)

    def _slot_provision(self, node: NamedNode) -> str:
        provision = self.one(node, foed("provision"))
        treaty = self.one(node, foed("treaty"))
        return f"{self._text(treaty)}, {self._pinpoint(provision)}"

    def _pinpoint(self, provision: NamedNode | Literal | None) -> str:
        found = self._value(provision, "pinpoint") if isinstance(provision, NamedNode) else None
        return f"article {found.removeprefix('art-')}" if found else "the provision"

    def _slot_displaced(self, node: NamedNode) -> str:
        displaced = self.one(node, foed("displaced"))
        return (
            self._text(self.one(displaced, foed("treaty"))) or "it"
            if isinstance(displaced, NamedNode)
            else "it"
        )

    def _slot_label(self, node: NamedNode) -> str:
        return self._text(self.one(node, foed("clause"))) or ""

    def _slot_summary(self, node: NamedNode) -> str:
        found = self._premise_with(node, "effect")
        return self._text(found) or ""

    def _act(self, node: NamedNode) -> NamedNode | None:
        return self._premise_with(node, "source", "act/")

    def _premise_with(self, node: NamedNode, predicate: str, prefix: str = "") -> NamedNode | None:
        for premise in self.many(node, _DERIVED):
            if isinstance(premise, NamedNode) and path_of(premise.value).startswith(prefix):
                if self.one(premise, foed(predicate)) is not None:
                    return premise
        return None

    def _premise_value(self, node: NamedNode, predicate: str) -> NamedNode | Literal | None:
        premise = self._premise_with(node, predicate)
        return self.one(premise, foed(predicate)) if premise else None

    def interval_of(self, node: NamedNode) -> dict[str, Any]:
        """The interval of a node as answers show it; empty for nodes without one."""
        row = {
            short: (None if value == OPEN_END and short in ("fro", "til") else value)
            for short, long in (
                ("fro", "from"),
                ("til", "until"),
                ("pfro", "possiblyFrom"),
                ("ptil", "possiblyUntil"),
            )
            for value in [self._value(node, long)]
        }
        return interval(row) if self._value(node, "from") else {}

    def derivations(self, node: NamedNode) -> int:
        """How many inferred nodes say the same of the same things: one for a single proof."""
        own = {p: self.one(node, foed(p)) for p in _IDENTITY}
        key = next(
            (p for p in ("norm", "pair", "displaced", "restricts", "party") if own[p] is not None), None
        )
        if key is None:
            return 1
        kind = self.one(node, _TYPE)
        twins = {q.subject for q in self._store.quads_for_pattern(None, foed(key), own[key], INFERRED)}
        return sum(
            1
            for t in twins
            if isinstance(t, NamedNode)
            and self.one(t, _TYPE) == kind
            and all(self.one(t, foed(p)) == own[p] for p in _IDENTITY)
        )


def _in_words(shown: dict[str, Any]) -> str:
    start, end = shown.get("from"), shown.get("until")
    since = f"from {start}" if start else _between("from", shown.get("from_between"))
    if shown.get("until_between"):
        return f"{since} {_between('until', shown['until_between'])}"
    return f"{since} until {end}" if end else since


def _between(word: str, bounds: dict[str, Any] | None) -> str:
    if bounds is None or (bounds["earliest"] is None and bounds["latest"] is None):
        return f"{word} a day not known"
    if bounds["earliest"] is None:
        return f"{word} {bounds['latest']} at the latest"
    if bounds["latest"] is None:
        return f"{word} a day not known, not before {bounds['earliest']}"
    return f"{word} a day between {bounds['earliest']} and {bounds['latest']}"
