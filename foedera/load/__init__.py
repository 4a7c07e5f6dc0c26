"""Reading ontology/, data/ and rules/ into one store, and finding a subject's line in its file."""

from foedera.load.locate import Place, locate
from foedera.load.record import read_record, record_files

__all__ = ["Place", "locate", "read_record", "record_files"]
