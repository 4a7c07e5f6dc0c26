"""Why: from an inferred node down to the rows of the depositary.

A proof is a walk along ``prov:wasDerivedFrom``: inferred premises are steps, recorded ones are data.
First the data used, then the steps; each step names its rule and the provisions the rule rests on.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from pyoxigraph import NamedNode

from foedera.clocks import as_known_of
from foedera.errors import UnknownThing
from foedera.explain.derivations import derivations
from foedera.explain.graph import Graph
from foedera.explain.proof import Proof
from foedera.explain.wording import Wording
from foedera.namespaces import ID, path_of
from foedera.store import Snapshot

__all__ = ["explain", "proof_of", "recorded_behind"]


def explain(snapshot: Snapshot, fact: str) -> dict[str, Any]:
    """The proof of an inferred node.

    Args:
        snapshot: the snapshot, or an excerpt: then the proof is the one in that excerpt.
        fact: its id path (``duty/…``, ``relation/…``) or whole IRI.

    Returns:
        The ``explain`` shape of the service: one sentence, the data used, the steps (premises before
        conclusions, each with what it states and its exceptions), in how many ways the same is derived, the
        shortest of them and the others, and the version of rules and data.

    Raises:
        UnknownThing: no inferred node has this id.
    """
    graph = Graph(snapshot)
    node = _node(fact)
    rules = graph.rules(node) if node else []
    if node is None or not rules:
        raise UnknownThing(
            "fact", fact, "Use the id of an inferred node, as the 'proof' field of an answer gives it."
        )
    proof = Proof(snapshot, graph)
    proof.walk(node)
    wording = Wording(graph)
    ways = derivations(graph, node)
    return {
        "fact": path_of(node.value),
        "sentence": wording.sentence(node, rules[-1]),
        **wording.interval(node),
        "data": proof.data,
        "steps": proof.steps,
        "derivations": len(ways),
        "shortest": path_of(ways[0].value),
        "others": [_other(snapshot, graph, wording, way) for way in ways if way != node],
        "version": snapshot.version["hash"],
    }


def proof_of(snapshot: Snapshot, fact: str, known_at: date | None = None) -> dict[str, Any]:
    """The proof of an inferred node as the record knew it on a day: :func:`explain`, with ``known_at`` in it.

    Raises:
        UnknownThing: no inferred node has this id, or none had it on that day.
        BadInput: a day that has not come.
    """
    if _node(fact) is None:
        raise UnknownThing("fact", fact, "Use the id that the 'proof' field of an answer gives.")
    known = as_known_of(snapshot, fact, known_at)
    return {**explain(known, fact), "known_at": known_at.isoformat() if known_at else None}


def recorded_behind(snapshot: Snapshot, facts: Iterable[str]) -> list[dict[str, Any]]:
    """What the record holds behind several inferred nodes, each thing once: the ``data`` of their proofs.

    Args:
        snapshot: the snapshot, or an excerpt.
        facts: id paths; one that is not inferred has nothing behind it.
    """
    graph = Graph(snapshot)
    proof = Proof(snapshot, graph)
    for fact in facts:
        node = _node(fact)
        if node is not None and graph.rules(node):
            proof.walk(node)
    return proof.data


def _other(snapshot: Snapshot, graph: Graph, wording: Wording, node: NamedNode) -> dict[str, Any]:
    path = path_of(node.value)
    return {
        "fact": path,
        "sentence": wording.sentence(node, graph.rules(node)[-1]),
        **wording.interval(node),
        "proof": snapshot.proof(path),
    }


def _node(fact: str) -> NamedNode | None:
    path = path_of(fact)
    if not path or re.search(r"[\x00-\x20<>\"{}|\\^`]", path):
        return None
    try:
        return NamedNode(ID + path)
    except ValueError:
        return None
