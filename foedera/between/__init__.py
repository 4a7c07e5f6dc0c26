"""The text of a treaty as it stands between two states on a day: its layers, its norms, what each side reserved."""

from foedera.between.question import between

__all__ = ["between"]
