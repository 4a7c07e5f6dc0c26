"""Reading ontology/, data/ and rules/ into one store, and finding a subject's line in its file."""

from foedera.load.locate import Place, locate, places
from foedera.load.record import graph_of, read_record, record_files

__all__ = ["Place", "graph_of", "locate", "places", "read_record", "record_files"]
