"""The API: for every offered action an address to do it once, and one to do it on many rows."""
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from lastmile.interfaces.perform import perform, perform_many
from lastmile.kernel.act import Refused
from lastmile.kernel.registry import Action, offered

from . import incoming, reading, schemas, uploads
from .answers import REFUSALS, Done, FileKept, ManyDone, Refusal, answer, done, many_done, no_token, refusal

KEY = {"type": "string", "maxLength": incoming.LONGEST_KEY}


class Site(NinjaAPI):
    """Ninja's own description, with the values of every action in it."""

    def get_openapi_schema(self, **given: Any) -> Any:
        found = super().get_openapi_schema(**given)
        for action in offered(by_token=True).values():
            found["components"]["schemas"] |= schemas.of_action(action)
        return found


def build() -> Site:
    """The API over the actions that are declared now."""
    api = Site(title="Lastmile", version="1", auth=incoming.Token(), docs_url=None, urls_namespace="api",
               description=_("每个操作一个地址；网页、命令行和表格导入走的是同一条路。"))
    api.add_exception_handler(Refused, lambda request, no: refusal(cast(Refused, no)))
    api.add_exception_handler(AuthenticationError, lambda request, no: refusal(no_token()))
    api.add_exception_handler(ValidationError, lambda request, no: refusal(_asked_wrong(cast(ValidationError, no))))
    for action in offered(by_token=True).values():
        _mount_one(api, action)
        _mount_many(api, action)
    api.post("/files", operation_id="files", summary=_("上传佐证材料"), tags=["files"], openapi_extra=_form(),
             response={200: FileKept, **REFUSALS, 507: Refusal})(_take_file)
    reading.mount(api)
    return api


def _mount_one(api: Site, action: Action) -> None:
    def endpoint(request: HttpRequest) -> HttpResponse:
        key, seen = incoming.checked(request.headers.get("Idempotency-Key")), incoming.seen(request.headers.get("If-Match"))
        return done(perform(action.name, incoming.values(request), request.auth, key, seen))  # type: ignore[attr-defined]

    headers = [_header("Idempotency-Key", KEY, _("同一个键第二次提交时什么也不做，返回第一次的结果。"))]
    if action.about:
        headers.append(_header("If-Match", {"type": "string"}, _("读取时返回的 n；之后有人改过，就拒绝修改（412）。")))
    extra = {"parameters": headers, "requestBody": _json({"$ref": schemas.REF.format(model=action.name)})}
    api.post(f"/do/{action.name}", operation_id=action.name, summary=_(action.title), tags=[action.noun], openapi_extra=extra,
             description=action.run.__doc__ or "", response={200: Done, **REFUSALS})(endpoint)


def _mount_many(api: Site, action: Action) -> None:
    def endpoint(request: HttpRequest, dry: bool = False, all_or_nothing: bool = True) -> HttpResponse:
        rows, keys, seen = incoming.rows(request)
        return many_done(perform_many(action.name, rows, request.auth, keys=keys, seen=seen, dry=dry,  # type: ignore[attr-defined]
                                      all_or_nothing=all_or_nothing), dry)

    own = {"key": KEY} | ({"seen": {"type": "integer"}} if action.about else {})
    row = {"allOf": [{"$ref": schemas.REF.format(model=action.name)}], "properties": own}
    summary = _("{title}（多行）").format(title=_(action.title))
    api.post(f"/many/{action.name}", operation_id=f"many.{action.name}", summary=summary, tags=[action.noun],
             openapi_extra={"requestBody": _json({"type": "array", "items": row})},
             response={200: ManyDone, **REFUSALS, 422: ManyDone | Refusal})(endpoint)


def _take_file(request: HttpRequest) -> HttpResponse:
    return answer(uploads.take(request, request.auth))  # type: ignore[attr-defined]


def _header(name: str, schema: dict[str, Any], says: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "schema": schema, "description": says}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _form() -> dict[str, Any]:
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    form = {"type": "object", "required": ["file"], "properties": {"file": file}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}}}


def _asked_wrong(no: ValidationError) -> Refused:
    """Something in the address is not what it should be."""
    where = str(no.errors[0]["loc"][-1]) if no.errors else ""
    return Refused("value.address", _("地址中的“{field}”填得不对，请核对。").format(field=where), where)
