"""Every message of the pages: what the templates say, and the words of the record that the catalogues translate."""

from pathlib import Path

from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).parents[2] / "api" / "templates"
#: Templates for programmers, which speak English only.
ENGLISH = frozenset({"docs.html", "resource.html"})


def messages() -> set[str]:
    """The English messages of all templates that are translated."""
    parser = Environment(autoescape=True)
    found: set[str] = set()
    for path in TEMPLATES.glob("*.html"):
        if path.name not in ENGLISH:
            tree = parser.parse(path.read_text(encoding="utf-8"))
            for call in tree.find_all(nodes.Call):
                named = isinstance(call.node, nodes.Name) and call.node.name == "_"
                if named and call.args and isinstance(call.args[0], nodes.Const):
                    found.add(call.args[0].value)
            found |= set(_verdicts(tree)) | set(_chosen(tree))
    return found


def _chosen(tree: nodes.Template) -> list[str]:
    """Messages that a map or a list of pairs within the call chooses from."""
    return [
        const.value
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "_" and call.args
        for pair in call.args[0].find_all(nodes.Pair)
        for const in [pair.value]
        if isinstance(const, nodes.Const)
    ]


def _verdicts(tree: nodes.Template) -> list[str]:
    """The names in the table of verdicts: (look, name) by status."""
    return [
        pair.value.items[1].value
        for pair in tree.find_all(nodes.Pair)
        if isinstance(pair.value, nodes.Tuple) and isinstance(pair.value.items[1], nodes.Const)
    ]
