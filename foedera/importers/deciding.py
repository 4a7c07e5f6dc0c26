"""Deciding a contradiction: which source is followed, and why, on record beside what the other one says."""

import re
from datetime import date
from pathlib import Path
from typing import Final

from foedera.dates import PartialDate
from foedera.errors import BadInput, RecordError, UnknownThing
from foedera.importers.edits import AFTER_DATE, AFTER_EFFECT, Files
from foedera.importers.recorded import RecordedTreaty
from foedera.importers.turtle import day, nodes, quoted, with_line
from foedera.importers.writing import Edit

_LINE: Final = re.compile(r"^\s+(?:\w+:)?(?P<term>\w+) (?P<value>.*?) [;.]$", re.MULTILINE)
_LATER: Final = {"date": AFTER_DATE, "publishedEffect": AFTER_EFFECT}


def decide(
    root: Path, treaty: RecordedTreaty, contradiction: str, follow: str, reason: str, on: date
) -> list[Edit]:
    """The edits that record a decision; nothing is written.

    Args:
        root: holds data/.
        treaty: the treaty of the act.
        contradiction: its id ("contradiction/untoc-tip/AFG/accession/date").
        follow: "record" to keep what is recorded, "other" to follow the other source.
        reason: why, in one sentence.
        on: the day of the decision.

    Raises:
        UnknownThing: there is no such contradiction among the acts of the treaty.
        BadInput: ``follow`` is another word, or there is no reason.
        RecordError: the file is not in normal form, or the act cannot be changed by itself.
    """
    if follow not in ("record", "other"):
        raise BadInput("--follow", follow, "Use record, to keep what is recorded, or other.")
    if not reason.strip():
        raise BadInput("--reason", reason, "Say why one source is followed and not the other.")
    files = Files(root, treaty)
    text = files.acts.block(contradiction)
    if text is None:
        raise UnknownThing("contradiction", contradiction, "foedera coverage --treaty lists those on record.")
    told = {m["term"]: m["value"] for m in _LINE.finditer(text)}
    act, term = told["about"].strip("<>"), told["ofProperty"].partition(":")[2]
    held = files.acts.block(act)
    if held is None:
        raise RecordError(f"{files.acts.path}: <{act}> does not stand in this file. Decide it by hand.")
    own = {m["term"]: m["value"] for m in _LINE.finditer(held)}
    other_source, own_source = told["source"], own["source"]
    followed = own_source if follow == "record" else other_source
    if follow == "other":
        if term not in _LATER:
            raise RecordError(
                f"<{act}>: its kind is part of its id. Change both by hand, in one commit, and record the decision."
            )
        changed = with_line(held, f"foed:{term}", told["tells"], _LATER[term])
        changed = with_line(changed, "foed:source", other_source, ())
        files.acts.put(act, with_line(changed, "foed:countedBack", None, ()) if term == "date" else changed)
        text = with_line(text, "foed:tells", own[term], ())
        text = with_line(text, "foed:source", own_source, ())
    first = re.findall(r"<source/([^>]+)>", followed)[:1]
    text = with_line(text, "foed:resolvedFor", nodes("source", first), ("foed:source",))
    text = with_line(text, "foed:reason", f"{quoted(reason.strip())}@en", ("foed:source",))
    text = with_line(text, "foed:decidedOn", day(PartialDate(on.year, on.month, on.day)), ("foed:source",))
    files.acts.put(contradiction, text)
    return files.edits()
