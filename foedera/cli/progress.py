"""Telling what a build is doing, on standard error, so that answers on standard output stay clean."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from foedera.store import Snapshot, ensure


@contextmanager
def telling(console: Console | None = None) -> Iterator[Callable[[str], None]]:
    """A function that is told each step: a spinner on a terminal, one line a step elsewhere.

    A step of the form ``Phase: detail`` belongs to the phase before it and only moves the spinner.
    """
    shown = console or Console(stderr=True)
    started = time.perf_counter()
    with shown.status("Starting …") as status:

        def tell(step: str) -> None:
            status.update(f"{step} …")
            if ": " not in step:
                shown.print(f"{time.perf_counter() - started:6.1f} s  {step}", highlight=False)

        yield tell


def opened() -> Snapshot:
    """The snapshot of the record as it stands, built first where there is none.

    Raises:
        RecordError: the record is refused.
    """
    told: list[str] = []
    with telling() as tell:

        def first(step: str) -> None:
            if not told:
                tell("No snapshot of this record yet; building it once")
            told.append(step)
            tell(step)

        return ensure(first)
