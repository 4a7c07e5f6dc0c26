"""What uvicorn serves: ``uvicorn api.main:app``."""

import gc
from datetime import date
from threading import Thread

from api.answers import duty_json
from api.app import create_app
from foedera.obligations import obligations
from foedera.publish import statistics
from foedera.store import Snapshot, house, open_snapshot
from foedera.store.snapshot import name
from foedera.whatif.record import by_treaty


def _opened() -> Snapshot:
    """The snapshot; what the first to ask for it would wait seconds for is read meanwhile."""
    snapshot = open_snapshot(*house())
    Thread(target=_read_ahead, args=(snapshot,), daemon=True).start()
    return snapshot


def _read_ahead(snapshot: Snapshot) -> None:
    """Each party's duties of today, what the matrix and the what-if work on, then the numbers for VoID."""
    for party in snapshot.memory.parties:
        obligations(snapshot, name(party), date.today(), show=duty_json)
    _ = snapshot.memory.relations
    by_treaty(snapshot)
    statistics(snapshot)
    gc.collect()
    gc.freeze()  # what is read stays: no collection walks over its million objects again, between two answers
    # An answer makes thousands of objects and leaves few: looking less often finds as much.
    gc.set_threshold(50_000, 5, 5)


#: The service over the snapshot of the record at hand; ``foedera build`` makes one.
app = create_app(_opened)
