"""Measurements: what building, inferring and answering cost, as ratios taken in one run.

``python -m benchmarks`` runs all of them on this machine alone (servers listen on loopback, counts are
bounded) and prints each figure beside its budget. No test asserts a time.
"""
