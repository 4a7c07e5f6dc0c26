"""What is answered about a case: plain values, to be told as JSON, as a table or as a memo."""

from dataclasses import dataclass
from typing import Any, Literal

from foedera.assess.case import Case, Value
from foedera.assess.statements import Statement
from foedera.holding import Answer

Status = Literal["open", "conditional", "barred", "displaced"]


@dataclass(frozen=True)
class Requirement:
    """A requirement or a ground for refusal, as it stands in the case.

    Attributes:
        id: the condition's id; of a statement that no condition is about, the statement's.
        label: its name.
        pinpoint: treaty and provision (``untoc/art-16.1``).
        title: the treaty's short title.
        nature: required, mandatory-bar or optional-bar.
        result: met (nothing stands in the way), not-met, or unknown.
        text: what it asks, in law's words.
        question: what to ask where it is unknown.
        missing: the facts that are missing and decide.
        checked: whether the text was read.
        decides: whether failing it bars, or only raises a doubt.
        alone: whether nothing else is looked at once it is not met.
        doubt: why it is not certain that it applies.
        statements: what the two states declared on it.
    """

    id: str
    label: str
    pinpoint: str
    title: str
    nature: str
    result: str
    text: str
    question: str | None
    missing: tuple[str, ...]
    checked: bool
    decides: bool
    alone: bool
    doubt: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Path:
    """A channel, as it stands in the case.

    Attributes:
        key: treaty and provision: names the channel in this answer.
        treaty: id of the treaty.
        provision: pinpoint of the provision that opens it.
        status: open, conditional, barred or displaced.
        reason: one sentence.
        requirements: what it asks of the case; empty where it is displaced.
        channel: the channel as the channels answer shows it.
    """

    key: str
    treaty: str
    provision: str
    status: Status
    reason: str
    requirements: tuple[Requirement, ...]
    channel: dict[str, Any]


@dataclass(frozen=True)
class Duty:
    """What is owed when a request is refused, or before.

    Attributes:
        id: the condition's id.
        label: its name.
        pinpoint: treaty and provision.
        title: the treaty's short title.
        when: when it arises, exactly.
        text: what is owed.
        arises: "yes" where the facts of the case do not stand against it, "not-known" where facts are missing.
        missing: the facts that are missing.
        doubt: why it is not certain that it applies.
    """

    id: str
    label: str
    pinpoint: str
    title: str
    when: str
    text: str
    arises: Answer
    missing: tuple[str, ...]
    doubt: str | None


@dataclass(frozen=True)
class Change:
    """What an answer to a question would change.

    Attributes:
        answer: the value, as the case takes it.
        words: the value in words.
        channels: key of each channel whose status changes → the new status.
        requirements: (key of the channel, id of the requirement) → the new result; null where it falls away.
        duties: id of each duty that changes → whether it arises; "no" where it falls away.
    """

    answer: Value
    words: str
    channels: dict[str, str]
    requirements: dict[tuple[str, str], str | None]
    duties: dict[str, str]

    @property
    def weight(self) -> tuple[int, int]:
        """How much it decides: channels first."""
        return len(self.channels), len(self.requirements) + len(self.duties)


@dataclass(frozen=True)
class Question:
    """A missing fact, and what each answer would change.

    Attributes:
        field: its name in the case.
        text: the question.
        label: the fact in words.
        decides: what each answer that changes something would change.
    """

    field: str
    text: str
    label: str
    decides: tuple[Change, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """How much its answers decide."""
        return sum(c.weight[0] for c in self.decides), sum(c.weight[1] for c in self.decides)


@dataclass(frozen=True)
class Assessment:
    """What is answered about a case.

    Attributes:
        case: the case.
        stated: the case as JSON.
        as_of: the day for which the law is told.
        requesting: the state that asks, ``{id, name}``.
        requested: the state that is asked, ``{id, name}``.
        answer: "yes" where a channel is open, "no" where none is and none can be, else "not-known".
        channels: best first.
        duties: what is owed when the request is refused, or before.
        questions: missing facts, in the order of how much they decide.
        not_known: what the record cannot tell about the two states.
    """

    case: Case
    stated: dict[str, Any]
    as_of: str
    requesting: dict[str, Any]
    requested: dict[str, Any]
    answer: Answer
    channels: tuple[Path, ...]
    duties: tuple[Duty, ...]
    questions: tuple[Question, ...]
    not_known: tuple[dict[str, str], ...]
