"""Old and foreign office papers through LibreOffice: the same directives, no network, and a clear sentence without it."""

import socket
import threading

import pytest

from lastmile.reading import Unreadable, read
from tests.reading.formats import maker
from tests.reading.formats.same import places, plain, told

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")
needs_office = pytest.mark.skipif(not maker.SOFFICE, reason="LibreOffice is not installed")


def test_without_the_program_the_clerk_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Unreadable, match="另存为 .docx"):
        read(OLE, "a.doc")


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
@pytest.mark.parametrize("paper", maker.PAPERS, ids=lambda paper: paper.name)
def test_an_old_paper_gives_the_directives_of_the_plain_text(paper: maker.Paper, kind: str) -> None:
    found = read(maker.office(maker.docx(paper), "docx", kind), "a.wps" if kind == "doc" and paper.table else f"a.{kind}")
    assert told(found) == plain(paper) and found.kind == kind
    assert all("paragraph" in place or "table" in place for _, place in places(found))


@needs_office
@pytest.mark.slow
def test_a_paper_that_asks_for_a_picture_elsewhere_gets_none() -> None:
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    asked.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        rtf = rf'{{\rtf1\ansi {{\field{{\*\fldinst INCLUDEPICTURE "{address}" \\d}}{{\fldrslt x}}}} words}}'
        try:
            assert "words" in read(rtf.encode(), "a.rtf").text
        finally:
            stop.set()
            thread.join()
    assert asked == []


@needs_office
@pytest.mark.slow
def test_a_broken_paper_is_refused() -> None:
    with pytest.raises(Unreadable) as no:
        read(OLE + b"\0" * 4000, "a.doc")
    assert no.value.says.endswith("。")
