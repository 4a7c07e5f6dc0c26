"""What uvicorn serves: ``uvicorn api.main:app``."""

from threading import Thread

from api.app import create_app
from foedera.store import Snapshot, house, open_snapshot
from foedera.whatif.record import by_treaty


def _opened() -> Snapshot:
    """The snapshot, with what a first what-if or earlier day of knowledge would wait seconds for read meanwhile."""
    snapshot = open_snapshot(*house())
    Thread(target=by_treaty, args=(snapshot,), daemon=True).start()
    return snapshot


#: The service over the snapshot of the record at hand; ``foedera build`` makes one.
app = create_app(_opened)
