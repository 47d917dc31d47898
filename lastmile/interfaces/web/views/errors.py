"""Pages for what is not there, is not allowed, is too much, or went wrong."""
import logging
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.interfaces.files import too_big as file_too_big

from .. import moments
from ..jinja import url
from ..middleware import public
from ..page import render


def back() -> SimpleNamespace:
    return SimpleNamespace(words=_("回收件箱"), href=url("inbox"))


@public
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Nothing there, or nothing this person may see: the page does not tell which."""
    return render(request, "not_found.html", status=404, back=back())


@public
def denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "denied.html", status=403, back=back(), denied=SimpleNamespace(
        title=_("没有打开"), says=_("这一步不在您的权限内，或者页面停留太久。请回到收件箱重新进入；需要权限请找本单位管理员。")))


@public
def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or comes from elsewhere."""
    return denied(request)


@public
def bad(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What the web server understands but we do not, and forms with more in them than a form may have."""
    says = too_much(exception)
    if says:
        return turned_away(request, 413, says)
    return wrong(request, 400, _("没有看懂这个请求"), _("地址或内容不完整，没有改动任何事项。"), _("请回到上一页重新点一次。"))


def too_much(exception: Any) -> str:
    """The sentence about a form that Django would not read to its end; "" for anything else."""
    if isinstance(exception, RequestDataTooBig):
        most = moments.size(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return _("填写的文字超过{most}，没有保存。会议材料请存成文件再导入，其他内容请精简。").format(most=most)
    if isinstance(exception, TooManyFilesSent):
        return _("一次最多交{most}个文件，没有保存。请打包成压缩文件后重新上传。").format(most=settings.DATA_UPLOAD_MAX_NUMBER_FILES)
    return _("表里的行太多，没有保存。请改用表格导入。") if isinstance(exception, TooManyFieldsSent) else ""


def too_big(request: HttpRequest) -> HttpResponse:
    """A file over the limit, known before it is read; the API says the same."""
    return turned_away(request, 413, file_too_big().says)


def turned_away(request: HttpRequest, status: int, says: str) -> HttpResponse:
    """By script the form stays as it is, with the sentence above it; without, the browser has kept what was typed."""
    if request.headers.get("HX-Request"):
        notice = SimpleNamespace(says=says, bad=True, href="", words="")
        return HttpResponse(get_template("fragments/refused.html").render({"notice": notice}), status=status, headers=IN_PLACE)
    return wrong(request, status, _("没有保存"), says, _("请按浏览器的返回键回到刚才的页面，内容还在。"))


IN_PLACE = {"HX-Retarget": "#notice", "HX-Reselect": "#notice", "HX-Reswap": "outerHTML show:window:top"}


@public
def failed(request: HttpRequest) -> HttpResponse:
    return wrong(request, 500, _("没有办成，是系统的问题"), _("您提交的内容没有保存，也没有改动任何事项。"),
                 _("请按浏览器的返回键回到刚才的页面，内容还在；过几分钟再试。"))


def wrong(request: HttpRequest, status: int, title: str, says: str, then: str) -> HttpResponse:
    """Only what is our fault gets a number to report it by."""
    now = timezone.localtime()
    code = f"E-{now:%m%d-%H%M%S}" if status >= 500 else ""
    if code:
        logging.getLogger("lastmile.web").error("%s: %s %s", code, request.method, request.path)
    return render(request, "error.html", status=status, back=back(), error=SimpleNamespace(
        title=title, says=says, then=then, code=code, at=now))
