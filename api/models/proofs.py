"""Proofs, coverage and the version of the service."""

from typing import Any

from pydantic import Field

from api.models.common import Contradiction, Covered, Interval, Named, Shape, Source


class Datum(Shape):
    """A recorded fact that a proof rests on."""

    act: str
    party: str | None
    treaty: str | None
    kind: str | None
    date: str | None
    effective: str | None
    source: list[Source]


class Bearing(Shape):
    """What an exception concluded."""

    fact: str
    sentence: str


class ProofException(Shape):
    """An exception of a rule, and whether it applied."""

    text: str
    applied: bool | None = Field(description="null: only reading it tells.")
    by: list[Bearing]


class Step(Shape):
    """One step of a proof."""

    rule: str
    label: str | None
    pinpoints: list[str]
    sentence: str
    exceptions: list[ProofException]
    premises: list[str]
    conclusion: str
    states: dict[str, str | list[str]] = Field(
        description="What the step states of its conclusion, as the graph has it; 9999-12-31 is no known day."
    )


class OtherWay(Interval):
    """Another derivation of the same."""

    fact: str
    sentence: str
    proof: str


class Explanation(Shape):
    """A proof: the data used first, then the steps."""

    fact: str
    sentence: str
    data: list[Datum]
    steps: list[Step]
    derivations: int = Field(description="In how many ways the same follows.")
    shortest: str = Field(description="The one of them with the shortest proof.")
    others: list[OtherWay]
    known_at: str | None = Field(None, description="The day of knowledge; null for what is known now.")
    version: str


class PairsLeftOpen(Shape):
    """The pairs of states whose answer for a purpose hangs on one instrument."""

    purpose: str
    not_known: int = Field(description="Pairs between which it may be in force.")
    without_channel: int = Field(description="Those between which no other instrument opens a channel.")


class BearsOn(Shape):
    """Which answers the gaps in the record of one instrument leave open on a day."""

    as_of: str
    states_not_known: list[str]
    pairs: list[PairsLeftOpen]


class Nearest(Shape):
    """The rule that came nearest to a conclusion."""

    rule: str
    label: str
    pinpoints: list[str]
    lacking: list[str] = Field(description="What was missing, in the rule's own words.")


class Deciding(Shape):
    """A conclusion, or a recorded thing, that decides."""

    fact: str
    sentence: str | None
    proof: str | None


class Because(Shape):
    """Why one thing does not hold, or that it does."""

    holds: str
    ground: str = Field(
        description="holds, ended, suspended, not-yet, no-act, stands-outside, list-incomplete, between-bounds, not-a-duty, "
        "excluded-by-reservation, barred, displaced, other-offences, not-provided, not-toward-each-other, not-applicable."
    )
    sentence: str
    facts: list[Deciding]
    nearest: Nearest | None


class WhyNot(Shape):
    """Why something does not hold, and what came nearest to it."""

    question: dict[str, Any]
    as_of: str
    known_at: str | None
    holds: str
    sentence: str
    total: int
    answers: list[Because]
    neither: list[str] = Field(
        description="Instruments that could open the channel and bind neither of the two."
    )
    coverage: list[Covered]


class Verdict(Shape):
    """Whether a proof was accepted."""

    fact: str
    accepted: bool
    faults: list[str] = Field(description="What is wrong with it; empty where it is accepted.")
    version: str


class CoverageEntry(Shape):
    """What the record covers of one instrument."""

    treaty: str
    title: str
    lists: list[dict[str, Any]]
    acts: int
    parties_recorded: int
    official_count: int | None
    official_count_as_of: str | None
    parties_then: int | None = Field(
        description="Parties that the record shows on the last day of the official count's date."
    )
    missing: int | None = Field(description="How many the official count has beyond these.")
    named_parties: list[str]
    named_non_parties: list[str]
    bears_on: BearsOn | None = Field(description="Told when one instrument is asked for.")


class BilateralList(Shape):
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


class SourceOfRules(Shape):
    """An instrument that the record names as what rules rest on; it keeps no list of its parties."""

    treaty: str
    title: str
    kind: str


class CoverageAnswer(Shape):
    """What the record covers."""

    data_as_of: str | None
    total: int
    coverage: list[CoverageEntry]
    bilateral: list[BilateralList]
    sources_of_rules: list[SourceOfRules]
    contradictions: list[Contradiction]


class Version(Shape):
    """Which snapshot answers, and the limits of the service."""

    hash: str
    built: str
    data_as_of: str | None
    engine: str
    limits: dict[str, Any]


class Dump(Shape):
    """The whole dataset in one file."""

    address: str
    media_type: str = Field(description="Of what is packed in it; the file is gzip.")
    bytes: int
    sha256: str = Field(description="Of the file, in hex.")


class Dumps(Shape):
    """The dumps of the snapshot."""

    snapshot: str
    total: int
    dumps: list[Dump]
