"""The journal: one canonical form, a hash chain per subject."""
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

ZERO = bytes(32)
TAILS = """
select s.subject, e.n, e.hash from unnest(%s::text[]) s(subject)
cross join lateral (select n, hash from kernel_entry where kernel_entry.subject = s.subject order by n desc limit 1) e"""
COLUMNS = ("subject", "n", "act", "action", "at", "interface", "actor_id", "actor", "unit", "data", "hash")


def digest() -> Callable[[bytes], Any]:
    """SHA-256, or SM3 by the setting LASTMILE_HASH."""
    if settings.HASH == "sm3":
        return lambda data: hashlib.new("sm3", data)
    return hashlib.sha256


def plain(value: Any) -> Any:
    """What json cannot say by itself: dates, ids and sets as strings and lists."""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, set | frozenset | tuple):
        return sorted(value)
    return str(value)


@lru_cache(4096)
def _moment(at: datetime) -> str:
    """Kept, since the rows of a sheet name the same few moments, six times a row."""
    return at.astimezone(UTC).isoformat()


@lru_cache(64)
def _line_of(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False,
                            default=plain)


def loads(text: str) -> Any:
    return json.loads(text)


def canonical(data: dict) -> str:
    """JSON kept as text: what was hashed is what is stored. One line, whatever is in it."""
    return _ENCODER.encode(data)


def link(hasher: Callable, before: bytes, subject: str, n: int, act: object, action: str, at: datetime, interface: str, actor_id: int,
         actor: str, unit: str, data: str) -> bytes:
    """The hash of one entry: H(hash before || ten lines). The same in SQL: see docs/operate/verify.sql."""
    line = f"{subject}\n{n}\n{act}\n{action}\n{_line_of(at)}\n{interface}\n{actor_id}\n{actor}\n{unit}\n{data}"
    return hasher(before + line.encode()).digest()
