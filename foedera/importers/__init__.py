"""From what depositaries publish to a reviewed change of the record.

``formats`` read a page into a ``Listing``; ``comparison`` compares it with the record; ``edits`` turn the outcome into
changes of the Turtle files; ``writing`` writes them. :func:`propose` walks the whole way, and writes nothing.
"""

from foedera.importers.proposal import Import, Proposal, apply_proposal, propose

__all__ = ["Import", "Proposal", "apply_proposal", "propose"]
