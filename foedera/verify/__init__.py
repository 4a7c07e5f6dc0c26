"""Checking a proof by code that shares nothing with the engine.

A proof is what ``explain`` gives. Each leaf must be an asserted row of data/*.ttl, with its sources; each step an
instance of its rule: the rule's own text, applied by a second SPARQL engine to what the record holds of the parties
concerned, with dates reckoned a second time. Nothing may be left out, and nothing added. Not checked is what a proof
tells besides: whether exceptions applied, and other ways to the same.
"""

from foedera.verify.check import faults
from foedera.verify.derived import Law
from foedera.verify.record import Record

__all__ = ["Law", "Record", "faults"]
