"""Inference: the rules of rules/inference, run inside the store.

A rule is standard SHACL (``sh:rule`` with ``sh:SPARQLRule``), so any SHACL engine can run it.
Here each is compiled to one SPARQL Update and run where the data lies; pySHACL referees in the tests.
"""

from foedera.infer.rules import Rule, read_rules
from foedera.infer.run import Stratum, infer

__all__ = ["Rule", "Stratum", "infer", "read_rules"]
