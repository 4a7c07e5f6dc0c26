"""The shapes of comparisons, for the OpenAPI description."""

from typing import Any, Literal

from pydantic import Field

from api.models.common import Interval, Named, Shape, Source

Answer = Literal["yes", "no", "not-known"]


class Ranked(Shape):
    """How strongly a modality binds."""

    modality: str
    strength: int = Field(description="More is stronger; the vocabulary says so (foed:strength).")


class ShortDuty(Shape):
    """A duty in short."""

    id: str
    treaty: str
    pinpoint: str
    modality: str
    summary: str
    effect: str
    proof: str


class Cell(Shape):
    """One state on one topic."""

    topic: str
    label: str
    state: str
    answer: Answer
    modality: str | None = Field(description="The strongest modality; several where they rank alike.")
    strength: int | None
    count: int = Field(description="All its duties on the topic.")
    duties: list[ShortDuty] = Field(description="Those of the strongest modality.")


class Comparison(Shape):
    """States side by side."""

    states: list[Named]
    as_of: str
    topic: str | None
    ranking: list[Ranked]
    total: int
    rows: list[Cell]


class LackedTreaty(Shape):
    """A treaty that binds members of the group and is not known to bind the state."""

    treaty: str
    title: str
    members_bound: int
    of: int
    members: list[str]
    status: str
    answer: Answer
    reason: str
    what_if: str | None


class LackedTopic(Shape):
    """A topic on which more than half of the group has a stronger duty."""

    topic: str
    label: str
    answer: Answer
    strength: int | None
    members_stronger: int
    of: int
    usual_strength: int


class OpenAct(Shape):
    """A consent that the state could give, and what it would bring."""

    treaty: str
    title: str
    status: str
    needs: str | None = Field(description="The convention that it would have to join first.")
    first_channels: int = Field(description="Partners and purposes for which it would be the first treaty.")
    by_purpose: dict[str, int]
    partners: int
    duties: int
    act: str
    what_if: str


class Gaps(Shape):
    """What a state lacks that a group has."""

    state: Named
    as_of: str
    group: dict[str, Any]
    treaties: list[LackedTreaty]
    topics: list[LackedTopic]
    total: int
    acts: list[OpenAct]


class Change(Shape):
    """Something that began or ended."""

    date: str | None
    between: dict[str, Any] | None = Field(description="Where only bounds of the day are known.")
    certain: bool = Field(description="Whether it surely lies between the two days.")
    change: str
    state: str | None
    other: str | None
    treaty: str
    provision: str | None
    why: str
    duties: int | None
    proof: str


class Changes(Shape):
    """What changed between two days."""

    state: Named | None
    other: Named | None
    treaty: str | None
    from_: str = Field(alias="from")
    to: str
    total: int
    changes: list[Change]


class PairWithout(Shape):
    """Two states without a proven path."""

    a: str
    b: str
    answer: Literal["no", "not-known"]
    reason: str
    treaties: list[str]


class Unconnected(Shape):
    """Pairs without a path for a purpose."""

    purpose: str
    as_of: str
    states: int
    connected: int
    total: int
    counts: dict[str, int]
    pairs: list[PairWithout]


class DefinitionShort(Interval):
    """A definition, and whether it binds the state asked about."""

    id: str
    notion: str
    treaty: str
    title: str
    label: str
    binds: Answer | None
    status: str | None
    reason: str | None
    proof: str | None
    sources: list[Source]


class DefinitionElement(Shape):
    """What a definition says on one element."""

    id: str
    definition: str
    notion: str
    treaty: str
    element: str
    pinpoint: str
    text: str
    required: bool
    items: list[str]
    only_here: list[str] = Field(
        description="Items that no other of these definitions names under the element."
    )
    text_checked: bool
    sources: list[str]


class Definitions(Shape):
    """Definitions side by side."""

    notion: str | None
    state: Named | None
    as_of: str | None
    total: int
    definitions: list[DefinitionShort]
    elements: list[DefinitionElement]
