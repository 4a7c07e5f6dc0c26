"""What a measurement says: a figure, what it is compared with, and the budget it should keep."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Line:
    """One measured figure.

    Attributes:
        what: what was measured.
        measured: the figure with its unit.
        compared: the figure it is set against, from the same run.
        ratio: measured against compared, in words.
        budget: what it should be.
    """

    what: str
    measured: str
    compared: str = ""
    ratio: str = ""
    budget: str = ""


def print_lines(title: str, lines: Sequence[Line]) -> None:
    """Print one section."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("What", "Measured", "Against", "Ratio", "Budget"):
        table.add_column(heading, overflow="fold")
    for line in lines:
        table.add_row(line.what, line.measured, line.compared, line.ratio, line.budget)
    console = Console(width=150)
    console.print(table)
    console.print()


def milliseconds(seconds: float) -> str:
    """A duration in milliseconds."""
    return f"{seconds * 1000:.2f} ms"


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies."""
    if len(values) < 2:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]
