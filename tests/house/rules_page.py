"""The page on the rules, made from the rules themselves.

``python -m tests.house.rules_page`` writes docs/rules.md anew; a test compares the page with the rules.
"""

from pathlib import Path

from pyoxigraph import NamedNode, Store

from foedera.infer import Rule, read_rules
from foedera.load import read_record
from foedera.namespaces import foed, path_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "rules.md"

_HEAD = """# Rules of inference

Every rule the engine runs, in the order in which it runs them: what it rests on, what it concludes, and the
sentence that a proof shows. One rule is one file under `rules/inference/`; its good and bad cases lie in
`tests/rules/` under the same name. Rules of one order do not read each other's conclusions.

This page is made from those files: after changing a rule, run `python -m tests.house.rules_page`.
"""


def page(store: Store) -> str:
    """The whole page in Markdown."""
    return _HEAD + "".join(_entry(store, rule) for rule in read_rules(store))


def _entry(store: Store, rule: Rule) -> str:
    node = NamedNode(rule.iri)
    rests = ", ".join(f"`{p.removeprefix('treaty/')}`" for p in _values(store, node, "restsOn"))
    exceptions = "\n".join(f"- {exception}" for exception in _values(store, node, "exception"))
    parts = [
        f"## {rule.label}",
        f"`{path_of(rule.iri)}` · order {rule.order}" + (f" · rests on {rests}" if rests else ""),
        _comment(rule),
        f"> {rule.sentence}",
        exceptions,
    ]
    return "".join(f"\n{part}\n" for part in parts if part)


def _comment(rule: Rule) -> str:
    """The comment above the rule in its file."""
    file = ROOT / "rules" / "inference" / f"{rule.iri.rpartition('/')[2]}.ttl"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    return "\n".join(line.removeprefix("# ") for line in lines)


def _values(store: Store, node: NamedNode, predicate: str) -> list[str]:
    found = {q.object.value for q in store.quads_for_pattern(node, foed(predicate), None, None)}  # type: ignore[union-attr]
    return sorted(path_of(value) for value in found)


if __name__ == "__main__":
    PAGE.write_text(page(read_record(ROOT)), encoding="utf-8")
