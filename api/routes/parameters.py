"""The query parameters of the service, each described once."""

from typing import Annotated, Literal

from fastapi import Path, Query

from api.examples import example

_DAY = {"format": "date"}

Iso3 = Annotated[
    str,
    Path(
        description="ISO 3166-1 alpha-3 code, any case; former states have four letters.",
        examples=example("state"),
    ),
]
TreatyId = Annotated[
    str,
    Path(
        alias="id", description="Id of an instrument, as /v1/treaties lists them.", examples=example("treaty")
    ),
]
BasisTreatyId = Annotated[
    str,
    Path(
        alias="id",
        description="Id of an instrument whose parties tell whether they take it as the basis.",
        examples=example("basis"),
    ),
]
AsOf = Annotated[
    str | None,
    Query(
        description="The law on this day, YYYY-MM-DD. Today (UTC) where it is left out.",
        examples=example("day"),
        json_schema_extra=_DAY,
    ),
]
KnownAt = Annotated[
    str | None,
    Query(
        description="Only what was known on this day, YYYY-MM-DD: what had been done or told by then. "
        "All that is known now where it is left out.",
        examples=example("day"),
        json_schema_extra=_DAY,
    ),
]
Toward = Annotated[
    str | None,
    Query(
        description="Only what is owed toward this state, as reservations and objections leave it, ISO alpha-3.",
        examples=example("second_state"),
    ),
]
Format = Annotated[
    Literal["json", "csv"] | None,
    Query(description="json (which is also the default) or csv.", examples=["csv"]),
]
Topic = Annotated[
    str | None,
    Query(
        description="Only norms on this topic or theme, narrower topics included.", examples=example("topic")
    ),
]
Treaty = Annotated[str | None, Query(description="Only this instrument.", examples=example("treaty"))]
Modality = Annotated[
    str | None, Query(description="Only norms of this modality.", examples=example("modality"))
]
Requesting = Annotated[str, Query(description="The state that asks, ISO alpha-3.", examples=example("state"))]
Requested = Annotated[
    str, Query(description="The state that is asked, ISO alpha-3.", examples=example("second_state"))
]
Purpose = Annotated[
    str | None,
    Query(description="What is asked for; all purposes where it is left out.", examples=example("purpose")),
]
Everyone = Annotated[
    bool,
    Query(
        description="true: also every other state of that day, which the record does not connect with it.",
        examples=["true"],
    ),
]
OnePurpose = Annotated[str, Query(description="What is asked for.", examples=example("purpose"))]
A = Annotated[str, Query(description="One state, ISO alpha-3.", examples=example("one"))]
B = Annotated[str, Query(description="The other state, ISO alpha-3.", examples=example("other"))]
OneTreaty = Annotated[
    str, Query(description="Id of an instrument, as /v1/treaties lists them.", examples=example("convention"))
]
Fact = Annotated[
    str,
    Query(
        description="Id of an inferred node, as the 'proof' of an answer gives it, or its whole IRI.",
        examples=example("fact"),
    ),
]
