"""Which states were bound by the Trafficking Protocol on a day? With SPARQLWrapper."""

import os

from SPARQLWrapper import JSON, SPARQLWrapper

URL = os.environ.get("FOEDERA_URL", "http://127.0.0.1:8000")

endpoint = SPARQLWrapper(f"{URL}/sparql")
endpoint.setReturnFormat(JSON)
endpoint.setQuery("""
    PREFIX foed: <https://w3id.org/foedera/ns#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    SELECT ?name ?from WHERE {
        ?bound a foed:Participation ; foed:treaty <https://w3id.org/foedera/id/treaty/untoc-tip> ;
            foed:party/rdfs:label ?name ; foed:from ?from ; foed:until ?until .
        FILTER (?from <= "2004-01-01"^^xsd:date && ?until > "2004-01-01"^^xsd:date)
    } ORDER BY ?from ?name
""")
rows = endpoint.queryAndConvert()["results"]["bindings"]
for row in rows:
    print(row["from"]["value"], row["name"]["value"])
print(len(rows), "states were bound on 2004-01-01")
