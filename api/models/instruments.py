"""Instruments, who is bound by them and what they say."""

from typing import Any, Literal

from pydantic import Field

from api.examples import example
from api.models.common import Named, Shape, Source, Titled
from api.models.parties import Standing


class TerritoryStanding(Standing):
    """Where a territory stands toward the instrument, through its state."""

    territory: Named


class Party(Standing):
    """Where one state stands toward the instrument."""

    state: Named
    territories: list[TerritoryStanding] = Field(
        description="The territories that the instrument, or an act of the state under it, names."
    )


class Parties(Shape):
    """Where each state stands toward an instrument."""

    treaty: Titled
    as_of: str
    total: int
    counts: dict[str, int]
    parties: list[Party]


class Treaty(Shape):
    """An instrument."""

    id: str = Field(examples=example("treaty"))
    title: str
    short_title: str | None
    kind: str = Field(examples=["Treaty", "BilateralTreaty", "Protocol", "UnionAct"])
    official_id: str | None
    parent: str | None
    depositary: str | None
    between: list[str] = Field(description="The two parties of a bilateral treaty or arrangement.")
    adopted: str | None
    in_force_from: str | None


class Treaties(Shape):
    """All instruments."""

    total: int
    treaties: list[Treaty]


class Provides(Shape):
    """A provision that opens a channel."""

    provision: str
    purpose: str
    nature: str


class TreatyDetail(Treaty):
    """An instrument with what it provides."""

    provides: list[Provides]
    norms: int
    sources: list[Source]


class Norm(Shape):
    """A norm of an instrument."""

    id: str = Field(examples=example("norm"))
    pinpoint: str
    modality: str
    bearer_role: str
    counterparty: str | None
    topics: list[str]
    summary: str
    condition: str | None
    text_checked: str | None
    historical: bool


class Norms(Shape):
    """The norms of an instrument."""

    treaty: Titled
    total: int
    norms: list[Norm]


class Statement(Shape):
    """A reservation, declaration, notification or objection."""

    id: str
    party: str
    kind: str
    effect: str
    provisions: list[str]
    summary: str | None
    date: str | None
    withdrawn: str | None
    stands: Literal["yes", "no", "not-known"] = Field(description="Whether it counts on the day.")
    finding: str | None = Field(description="The proof that its treaty does not allow it, where so.")
    objections: list[dict[str, Any]]
    sources: list[Source]


class Statements(Shape):
    """The statements under an instrument."""

    treaty: str
    as_of: str
    total: int
    statements: list[Statement]


class PartyBasis(Shape):
    """What one party notified about the instrument as a legal basis."""

    state: Named
    basis: Literal["taken", "excluded", "not-told"]
    statement: str | None
    summary: str | None
    sources: list[Source]
    closes: list[str] = Field(description="Parties that have no other treaty for the purpose with it.")
    proof: str | None


class LegalBasis(Shape):
    """Who takes an instrument as the legal basis for a purpose."""

    treaty: Titled
    provision: str
    purpose: str
    as_of: str
    total: int
    counts: dict[str, int]
    pairs_closed: int
    parties: list[PartyBasis]
