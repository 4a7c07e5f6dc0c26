"""What the record adds to a case, for one channel: with what a condition may compare a state or an offence."""

from collections.abc import Callable
from functools import cached_property
from itertools import islice
from typing import Final

from foedera.channels.offences import DIRECT
from foedera.channels.pair import Pair
from foedera.channels.verdict import Judged
from foedera.holding import NO, NOT_KNOWN, YES, Answer
from foedera.namespaces import FOED
from foedera.standing import standing
from foedera.store.snapshot import name


class Record:
    """The states and offences that stand in some relation to a channel.

    Attributes:
        pair: the two states.

    Args:
        pair: the two states.
        judged: the channel; None for what bears on every channel.
    """

    def __init__(self, pair: Pair, judged: Judged | None) -> None:
        self.pair = pair
        self._provision = judged.candidate.provision if judged else None
        self._answers: dict[tuple[str, str], Answer] = {}
        self._treaty: str = judged.candidate.relation["treaty"] if judged else ""

    def inside(self, property: str, word: str) -> Answer:
        """Whether a state or offence is among the values that the record gives a property.

        Args:
            property: IRI of a property that conditions compare with.
            word: code of a state, or bare name of an offence.
        """
        key = (property, word)
        if key not in self._answers:
            self._answers[key] = _INSIDE[property](self, word)
        return self._answers[key]

    def requesting(self, word: str) -> Answer:
        """Whether a state is the requesting one."""
        return _known(f"party/{word}" == self.pair.requesting)

    def requested(self, word: str) -> Answer:
        """Whether a state is the requested one."""
        return _known(f"party/{word}" == self.pair.requested)

    def other_party(self, word: str) -> Answer:
        """Whether a state other than the two is bound by the instrument of the channel."""
        party = f"party/{word}"
        if not self._treaty or party in (self.pair.requesting, self.pair.requested):
            return NO
        return standing(self.pair.snapshot, self._treaty, party, self.pair.day).answer

    def brought(self, word: str) -> Answer:
        """Whether a protocol in force between the two brings an offence under the instrument."""
        return _best([a for o, a in self._brought(self._treaty) if o == word])

    def read_in(self, word: str) -> Answer:
        """Whether an instrument in force between the two adds an offence to every treaty of theirs for the purpose."""
        return _best([a for o, a in self._read_in if o == word])

    def served(self, word: str) -> Answer:
        """Whether the provision opens the channel for an offence."""
        rows = self.pair.memory.for_offence.get(self._provision["provision"], []) if self._provision else []
        return _known(not rows or any(name(r["offence"]) == word for r in rows))

    def _brought(self, treaty: str) -> list[tuple[str, Answer]]:
        rows = self.pair.memory.brings.get(treaty, [])
        return [(name(r["offence"]), self.pair.relation(r["instrument"])[0]) for r in rows]

    @cached_property
    def _read_in(self) -> list[tuple[str, Answer]]:
        """Offences that other instruments bring, with whether they do. Only into treaties for the purpose in their own right."""
        if self._provision is None or self._provision["nature"] != DIRECT:
            return []
        found = []
        for relation, answer in self.pair.relations:
            rows = self.pair.memory.provides.get(relation["treaty"], [])
            adds = [r for r in rows if r["existing"] and r["purpose"] == self._provision["purpose"]]
            if not adds or relation["treaty"] == self._treaty:
                continue
            own = [
                name(r["offence"]) for a in adds for r in self.pair.memory.for_offence.get(a["provision"], [])
            ]
            found += [(o, answer) for o in own]
            found += [(o, a if answer == YES else answer) for o, a in self._brought(relation["treaty"])]
        return found

    @cached_property
    def some_other_party(self) -> list[str]:
        """The first state, by code, that the instrument binds besides the two; none where there is none."""
        parties = self.pair.memory.parties
        bound = sorted(p for t, p in self.pair.memory.participations if t == self._treaty)
        states = (name(p) for p in bound if parties[p]["class"].endswith("#State"))
        return list(islice((s for s in states if self.other_party(s) == YES), 1))

    def states(self) -> list[str]:
        """The two states, and one other that the instrument binds: enough to try all relations a state can stand in."""
        return [name(self.pair.requesting), name(self.pair.requested), *self.some_other_party]


def _known(condition: bool) -> Answer:
    return YES if condition else NO


def _best(answers: list[Answer]) -> Answer:
    return YES if YES in answers else NOT_KNOWN if NOT_KNOWN in answers else NO


_INSIDE: Final[dict[str, Callable[[Record, str], Answer]]] = {
    FOED + "requestingState": Record.requesting,
    FOED + "requestedState": Record.requested,
    FOED + "otherParty": Record.other_party,
    FOED + "broughtOffence": Record.brought,
    FOED + "readInOffence": Record.read_in,
    FOED + "servedOffence": Record.served,
}
