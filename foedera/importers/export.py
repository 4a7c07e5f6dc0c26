"""The acts of a treaty as a table that a spreadsheet keeps and the importer reads back."""

import csv
import io

from foedera.importers.plain import COLUMNS, FURTHER
from foedera.importers.recorded import RecordedAct, RecordedTreaty


def as_table(treaty: RecordedTreaty) -> str:
    """The table as CSV, one row an act."""
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, [*COLUMNS, *FURTHER], lineterminator="\n")
    rows.writeheader()
    rows.writerows(_row(treaty, act) for act in treaty.acts)
    return text.getvalue()


def _row(treaty: RecordedTreaty, act: RecordedAct) -> dict[str, str]:
    return {
        "treaty": treaty.id,
        "party": act.party,
        "party_as_published": act.published_name or treaty.labels.get(act.party, ""),
        "action": act.kind,
        "date": str(act.date or ""),
        "eif": str(act.effect or ""),
        "territory": ";".join(sorted(act.territories)),
        "note": act.note or "",
        "source": ";".join(act.sources),
        "toward": ";".join(sorted(act.toward)),
        "withdraws": act.withdraws or "",
        "counted_back": "true" if act.counted_back else "",
    }
