"""What comes in: who asks, and the body as plain JSON; the values themselves are read once, by the action."""
import json
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from lastmile.kernel.act import Actor, Refused
from lastmile.kernel.queries.people import actor_of_token

MOST = 2 * 2**20
MOST_ROWS = 100 * 2**20
LONGEST_KEY = 200


class Token(HttpBearer):
    """The key that a person was given for their programs; no session is asked for or made."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return actor_of_token(token, "api", timezone.now())


def body(request: HttpRequest, most: int = MOST) -> Any:
    """The body as JSON. Refused when it is none, or is too big."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise Refused("body.too-big", _("请求内容超过 {most} MB，请分成几次提交。").format(most=most // 2**20))
    try:
        return json.loads(request.read() or b"{}")
    except (ValueError, RecursionError) as no:
        raise Refused("body.json", _("请求内容不是 JSON（UTF-8），请检查。")) from no


def values(request: HttpRequest) -> dict[str, Any]:
    """The values of one act: a JSON object."""
    found = body(request)
    if not isinstance(found, dict):
        raise Refused("body.object", _("请求内容应当是一个 JSON 对象：{“字段”: 值}。"))
    return found


def rows(request: HttpRequest) -> tuple[list[dict[str, Any]], list[str | None], list[int | None]]:
    """The rows of many acts; of each the sender's key, and the entry up to which they have seen it (its members "key" and "seen")."""
    found = body(request, MOST_ROWS)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Refused("body.rows", _("请求内容应当是一个 JSON 数组，每行一个对象。"))
    return found, [checked(row.pop("key", None)) for row in found], [seen(row.pop("seen", None)) for row in found]


def checked(key: Any) -> str | None:
    """An idempotency key: printable, not too long; None or "" for none."""
    if key is None or key == "":
        return None
    if not isinstance(key, str | int) or len(str(key)) > LONGEST_KEY or not str(key).isprintable():
        raise Refused("body.key", _("幂等键应当是不超过 {most} 个字的文字。").format(most=LONGEST_KEY), "key")
    return str(key)


def seen(number: Any) -> int | None:
    """The number of an entry, as a number or as an entity tag ("5"); None or "" for none."""
    if number is None or number == "":
        return None
    said = str(number).strip().removeprefix('"').removesuffix('"')
    if isinstance(number, bool) or len(said) > 9 or not (said.isascii() and said.isdigit()):
        raise Refused("body.seen", _("If-Match（多行时为 seen）应当是读取时返回的 n，例如 5。"), "seen")
    return int(said)
