"""A draft that a person has read, as a statement of the record."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Store

from foedera.dates import PartialDate
from foedera.errors import BadInput
from foedera.importers.drafts import Draft
from foedera.importers.turtle import TurtleFile, block, day, nodes, quoted
from foedera.importers.writing import Edit
from foedera.namespaces import RDFS, SKOS, foed, node

HEAD: Final = """@base <https://w3id.org/foedera/id/> .
@prefix foed: <https://w3id.org/foedera/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def statement(
    root: Path,
    store: Store,
    draft: Draft,
    kind: str | None,
    effect: str,
    summary: str,
    provisions: Sequence[str],
) -> tuple[str, list[Edit]]:
    """A statement from a draft: its id, and the edits that record it; nothing is written.

    Args:
        root: holds data/.
        store: the record as read.
        draft: what was read.
        kind: reservation, declaration, … where the draft tells none or the wrong one.
        effect: what the statement does ("excludes").
        summary: what it says, in the reviewer's own words.
        provisions: pinpoints it touches ("art-16.5.a").

    Raises:
        BadInput: an unknown kind, effect or provision, or no summary.
    """
    named = kind or draft.kind or ""
    classes = [
        q.subject.value.rpartition("#")[2]
        for q in store.quads_for_pattern(None, foed("actKind"), node(f"act-kind/{named}"))
        if isinstance(q.subject, NamedNode)
    ]
    if not classes:
        raise BadInput(
            "--kind", named, "Use reservation, declaration, notification, objection or another kind of act."
        )
    if not any(store.quads_for_pattern(node(f"effect/{effect}"), NamedNode(SKOS + "prefLabel"), None)):
        raise BadInput(
            "--effect", effect, "Use a concept of the scheme of effects: excludes, modifies, interprets, …"
        )
    if not summary.strip() or " ".join(summary.split()) in " ".join(draft.text.split()):
        raise BadInput(
            "--summary", summary, "Say in one sentence of your own what it does; no sentence is copied."
        )
    for pinpoint in provisions:
        if not any(
            store.quads_for_pattern(node(f"treaty/{draft.treaty}/{pinpoint}"), foed("pinpoint"), None)
        ):
            raise BadInput(
                "--provision", pinpoint, f"Describe <treaty/{draft.treaty}/{pinpoint}> in data/ first."
            )
    file = TurtleFile(root / "data" / "statements" / f"{draft.treaty}.ttl", HEAD)
    file.declare("rdfs", RDFS)
    number = 1
    while file.block(f"statement/{draft.treaty}/{draft.party}/{number}") is not None:
        number += 1
    subject = f"statement/{draft.treaty}/{draft.party}/{number}"
    text = block(
        subject,
        classes[0],
        (
            ("rdfs:label", f"{quoted(summary.strip())}@en"),
            ("foed:treaty", f"<treaty/{draft.treaty}>"),
            ("foed:party", f"<party/{draft.party}>"),
            ("foed:date", day(PartialDate.parse(draft.date)) if draft.date else ""),
            ("foed:withdrawn", day(PartialDate.parse(draft.period_until)) if draft.period_until else ""),
            ("foed:provision", nodes(f"treaty/{draft.treaty}", provisions)),
            ("foed:effect", f"<effect/{effect}>"),
            ("foed:source", nodes("source", [draft.source])),
        ),
    )
    file.put(subject, text)
    return subject, [Edit(file.path, file.before, file.after)]
