"""The shapes of the answers, for the OpenAPI description.

Answers are written straight from what the engine says; these models describe them and check nothing. More
members than those named may come; the names here are fixed. Dates are ISO strings; an open end is null.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.examples import example


class _Shape(BaseModel):
    """A part of an answer; further members may come."""

    model_config = ConfigDict(extra="allow")


class ProblemShape(_Shape):
    """An error as RFC 9457 has it."""

    type: str = Field(examples=["https://w3id.org/foedera/problem/bad-input"])
    title: str
    status: int = Field(examples=[422])
    detail: str = Field(description="What is wrong here, and what would be right.")
    instance: str = Field(examples=example("address"))
    parameter: str | None = Field(None, description="The parameter that is wrong, where there is one.")


class Named(_Shape):
    """A state by its code and name."""

    id: str = Field(examples=example("state"))
    name: str = Field(examples=example("state_name"))


class Titled(_Shape):
    """An instrument by its id and title."""

    id: str = Field(examples=example("treaty"))
    title: str


class Source(_Shape):
    """Where a fact was read."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    as_of: str | None = Field(description="The source's own date.")
    seen_on: str | None = Field(description="The day by which it was read.")
    quality: str | None


class Bounds(_Shape):
    """The days between which an unknown day lies."""

    earliest: str | None
    latest: str | None


class Interval(_Shape):
    """A half-open interval of days."""

    from_: str | None = Field(alias="from", description="First day; null where only bounds are known.")
    until: str | None = Field(description="First day on which it no longer holds; null for no known end.")
    from_between: Bounds | None = Field(None, description="Only where the first day is not known exactly.")
    until_between: Bounds | None = Field(None, description="Only where the end is not known exactly.")


class State(_Shape):
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


class States(_Shape):
    """All parties."""

    total: int
    states: list[State]


class Membership(_Shape):
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


class Act(_Shape):
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
    sources: list[Source]


class Timeline(_Shape):
    """The acts of a state in order."""

    state: Named
    total: int
    acts: list[Act]


class Standing(Interval):
    """Where a state stands toward an instrument on a day."""

    status: Literal["party", "applies", "contracting", "signatory", "former", "none", "unknown"] = Field(
        description="applies: to a territory, through the state that answers for it; it is no party."
    )
    reason: str
    act: str | None
    proof: str | None


class StateTreaty(Standing):
    """Where a state stands toward one instrument."""

    treaty: Titled


class StateTreaties(_Shape):
    """Where a state stands toward each instrument."""

    state: Named
    as_of: str
    total: int
    treaties: list[StateTreaty]


class TerritoryStanding(Standing):
    """Where a territory stands toward the instrument, through its state."""

    territory: Named


class Party(Standing):
    """Where one state stands toward the instrument."""

    state: Named
    territories: list[TerritoryStanding] = Field(
        description="The territories that the instrument, or an act of the state under it, names."
    )


class Parties(_Shape):
    """Where each state stands toward an instrument."""

    treaty: Titled
    as_of: str
    total: int
    counts: dict[str, int]
    parties: list[Party]


class Treaty(_Shape):
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


class Treaties(_Shape):
    """All instruments."""

    total: int
    treaties: list[Treaty]


class Provides(_Shape):
    """A provision that opens a channel."""

    provision: str
    purpose: str
    nature: str


class TreatyDetail(Treaty):
    """An instrument with what it provides."""

    provides: list[Provides]
    norms: int
    sources: list[Source]


class Norm(_Shape):
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


class Norms(_Shape):
    """The norms of an instrument."""

    treaty: Titled
    total: int
    norms: list[Norm]


class Statement(_Shape):
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


class Statements(_Shape):
    """The statements under an instrument."""

    treaty: str
    as_of: str
    total: int
    statements: list[Statement]


class PartyBasis(_Shape):
    """What one party notified about the instrument as a legal basis."""

    state: Named
    basis: Literal["taken", "excluded", "not-told"]
    statement: str | None
    summary: str | None
    sources: list[Source]
    closes: list[str] = Field(description="Parties that have no other treaty for the purpose with it.")
    proof: str | None


class LegalBasis(_Shape):
    """Who takes an instrument as the legal basis for a purpose."""

    treaty: Titled
    provision: str
    purpose: str
    as_of: str
    total: int
    counts: dict[str, int]
    pairs_closed: int
    parties: list[PartyBasis]


class Covered(_Shape):
    """How complete the list for an instrument is."""

    treaty: str
    complete_as_of: str | None
    stale: bool = Field(description="The list is older than the day asked: later acts may be missing.")
    source: str | None


class Gap(_Shape):
    """What the record cannot tell."""

    treaty: str | None
    title: str
    reason: str


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


class Obligations(_Shape):
    """What a state owes on a day."""

    state: Named
    as_of: str
    answer: Literal["yes", "no", "not-known"]
    coverage: list[Covered]
    not_known: list[Gap]
    total: int
    obligations: list[Duty]


class Restriction(_Shape):
    """What the requested side declared."""

    pinpoint: str
    effect: str
    summary: str
    source: list[Source]


class Authority(_Shape):
    """A body that takes requests, and the text under which it does."""

    name: str
    under: str
    language: str | None
    source: list[Source]


class Scheme(_Shape):
    """What both states follow as members of an organisation, without being bound."""

    treaty: str
    title: str
    purpose: str
    binding: Literal[False]
    answer: Literal["yes", "not-known"]
    reason: str
    source: list[Source]


class Designation(_Shape):
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
    restrictions: list[Restriction]
    authority: str | None
    language: str | None
    authorities: list[Authority]
    proof: str


class Channels(_Shape):
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
    schemes: list[Scheme]
    designations: list[Designation]


class Pair(_Shape):
    """Two states and the instruments that open a channel between them."""

    a: str
    b: str
    treaties: list[str]
    displaced: list[str]
    possible: list[str]


class Matrix(_Shape):
    """All pairs with a channel."""

    purpose: str
    as_of: str
    total: int
    pairs: list[Pair]


class Datum(_Shape):
    """A recorded fact that a proof rests on."""

    act: str
    party: str | None
    treaty: str | None
    kind: str | None
    date: str | None
    effective: str | None
    source: list[Source]


class Step(_Shape):
    """One step of a proof."""

    rule: str
    pinpoints: list[str]
    sentence: str
    premises: list[str]
    conclusion: str


class Explanation(_Shape):
    """A proof: the data used first, then the steps."""

    fact: str
    sentence: str
    data: list[Datum]
    steps: list[Step]
    derivations: int = Field(description="In how many ways the same follows.")


class CoverageEntry(_Shape):
    """What the record covers of one instrument."""

    treaty: str
    title: str
    lists: list[dict[str, Any]]
    acts: int
    parties_recorded: int
    official_count: int | None
    official_count_as_of: str | None
    named_parties: list[str]
    named_non_parties: list[str]


class BilateralList(_Shape):
    """How complete a party's list of bilateral treaties for a purpose is."""

    party: Named
    purpose: str
    completeness: str
    covers_from: str | None = Field(
        description="First day covered; without it the list shows its own day only."
    )
    as_of: str | None
    except_parties: list[str]
    note: str | None
    sources: list[Source]


class CoverageAnswer(_Shape):
    """What the record covers."""

    data_as_of: str | None
    total: int
    coverage: list[CoverageEntry]
    bilateral: list[BilateralList]


class Version(_Shape):
    """Which snapshot answers, and the limits of the service."""

    hash: str
    built: str
    data_as_of: str | None
    engine: str
    limits: dict[str, Any]
