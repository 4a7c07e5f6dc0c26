"""Sentences: the rule's template with its slots filled from the node and its premises."""

import re
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from foedera.explain.graph import TYPE, Graph, Term
from foedera.holding import interval
from foedera.namespaces import DCTERMS, OPEN_END, OPEN_START, RDFS, foed, path_of
from foedera.store.snapshot import name

#: The pinpoint of a treaty whose articles were not read.
WHOLE: Final = "whole"

_SLOT: Final = re.compile(r"\{(\w+)\}")
_NAMES: Final = (
    foed("shortTitle"),
    NamedNode(DCTERMS + "title"),
    NamedNode(RDFS + "label"),
    foed("pinpoint"),
)
_BOUNDS: Final = (("fro", "from"), ("til", "until"), ("pfro", "possiblyFrom"), ("ptil", "possiblyUntil"))


class Wording:
    """How nodes and sentences read."""

    def __init__(self, graph: Graph) -> None:
        self._graph = self.graph = graph

    def name(self, node: Term | None) -> str | None:
        """How a node is called in a sentence."""
        if not isinstance(node, NamedNode):
            return node.value if node else None
        found = next((t for p in _NAMES if (t := self._graph.one(node, p)) is not None), None)
        return found.value if found else name(path_of(node.value)) or None

    def kind(self, node: NamedNode) -> str | None:
        """The kind of a node: of an act as answers name it, else its class."""
        found = self._graph.one(node, TYPE)
        if found is None:
            return None
        act = self._graph.thing(found, "actKind")
        return name(path_of(act.value)) if act else found.value.rpartition("#")[2]

    def sentence(self, node: NamedNode, rule: NamedNode) -> str:
        """The sentence of a rule that made ``node``, filled in."""
        template = self._graph.text(rule, "sentence") or ""
        return _SLOT.sub(lambda match: self._slot(node, match.group(1)), template)

    def reckoning(self, node: NamedNode) -> str:
        """The calendar's sum for a recorded thing, and until when it counts where it was taken back."""
        told = [self._graph.text(node, "reckoning")]
        closes, lapses = (self._graph.text(node, p) for p in ("objectableUntil", "lapses"))
        if closes:
            told.append(f"twelve months after its notification end {closes}: objections made by then count")
        if lapses:
            told.append(f"withdrawn {self._graph.text(node, 'withdrawn')}: it counts until {lapses}")
        surely = self._graph.text(node, "objectableAtLeastUntil")
        if not any(told) and surely:
            told.append(f"objections made by {surely} come in time, twelve months after it was made")
        return "; ".join(filter(None, told))

    def _slot(self, node: NamedNode, slot: str) -> str:
        special = getattr(self, f"_slot_{slot}", None)
        if special is not None:
            return str(special(node))
        return self.name(self._graph.one(node, foed(slot))) or f"[{slot} not recorded]"

    def _slot_party(self, node: NamedNode) -> str:
        found = self._graph.thing(node, "party") or next(iter(self._graph.premises(node)), None)
        return self.name(found) or "the party"

    def _slot_interval(self, node: NamedNode) -> str:
        return in_words(self.interval(node))

    def _slot_on(self, node: NamedNode) -> str:
        on, latest = self._graph.text(node, "on"), self._graph.text(node, "possiblyOn")
        if on == OPEN_START and latest != OPEN_END:
            return f"a day not known, {latest} at the latest"
        return (
            str(on) if on == latest else f"a day between {on} and {'now' if latest == OPEN_END else latest}"
        )

    def _slot_kind(self, node: NamedNode) -> str:
        act = self._act(node)
        return (self.kind(act) if act else None) or "act"

    def _slot_dated(self, node: NamedNode) -> str:
        day = self._graph.text(self._act(node), "date")
        return f"dated {day}" if day else "of a day the record does not hold"

    def _slot_parties(self, node: NamedNode) -> str:
        pair = self._graph.thing(node, "pair")
        return " and ".join(self.name(p) or "" for p in self._graph.many(pair, foed("party")))

    def _slot_norm(self, node: NamedNode) -> str:
        return f"{self._slot_pinpoint(node)} ({self.name(self._graph.thing(node, 'norm'))})"

    def _slot_pinpoint(self, node: NamedNode) -> str:
        return self._article(self._graph.thing(self._graph.thing(node, "norm"), "provision"))

    def _slot_binding(self, node: NamedNode) -> str:
        """What a party is bound by: the norm's instrument, and the protocol that the norm needs."""
        own = self._graph.thing(self._graph.thing(node, "norm"), "treaty")
        protocol = self._graph.thing(self._graph.premise(node, "treaty", "participation/"), "treaty")
        named = self.name(own) or "the instrument"
        return named if protocol in (None, own) else f"{named} and {self.name(protocol)}"

    def _slot_provision(self, node: NamedNode) -> str:
        treaty = self.name(self._graph.thing(node, "treaty"))
        return f"{treaty}, {self._article(self._graph.thing(node, 'provision'))}"

    def _slot_provided(self, node: NamedNode) -> str:
        """What the treaty of a channel lets the two ask for, each purpose with its article; empty where it is none."""
        treaty = self._graph.thing(node, "treaty")
        provisions = [p for p in self._graph.many(treaty, foed("provides")) if isinstance(p, NamedNode)]
        told = ", ".join(
            f"{self.name(self._graph.thing(p, 'purpose'))} ({self._article(p)})" for p in provisions
        )
        return f", and can use it for {told}" if told else ""

    def _slot_displaced(self, node: NamedNode) -> str:
        return self.name(self._graph.thing(self._graph.thing(node, "displaced"), "treaty")) or "it"

    def _slot_label(self, node: NamedNode) -> str:
        clause = self._graph.one(self._graph.thing(node, "clause"), NamedNode(RDFS + "label"))
        return clause.value if isinstance(clause, Literal) else ""

    def _slot_summary(self, node: NamedNode) -> str:
        return self.name(self._graph.premise(node, "effect")) or ""

    def _article(self, provision: NamedNode | None) -> str:
        found = self._graph.text(provision, "pinpoint")
        if found == WHOLE:
            return "the treaty as a whole"
        return f"article {found.removeprefix('art-')}" if found else "the provision"

    def _act(self, node: NamedNode) -> NamedNode | None:
        return self._graph.premise(node, "treaty", "act/")

    def interval(self, node: NamedNode) -> dict[str, Any]:
        """The interval of a node as answers show it; empty for nodes without one."""
        row: dict[str, str | None] = {}
        for short, long in _BOUNDS:
            value = self._graph.text(node, long)
            row[short] = None if value == OPEN_END and short in ("fro", "til") else value
        return interval(row) if self._graph.text(node, "from") else {}


def in_words(shown: dict[str, Any]) -> str:
    """An interval in words: from when until when, with bounds where the days are not known."""
    start, end = shown.get("from"), shown.get("until")
    since = f"from {start}" if start else _between("from", shown.get("from_between"))
    if shown.get("until_between"):
        return f"{since} {_between('until', shown['until_between'])}"
    return f"{since} until {end}" if end else since


def _between(word: str, bounds: dict[str, Any] | None) -> str:
    earliest, latest = (bounds["earliest"], bounds["latest"]) if bounds else (None, None)
    if earliest is None:
        return f"{word} {latest} at the latest" if latest else f"{word} a day not known"
    if latest is None:
        return f"{word} a day not known, not before {earliest}"
    return f"{word} a day between {earliest} and {latest}"
