"""The shapes of a question with supposed acts and of its answer, for the OpenAPI description."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.examples import EXAMPLES, example
from api.models.common import Interval, Shape
from api.models.parties import Duty
from api.models.proofs import Explanation


class SupposedAct(BaseModel):
    """An act that nobody has done."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(
        description="accession, denunciation, reservation, withdrawal-of-reservation, objection, notification …",
        examples=["accession"],
    )
    party: str = Field(description="Who does it, ISO alpha-3.", examples=example("what_if_party"))
    treaty: str = Field(examples=example("convention"))
    date: str = Field(description="The day with the depositary.", examples=example("day"))
    provisions: list[str] | None = Field(
        None, description="What a statement is about: pinpoints, such as art-6."
    )
    effect: str | None = Field(
        None, description="What a statement does: excludes, modifies, treaty-is-legal-basis …"
    )
    statement: str | None = Field(None, description="Id of the statement that is withdrawn or objected to.")
    toward: str | None = Field(
        None, description="The one party that a statement is addressed to, ISO alpha-3."
    )


class Supposed(BaseModel):
    """A question with supposed acts."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "acts": [
                        {
                            "kind": "accession",
                            "party": EXAMPLES["what_if_party"],
                            "treaty": EXAMPLES["convention"],
                            "date": EXAMPLES["day"],
                        }
                    ]
                }
            ]
        },
    )

    acts: list[SupposedAct]
    as_of: str | None = Field(
        None, description="The day compared; the first on which all acts have effect where left out."
    )
    state: str | None = Field(None, description="Only what changes for this state.")
    other: str | None = Field(None, description="Only channels between state and this one.")
    purpose: str | None = Field(None, description="Only channels for this purpose.")


class ActFinding(Shape):
    """What the law says of a supposed act."""

    id: str
    sentence: str
    pinpoints: list[str]
    proof: str | None


class WeighedAct(Shape):
    """A supposed act, and what becomes of it."""

    text: str = Field(description="The act in one line, as 'acts' takes it.")
    kind: str
    party: str
    treaty: str
    date: str
    outcome: Literal["counts", "nothing", "not-known"]
    takes_effect: dict[str, Any] = Field(description="from, or from_between where only bounds are known.")
    reckoning: str | None
    findings: list[ActFinding]


class ChangedDuty(Duty):
    """A duty before and after."""

    state: str
    before: str
    after: str


class ChangedDuties(Shape):
    """Duties that differ."""

    gained: list[ChangedDuty]
    lost: list[ChangedDuty]
    changed: list[ChangedDuty]
    not_known: list[ChangedDuty]


class ChangedChannel(Interval):
    """A channel before and after, in the direction of a request."""

    requesting: str
    requested: str
    id: str
    treaty: str
    provision: str
    purpose: str
    before: str
    after: str
    reason: str
    restrictions: list[dict[str, Any]]
    proof: str


class Direction(Shape):
    """Who may ask whom, and for what."""

    requesting: str
    requested: str
    purpose: str


class ChangedChannels(Shape):
    """Channels that differ; `opened` and `closed` tell where the first one comes or the last one goes."""

    gained: list[ChangedChannel]
    lost: list[ChangedChannel]
    changed: list[ChangedChannel]
    opened: list[Direction]
    closed: list[Direction]


class WhatIf(Shape):
    """What some acts would change."""

    acts: list[WeighedAct]
    as_of: str
    state: str | None
    other: str | None
    purpose: str | None
    obligations: ChangedDuties
    channels: ChangedChannels


class WhatIfProof(Explanation):
    """The proof of what would hold."""

    supposed: list[str]
