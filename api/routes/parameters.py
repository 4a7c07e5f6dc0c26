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
Acts = Annotated[
    str,
    Query(
        description="Acts that nobody has done, separated by ';': kind:party:treaty:date, then where needed "
        ":provisions=art-1,art-2 :effect=… :statement=… :toward=…",
        examples=example("acts"),
    ),
]
EffectDay = Annotated[
    str | None,
    Query(
        description="The day on which the law is compared, YYYY-MM-DD. The first day on which all acts have effect "
        "where it is left out.",
        examples=example("day"),
        json_schema_extra=_DAY,
    ),
]
OneState = Annotated[
    str | None,
    Query(description="Only what concerns this state, ISO alpha-3.", examples=example("what_if_party")),
]
OnePartner = Annotated[
    str | None,
    Query(
        description="Only channels between the state and this one, ISO alpha-3.", examples=example("other")
    ),
]
SideBySide = Annotated[
    str,
    Query(description="Two to twelve states, ISO alpha-3, separated by commas.", examples=example("states")),
]
Lacking = Annotated[
    str, Query(description="The state that is compared, ISO alpha-3.", examples=example("what_if_party"))
]
Group = Annotated[
    str | None,
    Query(
        description="An organisation's id, an M49 region, or states separated by commas. "
        "The state's M49 subregion where it is left out.",
        examples=example("group"),
    ),
]
From = Annotated[
    str,
    Query(
        alias="from",
        description="The day before, YYYY-MM-DD: what changed on it is left out.",
        examples=example("from"),
        json_schema_extra=_DAY,
    ),
]
To = Annotated[
    str,
    Query(description="The last day, YYYY-MM-DD.", examples=example("day"), json_schema_extra=_DAY),
]
Notion = Annotated[
    str | None, Query(description="Only definitions of this notion.", examples=example("notion"))
]
