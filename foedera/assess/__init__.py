"""What the record makes of a case: channels with what each asks, duties after a refusal, and the questions that decide.

``assess`` gives plain values (``foedera.assess.answer``); ``as_json`` tells them as the service does.
"""

from foedera.assess.answer import Assessment
from foedera.assess.assessing import assess
from foedera.assess.case import Case, from_json
from foedera.assess.rdf import read_case, to_rdf
from foedera.assess.shown import as_json

__all__ = ["Assessment", "Case", "as_json", "assess", "from_json", "read_case", "to_rdf"]
