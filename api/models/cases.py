"""A case and what is answered about it, for the OpenAPI description."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.examples import example
from api.models.common import Gap, Named, Shape
from api.models.pairs import Channel


class Strict(BaseModel):
    """A part of a case: it has these members and no others; what is null or left out is not known."""

    model_config = ConfigDict(extra="forbid")


class Penalty(Strict):
    """The longest custody that the offence carries, in months; 1200 for life."""

    requesting: int | None = None
    requested: int | None = None


class Person(Strict):
    """The person sought, without a name."""

    nationality: list[str] | str | None = None
    residence: list[str] | str | None = None
    minor: bool | None = None
    below_criminal_age: bool | None = None
    victim_of_trafficking: bool | None = None
    compelled: bool | None = None
    refugee: bool | None = None
    excluded_from_refuge: bool | None = None
    located_in_requested: bool | None = None
    consents: bool | None = None


class CaseShape(Strict):
    """The facts on which one state would ask another. It names no person; nothing of it is kept."""

    requesting: str = Field(description="The state that asks, ISO alpha-3.", examples=example("state"))
    requested: str = Field(
        description="The state that is asked, ISO alpha-3.", examples=example("second_state")
    )
    purpose: str = Field(description="What is asked for.", examples=example("purpose"))
    as_of: str | None = Field(
        None, description="The law on this day; that of the request, or today, where it is left out."
    )
    offence: str | None = None
    conduct_date: str | None = None
    request_date: str | None = None
    measure: str | None = Field(
        None, description="For assistance: testimony, bank-records, search-and-seizure, …"
    )
    punishable_in_requested: bool | None = None
    max_penalty_months: Penalty | None = None
    sentence_months: int | None = Field(None, description="0 where there is no sentence yet.")
    months_to_serve: int | None = None
    judgment_final: bool | None = None
    transnational: bool | None = None
    organized_group: bool | None = None
    person: Person | None = None
    death_penalty_exposed: bool | None = None
    life_sentence_exposed: bool | None = None
    assurances_given: bool | None = None
    retrial_assured: bool | None = None
    torture_risk: bool | None = None
    ill_treatment_risk: bool | None = None
    disappearance_risk: bool | None = None
    persecution_risk: bool | None = None
    unfair_trial_risk: bool | None = None
    hardship: bool | None = None
    final_judgment_in: list[str] | str | None = Field(
        None, description="[] where it is known that there is none."
    )
    pending_in: list[str] | str | None = None
    dropped_in: list[str] | str | None = None
    amnesty_in: list[str] | str | None = None
    time_barred_in: list[str] | str | None = None
    committed_in: list[str] | str | None = None
    in_absentia: bool | None = None
    political: bool | None = None
    military: bool | None = None
    fiscal: bool | None = None
    essential_interests: bool | None = None
    measure_lawful_at_home: bool | None = None
    property_in_requested: bool | None = None


class RequirementShape(Shape):
    """A requirement or a ground for refusal, as it stands in the case."""

    id: str
    pinpoint: str
    nature: Literal["required", "mandatory-bar", "optional-bar"]
    result: Literal["met", "not-met", "unknown"] = Field(
        description="met: nothing stands in the way; not-met: it fails, or the ground applies; unknown: a question."
    )
    text: str
    question: str | None
    fields: list[str] = Field(description="The facts that are missing and decide.")
    text_checked: bool = Field(description="Whether the text was read; an unread one bars nothing.")
    statements: list[dict[str, Any]] = Field(description="What the two states declared on it.")


class CaseChannel(Channel):
    """A channel, as it stands in the case."""

    key: str
    status: Literal["open", "conditional", "barred", "displaced"]  # type: ignore[assignment]
    requirements: list[RequirementShape]


class DutyShape(Shape):
    """What is owed when a request is refused, or before."""

    id: str
    pinpoint: str
    when: str
    text: str
    arises: Literal["yes", "not-known"]


class ChangeShape(Shape):
    """What one answer to a question changes."""

    answer: bool | int | str | list[str]
    words: str
    channels: list[dict[str, Any]]
    requirements: list[dict[str, Any]]
    duties: list[dict[str, Any]]


class QuestionShape(Shape):
    """A missing fact."""

    field: str
    text: str
    decides: list[ChangeShape]


class Assessed(Shape):
    """What the record makes of a case."""

    case: CaseShape
    as_of: str
    requesting: Named
    requested: Named
    purpose: str
    answer: Literal["yes", "no", "not-known"] = Field(
        description="yes: a channel is open; no: none is or can be."
    )
    total: int
    channels: list[CaseChannel]
    duties: list[DutyShape]
    questions: list[QuestionShape] = Field(description="Missing facts, in the order of how much they decide.")
    not_known: list[Gap]
