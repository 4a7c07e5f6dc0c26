"""Why: from an inferred node down to the rows of the depositary.

A proof is a walk along ``prov:wasDerivedFrom``: inferred premises are steps, recorded ones are data.
First the data used, then the steps; each step names its rule and the provisions the rule rests on.
"""

import re
from typing import Any

from pyoxigraph import NamedNode

from foedera.errors import UnknownThing
from foedera.explain.graph import Graph
from foedera.explain.proof import Proof
from foedera.explain.wording import Wording
from foedera.namespaces import ID, path_of
from foedera.store import Snapshot

__all__ = ["explain"]


def explain(snapshot: Snapshot, fact: str) -> dict[str, Any]:
    """The proof of an inferred node.

    Args:
        snapshot: the snapshot.
        fact: its id path (``duty/…``, ``relation/…``) or whole IRI.

    Returns:
        The ``explain`` shape of the service: one sentence, the data used, the steps (premises before
        conclusions), in how many ways the same fact is derived, and the version of rules and data.

    Raises:
        UnknownThing: no inferred node has this id.
    """
    graph = Graph(snapshot.query_store)
    node = _node(fact)
    rules = graph.rules(node) if node else []
    if node is None or not rules:
        raise UnknownThing(
            "fact", fact, "Use the id of an inferred node, as the 'proof' field of an answer gives it."
        )
    proof = Proof(snapshot, graph)
    proof.walk(node)
    wording = Wording(graph)
    return {
        "fact": path_of(node.value),
        "sentence": wording.sentence(node, rules[-1]),
        **wording.interval(node),
        "data": proof.data,
        "steps": proof.steps,
        "derivations": graph.derivations(node),
        "version": snapshot.version["hash"],
    }


def _node(fact: str) -> NamedNode | None:
    path = path_of(fact)
    return NamedNode(ID + path) if path and not re.search(r"[\x00-\x20<>\"{}|\\^`]", path) else None
