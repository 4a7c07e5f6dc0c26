"""What a condition makes of a case: met, not met, or unknown, and which missing facts would decide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal

from foedera.assess.applying import Applied
from foedera.assess.case import Case, Value, iri_of
from foedera.assess.conditions import DUTY, Asked, Condition
from foedera.assess.record import Record
from foedera.assess.truth import Seen, Thing, Truth, View
from foedera.assess.vocabulary import Field, Vocabulary
from foedera.holding import NO, NOT_KNOWN, Answer

Result = Literal["met", "not-met", "unknown", "not-applicable"]
MET: Final[Result] = "met"
NOT_MET: Final[Result] = "not-met"
UNKNOWN: Final[Result] = "unknown"
NOT_APPLICABLE: Final[Result] = "not-applicable"

_MEASURE, _OFFENCE = "measure", "offence"


@dataclass(frozen=True)
class Weighed:
    """What a condition makes of a case.

    Attributes:
        applied: the condition.
        result: met (nothing stands in the way; a duty arises), not-met, unknown, or not-applicable.
        missing: names of the facts that are missing and decide.
    """

    applied: Applied
    result: Result
    missing: tuple[str, ...]


class Weighing:
    """Weighs conditions on one channel.

    Args:
        words: the fields of a case.
        truth: what conditions answer.
        record: what the record adds for the channel.
    """

    def __init__(self, words: Vocabulary, truth: Truth, record: Record) -> None:
        self._truth = truth
        self.record = record
        self._fields = {f.property: f for f in words.fields}

    def weigh(self, applied: Applied, case: Case) -> Weighed:
        """What a condition makes of the case."""
        guards = self._guards(applied.condition, case)
        if NO in guards.values():
            return Weighed(applied, NOT_APPLICABLE, ())
        unsettled = [f for f, answer in guards.items() if answer == NOT_KNOWN]
        result, missing = self._shape(applied.condition, case)
        decided: Result = MET if applied.condition.nature == DUTY else NOT_MET
        if result == decided and (unsettled or applied.doubt):
            result = UNKNOWN
        return Weighed(
            applied, result, tuple(dict.fromkeys([*missing, *unsettled])) if result == UNKNOWN else ()
        )

    def wanted(self, applied: Iterable[Applied], case: Case) -> Iterator[tuple[Condition, View]]:
        """All that weighing these will ask, so that it can be asked at once."""
        for entry in applied:
            yield from ((entry.condition, view) for view in self._views(entry.condition, case))

    def about(self, condition: Condition, field: str) -> bool:
        """Whether a condition is about a fact."""
        if field in (_MEASURE, _OFFENCE) and (
            condition.measures if field == _MEASURE else condition.offences
        ):
            return True
        return any(self._fields[a.property].name == field for a in condition.asked)

    def _guards(self, condition: Condition, case: Case) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for field, only in ((_MEASURE, condition.measures), (_OFFENCE, condition.offences)):
            if only and case[field] is None:
                found[field] = NOT_KNOWN
            elif only and case[field] not in only:
                found[field] = NO
        return found

    def _shape(self, condition: Condition, case: Case) -> tuple[Result, list[str]]:
        if not condition.asked:
            return (MET if condition.nature == DUTY else UNKNOWN), []
        views = list(self._views(condition, case))
        outcomes = {view: self._truth.holds(condition, view) for view in views}
        if all(outcomes.values()):
            return MET, []
        fails: Result = NOT_MET if condition.decides else UNKNOWN
        if not any(outcomes.values()):
            return fails, []
        missing = [a for a in condition.asked if case[self._field(a).name] is None]
        order = list(self._fields)
        missing.sort(key=lambda a: order.index(a.property))
        alone = [a for a in missing if self._matters(condition.asked.index(a), outcomes)]
        return UNKNOWN, [self._field(a).name for a in alone or missing]

    @staticmethod
    def _matters(index: int, outcomes: dict[View, bool]) -> bool:
        """Whether a fact alone can turn the outcome."""
        seen: dict[View, bool] = {}
        for view, outcome in outcomes.items():
            rest = (*view[:index], *view[index + 1 :])
            if seen.setdefault(rest, outcome) != outcome:
                return True
        return False

    def _views(self, condition: Condition, case: Case) -> Iterator[View]:
        yield from product(*(self._seen(asked, case[self._field(asked).name]) for asked in condition.asked))

    def _field(self, asked: Asked) -> Field:
        return self._fields[asked.property]

    def _seen(self, asked: Asked, value: Value | None) -> list[Seen]:
        """How a value looks to the shape: several ways where the record is in doubt, or the value is missing."""
        field = self._field(asked)
        match field.kind:
            case "flag":
                return [True, False] if value is None else [bool(value)]
            case "number":
                return (
                    list(asked.edges)
                    if value is None
                    else [max(e for e in asked.edges if e <= int(str(value)))]
                )
            case "states":
                return self._several(field, asked, value)
        words = self._domain(field, asked) if value is None else [str(value)]
        found: list[Seen] = [thing for word in words for thing in self._things(field, asked, word)]
        return list(dict.fromkeys(found))

    def _several(self, field: Field, asked: Asked, value: Value | None) -> list[Seen]:
        if value is None:
            single = [t for word in self._domain(field, asked) for t in self._things(field, asked, word)]
            return [frozenset(), *(frozenset([t]) for t in dict.fromkeys([Thing(), *single]))]
        assert isinstance(value, tuple)
        sets = product(*(self._things(field, asked, word) for word in value))
        return list(dict.fromkeys(frozenset(s) for s in sets))

    def _domain(self, field: Field, asked: Asked) -> list[str]:
        """Values to try where none is known: those the shape names, and those the record knows of."""
        if field.concepts:
            return [iri.rpartition("/")[2] for iri in field.concepts]
        return [*(iri.rpartition("/")[2] for iri in sorted(asked.constants)), *self.record.states()]

    def _things(self, field: Field, asked: Asked, word: str) -> list[Thing]:
        iri = iri_of(field, word)
        constant = iri if iri in asked.constants else ""
        answers = {p: self.record.inside(p, word) for p in asked.compared}
        certain = [p for p, answer in answers.items() if answer not in (NO, NOT_KNOWN)]
        doubtful = [p for p, answer in answers.items() if answer == NOT_KNOWN]
        return [
            Thing(constant, frozenset([*certain, *(p for p, on in zip(doubtful, chosen, strict=True) if on)]))
            for chosen in product((True, False), repeat=len(doubtful))
        ]
