"""Through which channel one state may ask another, on a day."""

from foedera.channels.matrix import matrix
from foedera.channels.question import channels

__all__ = ["channels", "matrix"]
