"""How a treaty between two states is laid out for people."""

from typing import Any, Final

from foedera.cli.sheet import Column, Row, Sheet

_ANSWERS: Final = {"yes": "yes", "no": "no", "not-known": "not known"}


def between(answer: dict[str, Any]) -> Sheet:
    """The norms of a treaty between two states, in its order, with the layers above and the rest below."""
    several = len({row["treaty"] for row in answer["norms"]}) > 1
    treaty: list[Column] = [("Treaty", lambda r: r["treaty"])] if several else []
    return Sheet(
        rows="norms",
        columns=[
            *treaty,
            ("Article", _article),
            ("Norm", lambda r: r["summary"]),
            ("Text", _text),
            ("Applies", lambda r: _ANSWERS[r["answer"]]),
            ("Reserved by", lambda r: ", ".join(dict.fromkeys(s["of"] for s in r["reservations"]))),
            ("Union rule", lambda r: ", ".join(dict.fromkeys(u["act"] for u in r["union_rules"]))),
        ],
        head=[
            f"{answer['treaty']['title']} between {answer['a']['name']} and {answer['b']['name']} on "
            f"{answer['as_of']}: {_ANSWERS[answer['answer']]}. {answer['reason']}",
            *(line for layer in answer["layers"] for line in _layer(layer)),
            *_disconnection(answer["disconnection"]),
        ],
        foot=[*_reserved(answer), *_proof(answer["proof"])],
    )


def _article(row: Row) -> str:
    return str(row["pinpoint"]).removeprefix("art-")


def _text(row: Row) -> str:
    """Whether a norm stands as written, and by which layer not."""
    by = ", ".join(f"{u['treaty']} {str(u['pinpoint']).removeprefix('art-')}" for u in row["under"])
    return f"{row['state']} ({by})" if by else str(row["state"])


def _layer(layer: Row) -> list[str]:
    """A protocol between the two, and those of its parts that fare otherwise than it does."""
    lines = [f"{layer['title']}: {_ANSWERS[layer['answer']]}. {layer['reason']}"]
    return lines + [
        f"  {part['label']}: {_ANSWERS[part['answer']]}. {part['reason']}"
        for part in layer["parts"]
        if part["answer"] != layer["answer"]
    ]


def _disconnection(found: Row | None) -> list[str]:
    if found is None:
        return []
    acts = [f"  {act['title']}: {_ANSWERS[act['answer']]}. {act['reason']}" for act in found["acts"]]
    return [f"{found['clause']}: {found['label']}", *acts]


def _reserved(answer: Row) -> list[str]:
    """What each side reserved or declared, once."""
    rows = [s for row in answer["norms"] for s in row["reservations"]] + answer["other_statements"]
    return list(dict.fromkeys(f"{s['of']} ({s['effect']}): {s['summary']}" for s in rows))


def _proof(address: str | None) -> list[str]:
    return [f"Why: foedera explain {address.partition('fact=')[2]}"] if address else []
