"""Pages for what is not there, is not allowed, or went wrong."""
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

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
    return wrong(request, 400, _("没有看懂这个请求"), _("地址或内容不完整，没有改动任何事项。"), _("请回到上一页重新点一次。"))


@public
def failed(request: HttpRequest) -> HttpResponse:
    return wrong(request, 500, _("没有办成，是系统的问题"), _("您提交的内容没有保存，也没有改动任何事项。"),
                 _("请按浏览器的返回键回到刚才的页面，内容还在；过几分钟再试。"))


def wrong(request: HttpRequest, status: int, title: str, says: str, then: str) -> HttpResponse:
    now = timezone.localtime()
    return render(request, "error.html", status=status, back=back(), help=SimpleNamespace(who="", phone=""), error=SimpleNamespace(
        title=title, says=says, then=then, code=f"E-{now:%m%d-%H%M%S}", at=now))
