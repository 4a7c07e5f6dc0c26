"""``python -m benchmarks [build] [infer] [serve] [sparql] [hostile]``: those measurements, or all."""

import platform
import sys
from collections.abc import Callable, Iterable
from typing import Final

from benchmarks import building, hostile, inferring, querying, serving
from benchmarks.report import Line, print_lines
from benchmarks.servers import cores

_SECTIONS: Final[dict[str, tuple[str, Callable[[], Iterable[Line]]]]] = {
    "build": ("Building from Turtle", building.measure),
    "infer": ("Inference", inferring.measure),
    "serve": ("Hot addresses", serving.measure),
    "sparql": ("SPARQL", querying.measure),
    "hostile": ("Floods, malformed requests, crashes", hostile.measure),
}


def main() -> None:
    """Run the measurements named on the command line, or all."""
    wanted = sys.argv[1:] or list(_SECTIONS)
    unknown = [name for name in wanted if name not in _SECTIONS]
    if unknown:
        raise SystemExit(f"No measurement '{unknown[0]}'; there are: {', '.join(_SECTIONS)}.")
    print(f"Python {platform.python_version()}, {cores()} cores, {platform.machine()}\n")
    for name in wanted:
        title, measure = _SECTIONS[name]
        print_lines(title, list(measure()))


if __name__ == "__main__":
    main()
