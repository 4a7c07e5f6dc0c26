"""Each exception of a rule, and whether it applied to what the rule concluded.

An exception names the rules that carry it out, in brackets: "(rule …)" or "(rules …, …)". It applied where one of
these rules concluded something about the same parties, treaty and norm for days that touch those of the conclusion.
"""

import re
from typing import Any, Final

from pyoxigraph import NamedNode

from foedera.explain.graph import BY_RULE, Graph
from foedera.explain.wording import Wording
from foedera.namespaces import ID, OPEN_END, OPEN_START, foed, path_of

_NAMED: Final = re.compile(r"\(rules? ([a-z][a-z, -]*)\)")
_ALIKE: Final = ("treaty", "norm", "statement")
_PARTIES: Final = ("party", "toward", "requested")


def exceptions(graph: Graph, wording: Wording, node: NamedNode, rule: NamedNode) -> list[dict[str, Any]]:
    """The exceptions of a rule as they stand toward its conclusion.

    Returns:
        For each: ``{text, applied, by}``; ``applied`` is None where the exception names no rule, so that only
        reading it tells; ``by`` lists what applied, ``[{fact, sentence}]``.
    """
    told = []
    for text in graph.many(rule, foed("exception")):
        named = _NAMED.search(text.value)
        rules = [NamedNode(f"{ID}rule/{name.strip()}") for name in named[1].split(",")] if named else []
        by = [
            {"fact": path_of(found.value), "sentence": wording.sentence(found, carried_out)}
            for carried_out in rules
            for found in _bearing(graph, node, carried_out)
        ]
        told.append(
            {"text": _NAMED.sub("", text.value).replace(" .", "."), "applied": bool(by) if rules else None, "by": by}
        )  # fmt: skip
    return told


def _bearing(graph: Graph, node: NamedNode, rule: NamedNode) -> list[NamedNode]:
    """What a rule concluded that bears on ``node``."""
    parties = _parties(graph, node)
    near = {n for p in parties for by in _PARTIES for n in graph.inferred(by, p)}
    near |= set(graph.inferred("displaced", node))
    made = (n for n in near - {node} if rule in graph.many(n, BY_RULE))
    found = (n for n in made if _alike(graph, n, node) and _touch(graph, n, node))
    about = graph.thing(node, "statement")
    return sorted(
        (
            n
            for n in found
            if _parties(graph, n) <= parties or graph.thing(n, "statement") == about is not None
        ),
        key=lambda n: n.value,
    )


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
    (start, end), (first, last) = _span(graph, one), _span(graph, other)
    return start <= last and first <= end


def _span(graph: Graph, node: NamedNode) -> tuple[str, str]:
    """The widest possible days of a node, both inclusive."""
    starts = [graph.text(node, p) for p in ("possiblyFrom", "from", "on")]
    ends = [graph.text(node, p) for p in ("possiblyUntil", "until", "possiblyOn")]
    return next(filter(None, starts), OPEN_START), next(filter(None, ends), OPEN_END)
