"""What the law makes of a supposed act before anything follows from it: whether it can count at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode

from foedera import calendar
from foedera.calendar.reckon import read_instruments
from foedera.dates import PartialDate
from foedera.holding import NO, NOT_KNOWN, YES
from foedera.namespaces import ID, foed, node, path_of
from foedera.openness import closed_to, needs_convention
from foedera.standing import standing
from foedera.store import Snapshot
from foedera.store.kept import kept
from foedera.whatif.acts import DENUNCIATION, RESERVATION, Act

#: Findings under which an act is left out of what is inferred: it changes nothing.
_VOID: Final = frozenset(
    {"already-bound", "not-a-party", "late-reservation", "outside-window", "author-not-bound", "closed"}
)
_AFTER_SIGNATURE: Final = frozenset({"ratification", "acceptance", "approval"})
_SIGNATURE: Final = "act-kind/signature"


@dataclass(frozen=True)
class Weighed:
    """A supposed act, and the names of the findings on it (``act-finding/…``).

    Attributes:
        act: the act.
        findings: what the law says of it.
        counts: whether it is among what the rules run over.
    """

    act: Act
    findings: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether it is among what the rules run over."""
        return not _VOID.intersection(self.findings)


def weigh(snapshot: Snapshot, acts: Sequence[Act]) -> list[Weighed]:
    """Weigh each act against the record and the acts supposed before it.

    Args:
        snapshot: the snapshot.
        acts: the acts, in the order of their days.
    """
    return [Weighed(act, tuple(_findings(snapshot, acts, number))) for number, act in enumerate(acts)]


def _findings(snapshot: Snapshot, acts: Sequence[Act], number: int) -> list[str]:
    act = acts[number]
    joined, left = _supposed(acts[:number], act)
    side = standing(snapshot, act.treaty, act.party, act.day.isoformat())
    bound = joined or (not left and (side.answer == YES or side.status == "contracting"))
    unknown = not joined and not left and side.answer == NOT_KNOWN
    found = ["standing-not-known"] if unknown else []
    if act.kind.consent:
        return found + (["already-bound"] if bound else _of_consent(snapshot, acts, act))
    if act.kind.name == DENUNCIATION:
        return found + ([] if bound or unknown else ["not-a-party"]) + _of_denunciation(snapshot, act)
    joins = any(a.kind.consent and (a.treaty, a.party) == (act.treaty, act.party) for a in acts)
    if act.kind.name == RESERVATION and bound and not joins:
        return [*found, "late-reservation"]
    return found if bound or joins or unknown else [*found, "author-not-bound"]


def _supposed(before: Sequence[Act], act: Act) -> tuple[bool, bool]:
    """Whether the acts supposed before leave the party bound, and whether they leave it outside."""
    own = [a for a in before if (a.treaty, a.party) == (act.treaty, act.party)]
    last = next((a for a in reversed(own) if a.kind.consent or a.kind.name == DENUNCIATION), None)
    return (last is not None and last.kind.consent), (last is not None and not last.kind.consent)


def _of_consent(snapshot: Snapshot, acts: Sequence[Act], act: Act) -> list[str]:
    memory, found = snapshot.memory, list[str]()
    if closed_to(snapshot, act.treaty, act.party, act.day.isoformat()):
        found.append("closed")
    if memory.instruments[act.treaty]["not_in_force"] == "true":
        found.append("instrument-not-in-force")
    required = needs_convention(snapshot, act.treaty)
    if required is not None:
        convention = required[0]
        joins = any(a.kind.consent and (a.treaty, a.party) == (convention, act.party) for a in acts)
        answer = standing(snapshot, convention, act.party, act.day.isoformat()).answer
        if answer == NO and not joins:
            found.append("protocol-without-convention")
        elif answer == NOT_KNOWN and not joins:
            found.append("convention-not-known")
    own = (act.treaty, act.party)
    signed = any(a["kind"] == _SIGNATURE for a in memory.acts.get(own, [])) or any(
        a.kind.name == "signature" and (a.treaty, a.party) == own for a in acts
    )
    if act.kind.name in _AFTER_SIGNATURE and not signed:
        found.append("not-signed")
    return found


def _of_denunciation(snapshot: Snapshot, act: Act) -> list[str]:
    if not clauses(snapshot, act.treaty, "denunciationClause"):
        return ["no-clause"]
    instrument = _instruments(snapshot).get(ID + act.treaty)
    received = calendar.Act(kind="denunciation", day=PartialDate.parse(act.day.isoformat()))
    effect = calendar.effect_of(received, instrument) if instrument else None
    return ["outside-window"] if effect and effect.finding else []


def clauses(snapshot: Snapshot, treaty: str, term: str) -> list[str]:
    """The clauses of an instrument of one sort (``requiresParent``, ``denunciationClause``), by id path."""
    quads = snapshot.query_store.quads_for_pattern(node(treaty), foed(term), None, None)
    return sorted({path_of(q.object.value) for q in quads if isinstance(q.object, NamedNode)})


@kept(1)
def _instruments(snapshot: Snapshot) -> dict[str, calendar.Instrument]:
    return read_instruments(snapshot.query_store)


def told(snapshot: Snapshot, act: Act, finding: str) -> dict[str, Any]:
    """A finding in words, with the provisions that say so: the treaty's own clause where it is one."""
    row = snapshot.rows("SELECT * FROM act_finding WHERE id = ?", f"act-finding/{finding}")
    own = {
        "protocol-without-convention": "requiresParent",
        "convention-not-known": "requiresParent",
        "outside-window": "denunciationClause",
        "closed": "participationClause",
    }.get(finding)
    pinpoints = clauses(snapshot, act.treaty, own) if own else [r["ground"] for r in row if r["ground"]]
    return {
        "id": finding,
        "sentence": " ".join(filter(None, [row[0]["sentence"], _more(snapshot, act, finding)])),
        "pinpoints": [p.partition("/")[2] for p in pinpoints],
        "proof": None,
    }


def _more(snapshot: Snapshot, act: Act, finding: str) -> str | None:
    """What the record tells of this case beyond the finding in general."""
    return closed_to(snapshot, act.treaty, act.party, act.day.isoformat()) if finding == "closed" else None
