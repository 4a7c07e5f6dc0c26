"""The walk from a node to its leaves: data and steps."""

from typing import Any, Final

from pyoxigraph import NamedNode

from foedera.coverage import sources_of
from foedera.explain.exceptions import exceptions_of
from foedera.explain.graph import Graph
from foedera.explain.wording import Wording
from foedera.namespaces import foed, path_of
from foedera.store import Snapshot
from foedera.store.snapshot import name

#: What the calendar states of a recorded thing.
_RECKONED: Final = (
    "effective", "possiblyEffective", "inForceBy", "possiblyInForceFrom", "shownUntil",
    "lapses", "lapsesLatest", "objectableAtLeastUntil", "objectableUntil",
)  # fmt: skip
#: The clauses by which days are reckoned.
_CLAUSES: Final = ("denunciationClause", "extensionClause", "entryIntoForce")


class Proof:
    """What a node rests on.

    Attributes:
        data: the recorded premises, each with its sources.
        steps: the rules applied and the calendar's sums, premises before conclusions; a step that
            several others share stands once.
    """

    def __init__(self, snapshot: Snapshot, graph: Graph) -> None:
        self._snapshot = snapshot
        self._graph = graph
        self._wording = Wording(graph)
        self._exceptions = exceptions_of(snapshot)
        self._seen: set[str] = set()
        self.data: list[dict[str, Any]] = []
        self.steps: list[dict[str, Any]] = []

    def walk(self, node: NamedNode) -> None:
        """Add ``node`` and everything it rests on."""
        if node.value in self._seen:
            return
        self._seen.add(node.value)
        rules = self._graph.rules(node)
        if not rules:
            self._leaf(node)
            return
        premises = self._graph.premises(node)
        for premise in premises:
            self.walk(premise)
        self.steps.append(self._step(node, rules[0], premises))
        # A rule that says more of a node rests on the node itself.
        self.steps += [self._step(node, rule, [node]) for rule in rules[1:]]

    def _step(self, node: NamedNode, rule: NamedNode, premises: list[NamedNode]) -> dict[str, Any]:
        return {
            "rule": path_of(rule.value),
            "label": self._wording.name(rule),
            "pinpoints": [name(path_of(p.value)) for p in self._graph.many(rule, foed("restsOn"))],
            "sentence": self._wording.sentence(node, rule),
            "exceptions": self._exceptions.of(self._wording, node, rule),
            "premises": [path_of(p.value) for p in premises],
            "conclusion": path_of(node.value),
            "states": self._graph.states(node, rule),
        }

    def _leaf(self, node: NamedNode) -> None:
        graph, path = self._graph, path_of(node.value)
        exact = not (graph.text(node, "possiblyEffective") or graph.text(node, "possiblyInForceFrom"))
        self.data.append(
            {
                "act": path,
                "kind": self._wording.kind(node),
                "label": self._wording.name(node),
                "party": self._id(node, "party"),
                "treaty": self._id(node, "treaty"),
                "date": graph.text(node, "date") or graph.text(node, "from") or graph.text(node, "adopted"),
                "effective": (graph.text(node, "effective") or graph.text(node, "inForceBy"))
                if exact
                else None,
                "note": graph.note(node),
                "source": sources_of(self._snapshot, path),
            }
        )
        stated = graph.reckoned(node, _RECKONED)
        if stated:
            self.steps.append(self._calendar(node, path, stated))

    def _id(self, node: NamedNode, predicate: str) -> str | None:
        found = self._graph.thing(node, predicate)
        return name(path_of(found.value)) if found else None

    def _calendar(self, node: NamedNode, path: str, stated: dict[str, Any]) -> dict[str, Any]:
        act = self._graph.thing(node, "treaty") is not None
        sentence = self._wording.reckoning(node)
        return {
            "rule": "calendar",
            "label": "When the act takes effect" if act else "When the treaty is in force",
            "pinpoints": self._clauses(node, sentence),
            "sentence": sentence,
            "exceptions": [],
            "premises": [path],
            "conclusion": f"{path}#effective",
            "states": stated,
        }

    def _clauses(self, node: NamedNode, sentence: str) -> list[str]:
        """The clauses of the treaty by which the day is reckoned: those whose article the sum names, or whose period."""
        treaty = self._graph.thing(node, "treaty")
        found = [clause for c in _CLAUSES if (clause := self._graph.thing(treaty, c)) is not None]
        return [
            name(path_of(c.value))
            for c in found
            if f"({(self._graph.text(c, 'pinpoint') or '').replace('art-', 'article ')})" in sentence
            or (self._graph.text(c, "periodYears") and "end of the period" in sentence)
        ]
