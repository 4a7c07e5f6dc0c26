"""The calendar: when an act takes effect, computed from the treaty's own clause.

Computed in Python, each step in words, because the stores' date arithmetic fails in silence. Where the
source publishes a party's date, that date governs; the clause is computed beside it and a difference
is a finding.
"""

from foedera.calendar.clause import Clause
from foedera.calendar.effect import Act, Effect, Instrument, effect_of
from foedera.calendar.reckon import Finding, Reckoning, reckon

__all__ = ["Act", "Clause", "Effect", "Finding", "Instrument", "Reckoning", "effect_of", "reckon"]
