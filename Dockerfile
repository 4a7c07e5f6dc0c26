# The service with its snapshot and dumps inside: docker build -t foedera . && docker run -p 8000:8000 foedera
FROM python:3.11-slim AS built
WORKDIR /foedera
COPY pyproject.toml constraints.txt README.md LICENSE LICENSE-DATA.md ./
COPY foedera foedera
COPY api api
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir -c constraints.txt -e .
COPY ontology ontology
COPY data data
COPY rules rules
RUN .venv/bin/foedera build && .venv/bin/foedera dump

FROM python:3.11-slim
RUN useradd --create-home foedera
COPY --from=built /foedera /foedera
WORKDIR /foedera
USER foedera
# Strangers ask here: each has a share. One process and its SPARQL workers stay below a gigabyte.
ENV FOEDERA_CLIENT_REQUESTS=600 FOEDERA_LOG=json
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s CMD [".venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD [".venv/bin/foedera", "serve", "--host", "0.0.0.0", "--workers", "2"]
