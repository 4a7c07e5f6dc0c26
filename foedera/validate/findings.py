"""What validation found, and how it reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from foedera.load import Place


@dataclass(frozen=True)
class Finding:
    """One thing a shape found.

    Attributes:
        severity: "violation" (the record is refused) or "warning" (told, not refused).
        subject: id path of the record.
        path: the property it is about ("foed:date"), empty where it is about the whole.
        value: the offending value, if any: an id path or the text of a literal.
        reason: what is wrong, in words.
        remedy: what to do.
        shape: id path of the shape.
        places: where statements about the subject begin, file and line.
    """

    severity: str
    subject: str
    path: str
    value: str | None
    reason: str
    remedy: str
    shape: str
    places: tuple[Place, ...] = ()


def violations(findings: Iterable[Finding]) -> list[Finding]:
    """The findings for which a record is refused."""
    return [finding for finding in findings if finding.severity == "violation"]


def render(findings: Iterable[Finding], root: Path | None = None) -> str:
    """The findings for people, one line each: file and line, subject, reason, remedy.

    Args:
        findings: in the order in which they are to be told.
        root: file names are told from here on; whole where it is left out.
    """
    return "\n".join(_line(finding, root) for finding in findings)


def _line(finding: Finding, root: Path | None) -> str:
    where = ", ".join(f"{_short(place.file, root)}:{place.line}" for place in finding.places)
    return f"{where or '(place not found)'}  <{finding.subject}>  {finding.reason}  — {finding.remedy}"


def _short(path: Path, root: Path | None) -> Path:
    return path.relative_to(root) if root and path.is_relative_to(root) else path
