"""A SPARQL 1.1 engine at an address, asked the way the embedded store is asked.

Only what the standards promise is used: the SPARQL 1.1 Protocol for queries and updates, with the dataset named
in each request, so that it makes no difference what an engine takes for its default graph. A nameless node is
kept there under a name of its own (RDF 1.1, section 3.5): between two requests it would have none.
"""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from foedera.errors import SnapshotError
from foedera.namespaces import ASSERTED, INFERRED, ONTOLOGY, RULES, SOURCES

#: Our graphs at the engine; others that it may hold are never read or changed.
GRAPHS: Final = (ASSERTED, SOURCES, ONTOLOGY, RULES, INFERRED)
_SOLUTIONS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
#: Triples sent in one update: engines bound the length of one.
_CHUNK: Final = 500
_FORM: Final = re.compile(r"(?<![\w:?$<])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:])", re.IGNORECASE)
_GENID: Final = "https://w3id.org/.well-known/genid/foedera/"
_LATER: Final = 3_600.0

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


class EngineError(SnapshotError):
    """The engine did not answer, or refused.

    Args:
        message: what happened, with the engine's address.
        status: its HTTP status; 0 where it could not be reached, 504 where it took too long.
        said: its own words, for who asked.
    """

    def __init__(self, message: str, status: int, said: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.said = said


class RemoteStore:
    """What is used of the embedded store, at another engine.

    Args:
        query_url: where it takes queries.
        update_url: where it takes updates; needed to build only.
        seconds: how long an answer may take.
    """

    def __init__(self, query_url: str, update_url: str | None = None, seconds: float = _LATER) -> None:
        self.query_url = query_url
        self._update_url = update_url or query_url
        self._seconds = seconds

    def __len__(self) -> int:
        """How many quads our graphs hold."""
        rows = self.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {_ours('g')} }}")
        assert isinstance(rows, QuerySolutions)
        counted = next(iter(rows))["n"]
        return int(counted.value) if isinstance(counted, Literal) else 0

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Run a query; as the embedded store's, but triples come without knowing their number before."""
        text = with_prologue(query, prefixes or {}, base_iri)
        default = default_graph if default_graph is not None else GRAPHS if use_default_graph_as_union else ()
        named = named_graphs if named_graphs is not None else GRAPHS if use_default_graph_as_union else ()
        form = _FORM.search(query)
        if form is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE"):
            body, media_type = self.ask(text, _TRIPLES, default, named)
            return triples(body, media_type)
        body, _ = self.ask(text, _SOLUTIONS, default, named)
        return parse_query_results(body, QueryResultsFormat.JSON)

    def ask(
        self,
        text: str,
        accept: str,
        default: Iterable[NamedNode] = (),
        named: Iterable[NamedNode] = (),
        seconds: float | None = None,
        most: int | None = None,
    ) -> tuple[bytes, str]:
        """Send a query as it stands.

        Args:
            text: the query.
            accept: the media types that are read.
            default: graphs that make the default graph; with ``named`` empty too, the engine's own dataset.
            named: graphs for GRAPH.
            seconds: how long it may take.
            most: bytes that are read at most; a longer answer is one byte longer than that.

        Returns:
            The answer and its media type.

        Raises:
            EngineError: there is none.
        """
        fields = [("query", text)]
        fields += [("default-graph-uri", g.value) for g in default]
        fields += [("named-graph-uri", g.value) for g in named]
        return self._post(self.query_url, fields, accept, seconds or self._seconds, most)

    def update(self, update: str, *, prefixes: Mapping[str, str] | None = None) -> None:
        """Run an update."""
        fields = [("update", with_prologue(update, prefixes or {}, None))]
        self._post(self._update_url, fields, "*/*", self._seconds, None)

    def clear(self) -> None:
        """Empty our graphs, and only those."""
        for graph in GRAPHS:
            self.update(f"DROP SILENT GRAPH <{graph.value}>")

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads, some at a time."""
        by_graph: dict[str, list[str]] = {}
        for quad in quads:
            assert isinstance(quad.graph_name, NamedNode), "everything stands in a named graph"
            subject, object = _named(quad.subject), _named(quad.object)  # type: ignore[arg-type]
            by_graph.setdefault(quad.graph_name.value, []).append(f"{subject} {quad.predicate} {object} .")
        for graph, lines in by_graph.items():
            for start in range(0, len(lines), _CHUNK):
                self._insert(graph, lines[start : start + _CHUNK])

    def _insert(self, graph: str, lines: list[str]) -> None:
        text = "\n".join(lines)
        self.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {text} }} }}")

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads of our graphs that match."""
        given = {"s": _named(subject), "p": predicate, "o": _named(object), "g": graph_name}
        s, p, o, g = (str(term) if term is not None else f"?{name}" for name, term in given.items())
        shown = " ".join(f"?{name}" for name, term in given.items() if term is None) or "(1 AS ?one)"
        within = "" if graph_name is not None else _ours("g")
        rows = self.query(f"SELECT {shown} {{ GRAPH {g} {{ {s} {p} {o} }} {within} }}")
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            found = {name: term if term is not None else row[name] for name, term in given.items()}
            yield Quad(_nameless(found["s"]), found["p"], _nameless(found["o"]), found["g"])  # type: ignore[arg-type]

    def named_graphs(self) -> Iterator[NamedNode]:
        """Our graphs."""
        return iter(GRAPHS)

    def dump(self, *, format: RdfFormat, from_graph: NamedNode) -> bytes:
        """One graph as N-Triples."""
        assert format == RdfFormat.N_TRIPLES
        found = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{from_graph.value}> {{ ?s ?p ?o }} }}")
        assert not isinstance(found, QuerySolutions | QueryBoolean)
        return "".join(f"{triple} .\n" for triple in found).encode()

    def _post(
        self, url: str, fields: list[tuple[str, str]], accept: str, seconds: float, most: int | None
    ) -> tuple[bytes, str]:
        request = urllib.request.Request(
            url,
            urllib.parse.urlencode(fields).encode(),
            {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"},
        )
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                body: bytes = answer.read() if most is None else answer.read(most + 1)
                if answer.headers.get(
                    "X-SPARQL-MaxRows"
                ):  # Virtuoso cuts at ResultSetMaxRows and answers 200
                    raise EngineError(
                        f"The engine at {url} cut its answer; raise its limit of rows.",
                        413,
                        "It cut the answer at its own limit of rows.",
                    )
                return body, answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            said = error.read(2_000).decode("utf-8", "replace").strip()
            raise EngineError(
                f"The engine at {url} answered {error.code}: {said}", error.code, said
            ) from error
        except TimeoutError as error:
            raise EngineError(f"The engine at {url} did not answer in {seconds:g} seconds.", 504) from error
        except OSError as error:
            reason = getattr(error, "reason", error)
            late = isinstance(reason, TimeoutError)
            raise EngineError(
                f"The engine at {url} cannot be asked: {reason}.", 504 if late else 0
            ) from error


def with_prologue(text: str, prefixes: Mapping[str, str], base: str | None) -> str:
    """A query or update with its prefixes before it, on its first line: places in it keep their line."""
    declared = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items())
    return (f"BASE <{base}> " if base else "") + declared + text


def triples(body: bytes, media_type: str) -> Iterator[Triple]:
    """The triples of an answer."""
    format = RdfFormat.TURTLE if media_type == "text/turtle" else RdfFormat.N_TRIPLES
    return (quad.triple for quad in parse(body, format))


def _named(term: Term | None) -> NamedNode | Literal | None:
    """A term as the engine holds it: a nameless node under a name of its own."""
    return NamedNode(_GENID + term.value) if isinstance(term, BlankNode) else term


def _nameless(term: object) -> object:
    """A term as it was recorded."""
    if isinstance(term, NamedNode) and term.value.startswith(_GENID):
        return BlankNode(term.value.removeprefix(_GENID))
    return term


def _ours(variable: str) -> str:
    return f"FILTER (?{variable} IN ({', '.join(str(graph) for graph in GRAPHS)}))"
