"""The routes that pages name, with nothing behind them: enough to render a page."""
from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", nothing, name="inbox"),
    path("items", nothing, name="items"),
    path("units", nothing, name="units"),
    path("units/pick", nothing, name="unit_pick"),
    path("people", nothing, name="people"),
    path("notices", nothing, name="notices"),
    path("notices/settings", nothing, name="notice_settings"),
    path("papers", nothing, name="papers"),
    path("papers/<int:pk>", nothing, name="paper"),
    path("ledger", nothing, name="ledger"),
    path("calendar", nothing, name="calendar"),
    path("limits", nothing, name="limits"),
    path("works", nothing, name="works"),
    path("password", nothing, name="password"),
    path("sign-in", nothing, name="sign_in"),
    path("sign-out", nothing, name="sign_out"),
    path("language", nothing, name="set_language"),
    path("do/<str:action>", nothing, name="do"),
]
