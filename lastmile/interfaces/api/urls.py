from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from .answers import answer
from .site import build


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """An address that is none, told as the rest of the API tells."""
    return answer({"code": "address.unknown", "says": _("没有这个地址，请对照 openapi.json 核对。"), "field": ""}, 404)


urlpatterns = [path("", build().urls), re_path("", nowhere)]
