// Which states were bound by the Trafficking Protocol on a day? With Comunica: npm install @comunica/query-sparql@4.0.2
import { QueryEngine } from "@comunica/query-sparql";

const url = process.env.FOEDERA_URL ?? "http://127.0.0.1:8000";
const rows = await new QueryEngine().queryBindings(
  `PREFIX foed: <https://w3id.org/foedera/ns#>
   PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
   PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
   SELECT ?name WHERE {
     ?bound a foed:Participation ; foed:treaty <https://w3id.org/foedera/id/treaty/untoc-tip> ;
       foed:party/rdfs:label ?name ; foed:from ?from ; foed:until ?until .
     FILTER (?from <= "2004-01-01"^^xsd:date && ?until > "2004-01-01"^^xsd:date)
   }`,
  { sources: [{ type: "sparql", value: `${url}/sparql` }] },
);
console.log((await rows.toArray()).length, "states were bound on 2004-01-01");
