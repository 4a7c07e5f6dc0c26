"""The part of the record that some treaties and some parties' acts touch, as the rules read it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions

from foedera.clocks import parts
from foedera.namespaces import ASSERTED, FOED, ID, PREFIXES, path_of
from foedera.store import Snapshot
from foedera.store.excerpt import Record
from foedera.store.kept import kept

_TREATY: Final = re.compile(rb"^<([^>]+)> <" + f"{FOED}treaty".encode() + rb"> <([^>]+)>")
_PREVAILING: Final = f"{FOED}prevailing".encode()
_OWN: Final = f"{ID}treaty/".encode()
#: Which clauses set one instrument before another: those named are read together.
_PRECEDENCE: Final = """SELECT ?one ?other WHERE {
    { ?clause foed:prevailing ?one ; foed:over ?other }
    UNION { ?clause foed:prevailing ?one ; foed:overAny ?class . ?other a ?class FILTER NOT EXISTS { ?other foed:between ?party } } }"""


@dataclass(frozen=True)
class Parts:
    """The record of a snapshot by treaty and by party.

    Attributes:
        record: the record by party.
        base: what belongs to no treaty and no party, by line.
        of_treaty: what belongs to a treaty and to no party, by id path of the treaty.
        treaty_of: the treaty of an act or the like, by its IRI.
    """

    record: Record
    base: tuple[bytes, ...]
    of_treaty: dict[str, list[bytes]]
    treaty_of: dict[bytes, str]


@kept(1)
def by_treaty(snapshot: Snapshot) -> Parts:
    """The record of a snapshot, taken apart by treaty too; kept, because taking it apart takes seconds."""
    record = parts(snapshot)
    common = record.common[ASSERTED.value].split(b"\n")
    own = [line for subjects in record.of_party.values() for lines in subjects.values() for line in lines]
    treaty_of = {m[1]: path_of(m[2].decode()) for line in (*common, *own) if (m := _TREATY.match(line))}
    prevailing = {line[1 : line.find(b">")] for line in common if _PREVAILING in line}
    base: list[bytes] = []
    of_treaty: dict[str, list[bytes]] = {}
    for line in common:
        subject = line[1 : line.find(b">")]
        treaty = treaty_of.get(subject) or _itself(subject)
        if treaty is None or subject in prevailing or subject.startswith(f"{ID}union-rule/".encode()):
            base.append(line)
        else:
            of_treaty.setdefault(treaty, []).append(line)
    return Parts(record, tuple(base), of_treaty, treaty_of)


def _itself(subject: bytes) -> str | None:
    """The treaty that a subject is, or in whose id it lies."""
    if not subject.startswith(_OWN):
        return None
    return "treaty/" + subject[len(_OWN) :].decode().partition("/")[0]


@kept(1)
def precedence(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """The instruments that give way to an instrument or go before it, by instrument."""
    rows = snapshot.query_store.query(_PRECEDENCE, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    found: dict[str, set[str]] = {}
    for row in rows:
        one, other = row["one"], row["other"]
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            found.setdefault(path_of(one.value), set()).add(path_of(other.value))
            found.setdefault(path_of(other.value), set()).add(path_of(one.value))
    return {k: frozenset(v) for k, v in found.items()}


def lines(parts: Parts, treaties: Iterable[str], own: Iterable[str], beside: Iterable[str]) -> bytes:
    """The recorded statements to reason over.

    Args:
        parts: the record taken apart.
        treaties: id paths of the instruments to keep.
        own: codes of the parties whose acts are kept under these, and whose bilateral treaties are.
        beside: codes of parties whose acts under these are kept, and no bilateral treaty.
    """
    wanted = frozenset(treaties)
    kept: dict[bytes, list[bytes]] = {}
    for codes, bilateral in ((beside, False), (own, True)):
        for code in codes:
            for subject, statements in parts.record.of_party.get(code, {}).items():
                treaty = parts.treaty_of.get(subject) or _itself(subject)
                if treaty is None or treaty in wanted or (bilateral and treaty not in parts.of_treaty):
                    kept[subject] = statements
    common = [line for treaty in sorted(wanted) for line in parts.of_treaty.get(treaty, [])]
    return b"\n".join([*parts.base, *common, *(line for rows in kept.values() for line in rows)])
