"""The assessment of a case: channels with what each asks, duties, and the questions that decide."""

from foedera import lookup
from foedera.assess.answer import Assessment, Duty, Path, Requirement, Status
from foedera.assess.case import Case, checked, to_json
from foedera.assess.questions import Standing, questions
from foedera.assess.situation import Line, Situation
from foedera.assess.weighing import MET, NOT_APPLICABLE, NOT_MET, UNKNOWN, Weighed
from foedera.channels.gaps import gaps
from foedera.channels.question import shown
from foedera.holding import NO, NOT_KNOWN, YES, Answer
from foedera.store import Snapshot
from foedera.store.snapshot import name

#: So many open conditions are named in the reason of a channel; more are counted.
_FEW = 3
_RANK = {"open": 0, "conditional": 1, "barred": 2, "displaced": 3}


def assess(snapshot: Snapshot, case: Case) -> Assessment:
    """What the record makes of a case.

    Args:
        snapshot: the record.
        case: the facts that are known.

    Raises:
        BadInput: the case lacks one of its first three facts, or its day is not exact.
    """
    situation = Situation(snapshot, checked(case))
    situation.learn(case)
    now = Standing(situation, case)
    pair = situation.pair
    paths = sorted((_path(now, line) for line in situation.lines), key=_order)
    duties = [_duty(now, w) for w in now.duties if w.result in (MET, UNKNOWN)]
    missing = gaps(pair, situation.purpose)
    return Assessment(
        case=case,
        stated=to_json(situation.words, case),
        as_of=pair.day,
        requesting=lookup.short(pair.memory.parties[pair.requesting]),
        requested=lookup.short(pair.memory.parties[pair.requested]),
        answer=_answer([p.status for p in paths], certain=not missing),
        channels=tuple(paths),
        duties=tuple(sorted(duties, key=lambda d: (d.arises != YES, _in_order(d.pinpoint)))),
        questions=questions(snapshot, now),
        not_known=tuple(missing),
    )


def _answer(statuses: list[Status], certain: bool) -> Answer:
    if "open" in statuses:
        return YES
    return NO if certain and "conditional" not in statuses else NOT_KNOWN


def _order(path: Path) -> tuple[int, bool, int, int, str]:
    """Best first; among equals what governs the request before what only adds to it."""
    results, adds = [r.result for r in path.requirements], path.channel["gives_way"] is not None
    return _RANK[path.status], adds, results.count(NOT_MET), results.count(UNKNOWN), path.key


def _path(now: Standing, line: Line) -> Path:
    pair, weighed = now.situation.pair, now.weighed[line.key]
    requirements = [_requirement(now, line, w) for w in weighed if w.result != NOT_APPLICABLE]
    requirements.sort(key=lambda r: _in_order(r.pinpoint, name(line.judged.candidate.relation["treaty"])))
    requirements += [_unplaced(now, line, s) for s in line.unplaced if not line.displaced]
    status = now.status[line.key]
    return Path(
        key=line.key,
        treaty=name(line.judged.candidate.relation["treaty"]),
        provision=line.judged.candidate.provision["pinpoint"],
        status=status,
        reason=_reason(line, status, requirements),
        requirements=tuple(requirements),
        channel=shown(pair, line.judged, now.situation.judged),
    )


def _in_order(pinpoint: str, first: str = "") -> tuple[bool, str, tuple[tuple[int, int, str], ...]]:
    """A sort key: the treaty of the channel first, then by treaty, in the order of its articles."""
    treaty, _, article = pinpoint.partition("/")
    return treaty != first, treaty, lookup.in_treaty_order(article)


def _reason(line: Line, status: Status, requirements: list[Requirement]) -> str:
    """Why the channel is what it is: the verdict on it, then what the case adds."""
    verdict = line.judged.verdict
    failing = [r for r in requirements if r.result == NOT_MET and r.nature != "optional-bar"]
    if verdict.status in ("displaced", "barred"):
        return verdict.reason
    if failing:
        return f"{verdict.reason} Not met: {_named(failing)}."
    parts = [verdict.reason]
    if line.gives_way:
        parts.append(
            f"Its details yield to {_treaties(line)} ({_article(line.gives_way['pinpoint'])}): ask under that, and rely on this beside it."
        )
    if grounds := [r for r in requirements if r.result == NOT_MET]:
        parts.append(f"It may be refused: {_named(grounds)}.")
    if unknown := [r for r in requirements if r.result == UNKNOWN]:
        parts.append(
            f"Not known: {_named(unknown) if len(unknown) <= _FEW else f'{len(unknown)} conditions'}."
        )
    return " ".join(parts)


def _treaties(line: Line) -> str:
    memory = line.weighing.record.pair.memory
    to = line.gives_way["to"] if line.gives_way else []
    return " and ".join(lookup.title(memory.instruments[f"treaty/{t}"]) for t in to)


def _article(pinpoint: str) -> str:
    return pinpoint.partition("/")[2].replace("art-", "art. ")


def _named(requirements: list[Requirement]) -> str:
    return "; ".join(f"{r.label} ({_article(r.pinpoint)})" for r in requirements)


def _requirement(now: Standing, line: Line, weighed: Weighed) -> Requirement:
    applied, condition = weighed.applied, weighed.applied.condition
    pair = now.situation.pair
    provision = pair.memory.provisions[applied.pinpoint]
    return Requirement(
        id=condition.id,
        label=condition.label,
        pinpoint=name(applied.pinpoint),
        title=pair.title(provision["treaty"]),
        nature=condition.nature,
        result=weighed.result,
        text=condition.text,
        question=_ask(now, weighed) if weighed.result == UNKNOWN else None,
        missing=weighed.missing,
        checked=condition.checked,
        decides=condition.decides,
        alone=condition.first,
        doubt=applied.doubt or None,
        statements=now.situation.on(applied, line.provision),
    )


def _ask(now: Standing, weighed: Weighed) -> str | None:
    """The condition's own question, else those of the facts that are missing."""
    own = weighed.applied.condition.question
    words = now.situation.words
    asked = [f.question for name_ in weighed.missing if (f := words.by_name(name_))]
    return own or " ".join(asked) or None


def _unplaced(now: Standing, line: Line, statement: str) -> Requirement:
    """A statement on the channel as a whole: whether it stands in the way only a reader of it can tell."""
    pair = now.situation.pair
    row = pair.memory.statements[statement]
    who = pair.name_of(row["party"])
    return Requirement(
        id=statement,
        label=f"Statement of {who}",
        pinpoint=f"{name(row['treaty'])}/{line.judged.candidate.provision['pinpoint']}",
        title=pair.title(row["treaty"]),
        nature="optional-bar",
        result=UNKNOWN,
        text=row["summary"],
        question=f"Does this statement of {who} stand in the way of the case?",
        missing=(),
        checked=True,
        decides=False,
        alone=False,
        doubt=None,
        statements=tuple(s for s in now.situation.statements.on(line.provision, "") if s.id == statement),
    )


def _duty(now: Standing, weighed: Weighed) -> Duty:
    applied, condition = weighed.applied, weighed.applied.condition
    pair = now.situation.pair
    return Duty(
        id=condition.id,
        label=condition.label,
        pinpoint=name(applied.pinpoint),
        title=pair.title(pair.memory.provisions[applied.pinpoint]["treaty"]),
        when=condition.when,
        text=condition.text,
        arises=YES if weighed.result == MET else NOT_KNOWN,
        missing=weighed.missing,
        doubt=applied.doubt or None,
    )
