"""Every page with sample data: (name of the picture, template, variables)."""

from tests.interfaces.web import samples_chased as chased
from tests.interfaces.web import samples_item as one
from tests.interfaces.web import samples_lists as lists
from tests.interfaces.web import samples_meetings as meetings
from tests.interfaces.web import samples_notices as notices
from tests.interfaces.web import samples_papers as papers
from tests.interfaces.web.cast import n

SIGNED = {
    "row": lists.TODAY[0],
    "go": True,
    "notice": n(says="已签收2026-批-0063，办结时限11月25日。", bad=False, href="", words=""),
}
REFUSED = {"notice": n(says="这件事项刚被撤销，不用再签收。", bad=True, href="/", words="刷新收件箱")}

PAGES: list[tuple[str, str, dict]] = [
    *papers.PAGES,
    ("inbox", "inbox.html", lists.INBOX),
    ("inbox-empty", "inbox.html", lists.INBOX_EMPTY),
    ("inbox-overload", "inbox.html", lists.INBOX_MANY),
    ("items", "items.html", lists.ITEMS),
    ("items-none", "items.html", lists.ITEMS_NONE),
    ("items-of-unit", "items.html", lists.ITEMS_OF_UNIT),
    ("item", "item.html", one.PAGE),
    ("chasing", "chasing.html", chased.CHASING),
    ("chasing-stuck", "chasing.html", chased.STUCK),
    ("slip", "slip.html", chased.SLIP),
    ("board", "board.html", one.BOARD),
    ("board-areas", "board.html", one.BOARD_AREAS),
    ("board-departments", "board.html", one.BOARD_DEPARTMENTS),
    ("units", "units.html", lists.UNITS),
    ("unit", "unit.html", lists.UNIT),
    ("people", "people.html", lists.PEOPLE),
    ("person", "person.html", lists.PERSON),
    ("form-refused", "form.html", one.FORM_REFUSED),
    ("form", "form.html", one.FORM),
    ("secret", "secret.html", one.SECRET),
    ("secret-again", "secret.html", one.SECRET | {"secret": ""}),
    ("sheet", "sheet.html", one.SHEET_NEW),
    ("sheet-wrong", "sheet.html", one.SHEET_WRONG),
    ("sheet-good", "sheet.html", one.SHEET_GOOD),
    ("sheet-half", "sheet.html", one.SHEET_HALF),
    ("works", "works.html", lists.WORKS),
    ("works-none", "works.html", lists.WORKS | {"works": [], "going": 0}),
    ("work", "work.html", lists.WORK),
    ("calendar", "calendar.html", lists.CALENDAR),
    ("notices", "notices.html", notices.NOTICES),
    ("notices-none", "notices.html", notices.NONE),
    ("notice-settings", "notice_settings.html", notices.SETTINGS),
    ("notice-settings-office", "notice_settings.html", notices.SETTINGS_OFFICE),
    ("feed", "feed.html", notices.FEED),
    ("feed-again", "feed.html", notices.FEED | {"address": ""}),
    ("limits", "limits.html", lists.LIMITS),
    ("error", "error.html", one.ERROR),
    ("denied", "denied.html", one.DENIED),
    ("not-found", "not_found.html", one.NOT_FOUND),
    ("sign-in", "sign_in.html", one.SIGN_IN),
    ("sign-in-locked", "sign_in.html", one.SIGN_IN_LOCKED),
    ("sign-in-ended", "sign_in.html", one.SIGN_IN | {"problem": "ended"}),
    ("password", "password.html", one.PASSWORD),
    ("review", "directives/review.html", meetings.REVIEW),
    ("review-edit", "directives/review.html", meetings.REVIEW_EDIT),
    ("review-split", "directives/review.html", meetings.REVIEW_SPLIT),
    ("review-dismiss", "directives/review.html", meetings.REVIEW_DISMISS),
    ("review-cover", "directives/review.html", meetings.REVIEW_COVER),
    ("documents", "directives/documents.html", meetings.DOCUMENTS),
    ("documents-none", "directives/documents.html", meetings.DOCUMENTS_NONE),
    ("without", "directives/without.html", meetings.WITHOUT),
    ("upload", "directives/upload.html", meetings.UPLOAD),
    ("upload-refused", "directives/upload.html", meetings.UPLOAD_REFUSED),
]
FRAGMENTS: list[tuple[str, str, dict]] = [
    ("row", "fragments/row.html", SIGNED),
    ("refused", "fragments/refused.html", REFUSED),
    ("work-line", "fragments/work.html", lists.WORK),
    ("units", "fragments/units.html", {"units": [n(name="市应急管理局", where="青云市")]}),
]
