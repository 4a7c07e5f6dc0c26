"""The forms in which depositaries print days. Each raises ValueError for anything else."""

import re
from datetime import date
from typing import Final

from foedera.dates import PartialDate

#: Names of months, cut as pages cut them, in English, French and Spanish.
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier ene enero",
            "feb february févr fév fevr fev février fevrier febrero",
            "mar march mars marzo",
            "apr april avr avril abr abril",
            "may mai mayo",
            "jun june juin junio",
            "jul july juil juillet julio",
            "aug august août aout ago agosto",
            "sep sept september septembre septiembre set setiembre",
            "oct october octobre octubre",
            "nov november novembre noviembre",
            "dec december déc décembre decembre dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDED: Final = re.compile(r"^(\d{1,2})(?:er|º)?\s+(?:de\s+)?([^\W\d_]+)\.?\s+(?:de\s+)?(\d{4})$")


def worded(text: str) -> PartialDate:
    """``7 Oct 2002``, ``07 avr. 2010``, ``1er mars 2004``, ``7 de octubre de 2002``."""
    match = _WORDED.match(text)
    if match is None or match[2].casefold() not in _MONTHS:
        raise ValueError(text)
    return _exact(int(match[3]), _MONTHS[match[2].casefold()], int(match[1]))


def slashed(text: str) -> PartialDate:
    """``7/4/2003`` or ``07/04/2003``: day, month, year."""
    return _numbers(text, r"^(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})$")


def dashed(text: str) -> PartialDate:
    """``07-04-2003``: day, month, year."""
    return _numbers(text, r"^(?P<d>\d{2})-(?P<m>\d{2})-(?P<y>\d{4})$")


def american(text: str, not_before: date | None, not_after: date) -> PartialDate:
    """``04/07/03`` or ``04/07/2003``: month, day, year; a century only where no other one is possible."""
    match = re.match(r"^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$", text)
    if match is None:
        raise ValueError(text)
    years = [int(match[3])] if len(match[3]) == 4 else [c + int(match[3]) for c in (1800, 1900, 2000, 2100)]
    found = []
    for year in years:
        day = _exact(year, int(match[1]), int(match[2]))
        if len(years) == 1 or (
            day.earliest() <= not_after and (not_before or date(1900, 1, 1)) <= day.earliest()
        ):
            found.append(day)
    if len(found) != 1:
        raise ValueError(f"{text}: the century is open")
    return found[0]


def iso(text: str) -> PartialDate:
    """``2003``, ``2003-04`` or ``2003-04-07``."""
    return PartialDate.parse(text)


def _numbers(text: str, form: str) -> PartialDate:
    match = re.match(form, text)
    if match is None:
        raise ValueError(text)
    return _exact(int(match["y"]), int(match["m"]), int(match["d"]))


def _exact(year: int, month: int, day: int) -> PartialDate:
    found = PartialDate(year, month, day)
    found.earliest()
    return found
