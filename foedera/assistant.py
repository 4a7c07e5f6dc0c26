"""The questions as tools of the Model Context Protocol, so that an assistant asks them instead of guessing.

The package ``mcp`` is needed: ``pip install 'foedera[mcp]'``. Each tool is one question of the engine and
returns the engine's own answer, with "not known" and the link to its proof.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from foedera import between as texts
from foedera import channels as pairs
from foedera import compare as compared
from foedera import coverage as covered
from foedera import lookup, register
from foedera import obligations as duties
from foedera import whatif as supposed
from foedera.clocks import as_known
from foedera.dates import parse_date
from foedera.errors import FoederaError
from foedera.explain import explain as proof
from foedera.reservations import statements as said
from foedera.store import Snapshot

_INSTRUCTIONS: Final = """
Foedera answers what states have bound themselves to by treaty about trafficking in persons and cooperation in
criminal matters. Each answer holds for one day (as_of, YYYY-MM-DD; today where left out) and is yes, no or
not-known. Never turn not-known into no: say what the record cannot tell, as the answer's own fields do. Name the
article and the day of what you pass on; 'explain' with an answer's 'proof' gives the sources. States go by ISO 3166-1
alpha-3 codes and treaties by ids: find both with find_states and find_treaties. Not legal advice.
"""
_MOST: Final = 50

Answer = dict[str, Any]


def server(snapshot: Snapshot) -> MCPServer[Any]:
    """The tools over one snapshot."""
    tools: MCPServer[Any] = MCPServer(
        "foedera",
        title="Foedera",
        instructions=_INSTRUCTIONS,
        version=str(snapshot.version["hash"]),
        log_level="WARNING",
    )
    for question in _questions(snapshot):
        tools.tool(structured_output=True)(question)
    return tools


def _day(text: str | None, parameter: str = "as_of") -> date:
    return parse_date(text, parameter) if text else date.today()


def _told(question: Callable[[], Answer]) -> Answer:
    """The answer; where the question is wrong, the engine's sentence on what would be right."""
    try:
        return question()
    except FoederaError as error:
        raise ToolError(str(error)) from error


def _matching(rows: list[Answer], words: str, *fields: str) -> Answer:
    wanted = words.lower().split()
    found = [r for r in rows if all(any(w in str(r.get(f) or "").lower() for f in fields) for w in wanted)]
    return {"total": len(found), "shown": min(len(found), _MOST), "found": found[:_MOST]}


def _questions(snapshot: Snapshot) -> list[Callable[..., Answer]]:
    def find_states(words: str) -> Answer:
        """States and other parties whose name or code has all these words; 50 at most are shown."""
        return _matching(register.states(snapshot)["states"], words, "id", "name", "official_name")

    def find_treaties(words: str) -> Answer:
        """Treaties and other instruments whose title or id has all these words; 50 at most are shown."""
        return _matching(register.treaties(snapshot)["treaties"], words, "id", "title", "short_title")

    def obligations(
        state: str,
        as_of: str | None = None,
        topic: str | None = None,
        treaty: str | None = None,
        modality: str | None = None,
        toward: str | None = None,
        known_at: str | None = None,
    ) -> Answer:
        """What a state owes on a day, with pinpoint, dates and the effect of reservations. Narrow it by topic or treaty."""

        def asked() -> Answer:
            concerned = [state, toward] if toward else [state]
            known = as_known(snapshot, concerned, _day(known_at, "known_at") if known_at else None)
            return duties.obligations(known, state, _day(as_of), topic, treaty, modality, toward)

        return _told(asked)

    def channels(
        requesting: str,
        requested: str,
        purpose: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
    ) -> Answer:
        """By which treaties one state may ask another for a purpose (extradition, mutual-legal-assistance …) on a day."""

        def asked() -> Answer:
            known = as_known(
                snapshot, [requesting, requested], _day(known_at, "known_at") if known_at else None
            )
            return pairs.channels(known, requesting, requested, _day(as_of), purpose)

        return _told(asked)

    def between(one: str, other: str, treaty: str, as_of: str | None = None) -> Answer:
        """A treaty as it stands between two states on a day: protocols, norms, what each side reserved."""
        return _told(lambda: texts.between(snapshot, one, other, treaty, _day(as_of)))

    def parties(treaty: str, as_of: str | None = None) -> Answer:
        """Where each state stands toward a treaty on a day: party, signatory, former, none or unknown."""
        return _told(lambda: register.parties(snapshot, treaty, _day(as_of)))

    def treaties_of(state: str, as_of: str | None = None) -> Answer:
        """Where a state stands toward each treaty on a day."""
        return _told(lambda: register.state_treaties(snapshot, state, _day(as_of)))

    def statements(treaty: str, as_of: str | None = None) -> Answer:
        """Who reserved, declared or notified what under a treaty, and whether it counts on a day."""

        def asked() -> Answer:
            instrument = lookup.instrument(snapshot, treaty)["id"]
            return said(snapshot, instrument, _day(as_of).isoformat())

        return _told(asked)

    def compare(states: list[str], topic: str | None = None, as_of: str | None = None) -> Answer:
        """What two or more states owe on a day, side by side, topic by topic."""
        return _told(lambda: compared.compare(snapshot, states, _day(as_of), topic))

    def gaps(state: str, group: str | None = None, as_of: str | None = None) -> Answer:
        """What a state lacks that its region (or another group) has, and what each act open to it would bring."""
        return _told(lambda: compared.gaps(snapshot, state, _day(as_of), group))

    def what_if(
        acts: list[dict[str, Any]],
        state: str | None = None,
        other: str | None = None,
        purpose: str | None = None,
        as_of: str | None = None,
    ) -> Answer:
        """What acts that nobody has done would change. An act: {party, treaty, kind, date} and, for a reservation, {provisions, effect}."""

        def asked() -> Answer:
            day = parse_date(as_of, "as_of") if as_of else None
            return supposed.what_if(snapshot, acts, day, state, other, purpose)

        return _told(asked)

    def explain(fact: str) -> Answer:
        """Why an answer holds: the recorded data with their sources, then each step. Give an answer's 'proof' or id."""
        return _told(lambda: proof(snapshot, fact.partition("fact=")[2] or fact))

    def coverage(treaty: str | None = None) -> Answer:
        """How complete the record is for a treaty, or for all: to which day, by which source."""
        return _told(lambda: covered.coverage(snapshot, treaty))

    return [
        find_states,
        find_treaties,
        obligations,
        channels,
        between,
        parties,
        treaties_of,
        statements,
        compare,
        gaps,
        what_if,
        explain,
        coverage,
    ]
