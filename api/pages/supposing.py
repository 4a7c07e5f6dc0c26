"""What one of two states could join: toggles in the address, and what would follow between the two."""

from typing import Any, Final

from api.service import Service
from foedera import lookup
from foedera.channels.pair import Pair
from foedera.errors import BadInput
from foedera.joining import act_of_joining
from foedera.store.snapshot import name
from foedera.whatif import parse, what_if
from foedera.whatif.offers import offers

_FORM: Final = "Write who joins what, as state:treaty, several with commas."


def supposed(
    asked: Service, pair: Pair, text: str, purpose: str | None, open_for: set[str]
) -> dict[str, Any]:
    """The instruments on offer, what is supposed, and what would follow.

    Args:
        asked: the service.
        pair: the two states and the day.
        text: what is supposed to be joined: ``NGA:cets-024,ITA:untoc``; nothing where empty.
        purpose: only what serves this purpose; all where None.
        open_for: the purposes for which a channel is open between the two.

    Returns:
        ``{offers: [{state, treaty, title, …, pressed, next}], supposed: [{state, treaty, title, next}], what_if}``.
        ``next`` is the text after the toggle is pressed; ``what_if`` is the answer of ``/v1/what-if`` or None.

    Raises:
        BadInput: the text names another state, or is none such.
        UnknownThing: no such instrument.
    """
    joins = _read(asked, pair, text)
    on_offer = offers(pair, open_for, purpose)
    return {
        "offers": [{**o, **_toggle(joins, (o["state"], o["treaty"]))} for o in on_offer],
        "supposed": [
            {"state": s, "treaty": t, "title": asked.titles[t], **_toggle(joins, (s, t))} for s, t in joins
        ],
        "what_if": _followed(asked, pair, joins, purpose) if joins else None,
    }


def _read(asked: Service, pair: Pair, text: str) -> list[tuple[str, str]]:
    codes = {name(pair.requesting), name(pair.requested)}
    joins = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        state, _, treaty = part.partition(":")
        if state.upper() not in codes:
            raise BadInput(
                "suppose", part[:60], f"{_FORM} The state is one of the two: {', '.join(sorted(codes))}."
            )
        joins.append((state.upper(), name(lookup.instrument(asked.snapshot, treaty)["id"])))
    return list(dict.fromkeys(joins))


def _toggle(joins: list[tuple[str, str]], own: tuple[str, str]) -> dict[str, Any]:
    after = [j for j in joins if j != own] if own in joins else [*joins, own]
    return {"pressed": own in joins, "next": ",".join(f"{s}:{t}" for s, t in after)}


def _followed(
    asked: Service, pair: Pair, joins: list[tuple[str, str]], purpose: str | None
) -> dict[str, Any]:
    """What would follow if the states joined on the day asked; compared on the first day of full effect."""
    acts = list[str]()
    for state, treaty in joins:
        party, path = f"party/{state}", f"treaty/{treaty}"
        act, _ = act_of_joining(asked.snapshot, path, party, pair.standing(path, party), pair.day)
        acts += act.split(";")
    text = ";".join(dict.fromkeys(acts))
    sides = (name(pair.requesting), name(pair.requested))
    return what_if(asked.snapshot, parse(text), None, *sides, purpose) | {"text": text}
