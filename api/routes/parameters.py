"""The query parameters of the service, each described once."""

from typing import Annotated, Literal

from fastapi import Path, Query

_DAY = {"format": "date"}

Iso3 = Annotated[
    str,
    Path(description="ISO 3166-1 alpha-3 code, any case; former states have four letters.", examples=["NGA"]),
]
TreatyId = Annotated[str, Path(description="Id of an instrument, as /v1/treaties lists them.", examples=["untoc-tip"])]
AsOf = Annotated[
    str | None,
    Query(
        description="The law on this day, YYYY-MM-DD. Today (UTC) where it is left out.",
        examples=["2024-07-01"],
        json_schema_extra=_DAY,
    ),
]
Format = Annotated[
    Literal["json", "csv"] | None, Query(description="json (which is also the default) or csv.", examples=["csv"])
]
Topic = Annotated[str | None, Query(description="Only norms on this topic.", examples=["extradition"])]
Treaty = Annotated[str | None, Query(description="Only this instrument.", examples=["untoc"])]
Modality = Annotated[str | None, Query(description="Only norms of this modality.", examples=["obligation"])]
Requesting = Annotated[str, Query(description="The state that asks, ISO alpha-3.", examples=["FRA"])]
Requested = Annotated[str, Query(description="The state that is asked, ISO alpha-3.", examples=["BRA"])]
Purpose = Annotated[
    str | None, Query(description="What is asked for; all purposes where it is left out.", examples=["extradition"])
]
OnePurpose = Annotated[str, Query(description="What is asked for.", examples=["extradition"])]
Fact = Annotated[
    str,
    Query(
        description="Id of an inferred node, as the 'proof' of an answer gives it, or its whole IRI.",
        examples=["participation/untoc/FRA/ratification"],
    ),
]
