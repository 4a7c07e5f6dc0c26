"""What uvicorn serves: ``uvicorn api.main:app``."""

from api.app import create_app
from foedera.store import house, open_snapshot

#: The service over the snapshot of the record at hand; ``foedera build`` makes one.
app = create_app(lambda: open_snapshot(*house()))
