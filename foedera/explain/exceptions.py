"""Each exception of a rule, and whether it applied to what the rule concluded.

An exception names the rules that carry it out, in brackets: "(rule …)" or "(rules …, …)". It applied where one of
these rules concluded something about the same parties, treaty and norm for days that touch those of the conclusion.
"""

import re
from typing import Any, Final

from pyoxigraph import NamedNode

from foedera.explain.graph import Graph
from foedera.explain.wording import Wording
from foedera.namespaces import ID, foed, path_of
from foedera.store import Snapshot
from foedera.store.kept import kept

_NAMED: Final = re.compile(r"\(rules? ([a-z][a-z, -]*)\)")
_ALIKE: Final = ("treaty", "norm", "statement")
_PARTIES: Final = ("party", "toward", "requested")


class Exceptions:
    """What carries out exceptions, found by the parties and relations it is about.

    Args:
        graph: the graphs of a snapshot.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._near: dict[NamedNode, dict[NamedNode, list[NamedNode]]] = {}

    def _made_by(self, rule: NamedNode) -> dict[NamedNode, list[NamedNode]]:
        """What a rule made, by each party it is about, or by the relation that it displaces."""
        if rule not in self._near:
            found: dict[NamedNode, list[NamedNode]] = {}
            for node in self._graph.made_by(rule):
                displaced = self._graph.thing(node, "displaced")
                for about in _parties(self._graph, node) if displaced is None else {displaced}:
                    found.setdefault(about, []).append(node)
            self._near[rule] = found
        return self._near[rule]

    def of(self, wording: Wording, node: NamedNode, rule: NamedNode) -> list[dict[str, Any]]:
        """The exceptions of a rule as they stand toward its conclusion.

        Returns:
            For each: ``{text, applied, by}``; ``applied`` is None where the exception names no rule, so that only
            reading it tells; ``by`` lists what applied, ``[{fact, sentence}]``.
        """
        told = []
        for text in self._graph.many(rule, foed("exception")):
            rules = _carrying(text.value)
            by = [
                {"fact": path_of(found.value), "sentence": wording.sentence(found, carried_out)}
                for carried_out in rules
                for found in self._bearing(node, carried_out)
            ]
            words = _NAMED.sub("", text.value).replace(" .", ".")
            told.append({"text": words, "applied": bool(by) if rules else None, "by": by})
        return told

    def _bearing(self, node: NamedNode, rule: NamedNode) -> list[NamedNode]:
        """What a rule concluded that bears on ``node``."""
        graph, parties = self._graph, _parties(self._graph, node)
        made = self._made_by(rule)
        near = {n for about in (*parties, node) for n in made.get(about, ())}
        found = (n for n in near - {node} if _alike(graph, n, node) and _touch(graph, n, node))
        about = graph.thing(node, "statement")
        return sorted(
            (
                n
                for n in found
                if _parties(graph, n) <= parties or graph.thing(n, "statement") == about is not None
            ),
            key=lambda n: n.value,
        )


@kept(1)
def exceptions_of(snapshot: Snapshot) -> Exceptions:
    """What carries out exceptions in a snapshot; kept, because finding it takes time."""
    return Exceptions(Graph(snapshot))


def _carrying(text: str) -> list[NamedNode]:
    """The rules that carry out an exception."""
    named = _NAMED.search(text)
    return [NamedNode(f"{ID}rule/{name.strip()}") for name in named[1].split(",")] if named else []


def _parties(graph: Graph, node: NamedNode) -> set[NamedNode]:
    pair = graph.thing(node, "pair")
    stated = [t for p in _PARTIES for t in graph.many(node, foed(p))]
    stated += graph.many(pair, foed("party"))
    return {t for t in stated if isinstance(t, NamedNode)}


def _alike(graph: Graph, one: NamedNode, other: NamedNode) -> bool:
    if graph.thing(one, "displaced") is not None:
        return graph.thing(one, "displaced") == other
    pairs = ((graph.thing(one, p), graph.thing(other, p)) for p in _ALIKE)
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def _touch(graph: Graph, one: NamedNode, other: NamedNode) -> bool:
    (start, end), (first, last) = graph.span(one), graph.span(other)
    return start <= last and first <= end
