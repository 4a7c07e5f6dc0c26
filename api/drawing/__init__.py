"""Pictures as SVG, drawn on the server: numbers in, shapes for the templates out; each stands beside its table."""
