"""Answers as bytes: JSON, CSV, HTML; packed where the client can unpack."""

import csv
import hashlib
import io
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson
from fastapi import Request, Response

from api.service import service
from foedera.obligations import Owed, duty_shown
from foedera.store import Snapshot
from foedera.toward import Toward

_WORTH_PACKING: Final = 2_048
#: A cache may keep an answer and asks each time whether it still holds: the record may change at any moment.
_CACHING: Final = {"cache-control": "public, no-cache"}
_GZIP: Final = 16 + zlib.MAX_WBITS


def json_answer(request: Request, answer: Any, pack: bool = True) -> Response:
    """``answer`` as JSON.

    Args:
        request: the request.
        answer: dicts, lists and scalars.
        pack: whether a long answer may be compressed; off where speed matters more than size.
    """
    return answered(request, orjson.dumps(answer), "application/json", pack=pack)


def duty_json(snapshot: Snapshot, duty: Owed, pair: Toward | None) -> orjson.Fragment:
    """A duty as a finished piece of JSON; one that is not shown toward a single state is made once and kept."""
    if pair is not None:
        return orjson.Fragment(orjson.dumps(duty_shown(snapshot, duty, pair)))
    if duty.shown is None:
        # A copy: what orjson returns keeps the kilobytes of room in which it was written.
        duty.shown = bytes(bytearray(orjson.dumps(duty_shown(snapshot, duty, None))))
    return orjson.Fragment(duty.shown)


def answered(
    request: Request,
    body: bytes,
    media_type: str,
    headers: Mapping[str, str] | None = None,
    pack: bool = True,
) -> Response:
    """A body with the headers of the service, gzipped where it is long and the client takes gzip.

    Args:
        request: the request.
        body: the answer.
        media_type: its type.
        headers: further headers; an ``etag`` among them takes the place of the one made from the body.
        pack: whether a long answer may be compressed.
    """
    shown = {**service(request).headers, **_CACHING, **(headers or {})}
    shown.setdefault("etag", etag(body))
    if pack and len(body) >= _WORTH_PACKING:
        shown["vary"] = ", ".join(filter(None, (shown.get("vary"), "Accept-Encoding")))
        if "gzip" in request.headers.get("accept-encoding", ""):
            packer = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
            body = packer.compress(body) + packer.flush()
            shown["content-encoding"] = "gzip"
    return Response(body, media_type=media_type, headers=shown)


def etag(body: bytes) -> str:
    """The entity tag of a body; weak, for the answer is the same packed or not. Who has it is sent none: api/envelope.py."""
    return f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'


def finished(answer: Any) -> tuple[bytes, dict[str, str]]:
    """An answer as JSON with its entity tag, for what is kept and given many times."""
    body = orjson.dumps(answer)
    return body, {"etag": etag(body)}


def table(
    request: Request, answer: Mapping[str, Any], rows: str, format: str | None, pack: bool = True
) -> Response:
    """An answer that is a table, as JSON or CSV.

    Args:
        request: the request.
        answer: the answer.
        rows: the member of it that holds the rows.
        format: "csv", or "json" and None for JSON.
        pack: as for ``json_answer``.
    """
    if format != "csv":
        return json_answer(request, answer, pack)
    headers = {"foedera-answer": str(answer["answer"])} if "answer" in answer else {}
    return answered(
        request, as_csv(answer[rows]).encode(), "text/csv; charset=utf-8; header=present", headers
    )


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV (RFC 4180): ``{id, name}`` becomes two columns, a list of words is joined, what is deeper is JSON."""
    flat = [_flat(row) for row in rows]
    columns = list(dict.fromkeys(key for row in flat for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(flat)
    return out.getvalue()


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, dict) and all(not isinstance(v, dict | list) for v in value.values()):
            flat.update({key if inner == "id" else f"{key}_{inner}": v for inner, v in value.items()})
        elif isinstance(value, list) and all(isinstance(v, str) for v in value):
            flat[key] = "; ".join(value)
        elif isinstance(value, dict | list):
            flat[key] = orjson.dumps(value).decode()
        else:
            flat[key] = value
    return flat
