"""The source of an import, as data/sources.ttl describes it."""

import re
from dataclasses import dataclass
from datetime import date

from foedera.dates import PartialDate
from foedera.importers.turtle import TurtleFile, block, day, quoted

HEAD = """@base <https://w3id.org/foedera/id/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclass(frozen=True)
class Sourced:
    """A source: id without its folder, and what is told of it."""

    id: str
    title: str
    publisher: str
    url: str | None
    as_of: PartialDate | None
    seen_on: date
    via: str | None
    quality: str

    @property
    def words(self) -> str:
        """The source in one line."""
        return f"{self.title} ({self.as_of or f'seen on {self.seen_on}'})"

    def put(self, file: TurtleFile) -> None:
        """Describe it, unless it is described already."""
        subject = f"source/{self.id}"
        if file.block(subject) is None:
            seen = PartialDate(self.seen_on.year, self.seen_on.month, self.seen_on.day)
            file.put(
                subject,
                block(
                    subject,
                    "Source",
                    (
                        ("dcterms:title", f"{quoted(self.title)}@en"),
                        ("dcterms:publisher", quoted(self.publisher)),
                        ("foed:url", quoted(self.url) if self.url else ""),
                        ("foed:asOf", day(self.as_of) if self.as_of else ""),
                        ("foed:seenOn", day(seen)),
                        ("foed:via", quoted(self.via) if self.via else ""),
                        ("foed:quality", f"<quality/{self.quality}>"),
                    ),
                ),
            )


def id_of(*parts: str) -> str:
    """An id from words: lower case, with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")
