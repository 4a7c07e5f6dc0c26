"""The answer tables that are small enough to hold in memory, by the keys that questions use."""

import sqlite3
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

from foedera.dates import PartialDate

if TYPE_CHECKING:
    from foedera.store.snapshot import Snapshot


class Memory:
    """Tables small enough to hold: each a dict by id, or a list by a key that questions use."""

    def __init__(self, snapshot: "Snapshot") -> None:
        self._snapshot = snapshot

    def _by(self, table: str, *key: str) -> dict[Any, list[sqlite3.Row]]:
        found: dict[Any, list[sqlite3.Row]] = {}
        for row in self._snapshot.rows(f"SELECT * FROM {table} ORDER BY rowid"):
            found.setdefault(row[key[0]] if len(key) == 1 else tuple(row[k] for k in key), []).append(row)
        return found

    def _one(self, table: str) -> dict[str, sqlite3.Row]:
        return {row["id"]: row for row in self._snapshot.rows(f"SELECT * FROM {table} ORDER BY rowid")}

    @cached_property
    def parties(self) -> dict[str, sqlite3.Row]:
        """Party by id path (``party/JPN``)."""
        return self._one("party")

    @cached_property
    def before(self) -> dict[str, list[sqlite3.Row]]:
        """The former states that a party continues or succeeds, by party."""
        return self._by("before", "party")

    @cached_property
    def instruments(self) -> dict[str, sqlite3.Row]:
        """Instrument by id path."""
        return self._one("instrument")

    @cached_property
    def norms(self) -> dict[str, sqlite3.Row]:
        """Norm by id path."""
        return self._one("norm")

    @cached_property
    def norms_shown(self) -> dict[str, dict[str, Any]]:
        """What every answer about a duty tells of its norm, by the norm's id path."""
        return {
            norm["id"]: {
                "norm": norm["id"],
                "treaty": name(norm["treaty"]),
                "pinpoint": norm["pinpoint"],
                "modality": name(norm["modality"]),
                "strength": int(norm["strength"]),
                "topics": self.topics.get(norm["id"], []),
                "summary": norm["summary"],
                "condition": norm["condition"],
                "layer": name(norm["layer"]) if norm["layer"] else None,
                "replaced_under": self.replaced.get(norm["id"], []),
                "bearer_role": name(norm["bearer"]),
                "counterparty": name(norm["counterparty"]) if norm["counterparty"] else None,
            }
            for norm in self.norms.values()
        }

    @cached_property
    def sources(self) -> dict[str, sqlite3.Row]:
        """Source by id path."""
        return self._one("source")

    @cached_property
    def concepts(self) -> dict[str, sqlite3.Row]:
        """Concept by id path."""
        return self._one("concept")

    @cached_property
    def consents(self) -> frozenset[str]:
        """Ids of the acts that are consents."""
        return frozenset(self._one("consent"))

    @cached_property
    def act_ids(self) -> frozenset[str]:
        """Ids of all acts."""
        return frozenset(row["id"] for rows in self.acts.values() for row in rows)

    @cached_property
    def territorial(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """Extensions and exclusions that count toward all, one row for each territory, by (treaty, state)."""
        return self._by("territorial", "treaty", "party")

    @cached_property
    def territories(self) -> dict[tuple[str, str], set[str]]:
        """The territories that an instrument, or an act of the state under it, names, by (treaty, state)."""
        found = {key: {r["territory"] for r in rows} for key, rows in self.territorial.items()}
        for (treaty, party), rows in self.participations.items():
            for row in rows:
                if row["through"]:
                    found.setdefault((treaty, row["through"]), set()).add(party)
        return found

    @cached_property
    def topics(self) -> dict[str, list[str]]:
        """Topics (bare names) by norm."""
        return {k: sorted(name(r["topic"]) for r in rows) for k, rows in self._by("norm_topic", "id").items()}

    @cached_property
    def narrower(self) -> dict[str, frozenset[str]]:
        """A concept and all narrower ones (bare names), by the wider one."""
        return {
            k: frozenset(name(r["narrower"]) for r in rows) for k, rows in self._by("within", "wider").items()
        }

    @cached_property
    def replaced(self) -> dict[str, list[str]]:
        """The provisions under which another text takes the place of a norm, by norm."""
        return {k: sorted(r["layer"] for r in rows) for k, rows in self._by("norm_replaced", "id").items()}

    @cached_property
    def participations(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """Participations by (treaty, party)."""
        return self._by("participation", "treaty", "party")

    @cached_property
    def acts(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """Acts (statements too) by (treaty, party)."""
        return self._by("act", "treaty", "party")

    @cached_property
    def coverage(self) -> dict[str, list[sqlite3.Row]]:
        """Coverage rows by treaty."""
        return self._by("coverage", "treaty")

    @cached_property
    def complete_until(self) -> dict[str, str]:
        """The last day (ISO) to which the list of acts is complete, by treaty; treaties without such a list are left out."""
        days = {
            treaty: [
                PartialDate.parse(r["as_of"]).latest().isoformat()
                for r in rows
                if r["completeness"] == "completeness/complete" and r["as_of"]
            ]
            for treaty, rows in self.coverage.items()
        }
        return {treaty: max(found) for treaty, found in days.items() if found}

    @cached_property
    def named(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """Parties and non-parties that a source names without an act, by (treaty, party)."""
        return self._by("named", "treaty", "party")

    @cached_property
    def memberships(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """Memberships by (organisation, party)."""
        return self._by("membership", "organisation", "party")

    @cached_property
    def binds_members(self) -> dict[str, str]:
        """The organisation whose members an instrument binds, by instrument."""
        return {row["id"]: row["organisation"] for row in self._one("binds_members").values()}

    @cached_property
    def opt_outs(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """Opt-outs by (treaty, party)."""
        return self._by("opt_out", "treaty", "party")

    @cached_property
    def participation_clauses(self) -> dict[str, list[sqlite3.Row]]:
        """Who alone can become a party, by instrument; none where others can join too, or where no clause was read."""
        return self._by("participation_clause", "treaty")

    @cached_property
    def opens_further(self) -> dict[str, list[sqlite3.Row]]:
        """How states that an instrument does not name can join it, by instrument."""
        return self._by("opens_further", "treaty")

    @cached_property
    def convention_required(self) -> dict[str, sqlite3.Row]:
        """The convention whose party one must be to be bound by a protocol, by protocol."""
        return self._one("convention_required")

    @cached_property
    def provides(self) -> dict[str, list[sqlite3.Row]]:
        """Channel-opening provisions (one row per purpose) by instrument."""
        return self._by("provides", "instrument")

    @cached_property
    def between(self) -> dict[str, set[str]]:
        """The two parties of a bilateral treaty, by instrument."""
        return {t: {r["party"] for r in rows} for t, rows in self._by("side", "treaty").items()}

    @cached_property
    def also_called(self) -> dict[str, str]:
        """Bilateral treaties by the further identifiers under which a source lists them."""
        return {row["identifier"]: row["id"] for row in self._snapshot.rows("SELECT * FROM identifier")}

    @cached_property
    def beside(self) -> dict[str, list[sqlite3.Row]]:
        """The bilateral treaties that amend or supplement an instrument, by that instrument."""
        return self._by("beside", "base")

    @cached_property
    def bilateral_coverage(self) -> dict[str, list[sqlite3.Row]]:
        """How complete the lists of bilateral treaties are, by party."""
        return self._by("bilateral_coverage", "party")

    @cached_property
    def excepted(self) -> dict[str, set[str]]:
        """The parties with which a list of bilateral treaties leaves it open what is in force, by list."""
        return {k: {r["party"] for r in rows} for k, rows in self._by("excepted", "id").items()}

    @cached_property
    def between_pairs(self) -> frozenset[str]:
        """The instruments for which it is inferred between which two states they are in force."""
        return frozenset(r["treaty"] for r in self._snapshot.rows("SELECT DISTINCT treaty FROM relation"))

    @cached_property
    def relations(self) -> dict[str, list[tuple[str, str, str, str, str, str | None]]]:
        """By treaty, between which pairs it is in force: (pair, first day, first day no longer, both as proven; both as
        possible at the widest; the relation's id where another instrument may take its place).
        """
        never = "9999-12-32"  # after every day
        displaceable = {r["displaced"] for r in self._snapshot.rows("SELECT displaced FROM displacement")}
        same = sys.intern  # there are few days and pairs, and very many relations
        found: dict[str, list[tuple[str, str, str, str, str, str | None]]] = {}
        for relation, pair, treaty, fro, til, pfro, ptil in self._snapshot.rows(
            "SELECT id, pair, treaty, fro, til, pfro, ptil FROM relation ORDER BY rowid"
        ):
            found.setdefault(treaty, []).append(
                (
                    same(pair),
                    same(fro or never),
                    same(til or never),
                    same(pfro or fro or never),
                    same(ptil or til or never),
                    relation if relation in displaceable else None,
                )
            )
        return found

    @cached_property
    def own_law(self) -> dict[str, list[sqlite3.Row]]:
        """What a state's own law says, by party."""
        return self._by("own_law", "party")

    @cached_property
    def designations(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """Designations by (designating party, designated party)."""
        return self._by("designation", "party", "designates")

    @cached_property
    def authorities(self) -> dict[str, list[sqlite3.Row]]:
        """Authorities by party."""
        return self._by("authority", "party")

    @cached_property
    def schemes(self) -> dict[str, list[sqlite3.Row]]:
        """Schemes of organisations, and arrangements between two states, by the purpose that they are for."""
        return self._by("scheme", "purpose")

    @cached_property
    def stops(self) -> dict[str, set[str]]:
        """The purposes that a norm bears on whatever the channel, by norm."""
        return {n: {r["purpose"] for r in rows} for n, rows in self._by("stop", "id").items()}

    @cached_property
    def stop_duties(self) -> dict[str, list[sqlite3.Row]]:
        """The duties that bear on a purpose whatever the channel, by party."""
        found: dict[str, list[sqlite3.Row]] = {}
        for row in self._snapshot.rows("SELECT * FROM duty WHERE norm IN (SELECT id FROM stop) ORDER BY id"):
            found.setdefault(row["party"], []).append(row)
        return found

    @cached_property
    def labels(self) -> dict[str, str]:
        """What a provision says, by provision, where the record tells it."""
        return {k: row["label"] for k, row in self._one("provision_label").items()}

    @cached_property
    def for_offence(self) -> dict[str, list[sqlite3.Row]]:
        """The offences for which alone a channel is open, by provision."""
        return self._by("for_offence", "provision")

    @cached_property
    def supplements(self) -> dict[str, set[str]]:
        """The wider treaties that an instrument completes, by instrument."""
        return {k: {r["wider"] for r in rows} for k, rows in self._by("supplements", "id").items()}

    @cached_property
    def layers(self) -> dict[str, dict[str, list[sqlite3.Row]]]:
        """The parts of protocols that change a convention: by convention, then by protocol."""
        return {
            convention: {
                p: [r for r in rows if r["treaty"] == p] for p in sorted({r["treaty"] for r in rows})
            }
            for convention, rows in self._by("layer", "convention").items()
        }

    @cached_property
    def protocols(self) -> dict[str, list[str]]:
        """The protocols to a convention, by convention."""
        found: dict[str, list[str]] = {}
        for row in self.instruments.values():
            if row["parent"]:
                found.setdefault(row["parent"], []).append(row["id"])
        return found

    @cached_property
    def possible_exclusions(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """What a party perhaps leaves out of a protocol, by (party, layer)."""
        return self._by("possible_exclusion", "party", "layer")

    @cached_property
    def disconnection_clauses(self) -> dict[str, list[sqlite3.Row]]:
        """Disconnection clauses by treaty."""
        return self._by("disconnection_clause", "treaty")

    @cached_property
    def union_rules(self) -> dict[str, list[sqlite3.Row]]:
        """What a union act governs, one row for each of its provisions, by act."""
        return self._by("union_rule", "act")

    @cached_property
    def brings(self) -> dict[str, list[sqlite3.Row]]:
        """Instruments that bring an offence, by the instrument they bring it into."""
        return self._by("brings", "into")

    @cached_property
    def restrictions(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """Restrictions by (requested party, provision)."""
        return self._by("restriction", "requested", "restricts")

    @cached_property
    def statements(self) -> dict[str, sqlite3.Row]:
        """Statement by id."""
        return self._one("statement")

    @cached_property
    def statement_toward(self) -> dict[str, set[str]]:
        """The parties toward which alone a statement is made, by statement."""
        return {k: {r["party"] for r in rows} for k, rows in self._by("statement_toward", "id").items()}

    @cached_property
    def statement_provisions(self) -> dict[str, list[sqlite3.Row]]:
        """Provisions a statement touches, by statement."""
        return self._by("statement_provision", "id")

    @cached_property
    def provisions(self) -> dict[str, sqlite3.Row]:
        """Provision by id, with the provision it is part of."""
        return self._one("provision")

    @cached_property
    def reservations(self) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """What reservations do, by (treaty, author)."""
        return self._by("reservation", "treaty", "party")

    @cached_property
    def objections(self) -> dict[str, list[sqlite3.Row]]:
        """What objections do, by the statement they are against."""
        return self._by("objection", "statement")

    @cached_property
    def impermissible(self) -> dict[str, list[sqlite3.Row]]:
        """Findings that a reservation is not allowed, by statement."""
        return self._by("impermissibility", "statement")

    @cached_property
    def sourced(self) -> dict[str, list[str]]:
        """Source ids by the thing they prove."""
        return {k: [r["source"] for r in rows] for k, rows in self._by("sourced", "id").items()}


def name(path: str) -> str:
    """The bare name at the end of an id path: ``topic/extradition`` → ``extradition``."""
    return path.partition("/")[2]
