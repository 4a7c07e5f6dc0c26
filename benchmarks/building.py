"""What a build costs: seconds of each phase, peak memory, and the time to open the snapshot it leaves."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.report import Line, milliseconds
from foedera.store import house

#: Runs in a process of its own, so that its peak memory is the build's alone.
_BUILD: Final = """
import json, resource, sys, time
from pathlib import Path
from foedera.store import build
started = time.perf_counter()
snapshot = build(Path(sys.argv[1]), Path(sys.argv[2]))
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": seconds, "peak_kib": peak, "version": snapshot.version}))
"""

#: From a cold interpreter to the first answer about the first state of the record.
_OPEN: Final = """
import json, sys, time
started = time.perf_counter()
from datetime import date
from pathlib import Path
from foedera.obligations import obligations
from foedera.register import states
from foedera.store import open_snapshot
snapshot = open_snapshot(Path(sys.argv[1]), Path(sys.argv[2]))
obligations(snapshot, states(snapshot)["states"][0]["id"], date(2024, 1, 1))
print(json.dumps({"seconds": time.perf_counter() - started}))
"""


def measure() -> Iterator[Line]:
    """Build the record as it stands into an empty home, then open it."""
    root, _ = house()
    with tempfile.TemporaryDirectory() as home:
        built = _run(_BUILD, root, Path(home))
        opened = _run(_OPEN, root, Path(home))
        size = sum(p.stat().st_size for p in Path(home).rglob("*") if p.is_file())
    version = built["version"]
    yield Line("Build, all phases", f"{built['seconds']:.1f} s", budget="≤ 30 s")
    for phase, seconds in version["seconds"].items():
        if seconds:
            yield Line(f"  {phase}", f"{seconds:.2f} s")
    yield Line("Peak memory while building", f"{built['peak_kib'] / 1024:.0f} MiB", budget="≤ 1.5 GB")
    yield Line(
        "Triples", f"{version['triples']:,}", f"{version['inferred']:,} inferred", budget="≤ 3 million"
    )
    yield Line("Snapshot on disk", f"{size / 2**20:.0f} MiB")
    yield Line("Cold start to first answer", milliseconds(opened["seconds"]), budget="≤ 2 s")


def _run(program: str, root: Path, home: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", program, str(root), str(home)], capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
