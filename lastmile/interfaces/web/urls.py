"""The addresses of the pages that belong to no domain."""
from django.urls import path

from .views import board, calendar, do, file, inbox, item, items, notices, people, sheet, sign, units, works

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("items", items.listing, name="items"),
    path("items/<int:pk>", item.item, name="item"),
    path("files/<int:pk>", file.file, name="file"),
    path("board", board.board, name="board"),
    path("units", units.units, name="units"),
    path("units/pick", units.pick, name="unit_pick"),
    path("units/<int:pk>", units.unit, name="unit"),
    path("people", people.people, name="people"),
    path("people/<int:pk>", people.person, name="person"),
    path("calendar", calendar.calendar, name="calendar"),
    path("do/<str:action>", do.do, name="do"),
    path("sheets/<str:action>", sheet.sheet, name="sheet"),
    path("sheets/<str:action>/template", sheet.blank, name="sheet_template"),
    path("sheets/<str:action>/wrong", sheet.wrong, name="sheet_wrong"),
    path("notices", notices.notices, name="notices"),
    path("notices/settings", notices.settings, name="notice_settings"),
    path("notices/<int:pk>", notices.notice, name="notice"),
    path("works", works.works, name="works"),
    path("works/<int:pk>", works.work, name="work"),
    path("works/<int:pk>/cancel", works.cancel, name="work_cancel"),
    path("works/<int:pk>/result", works.result, name="work_result"),
    path("sign-in", sign.sign_in, name="sign_in"),
    path("sign-out", sign.sign_out, name="sign_out"),
    path("password", sign.password, name="password"),
    path("language", sign.set_language, name="set_language"),
]
