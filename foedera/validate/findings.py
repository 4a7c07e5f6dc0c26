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
        value: the offending value, if any.
        reason: what is wrong, in words.
        remedy: what to do.
        shape: id path of the shape.
        places: where the subject stands, file and line.
    """

    severity: str
    subject: str
    value: str | None
    reason: str
    remedy: str
    shape: str
    places: tuple[Place, ...] = ()


def violations(findings: Iterable[Finding]) -> list[Finding]:
    """The findings for which a record is refused."""
    return [f for f in findings if f.severity == "violation"]


def render(findings: Iterable[Finding], root: Path | None = None) -> str:
    """One line a finding: file, line, subject, reason, remedy."""
    return "\n".join(_line(f, root) for f in findings)


def _line(finding: Finding, root: Path | None) -> str:
    where = ", ".join(f"{_short(p.file, root)}:{p.line}" for p in finding.places) or "(place not found)"
    value = f" ({finding.value})" if finding.value else ""
    return f"{where}: <{finding.subject}>: {finding.reason}{value} {finding.remedy}"


def _short(path: Path, root: Path | None) -> Path:
    return path.relative_to(root) if root and path.is_relative_to(root) else path
