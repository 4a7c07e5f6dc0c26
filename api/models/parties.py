"""States and what they owe."""

from typing import Any, Literal

from pydantic import Field

from api.examples import example
from api.models.common import Bounds, Contradiction, Covered, Gap, Interval, Named, Shape, Source, Titled


class State(Shape):
    """A party."""

    id: str = Field(examples=example("state"))
    name: str
    official_name: str | None
    kind: str = Field(examples=["State", "FormerState", "Territory", "RegionalOrganisation"])
    iso2: str | None
    region: str | None
    subregion: str | None
    exists_from: str | None
    existed_until: str | None = Field(description="First day on which it no longer existed.")
    responsible_state: str | None = Field(description="For a territory: the state that answers for it today.")


class States(Shape):
    """All parties."""

    total: int
    states: list[State]


class Membership(Shape):
    """Membership of an organisation."""

    organisation: str
    from_: str | None = Field(alias="from")
    until: str | None
    law_applies_until: str | None = Field(description="Where its law went on to bind after the end.")
    sources: list[Source]


class StateDetail(State):
    """A party with its memberships."""

    memberships: list[Membership]
    acts: int
    sources: list[Source]


class Act(Shape):
    """An act of a state toward an instrument, as recorded."""

    id: str = Field(examples=example("act"))
    treaty: str
    party: str
    kind: str
    date: str | None = Field(description="Day with the depositary; YYYY or YYYY-MM where no more is known.")
    effective: str | None
    effective_between: Bounds | None
    published_effect: str | None
    reckoning: str | None = Field(description="The steps from deposit to effect, in words.")
    note: str | None
    contradictions: list[Contradiction]
    sources: list[Source]


class Timeline(Shape):
    """The acts of a state in order."""

    state: Named
    total: int
    acts: list[Act]


class Standing(Interval):
    """Where a state stands toward an instrument on a day."""

    status: Literal[
        "party", "applies", "contracting", "signatory", "suspended", "former", "none", "unknown"
    ] = Field(description="applies: to a territory, through the state that answers for it; it is no party.")
    reason: str
    act: str | None
    proof: str | None


class StateTreaty(Standing):
    """Where a state stands toward one instrument."""

    treaty: Titled


class StateTreaties(Shape):
    """Where a state stands toward each instrument."""

    state: Named
    as_of: str
    total: int
    treaties: list[StateTreaty]


class Duty(Interval):
    """A norm that the state owes."""

    id: str = Field(examples=example("duty"))
    norm: str
    treaty: str
    pinpoint: str
    modality: str
    topics: list[str]
    summary: str
    bearer_role: str
    counterparty: str | None
    effect: Literal["full", "modified", "excluded"]
    reservations: list[dict[str, Any]]
    proof: str


class Obligations(Shape):
    """What a state owes on a day."""

    state: Named
    as_of: str
    answer: Literal["yes", "no", "not-known"]
    coverage: list[Covered]
    not_known: list[Gap]
    total: int
    obligations: list[Duty]


class DutyBeside(Shape):
    """A duty that bound the state at the end of the year and has the figure's subject."""

    norm: str
    treaty: str
    pinpoint: str
    summary: str


class Indicator(Shape):
    """A figure of a state for a year."""

    indicator: str
    label: str
    year: int
    figure: int
    source: str = Field(description="Id of the source.")
    topics: list[str]
    duties: list[DutyBeside]


class Indicators(Shape):
    """Figures of a state."""

    state: Named
    total: int
    note: str | None = Field(description="Says so where there are none.")
    indicators: list[Indicator]
