"""An assessment as JSON."""

from dataclasses import asdict
from typing import Any

from foedera.assess.answer import Assessment, Change, Duty, Path, Question, Requirement


def as_json(assessment: Assessment) -> dict[str, Any]:
    """The ``assess`` shape of the service."""
    return {
        "case": assessment.stated,
        "as_of": assessment.as_of,
        "requesting": assessment.requesting,
        "requested": assessment.requested,
        "purpose": assessment.stated["purpose"],
        "answer": assessment.answer,
        "total": len(assessment.channels),
        "channels": [_path(p) for p in assessment.channels],
        "duties": [_duty(d) for d in assessment.duties],
        "questions": [_question(q) for q in assessment.questions],
        "not_known": list(assessment.not_known),
    }


def _path(path: Path) -> dict[str, Any]:
    return {
        **path.channel,
        "key": path.key,
        "status": path.status,
        "reason": path.reason,
        "requirements": [_requirement(r) for r in path.requirements],
    }


def _requirement(requirement: Requirement) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "label": requirement.label,
        "pinpoint": requirement.pinpoint,
        "title": requirement.title,
        "nature": requirement.nature,
        "result": requirement.result,
        "text": requirement.text,
        "question": requirement.question,
        "fields": list(requirement.missing),
        "text_checked": requirement.checked,
        "decides": requirement.decides,
        "decides_alone": requirement.alone,
        "doubt": requirement.doubt,
        "statements": [{**asdict(s), "pinpoints": list(s.pinpoints)} for s in requirement.statements],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "id": duty.id,
        "label": duty.label,
        "pinpoint": duty.pinpoint,
        "title": duty.title,
        "when": duty.when,
        "text": duty.text,
        "arises": duty.arises,
        "fields": list(duty.missing),
        "doubt": duty.doubt,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "field": question.field,
        "text": question.text,
        "label": question.label,
        "decides": [_change(c) for c in question.decides],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "answer": list(change.answer) if isinstance(change.answer, tuple) else change.answer,
        "words": change.words,
        "channels": [{"channel": key, "status": status} for key, status in change.channels.items()],
        "requirements": [
            {"channel": key, "id": id_, "result": result}
            for (key, id_), result in change.requirements.items()
        ],
        "duties": [{"id": id_, "arises": arises} for id_, arises in change.duties.items()],
    }
