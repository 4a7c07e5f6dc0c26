"""Is the record sound? Shapes of rules/shapes, run as queries on the store.

The shapes are standard SHACL. Each constraint is compiled to one SELECT and run where the data lies, as the
rules are; pySHACL referees on a sample in the tests.
"""

from foedera.validate.findings import Finding, render, violations
from foedera.validate.run import refused, validate

__all__ = ["Finding", "refused", "render", "validate", "violations"]
