"""A process that answers SPARQL queries one at a time and may be killed at any moment.

It is run as a script with the path of an Oxigraph store, which it opens read-only. On its input it reads
frames (four bytes of length, big-endian, then JSON), on its output it writes two frames for each: JSON with
the outcome, then the answer itself. An answer is sent when it is whole, so that a killed worker never leaves
half of one. Nothing but pyoxigraph and the standard library is imported: a new worker is ready at once.
"""

import contextlib
import ctypes
import json
import os
import platform
import re
import resource
import signal
import struct
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

import pyoxigraph as ox

#: The formats by short name.
SOLUTIONS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_PLACE: Final = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
#: The number of the system call socket(2) and the audit code, by machine (Linux, asm/unistd.h, linux/audit.h).
_SOCKET: Final = {"x86_64": (41, 0xC000003E), "aarch64": (198, 0xC00000B7)}


#: A string in JSON, and a quoted field in CSV: what may look like the end of a row and is none.
_QUOTED: Final = {"json": re.compile(rb'"(?:[^"\\]|\\.)*+"'), "csv": re.compile(rb'"(?:[^"]|"")*+"')}


class TooLarge(Exception):
    """The answer passed the limit in bytes."""


class TooMany(Exception):
    """The answer passed the limit in rows or triples."""


