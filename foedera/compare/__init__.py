"""States side by side, what one lacks that others have, what changed between two days, and who has no path."""

from foedera.compare.changes import changes
from foedera.compare.gaps import gaps
from foedera.compare.side_by_side import compare
from foedera.compare.unconnected import unconnected

__all__ = ["changes", "compare", "gaps", "unconnected"]
