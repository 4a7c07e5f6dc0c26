"""The rule that came nearest to a conclusion, and the premise that it lacked.

Every rule that could have concluded it is tried on the graphs with what is asked about put in, one premise after
the other: what the law says first, then what the parties did. A premise that nothing fits is missing, and the rule
itself says in words what its lack means (``foed:premise``). Nearest is the rule that lacks least.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, Store

from foedera.explain.graph import Graph
from foedera.explain.wording import Wording
from foedera.infer.rules import Rule, classes_of, declared_prefixes, read_rules
from foedera.namespaces import ASSERTED, ID, INFERRED, ONTOLOGY, RULES, SOURCES, foed, path_of
from foedera.store import Snapshot
from foedera.store.snapshot import name
from foedera.whynot.pattern import Part, template_and_parts

_SLOT: Final = re.compile(r"\{(\w+)\}")
_VARIABLE: Final = re.compile(r"[?$](\w+)")
#: A premise that only gives a day to reckon with.
_RECKONED: Final = re.compile(r"^[?$]\w+ foed:inForceFrom [?$]\w+$")
_BIND: Final = re.compile(r"^BIND \((.*) AS [?$](\w+)\s*\)$", re.S)
_GIVEN: Final = re.compile(r"foed:(\w+) [?$](\w+)")


@dataclass(frozen=True)
class Tried:
    """A rule, and the premises of it that nothing on record fits.

    Attributes:
        rule: the rule.
        missing: the premises that nothing fits.
        distance: how far it is from the conclusion: premises of law that fail; the negative of those that fit, for
            they show that the rule is made for the case; all premises that fail, with those that hang on them; those
            among them that are not about the very things asked.
    """

    rule: Rule
    missing: tuple[Part, ...]
    distance: tuple[int, int, int, int]


def nearest(
    snapshot: Snapshot, concluding: str, about: Mapping[str, str], named: Mapping[str, str] | None = None
) -> dict[str, Any] | None:
    """The rule that came nearest to a conclusion.

    Args:
        snapshot: the snapshot.
        concluding: the class (``Participation``) or the property (``bindsPartiesOf``) that rules conclude.
        about: what the conclusion would state: property → id path; ``this`` for the rule's own subject.
        named: further things that the words may name: slot → id path.

    Returns:
        ``{rule, label, pinpoints, lacking: [sentence]}``, or None where a rule does conclude it, or none could.
    """
    law = _law(snapshot.law_store)
    tried = [_try(snapshot, law, rule, about) for rule in law.concluding(concluding, about)]
    if not tried or any(not t.missing for t in tried):
        return None
    # Of two that came as near, the plainer one.
    best = min(tried, key=lambda t: (*t.distance, len(t.rule.construct), t.rule.order))
    graph = Graph(snapshot)
    node = NamedNode(best.rule.iri)
    return {
        "rule": path_of(best.rule.iri),
        "label": best.rule.label,
        "pinpoints": [name(path_of(p.value)) for p in graph.many(node, foed("restsOn"))],
        "lacking": _in_words(graph, law, best, {**about, **(named or {})}),
    }


class _Law:
    """The rules of a record, ready to be tried."""

    def __init__(self, store: Store) -> None:
        self.prefixes = declared_prefixes(store)
        self.rules = read_rules(store)
        self.targets = {r.iri: classes_of(store, r.target) for r in self.rules}
        self.words = {r.iri: _words(store, r.iri) for r in self.rules}

    def concluding(self, what: str, about: Mapping[str, str]) -> list[Rule]:
        """The rules whose template states a class or property, and all that is asked about."""
        found = []
        for rule in self.rules:
            template, _ = template_and_parts(rule.construct)
            given = {p for p, _ in _GIVEN.findall(template)}
            if re.search(rf"\bfoed:{what}\b", template) and all(p in given or p == "this" for p in about):
                found.append(rule)
        return found


@lru_cache(maxsize=2)
def _law(store: Store) -> _Law:
    return _Law(store)


def _words(store: Store, rule: str) -> list[tuple[re.Pattern[str], str]]:
    """The premises that a rule names, in its own order: what a premise stands for, and what its lack means."""
    found = []
    for quad in store.quads_for_pattern(NamedNode(rule), foed("premise"), None, RULES):
        if isinstance(quad.object, BlankNode):
            told = store.quads_for_pattern(quad.object, None, None, RULES)
            values = {q.predicate.value.rpartition("#")[2]: _text(q.object) for q in told}
            found.append((int(values["order"]), values["standsFor"], values["lacking"]))
    return [(re.compile(rf"\b{re.escape(key)}\b"), lacking) for _, key, lacking in sorted(found)]


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _given(rule: Rule, about: Mapping[str, str]) -> dict[str, str]:
    """The variables of a rule that what is asked about puts values in."""
    template, _ = template_and_parts(rule.construct)
    variables = dict(reversed(_GIVEN.findall(template)))
    return {("this" if p == "this" else variables[p]): path for p, path in about.items()}


def _try(snapshot: Snapshot, law: _Law, rule: Rule, about: Mapping[str, str]) -> Tried:
    given = _given(rule, about)
    kinds = " ".join(f"<{c}>" for c in law.targets[rule.iri])
    values = {v: f"VALUES ?{v} {{ <{ID}{path}> }}" for v, path in given.items()}
    values["targetClass"] = f"VALUES ?targetClass {{ {kinds} }}"
    kept: list[Part] = []
    missing: list[Part] = []
    lost: set[str] = set()
    failing, fitting, hanging = 0, 0, 0
    for part, of_law in _premises(rule, given):
        if part.variables & lost:
            hanging += part.kind != "filter"
        elif _holds(
            snapshot.query_store, law.prefixes, values, [*_connected(part, kept, values.keys()), part]
        ):
            kept.append(part)
            fitting += of_law and part.kind == "triples" and "?targetClass" not in part.text
        else:
            missing.append(part)
            failing += of_law
            lost |= part.variables - values.keys() - {v for k in kept for v in k.variables}
    elsewhere = sum(not given.keys() <= part.variables for part in missing)
    return Tried(rule, tuple(missing), (failing, -fitting, len(missing) + hanging, elsewhere))


def _premises(rule: Rule, given: Mapping[str, str]) -> list[tuple[Part, bool]]:
    """The premises of a rule, and whether each is one of law alone: what it is for, not what the parties did.

    What is only reckoned from days is left out: which days an interval has, an answer tells by itself.
    """
    _, parts = template_and_parts(rule.construct)
    party = {v for v, path in given.items() if path.startswith("party/")}
    fixed = given.keys() - party
    acts = [p for p in parts if p.kind in ("triples", "group") and not _RECKONED.match(p.text)]
    barred = [p for p in parts if p.kind == "filter" and "EXISTS" in p.text]
    same = [_BIND.sub(r"FILTER (\1 = ?\2)", p.text) for p in parts if p.result in given]
    if same or "this" in given:
        target = [Part(" . ".join(["$this a ?targetClass", *same]), "triples")]
    else:
        target = []
        acts = [
            Part(f"$this a ?targetClass . {p.text}", p.kind) if p.text.startswith("$this") else p
            for p in acts
        ]
    law = [p for p in (*acts, *barred) if _subject(p) in fixed and not p.variables & party]
    done = sorted((p for p in acts if p not in law), key=lambda p: bool(p.variables & {*party, "this"}))
    return [*((p, True) for p in (*target, *law)), *((p, False) for p in (*done, *barred) if p not in law)]


def _subject(part: Part) -> str | None:
    """The variable that a premise speaks of first."""
    found = _VARIABLE.search(part.text)
    return found[1] if found else None


def _connected(part: Part, kept: list[Part], fixed: Iterable[str]) -> list[Part]:
    """The premises that share a variable with one, directly or through others: the rest cannot decide it."""
    known = set(fixed)
    reached, found = part.variables - known, []
    waiting = list(kept)
    while near := [k for k in waiting if k.variables & reached]:
        found += near
        waiting = [k for k in waiting if k not in near]
        reached |= {v for k in near for v in k.variables} - known
    return [k for k in kept if k in found]


def _holds(store: Store, prefixes: dict[str, str], values: Mapping[str, str], parts: list[Part]) -> bool:
    used = {v for part in parts for v in part.variables}
    asked = [text for variable, text in values.items() if variable in used] + [p.text for p in parts]
    found = store.query(
        f"ASK {{ {' . '.join(asked)} }}",
        prefixes=prefixes,
        default_graph=[ASSERTED, SOURCES, ONTOLOGY, INFERRED],
    )
    assert isinstance(found, QueryBoolean)
    return bool(found)


def _in_words(graph: Graph, law: _Law, tried: Tried, named: Mapping[str, str]) -> list[str]:
    """What is missing, in the words of the rule; each once."""
    wording = Wording(graph)

    def name_of(match: re.Match[str]) -> str:
        return str(wording.name(NamedNode(ID + named[match[1]]))) if match[1] in named else match[0]

    told = (
        next((words for key, words in law.words[tried.rule.iri] if key.search(part.text)), None)
        for part in tried.missing
    )
    return list(dict.fromkeys(_SLOT.sub(name_of, words) for words in told if words))
