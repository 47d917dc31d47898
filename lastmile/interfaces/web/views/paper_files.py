"""Papers as files: as they are now, and as they were archived."""
from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponseBase

from lastmile.interfaces.files import store
from lastmile.interfaces.papers.writing import FORMS, MEDIA, file_name, paper_of
from lastmile.kernel.queries import papers as queries

from .errors import not_found

SHOWN = ("docx", "pdf")


def file(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The paper in a form; archived, the very bytes that were kept."""
    row = queries.paper_of(request.actor, pk) if form in SHOWN else None  # type: ignore[attr-defined]
    if row is None:
        return not_found(request)
    kept = next((one for one in queries.files_of(pk) if one.form == form and one.version == row.version), None)
    if kept is not None:
        return archived(request, kept.pk)
    return FileResponse(BytesIO(FORMS[form](paper_of(row))), content_type=MEDIA[form], as_attachment=True, filename=file_name(row, form))


def archived(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = queries.file_of(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        return not_found(request)
    try:
        content = store().open(found.hash)
    except FileNotFoundError:
        return not_found(request)
    return FileResponse(content, content_type=MEDIA[found.form], as_attachment=True, filename=found.name)
