"""What two states can ask of each other."""

from typing import Any, Literal

from pydantic import Field

from api.models.common import Gap, Interval, Named, Shape, Source


class Restriction(Shape):
    """What the requested side declared."""

    pinpoint: str
    effect: str
    summary: str
    source: list[Source]


class Authority(Shape):
    """A body that takes requests, and the text under which it does."""

    name: str
    under: str
    language: str | None
    source: list[Source]


class Scheme(Shape):
    """What both states follow without being bound: as members of an organisation, or by an arrangement of the two."""

    treaty: str
    title: str
    purpose: str
    binding: Literal[False]
    answer: Literal["yes", "not-known"]
    reason: str
    source: list[Source]


class Designation(Shape):
    """That the requested state names the requesting one in a list of its own law."""

    id: str
    category: str
    listed: str
    summary: str
    as_of: str | None
    source: list[Source]


class Beside(Interval):
    """A treaty between the two states that is used through another one."""

    treaty: str
    title: str
    answer: Literal["yes", "not-known"]
    proof: str | None


class Channel(Interval):
    """A treaty provision by which one state may ask another."""

    id: str
    treaty: str
    provision: str
    purpose: str
    status: Literal["available", "conditional", "displaced", "barred", "unknown"]
    reason: str
    displaced_by: dict[str, Any] | None
    amended_by: list[Beside] = Field(description="Protocols between the two that change the treaty.")
    supplemented_by: list[Beside] = Field(description="Treaties between the two that complete the treaty.")
    layers: list[dict[str, Any]]
    completes: list[str]
    other_offences: list[str] = Field(
        description="The offences for which alone it is open, where trafficking in persons is none of them; it then counts for no `yes`."
    )
    restrictions: list[Restriction]
    authority: str | None
    language: str | None
    authorities: list[Authority]
    proof: str


class Former(Interval):
    """A treaty that opened a channel between the two until a day before."""

    treaty: str
    title: str
    status: str = Field(
        description="suspended: in being, its operation suspended (VCLT art. 72); else former."
    )
    reason: str
    proof: str


class Channels(Shape):
    """The channels from one state to another."""

    requesting: Named
    requested: Named
    purpose: str | None
    as_of: str
    answer: Literal["yes", "no", "not-known"] = Field(
        description="no: no treaty opens a channel, and nothing is missing for the purpose that day."
    )
    not_known: list[Gap]
    channels: list[Channel]
    former: list[Former]
    schemes: list[Scheme]
    designations: list[Designation]


class Pair(Shape):
    """Two states and the instruments that open a channel between them."""

    a: str
    b: str
    treaties: list[str]
    displaced: list[str]
    possible: list[str]


class Matrix(Shape):
    """All pairs with a channel."""

    purpose: str
    as_of: str
    total: int
    pairs: list[Pair]
