"""Pinpoints in the words of lawyers."""

import re
from typing import Final

from foedera.explain.wording import WHOLE

_SENTENCE: Final = re.compile(r"s\d+$")


def article(pinpoint: str) -> str:
    """A pinpoint as lawyers write it: ``art-16.5.a`` → "art. 16(5)(a)", ``art-13.1.s2`` → "art. 13(1) s. 2"; ``whole`` is no article."""
    if pinpoint.rpartition("/")[2] == WHOLE:
        return "as a whole"
    first, *rest = pinpoint.rpartition("/")[2].removeprefix("art-").split(".")
    return f"art. {first}" + "".join(f" s. {p[1:]}" if _SENTENCE.match(p) else f"({p})" for p in rest)
