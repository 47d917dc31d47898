"""POST /api/files: the files of a form go straight from the line into the store."""
from dataclasses import dataclass
from typing import Any, cast

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from lastmile.interfaces.files import in_words, note, store, too_big
from lastmile.kernel.act import Actor, Refused
from lastmile.lib.store import MOST, Stored, Writing

FORM = 64 * 1024  # what a form has besides its file


@dataclass
class Arrived:
    """A file of the form that lies in the store."""

    name: str
    stored: Stored

    def close(self) -> None:
        """Asked by Django of every file of a request; this one is closed already."""


class Storing(FileUploadHandler):
    """Writes into the store what comes; a refusal waits until the sender has finished, so that they can read it."""

    refused: Refused | None = None
    writing: Writing | None = None

    def new_file(self, *given: Any, **more: Any) -> None:
        super().new_file(*given, **more)
        self._try(self._begin)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._try(lambda: self.writing.write(raw_data))  # type: ignore[union-attr]

    def file_complete(self, file_size: int) -> Any:
        stored = self._try(lambda: self.writing.keep())  # type: ignore[union-attr]
        self.upload_interrupted()
        return Arrived(self.file_name or "", stored)

    def upload_interrupted(self) -> None:
        """Forget what came of a file that is not whole."""
        if self.writing:
            self.writing.__exit__()
            self.writing = None

    def _begin(self) -> None:
        self.writing = Writing(store())
        self.writing.__enter__()

    def _try(self, step: Any) -> Any:
        try:
            with in_words():
                return step()
        except Refused as no:
            self.upload_interrupted()
            self.refused = no
            raise StopUpload(connection_reset=False) from no


def take(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Store the one file of the form and note who brought it: {"hash", "name", "size"}."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST + FORM:
        raise too_big()
    handler = Storing(request)
    request.upload_handlers = [handler]
    try:
        arrived = request.FILES.getlist("file")
    except MultiPartParserError as no:
        raise nothing() from no
    if handler.refused:
        raise handler.refused
    if len(arrived) != 1:
        raise nothing()
    only = cast(Arrived, arrived[0])
    return note(only.stored, only.name, actor)


def nothing() -> Refused:
    return Refused("body.file", _("没有收到文件。请用 multipart/form-data 上传，文件字段名为 file，每次一个。"), "file")
