"""What several answers share."""

from pydantic import BaseModel, ConfigDict, Field

from api.examples import example


class Shape(BaseModel):
    """A part of an answer; further members may come."""

    model_config = ConfigDict(extra="allow")


class ProblemShape(Shape):
    """An error as RFC 9457 has it."""

    type: str = Field(examples=["https://w3id.org/foedera/problem/bad-input"])
    title: str
    status: int = Field(examples=[422])
    detail: str = Field(description="What is wrong here, and what would be right.")
    instance: str = Field(examples=example("address"))
    parameter: str | None = Field(None, description="The parameter that is wrong, where there is one.")


class Named(Shape):
    """A state by its code and name."""

    id: str = Field(examples=example("state"))
    name: str = Field(examples=example("state_name"))


class Titled(Shape):
    """An instrument by its id and title."""

    id: str = Field(examples=example("treaty"))
    title: str


class Source(Shape):
    """Where a fact was read."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    as_of: str | None = Field(description="The source's own date.")
    seen_on: str | None = Field(description="The day by which it was read.")
    quality: str | None


class Decision(Shape):
    """How a contradiction was decided."""

    follows: str = Field(description="Id of the source that is followed.")
    reason: str
    decided_on: str


class Contradiction(Shape):
    """What another source tells of something recorded, where both cannot be right."""

    id: str
    about: str
    property: str
    holds: str | None = Field(description="As the record has it.")
    tells: str = Field(description="As the other source tells it.")
    sources: list[str] = Field(description="Ids of the sources that tell it so.")
    decision: Decision | None = Field(description="Null while it is open.")


class Bounds(Shape):
    """The days between which an unknown day lies."""

    earliest: str | None
    latest: str | None


class Interval(Shape):
    """A half-open interval of days."""

    from_: str | None = Field(alias="from", description="First day; null where only bounds are known.")
    until: str | None = Field(description="First day on which it no longer holds; null for no known end.")
    from_between: Bounds | None = Field(None, description="Only where the first day is not known exactly.")
    until_between: Bounds | None = Field(None, description="Only where the end is not known exactly.")


class Covered(Shape):
    """How complete the list for an instrument is."""

    treaty: str
    complete_as_of: str | None
    stale: bool = Field(description="The list is older than the day asked: later acts may be missing.")
    source: str | None


class Gap(Shape):
    """What the record cannot tell."""

    treaty: str | None
    title: str
    reason: str
