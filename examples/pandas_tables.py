"""Answers as tables: from the questions under /v1 and from SPARQL. With pandas."""

import os
from urllib.parse import urlencode

import pandas as pd

URL = os.environ.get("FOEDERA_URL", "http://127.0.0.1:8000")

duties = pd.read_csv(f"{URL}/v1/states/NGA/obligations?treaty=untoc-tip&as_of=2024-07-01&format=csv")
print(duties.groupby("modality").size())

query = """
SELECT ?treaty (COUNT(DISTINCT ?party) AS ?parties) WHERE {
    ?bound a foed:Participation ; foed:treaty ?treaty ; foed:party ?party .
    ?treaty a foed:Treaty .
} GROUP BY ?treaty ORDER BY DESC(?parties) LIMIT 10
"""
treaties = pd.read_csv(f"{URL}/sparql?{urlencode({'query': query, 'format': 'csv'})}", index_col="treaty")
print(treaties)
