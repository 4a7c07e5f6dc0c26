"""The shape of the answer on a treaty between two states, for the OpenAPI description."""

from typing import Any, Literal

from pydantic import Field

from api.examples import example
from api.models.common import Gap, Interval, Named, Shape, Titled


class LayerShort(Shape):
    """A part of a protocol, and the article of the convention that it changes."""

    pinpoint: str
    label: str
    changes: str | None


class LayerPart(LayerShort):
    """A part of a protocol between the two."""

    answer: Literal["yes", "no", "not-known"]
    reason: str
    left_out_by: list[dict[str, Any]] = Field(description="Statements by which a side leaves it out, or may.")


class Layer(Interval):
    """A protocol to the treaty, between the two."""

    treaty: str
    title: str
    answer: Literal["yes", "no", "not-known"]
    reason: str
    parts: list[LayerPart]
    proof: str | None


class NormBetween(Shape):
    """A norm of the treaty, or of a protocol that adds to it, between the two."""

    norm: str = Field(examples=example("norm"))
    treaty: str
    pinpoint: str
    summary: str
    modality: str
    bearer_role: str
    counterparty: str | None
    condition: str | None
    state: Literal["original", "amended", "replaced", "added"]
    answer: Literal["yes", "no", "not-known"] = Field(description="Whether it applies between the two.")
    under: list[dict[str, Any]] = Field(description="The layers that decide it.")
    reservations: list[dict[str, Any]] = Field(description="Statements of either side that touch it.")
    union_rules: list[dict[str, Any]] = Field(
        description="Rules of an organisation that its members apply instead."
    )


class Between(Interval):
    """A treaty as it stands between two states."""

    a: Named
    b: Named
    treaty: Titled
    as_of: str
    answer: Literal["yes", "no", "not-known"]
    reason: str
    proof: str | None
    layers: list[Layer]
    disconnection: dict[str, Any] | None = Field(
        description="Members of an organisation only: the clause, limb by limb."
    )
    not_known: list[Gap]
    total: int
    norms: list[NormBetween]
    other_statements: list[dict[str, Any]]
