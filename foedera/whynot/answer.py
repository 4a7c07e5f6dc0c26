"""One answer to why something does not hold: what decides it, and the rule that came nearest."""

from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import NamedNode

from foedera.explain.graph import Graph
from foedera.explain.wording import Wording
from foedera.holding import Answer
from foedera.namespaces import ID, path_of
from foedera.store import Snapshot


@dataclass(frozen=True)
class Because:
    """Why something does not hold, or that it does.

    Attributes:
        holds: yes, no, not-known.
        ground: holds, ended, suspended, not-yet, no-act, stands-outside, list-incomplete, between-bounds, not-a-duty, excluded-by-reservation,
            barred, displaced, other-offences, not-provided, not-toward-each-other, or not-applicable.
        sentence: one sentence.
        facts: id paths of the conclusions that decide it.
        nearest: the rule that came nearest and what it lacks, where nothing of the kind was concluded.
        about: what it is about: treaty, norm, state, pinpoint …
    """

    holds: Answer
    ground: str
    sentence: str
    facts: tuple[str, ...] = ()
    nearest: dict[str, Any] | None = None
    about: dict[str, Any] = field(default_factory=dict)

    def shown(self, snapshot: Snapshot) -> dict[str, Any]:
        """As answers show it, each conclusion with its sentence and proof."""
        return {
            **self.about,
            "holds": self.holds,
            "ground": self.ground,
            "sentence": self.sentence,
            "facts": [_fact(snapshot, fact) for fact in self.facts],
            "nearest": self.nearest,
        }


def _fact(snapshot: Snapshot, fact: str) -> dict[str, Any]:
    graph = Graph(snapshot)
    node = NamedNode(ID + fact)
    rules = graph.rules(node)
    sentence = Wording(graph).sentence(node, rules[-1]) if rules else Wording(graph).name(node)
    return {"fact": fact, "sentence": sentence, "proof": snapshot.proof(fact) if rules else None}


def endings(snapshot: Snapshot, fact: str) -> tuple[str, ...]:
    """The endings that a conclusion rests on; none where nothing ended it."""
    graph = Graph(snapshot)
    premises = (path_of(p.value) for p in graph.premises(NamedNode(ID + fact)))
    return tuple(p for p in premises if p.startswith("ending/"))
