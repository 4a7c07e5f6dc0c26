"""What does the record say of a treaty, and where does a fact come from? With rdflib's SPARQLStore."""

import os

from rdflib import DCTERMS, RDF, Graph, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

URL = os.environ.get("FOEDERA_URL", "http://127.0.0.1:8000")
FOED = Namespace("https://w3id.org/foedera/ns#")
PROV = Namespace("http://www.w3.org/ns/prov#")
ID = Namespace("https://w3id.org/foedera/id/")

graph = Graph(SPARQLStore(f"{URL}/sparql"))
treaty = ID["treaty/untoc-tip"]
print(graph.value(treaty, DCTERMS.title), "is a", graph.value(treaty, RDF.type))

# From an inferred fact down to the act that it rests on, and the source of that act.
fact: URIRef = ID["participation/untoc-tip/NGA/ratification"]
for premise in graph.objects(fact, PROV.wasDerivedFrom):
    for source in graph.objects(premise, FOED.source):
        print(fact, "rests on", premise, "read in", graph.value(source, FOED.url))
