"""The duties of a state in the order in which people read them."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

Duty = dict[str, Any]


def by_topic(answer: Mapping[str, Any], words: Mapping[str, str]) -> list[tuple[str, list[Duty]]]:
    """Duties under each of their topics, the strongest modality first.

    Args:
        answer: the ``obligations`` answer.
        words: names of concepts by id path.

    Returns:
        (name of the topic, duties), topics in the order of their names; a duty with several topics stands
        under each.
    """
    topics: dict[str, list[Duty]] = {}
    for duty in answer["obligations"]:
        for topic in duty["topics"] or ["other"]:
            topics.setdefault(words.get(f"topic/{topic}", topic), []).append(duty)
    return [
        (topic, sorted(duties, key=lambda d: (-d["strength"], d["modality"])))
        for topic, duties in sorted(topics.items())
    ]


def counted(answer: Mapping[str, Any], words: Mapping[str, str]) -> list[tuple[str, int]]:
    """How many duties of each modality, the strongest first."""
    ordered = sorted((-d["strength"], d["modality"]) for d in answer["obligations"])
    return [
        (words.get(f"modality/{modality}", modality), len(list(group)))
        for (_, modality), group in groupby(ordered)
    ]
