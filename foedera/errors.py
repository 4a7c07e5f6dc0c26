"""The errors of the engine.

FoederaError
├── RecordError      a file of ontology/, data/ or rules/ cannot be read
├── RuleError        a rule or constraint cannot be compiled
├── SnapshotError    no snapshot, or one that cannot be opened
├── UnknownThing     an id that the record does not hold
├── BadInput         a value of the wrong form (date, purpose, …)
├── Unreadable       a depositary's page or file that an importer does not understand
├── Unreachable      an address that does not give the page that it should
└── QueryRefused     a SPARQL text that this service does not run
"""


class FoederaError(Exception):
    """Base of all errors; the message names the thing and the remedy."""


class RecordError(FoederaError):
    """A file of the record cannot be read; the message carries file and line."""


class RuleError(FoederaError):
    """A rule or constraint cannot be compiled; the message names the rule."""


class SnapshotError(FoederaError):
    """There is no usable snapshot; the message says how to build one."""


class UnknownThing(FoederaError):
    """An id that the record does not hold.

    Args:
        kind: what was asked for, in words ("state", "treaty", "fact").
        name: the id as given.
        hint: what would be right.
    """

    def __init__(self, kind: str, name: str, hint: str) -> None:
        super().__init__(f"Unknown {kind} '{name}'. {hint}")
        self.kind = kind
        self.name = name
        self.hint = hint


class BadInput(FoederaError):
    """A value of the wrong form.

    Args:
        parameter: the name of the parameter.
        value: the value as given.
        hint: what would be right.
    """

    def __init__(self, parameter: str, value: str, hint: str) -> None:
        super().__init__(f"'{value}' is not a valid {parameter}. {hint}")
        self.parameter = parameter
        self.value = value
        self.hint = hint


class Unreadable(FoederaError):
    """A page or file that an importer does not understand; nothing of it is taken.

    Args:
        file: the file or address.
        line: the line, counted from one; 0 where it is about the whole.
        what: what was found there.
        remedy: what to do.
    """

    def __init__(self, file: str, line: int, what: str, remedy: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {what} {remedy}")
        self.line = line
        self.what = what
        self.remedy = remedy


class Unreachable(FoederaError):
    """An address that does not give the page that it should; the message says what to do instead."""


class QueryRefused(FoederaError):
    """A SPARQL text that this service does not run; the message says which clause and why."""
