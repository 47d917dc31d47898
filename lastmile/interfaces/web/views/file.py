"""Evidence, to those who see its item."""
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponseBase

from lastmile.interfaces.files import store
from lastmile.kernel.queries.item import evidence_file

from .errors import not_found

SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")  # shown in the page; all else is a download


def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = evidence_file(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        return not_found(request)
    try:
        content = store().open(found["hash"])
    except FileNotFoundError:
        return not_found(request)
    answer = FileResponse(content, content_type=found["media"])
    how = "inline" if found["media"] in SHOWN else "attachment"
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(found['name'])}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer

