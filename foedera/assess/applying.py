"""Which conditions bear on a channel between two states, and which duties on a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass

from foedera.assess.conditions import DUTY, Condition, Conditions
from foedera.assess.statements import Statements
from foedera.channels.layers import protocols
from foedera.channels.pair import Pair
from foedera.channels.verdict import Judged
from foedera.holding import NO, NOT_KNOWN, YES, Answer, combined
from foedera.namespaces import FOED


@dataclass(frozen=True)
class Applied:
    """A condition that bears on a channel.

    Attributes:
        condition: the condition.
        pinpoint: id path of the provision it rests on here.
        doubt: why it is not certain that it applies; empty where it is.
    """

    condition: Condition
    pinpoint: str
    doubt: str


class Applying:
    """What bears on requests between two states for a purpose."""

    def __init__(self, pair: Pair, conditions: Conditions, purpose: str, statements: Statements) -> None:
        self._pair = pair
        self._statements = statements
        self._conditions = conditions
        self._purpose = purpose

    def on(self, judged: Judged, gives_way: bool) -> list[Applied]:
        """The requirements and grounds for refusal of a channel, in the order of their ids.

        Args:
            judged: the channel.
            gives_way: whether another treaty governs the details of the request.
        """
        provision, treaty = judged.candidate.provision["provision"], judged.candidate.relation["treaty"]
        class_ = self._pair.memory.instruments[treaty]["class"]
        own = [c for c in self._conditions.on(provision) if not (c.alone and gives_way)]
        common = [
            c for c in self._conditions.for_every(self._purpose) if c.kind in ("", class_, f"{FOED}{class_}")
        ]
        told = any(c.nature != DUTY for c in own) or any(c.kind for c in common)
        found = [
            *self._applied(own, provision),
            *self._applied([c for c in common if not (c.lone and told)], provision),
        ]
        return [a for a in found if a.condition.nature != DUTY]

    def duties(self, opened: list[tuple[Judged, bool]]) -> list[tuple[Applied, Judged | None]]:
        """What is owed when a request is refused, or before: under each treaty in force, and whatever the treaty.

        Args:
            opened: the channels of treaties in force between the two, with whether each gives way to another.
        """
        found: list[tuple[Applied, Judged | None]] = []
        for judged, gives_way in opened:
            provision = judged.candidate.provision["provision"]
            own = [c for c in self._conditions.on(provision) if not (c.alone and gives_way)]
            doubt = "" if judged.candidate.answer == YES else judged.verdict.reason
            found += [
                (Applied(a.condition, a.pinpoint, a.doubt or doubt), judged)
                for a in self._applied(own, provision)
            ]
        common = self._conditions.for_every(self._purpose)
        found += [(a, None) for a in self._applied(common, "")]
        return [(a, j) for a, j in found if a.condition.nature == DUTY]

    def _applied(self, conditions: list[Condition], provision: str) -> Iterator[Applied]:
        for condition in conditions:
            answer, doubt = self._applies(condition)
            if answer != NO:
                yield Applied(
                    condition, condition.provision or provision, doubt if answer == NOT_KNOWN else ""
                )

    def _applies(self, condition: Condition) -> tuple[Answer, str]:
        """Whether it applies between the two that day: NO from one reason is enough, a doubt stays."""
        found = [self._bound(condition), *self._layered(condition), *self._stated(condition)]
        for wanted in (NO, NOT_KNOWN):
            for answer, reason in found:
                if answer == wanted:
                    return answer, reason
        return YES, ""

    def _bound(self, condition: Condition) -> tuple[Answer, str]:
        """What bears on every request must bind the requested state, or both."""
        if not condition.every or not condition.provision:
            return YES, ""
        treaty = self._pair.memory.provisions[condition.provision]["treaty"]
        if condition.between:
            answer, reason, _ = self._pair.in_force(treaty)
            return answer, reason
        found = self._pair.standing(treaty, self._pair.requested)
        title = self._pair.title(treaty)
        return (
            found.answer,
            f"Whether {title} binds {self._pair.name_of(self._pair.requested)} is not known: {found.reason}",
        )

    def _stated(self, condition: Condition) -> Iterator[tuple[Answer, str]]:
        """What a party keeps by statement is there only where the requested state has made one."""
        if condition.stated:
            made = self._statements.on(condition.provision, "")
            own = [s.answer for s in made if f"party/{s.of}" == self._pair.requested]
            reason = "Whether a statement of the requested state counts that day is not known."
            yield (combined(own) if own else NO), reason

    def _layered(self, condition: Condition) -> Iterator[tuple[Answer, str]]:
        if condition.layer:
            yield self._part(condition.layer)
        for layer in condition.replaced:
            answer, reason = self._part(layer)
            yield NO if answer == YES else YES if answer == NO else NOT_KNOWN, reason

    def _part(self, layer: str) -> tuple[Answer, str]:
        """Whether a part of a protocol applies between the two."""
        protocol = self._pair.memory.provisions[layer]["treaty"]
        convention = self._pair.memory.instruments[protocol]["parent"]
        for found in protocols(self._pair, convention) if convention else []:
            for part in found.parts:
                if part.row["id"] == layer:
                    return part.answer, part.reason
        answer, reason, _ = self._pair.in_force(protocol)
        return answer, reason
