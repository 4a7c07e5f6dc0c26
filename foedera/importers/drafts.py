"""Texts of reservations, declarations and the like that wait for a person to say what they do.

They lie outside the published record, in drafts/ beside data/, which Git leaves aside: the text is the author's and is not published, and
nothing is inferred from it. A person reads it, gives the effect, and records the statement in data/statements/.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from foedera.errors import UnknownThing
from foedera.importers.listed import ListedText


@dataclass(frozen=True)
class Draft:
    """A text that waits.

    Attributes:
        id: short, the same for the same text.
        treaty, party, kind, date: as the page tells them; ``kind`` is None where its heading names none.
        provisions: pinpoints found in the text, for the reviewer to check.
        period_from, period_until: for which time the page says that it counts.
        source: id of the source it came with.
        text: the text itself, never published.
        done: how a person settled it; empty while it waits.
    """

    id: str
    treaty: str
    party: str
    kind: str | None
    date: str | None
    provisions: tuple[str, ...]
    period_from: str | None
    period_until: str | None
    source: str
    text: str
    done: str = ""


def drafts_of(treaty: str, source: str, texts: Iterable[ListedText]) -> list[Draft]:
    """Listed texts as drafts."""
    return [
        Draft(
            id=hashlib.sha256(
                "\0".join((treaty, t.party, t.kind or "", " ".join(t.text.split()))).encode()
            ).hexdigest()[:10],
            treaty=treaty,
            party=t.party,
            kind=t.kind,
            date=str(t.date) if t.date else None,
            provisions=t.provisions,
            period_from=str(t.period_from) if t.period_from else None,
            period_until=str(t.period_until) if t.period_until else None,
            source=source,
            text=t.text,
        )
        for t in texts
        if t.text.strip()
    ]


class Drafts:
    """The drafts beside a record, one file a treaty.

    Args:
        root: holds data/.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / "drafts"

    def waiting(self, treaty: str | None = None) -> list[Draft]:
        """What waits, by treaty, party and day."""
        found = [d for d in self._all() if not d.done and treaty in (None, d.treaty)]
        return sorted(found, key=lambda d: (d.treaty, d.party, d.date or "", d.id))

    def get(self, draft: str) -> Draft:
        """A draft by its id.

        Raises:
            UnknownThing: there is none.
        """
        found = next((d for d in self._all() if d.id == draft), None)
        if found is None:
            raise UnknownThing("draft", draft, "foedera review lists what waits.")
        return found

    def add(self, drafts: Iterable[Draft]) -> int:
        """Keep drafts that are not kept yet, also not as settled; how many are new."""
        held = {d.id for d in self._all()}
        new = [d for d in drafts if d.id not in held]
        for treaty in sorted({d.treaty for d in new}):
            self._write(treaty, [*self._read(treaty), *(d for d in new if d.treaty == treaty)])
        return len(new)

    def settle(self, draft: str, how: str) -> Draft:
        """Say how a draft was settled: the id of the statement recorded from it, or why there is none."""
        found = self.get(draft)
        settled = Draft(**{**asdict(found), "done": how})
        self._write(found.treaty, [settled if d.id == draft else d for d in self._read(found.treaty)])
        return settled

    def _all(self) -> Iterator[Draft]:
        for path in sorted(self._folder.glob("*.json")) if self._folder.is_dir() else ():
            yield from self._read(path.stem)

    def _read(self, treaty: str) -> list[Draft]:
        path = self._folder / f"{treaty}.json"
        if not path.is_file():
            return []
        return [
            Draft(**{**told, "provisions": tuple(told["provisions"])})
            for told in json.loads(path.read_text(encoding="utf-8"))
        ]

    def _write(self, treaty: str, drafts: list[Draft]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{treaty}.json"
        beside = path.with_suffix(".new")
        beside.write_text(
            json.dumps([asdict(d) for d in drafts], indent=1, ensure_ascii=False), encoding="utf-8"
        )
        os.replace(beside, path)
