"""The ``foedera`` command: questions to the engine, and the keeping of the record.

It holds no law and reckons nothing: each command calls one function of the engine and prints its answer as
a table for people, as JSON for programs, or as CSV for spreadsheets.
"""

from foedera.cli.app import main

__all__ = ["main"]