class Bounded:
    """A file in memory that refuses to grow past a limit.

    Args:
        limit: size in bytes.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.content = bytearray()

    def write(self, data: bytes) -> int:
        """Add ``data``.

        Raises:
            TooLarge: the limit is passed.
        """
        self.content += data
        if len(self.content) > self._limit:
            raise TooLarge
        return len(data)

    def flush(self) -> None:
        """Nothing to do: files have it."""


def answer(store: ox.Store, asked: dict[str, Any], out: Bounded) -> str:
    """Run one query and write its answer.

    Args:
        store: the store.
        asked: query, base, prefixes, format, default_graphs and named_graphs (lists of IRIs, or null), union, rows.
        out: where the answer goes.

    Returns:
        What the query yielded: "solutions", "boolean" or "graph".

    Raises:
        TooMany: more than ``rows`` rows or triples.
        TooLarge: the answer does not fit into ``out``.
    """
    limit = asked["rows"]
    results = store.query(
        asked["query"], base_iri=asked["base"], prefixes=asked["prefixes"], **_dataset(asked)
    )
    if isinstance(results, ox.QueryTriples):
        triples = at_most(results, limit)
        ox.serialize(triples, out, GRAPHS[asked["format"]], prefixes=asked["prefixes"])  # type: ignore[arg-type]
        return "graph"
    results.serialize(out, SOLUTIONS[asked["format"]])  # type: ignore[arg-type]
    if isinstance(results, ox.QueryBoolean):
        return "boolean"
    if rows(out.content, asked["format"], limit) > limit:
        raise TooMany
    return "solutions"


def at_most(results: Iterable[ox.Triple], limit: int) -> Iterator[ox.Triple]:
    """The triples, which end in an error past a limit.

    Raises:
        TooMany: there are more.
    """
    for number, triple in enumerate(results, start=1):
        if number > limit:
            raise TooMany
        yield triple


def rows(content: bytes | bytearray, format: str, limit: int) -> int:
    """How many solutions a serialized answer holds; exact where they may be more than ``limit``.

    The engine writes the answer without telling, and reading it again costs more than counting its marks.
    """
    if format == "xml":
        return content.count(b"<result>")
    if format == "tsv":
        return content.count(b"\n") - 1
    mark, above = (b"},{", 1) if format == "json" else (b"\r\n", -1)
    at_most = content.count(mark) + above
    if at_most > limit:
        at_most = _QUOTED[format].sub(b"", content).count(mark) + above
    return at_most


def _dataset(asked: dict[str, Any]) -> dict[str, Any]:
    default, named = asked["default_graphs"], asked["named_graphs"]
    if default is None and named is None:
        return {"use_default_graph_as_union": asked["union"]}
    return {
        "default_graph": [ox.NamedNode(g) for g in default or []],
        "named_graphs": [ox.NamedNode(g) for g in named or []],
    }


def outcome(store: ox.Store, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes | bytearray]:
    """The outcome of one query: JSON that says what happened, and the answer (empty on failure)."""
    out = Bounded(asked["bytes"])
    try:
        return {"outcome": "answered", "kind": answer(store, asked, out)}, out.content
    except TooLarge:
        return {"outcome": "too-large"}, b""
    except TooMany:
        return {"outcome": "too-many"}, b""
    except SyntaxError as error:
        return _syntax(str(error)), b""
    except MemoryError:
        return {"outcome": "memory"}, b""
    except Exception as error:
        return {"outcome": "failed", "detail": str(error)}, b""


def _syntax(message: str) -> dict[str, Any]:
    place = _PLACE.match(message)
    if place is None:
        return {"outcome": "syntax", "detail": message}
    return {"outcome": "syntax", "detail": place[3], "line": int(place[1]), "column": int(place[2])}


def deny_network() -> bool:
    """Let the kernel refuse new sockets to this process, whatever a query manages to say.

    A seccomp filter of five instructions, for Linux on machines whose numbers are known here. The guard of
    the query text is the first line; this is the second.

    Returns:
        Whether the filter is in place.
    """
    if sys.platform != "linux" or platform.machine() not in _SOCKET:
        return False
    number, machine = _SOCKET[platform.machine()]
    load, equal, give = 0x20, 0x15, 0x06  # BPF: load a word, jump if equal, return (linux/bpf_common.h)
    filters = [
        (load, 0, 0, 4),  # the machine the call was made for
        (equal, 0, 2, machine),
        (load, 0, 0, 0),  # its number
        (equal, 1, 0, number),
        (give, 0, 0, 0x7FFF0000),  # allow
        (give, 0, 0, 0x00050000 | 13),  # fail with EACCES
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *f) for f in filters))
    header = struct.pack("@HP", len(filters), ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, filter_mode = 38, 22, 2  # linux/prctl.h, linux/seccomp.h
    return bool(
        libc.prctl(no_new_privileges, 1, 0, 0, 0) == 0
        and libc.prctl(set_seccomp, filter_mode, ctypes.c_char_p(header), 0, 0) == 0
    )


def _follow_the_parent() -> None:
    """End when the service ends, however it ends, and not before: signals to the group are for the service."""
    for signalled in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signalled, signal.SIG_IGN)
    if sys.platform == "linux":
        set_parent_death_signal = 1  # linux/prctl.h
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)


def _limit(memory: int) -> None:
    """What the process may write to is limited, not what it reserves: threads reserve a lot and use little."""
    with contextlib.suppress(ValueError, OSError):  # a smaller limit from outside stays in force
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """A worker whose parent died cannot be killed by it: the kernel stops it a little after the deadline."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(usage.ru_utime + usage.ru_stime + seconds * 4) + 5
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed if hard < 0 else min(allowed, hard), hard))


def _read(stream: BinaryIO) -> dict[str, Any] | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    asked: dict[str, Any] = json.loads(stream.read(int.from_bytes(head, "big")))
    return asked


def _write(stream: BinaryIO, told: dict[str, Any], content: bytes | bytearray = b"") -> None:
    head = json.dumps(told).encode()
    stream.write(len(head).to_bytes(4, "big") + head + len(content).to_bytes(4, "big"))
    stream.write(content)
    stream.flush()


def main(path: str, memory: int) -> None:
    """Serve queries until the input ends.

    Args:
        path: directory of the store.
        memory: writable memory in bytes.
    """
    _follow_the_parent()
    network_denied = deny_network()
    _limit(memory)
    store = ox.Store.read_only(path)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    _write(stdout, {"outcome": "ready", "network_denied": network_denied})
    os.nice(10)  # where cores are short the service comes first: its answers take milliseconds
    while (asked := _read(stdin)) is not None:
        _limit_time(asked["seconds"])
        _write(stdout, *outcome(store, asked))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
