"""Two stores read as one: a small one over the snapshot's own."""

from collections.abc import Iterator
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, Store

from foedera.namespaces import SH, path_of

_RULE: Final = NamedNode(SH + "sourceRule")


class Layers:
    """What was inferred or done anew is read from the small store, all else from the snapshot's.

    Args:
        below: the snapshot's store.
        above: the small one.
        acts: IRIs of acts that are done or changed only above.
        gone: id paths of inferred nodes that do not hold, or are told anew above.
    """

    def __init__(self, below: Store, above: Store, acts: frozenset[str], gone: frozenset[str]) -> None:
        self._below, self._above, self._acts, self._gone = below, above, acts, gone

    def quads_for_pattern(
        self, subject: Any, predicate: Any, value: Any, graph: Any = None
    ) -> Iterator[Quad]:
        """The quads that fit a pattern, as a store gives them; None fits everything."""
        if subject is not None:
            yield from self._of(subject, predicate, value, graph)
            return
        for quad in self._below.quads_for_pattern(None, predicate, value, graph):
            if isinstance(quad.subject, NamedNode) and path_of(quad.subject.value) not in self._gone:
                yield quad
        for quad in self._above.quads_for_pattern(None, predicate, value, graph):
            if self._anew(quad.subject):
                yield quad

    def _of(self, subject: Any, predicate: Any, value: Any, graph: Any) -> Iterator[Quad]:
        anew = self._anew(subject) or subject.value in self._acts
        kept = subject.value in self._acts or not (anew or path_of(subject.value) in self._gone)
        if kept:
            yield from self._below.quads_for_pattern(subject, predicate, value, graph)
        if anew or next(self._below.quads_for_pattern(subject, None, None, None), None) is None:
            yield from self._above.quads_for_pattern(subject, predicate, value, graph)

    def _anew(self, subject: Any) -> bool:
        return next(self._above.quads_for_pattern(subject, _RULE, None, None), None) is not None
