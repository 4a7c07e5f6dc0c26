"""The channels between the two states of a case with the conditions that bear on each; weighed for any set of facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from foedera.assess.answer import Status
from foedera.assess.applying import Applied, Applying
from foedera.assess.case import Case
from foedera.assess.conditions import Conditions, conditions
from foedera.assess.record import Record
from foedera.assess.statements import Statement, Statements
from foedera.assess.truth import truth
from foedera.assess.vocabulary import Vocabulary, vocabulary
from foedera.assess.weighing import MET, NOT_APPLICABLE, NOT_MET, Weighed, Weighing
from foedera.channels.offences import SUBJECT
from foedera.channels.pair import Pair
from foedera.channels.question import candidates, gives_way
from foedera.channels.verdict import Judged, judge_all
from foedera.holding import NO, holds
from foedera.store import Snapshot
from foedera.store.snapshot import name

#: Facts on which the verdict on a channel itself depends, and not only what conditions make of it.
FOUNDING = ("offence",)
_BARS = ("required", "mandatory-bar")
_TOLD_ONLY = ("effect/objects", "effect/interprets")


@dataclass(frozen=True)
class Line:
    """A channel with what bears on it.

    Attributes:
        key: treaty and provision.
        judged: the channel with its verdict.
        applied: the conditions that bear on it.
        gives_way: where another treaty governs the details of requests under it: by which clause, to which treaties.
        unplaced: statements on the channel as a whole, whose bearing on the case only a reader can tell.
        weighing: weighs conditions on it.
    """

    key: str
    judged: Judged
    applied: tuple[Applied, ...]
    gives_way: dict[str, Any] | None
    unplaced: tuple[str, ...]
    weighing: Weighing

    @property
    def provision(self) -> str:
        """Id path of the provision that opens it."""
        return str(self.judged.candidate.provision["provision"])

    @cached_property
    def displaced(self) -> bool:
        """Whether another instrument takes its place."""
        return self.judged.verdict.status == "displaced"

    def status(self, weighed: Iterable[Weighed]) -> Status:
        """What the channel is worth in the case."""
        results = [(w.applied.condition.nature, w.result) for w in weighed]
        verdict = self.judged.verdict.status
        if verdict in ("displaced", "barred"):
            return "displaced" if verdict == "displaced" else "barred"
        if any(nature in _BARS and result == NOT_MET for nature, result in results):
            return "barred"
        settled = verdict == "available" and not self.unplaced and self.gives_way is None
        return "open" if settled and all(r in (MET, NOT_APPLICABLE) for _, r in results) else "conditional"


class Situation:
    """Two states, a purpose and an offence on a day.

    Args:
        snapshot: the record.
        case: the case; the states, purpose, day and offence are taken from it.
    """

    def __init__(self, snapshot: Snapshot, case: Case) -> None:
        self.words: Vocabulary = vocabulary(snapshot)
        self.pair = Pair(
            snapshot,
            f"party/{case.text('requesting')}",
            f"party/{case.text('requested')}",
            case.day.isoformat(),
        )
        self.purpose = f"purpose/{case.text('purpose')}"
        self.statements = Statements(self.pair)
        self._conditions: Conditions = conditions(snapshot)
        self._applying = Applying(self.pair, self._conditions, self.purpose, self.statements)
        offence = f"offence/{case.text('offence')}" if case["offence"] else SUBJECT
        self.judged = judge_all(self.pair, candidates(self.pair, self.purpose, offence))

    @cached_property
    def lines(self) -> list[Line]:
        """The channels for the purpose."""
        return [self._line(judged) for judged in self.judged]

    @cached_property
    def duties(self) -> list[tuple[Applied, Weighing]]:
        """The duties that may arise, each once, with what weighs them."""
        weighings = {id(line.judged): line.weighing for line in self.lines}
        opened = [(j, gives_way(self.pair, j, self.judged) is not None) for j in self.judged]
        found = {a.condition: (a, j) for a, j in reversed(self._applying.duties(opened))}
        return [
            (a, weighings[id(j)] if j else self._weighing(None)) for a, j in reversed(list(found.values()))
        ]

    def learn(self, case: Case) -> None:
        """Ask for all that weighing the case takes, at once."""
        wanted = [
            w for line in self.lines if not line.displaced for w in line.weighing.wanted(line.applied, case)
        ]
        wanted += [w for applied, weighing in self.duties for w in weighing.wanted([applied], case)]
        truth(self._conditions).learn(wanted)

    def on(self, applied: Applied, provision: str) -> tuple[Statement, ...]:
        """The statements on the provision of a condition; those on the whole channel are told once, by themselves."""
        return self.statements.on(applied.pinpoint, provision) if applied.condition.provision else ()

    def _line(self, judged: Judged) -> Line:
        provision = judged.candidate.provision
        yields = gives_way(self.pair, judged, self.judged)
        applied = self._applying.on(judged, yields is not None)
        return Line(
            key=f"{name(judged.candidate.relation['treaty'])}/{provision['pinpoint']}",
            judged=judged,
            applied=tuple(applied),
            gives_way=yields,
            unplaced=tuple(self._unplaced(judged, applied)),
            weighing=self._weighing(judged),
        )

    def _weighing(self, judged: Judged | None) -> Weighing:
        return Weighing(self.words, truth(self._conditions), Record(self.pair, judged))

    def _unplaced(self, judged: Judged, applied: list[Applied]) -> list[str]:
        """Statements that restrict requests under the channel and that no condition on it is about."""
        provision = judged.candidate.provision["provision"]
        placed = {s.id for a in applied for s in self.on(a, provision)}
        rows = [
            r
            for r in judged.candidate.restrictions
            if r["status"] == "status/conditional"
            and r["effect"] not in _TOLD_ONLY
            and holds(r, self.pair.day) != NO
        ]
        return list(dict.fromkeys(r["statement"] for r in rows if r["statement"] not in placed))
