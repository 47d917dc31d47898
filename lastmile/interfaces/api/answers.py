"""What the API answers: the shapes that are declared, and the status of each refusal."""
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Schema

from lastmile.kernel.act import Outcome, Refused

STATUS = {
    "body.json": 400, "body.object": 400, "body.rows": 400, "body.key": 400, "body.seen": 400, "body.file": 400, "token": 401,
    "not-allowed": 403, "in-person": 403, "body.too-big": 413, "file.too-big": 413, "file.no-room": 507,
}


class Done(Schema):
    """An act that was done, or, when `already`, had been done before under the same key."""

    subject: str
    id: int
    already: bool


class Refusal(Schema):
    """Why nothing was done: a code for machines, a sentence for people, the field it is about (or "")."""

    code: str
    says: str
    field: str


class WrongRow(Schema):
    """A row that was refused: its place from 0, its column, why."""

    row: int
    column: str
    code: str
    says: str


class ManyDone(Schema):
    """What became of many rows; `done` is false when nothing was kept. `subjects` by row."""

    act: str
    made: int
    already: int
    done: bool
    wrong: list[WrongRow]
    subjects: dict[str, str]


class FileKept(Schema):
    """A file in the store: a report names it by its hash (SHA-256)."""

    hash: str
    name: str
    size: int


REFUSALS: dict[int, type[Schema]] = dict.fromkeys((400, 401, 403, 404, 409, 412, 413, 422), Refusal)


def status_of(no: Refused) -> int:
    """404 for what is not there, 412 for what somebody has changed since it was read, 422 for values that cannot be understood, 409 for
    what cannot be done as things stand."""
    if no.code in STATUS:
        return STATUS[no.code]
    last = no.code.rpartition(".")[2]
    if last == "not-found" or no.code == "action.unknown":
        return 404
    if last == "changed":
        return 412
    return 422 if no.code.startswith("value.") or last in ("unknown", "ambiguous") else 409


def answer(content: Any, status: int = 200) -> HttpResponse:
    """JSON with Chinese left readable; ninja sends it as it is, without checking it a second time."""
    return JsonResponse(content, status=status, safe=False, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def done(outcome: Outcome) -> HttpResponse:
    return answer({"subject": outcome.subject, "id": outcome.id, "already": bool(outcome.already)})


def many_done(outcome: Outcome, dry: bool) -> HttpResponse:
    """422 when rows were refused and nothing was kept, so that a sender who looks at the status alone is not misled."""
    subjects = {str(row): subject for row, subject in sorted((outcome.made | outcome.already).items())}
    return answer(outcome.as_json() | {"subjects": {} if dry else subjects}, 200 if outcome.done or dry else 422)


def refusal(no: Refused) -> HttpResponse:
    return answer({"code": no.code, "says": no.says, "field": no.column}, status_of(no))


def no_token() -> Refused:
    return Refused("token", _(
        "没有令牌，或令牌已失效。请在请求头写 Authorization: Bearer 令牌；令牌向本单位管理员申请。密码由管理员新设的，请先登录网页改好密码。"))
