#!/usr/bin/env bash
# The same service by hand: JSON, CSV, Turtle, SPARQL. With curl.
set -euo pipefail
url=${FOEDERA_URL:-http://127.0.0.1:8000}

curl --fail --silent "$url/v1/channels?requesting=ITA&requested=POL&purpose=extradition&as_of=2024-01-01"
echo
curl --fail --silent "$url/v1/treaties/untoc-tip/parties?as_of=2024-01-01&format=csv" | sed -n 1,3p
curl --fail --silent --header 'Accept: text/turtle' "$url/id/treaty/untoc-tip" | sed -n 1,3p
curl --fail --silent --data-urlencode 'query=SELECT (COUNT(*) AS ?n) { ?state a foed:State }' \
    --header 'Accept: text/csv' "$url/sparql"

# An answer that you have already is not sent again.
etag=$(curl --fail --silent --head "$url/v1/states" | sed -n 's/^etag: *//Ip' | tr -d '\r')
curl --silent --output /dev/null --write-out '%{http_code}\n' --header "If-None-Match: $etag" "$url/v1/states"
