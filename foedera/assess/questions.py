"""The missing facts of a case, and what each possible answer would change."""

from collections.abc import Iterator
from dataclasses import replace

from foedera.assess.answer import Change, Question
from foedera.assess.applying import Applied
from foedera.assess.case import Case, Value
from foedera.assess.situation import FOUNDING, Line, Situation
from foedera.assess.vocabulary import Field
from foedera.assess.weighing import MET, NOT_APPLICABLE, NOT_MET, Weighed, Weighing
from foedera.namespaces import FOED
from foedera.store import Snapshot
from foedera.store.snapshot import name

_OTHER_PARTY = FOED + "otherParty"
_ARISES = {MET: "yes", NOT_MET: "no", NOT_APPLICABLE: "no"}


class Standing:
    """How everything stands for one set of facts: what an answer is compared with.

    Args:
        situation: the channels and the conditions on them.
        case: the facts.
        before: how everything stood, where one fact alone was added since.
        added: the name of that fact.
    """

    def __init__(
        self, situation: Situation, case: Case, before: "Standing | None" = None, added: str = ""
    ) -> None:
        self.situation = situation
        self.case = case
        self._before = before
        self._added = added
        self._known: dict[object, Weighed] = {}
        self.weighed = {line.key: self._line(line) for line in situation.lines}
        self.status = {line.key: line.status(self.weighed[line.key]) for line in situation.lines}
        self.duties = [self._weigh("duty", weighing, applied) for applied, weighing in situation.duties]

    def _line(self, line: Line) -> list[Weighed]:
        """What each condition makes of the case; none where the channel is displaced."""
        if line.displaced:
            return []
        first = [self._weigh(line.key, line.weighing, a) for a in line.applied if a.condition.first]
        if any(w.result == NOT_MET for w in first):
            return first
        return first + [
            self._weigh(line.key, line.weighing, a) for a in line.applied if not a.condition.first
        ]

    def _weigh(self, key: str, weighing: Weighing, applied: Applied) -> Weighed:
        condition = applied.condition
        place: object = (condition, applied.doubt) if condition.portable else (condition, applied.doubt, key)
        if place not in self._known:
            unchanged = self._before is not None and not weighing.about(condition, self._added)
            known = self._before._known.get(place) if unchanged and self._before else None
            self._known[place] = known or weighing.weigh(applied, self.case)
        return replace(self._known[place], applied=applied)

    @property
    def missing(self) -> list[str]:
        """The facts that are missing and decide, each once."""
        every = [w for weighed in self.weighed.values() for w in weighed] + self.duties
        return list(dict.fromkeys(f for w in every for f in w.missing))

    @property
    def requirements(self) -> dict[tuple[str, str], str]:
        """The results that count, by channel and condition."""
        return {
            (key, w.applied.condition.id): w.result
            for key, weighed in self.weighed.items()
            for w in weighed
            if w.result != NOT_APPLICABLE
        }

    @property
    def arising(self) -> dict[str, str]:
        """Whether each duty arises, by condition."""
        return {w.applied.condition.id: _ARISES.get(w.result, "not-known") for w in self.duties}


def questions(snapshot: Snapshot, now: Standing) -> tuple[Question, ...]:
    """The missing facts, those that decide most first.

    Args:
        snapshot: the record.
        now: how everything stands.
    """
    asked = [
        _question(snapshot, now, field) for field in now.situation.words.fields if field.name in now.missing
    ]
    return tuple(sorted(asked, key=lambda q: (-q.weight[0], -q.weight[1])))


def _question(snapshot: Snapshot, now: Standing, field: Field) -> Question:
    changes = [_change(snapshot, now, field, value, words) for value, words in _answers(now, field)]
    return Question(field.name, field.question, field.label, tuple(c for c in changes if c.weight > (0, 0)))


def _change(snapshot: Snapshot, now: Standing, field: Field, value: Value, words: str) -> Change:
    case = now.case.where({field.name: value})
    situation = Situation(snapshot, case) if field.name in FOUNDING else now.situation
    then = Standing(situation, case, now if situation is now.situation else None, field.name)
    before, after = now.requirements, then.requirements
    return Change(
        value,
        words,
        {k: s for k, s in then.status.items() if s != now.status.get(k)},
        {k: after.get(k) for k in {**before, **after} if before.get(k) != after.get(k)},
        {d: a for d, a in then.arising.items() if a != now.arising.get(d)},
    )


def _answers(now: Standing, field: Field) -> Iterator[tuple[Value, str]]:
    """The answers that can make a difference."""
    match field.kind:
        case "flag":
            yield from ((True, "yes"), (False, "no"))
        case "number":
            yield from _numbers(_edges(now, field))
        case "concept":
            yield from ((iri.rpartition("/")[2], label) for iri, label in field.concepts.items())
        case "states":
            yield (), "none"
            for state, words in _states(now, field):
                yield (state,), words


def _edges(now: Standing, field: Field) -> list[int]:
    every = [a for line in now.situation.lines for a in line.applied] + [a for a, _ in now.situation.duties]
    asked = [s for a in every for s in a.condition.asked if s.property == field.property]
    return sorted({edge for a in asked for edge in a.edges})


def _numbers(edges: list[int]) -> Iterator[tuple[int, str]]:
    for edge, following in zip(edges, [*edges[1:], None], strict=True):
        last = following - 1 if following is not None else None
        yield edge, f"{edge} or more" if last is None else str(edge) if last == edge else f"{edge} to {last}"


def _states(now: Standing, field: Field) -> Iterator[tuple[str, str]]:
    pair = now.situation.pair
    for party in (pair.requested, pair.requesting):
        yield name(party), pair.name_of(party)
    lines = [line for line in now.situation.lines if _compares(line, field)]
    parties = dict.fromkeys(s for line in lines for s in line.weighing.record.some_other_party)
    for code in parties:
        yield code, f"another state that the treaty binds, such as {pair.name_of(f'party/{code}')}"
    states = (name(p) for p, row in pair.memory.parties.items() if row["class"].endswith("#State"))
    outside = next((s for s in states if s not in parties and _outside(now, lines, s)), None)
    if outside:
        yield outside, f"another state, such as {pair.name_of(f'party/{outside}')}"


def _compares(line: Line, field: Field) -> bool:
    asked = [s for a in line.applied for s in a.condition.asked if s.property == field.property]
    return any(_OTHER_PARTY in a.compared for a in asked)


def _outside(now: Standing, lines: list[Line], state: str) -> bool:
    """Whether a state is neither of the two, nor bound by the instruments that ask for such."""
    both = (name(now.situation.pair.requesting), name(now.situation.pair.requested))
    return state not in both and all(
        line.weighing.record.inside(_OTHER_PARTY, state) == "no" for line in lines
    )
