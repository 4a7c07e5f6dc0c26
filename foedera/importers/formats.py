"""The formats that can be read, and what is told of a source in each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from foedera.errors import BadInput
from foedera.importers import (
    coe,
    coe_declarations,
    normlex,
    oas,
    untc_html,
    untc_xml,
    verdragenbank,
)
from foedera.importers.listed import Context, Listing
from foedera.importers.markup import decoded

Reader = Callable[[Context, bytes], Listing]


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        name: its name on the command line, in ids of sources and in data/status-lists.ttl.
        title: what such a source is called; the treaty's number follows.
        publisher: who publishes it.
        quality: how good it is: depositary, official.
        read: the reader.
        scripted: whether the page is drawn by script, so that only a saved one can be read.
    """

    name: str
    title: str
    publisher: str
    quality: str
    read: Reader
    scripted: bool = False


def _untc(context: Context, content: bytes) -> Listing:
    """XML or HTML, as the file itself says."""
    start = decoded(content[:400]).lstrip().lower()
    page = start.startswith(("<!doctype html", "<html")) or "<html" in start
    return untc_html.read(context, content) if page else untc_xml.read(context, content)


def _coe(context: Context, content: bytes) -> Listing:
    """A chart, or the declarations."""
    text = decoded(content).lower()
    told = any(word in text for word in ("period covered", "période couverte", "zeitraum", "periodo coperto"))
    return coe_declarations.read(context, content) if told else coe.read(context, content)


_UN: Final = "United Nations, Secretary-General as depositary (UN Treaty Collection)"
FORMATS: Final = {
    f.name: f
    for f in (
        Format("untc", "UN Treaty Collection, status of", _UN, "depositary", _untc),
        Format(
            "coe",
            "Chart of signatures and ratifications,",
            "Council of Europe Treaty Office",
            "depositary",
            _coe,
            True,
        ),
        Format(
            "normlex",
            "NORMLEX, ratifications of",
            "International Labour Organization",
            "depositary",
            normlex.read,
        ),
        Format(
            "oas", "Signatures and ratifications,", "Organization of American States", "depositary", oas.read
        ),
        Format(
            "verdragenbank",
            "Treaty Database, parties to",
            "Netherlands Ministry of Foreign Affairs (Treaty Database)",
            "official",
            verdragenbank.read,
        ),
    )
}


def format_of(name: str) -> Format:
    """The format of a name.

    Raises:
        BadInput: no such format.
    """
    if name not in FORMATS:
        raise BadInput("format", name, f"Use one of: {', '.join([*FORMATS, 'csv'])}.")
    return FORMATS[name]
