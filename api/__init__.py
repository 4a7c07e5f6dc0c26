"""The service: HTTP, SPARQL, linked data and pages. It asks the engine and shows; it decides no law."""
