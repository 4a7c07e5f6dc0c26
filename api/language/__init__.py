"""English, French and Spanish: which one a page speaks, its messages, and the names of states.

Messages stand in ``fr.po`` and ``es.po`` beside this file; English is the text in the templates. What the record says
of a norm or an act is English and marked so. Names of states come from the Unicode CLDR.
"""

from api.language.catalogue import CATALOGUES, Words
from api.language.choice import LANGUAGES, choose

__all__ = ["CATALOGUES", "LANGUAGES", "Words", "choose"]
