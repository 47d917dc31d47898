"""Files that nobody hands in by accident: bombs, entities, depth, loops, numbers too large. Built by code, small on disk."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

import xlsxwriter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SAID = "各单位要于3日内报送整改方案。"
File = tuple[str, bytes]


def packed(members: dict[str, str | bytes], stored: bool = False) -> bytes:
    """An archive."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return kept.getvalue()


def word(body: str, head: str = "", extra: dict[str, str | bytes] | None = None) -> bytes:
    """A .docx with this body."""
    return packed({"word/document.xml": f"<?xml version='1.0'?>{head}<w:document {W}><w:body>{body}</w:body></w:document>", **(extra or {})})


def book(sheet: str, strings: str = "") -> bytes:
    """An .xlsx with this sheet, and these strings."""
    kept = io.BytesIO()
    made = xlsxwriter.Workbook(kept, {"in_memory": True})
    made.add_worksheet("a").write(0, 0, SAID)
    made.close()
    with zipfile.ZipFile(kept) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = f"<?xml version='1.0'?><worksheet {S}>{sheet}</worksheet>"
    if strings:
        members["xl/sharedStrings.xml"] = strings
    return packed(members)


def cell(ref: str, row: int) -> str:
    """One cell of a sheet."""
    return f'<row r="{row}"><c r="{ref}" t="s"><v>0</v></c></row>'


def pdf(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from one."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer <</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(body))


def stream(content: bytes, entry: bytes = b"") -> bytes:
    """A compressed stream object."""
    small = zlib.compress(content, 9)
    return b"<</Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(small), entry, small)


def page(content: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """A PDF of one page."""
    font = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>" % box, stream(content), font])


def laughs(name: str) -> str:
    """Entities that multiply."""
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE {name} [<!ENTITY l0 "lol">{rows}]>'


def archives(random: Random) -> list[File]:
    """Archives and Word papers."""
    deep = packed({"a.txt": SAID})
    for _ in range(8):
        deep = packed({"a.zip": deep})
    lying = bytearray(packed({"a.txt": b"\0" * 50_000_000}))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 100)
    nest = "<w:tbl><w:tr><w:tc>" * 400 + f"<w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 400
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "{}">]>'
    said = f"<w:p><w:r><w:t>{SAID}&x;</w:t></w:r></w:p>"
    zeros = b"\0" * 210_000_000
    return [
        ("bomb.zip", packed({"a.txt": zeros})), ("bomb.docx", word("", extra={"word/media/a.bin": zeros})), ("deep.zip", deep),
        ("lying.zip", bytes(lying)), ("many.zip", packed({f"{n}.txt": SAID for n in range(5000)})),
        ("parts.docx", word(said, extra={f"word/header{n}.xml": "<a/>" for n in range(3000)})),
        ("way.zip", packed({"../../../../tmp/out.txt": SAID, "/etc/out.txt": SAID, "..\\out.txt": SAID})),
        ("laughs.docx", word("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", laughs("a"))), ("nest.docx", word(nest)),
        ("file.docx", word(said, entity.format("file:///etc/passwd"))), ("net.docx", word(said, entity.format("http://127.0.0.1:9/x"))),
        ("dtd.docx", word(said, '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">')),
        ("runs.docx", word("<w:p>" + "<w:r/>" * 3_000_000 + "</w:p>")), ("text.docx", word(f"<w:p><w:r><w:t>{'要' * 9_000_000}</w:t></w:r></w:p>")),
        ("wide.docx", word("<w:tbl>" + ('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc></w:tr>' * 5000) + "</w:tbl>")),
        ("list.docx", word(f'<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="{random.getrandbits(60)}"/></w:numPr></w:pPr></w:p>')),
    ]


def sheets(random: Random) -> list[File]:
    """Spreadsheets and tables as text."""
    far = "".join(cell(f"XFD{row}", row) for row in range(1, 1000))
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n + 5}"/>' for n in range(1, 20000))
    columns = '<row r="1">' + "".join(f'<c r="{name}1"><v>1</v></c>' for name in ("A", "ZZZZ", "AAAAAAA")) + "</row>"
    return [
        ("corner.xlsx", book(f"<sheetData>{cell('A1', 1)}{cell('XFD1048576', 1048576)}</sheetData>")), ("far.xlsx", book(f"<sheetData>{far}</sheetData>")),
        ("columns.xlsx", book(f"<sheetData>{columns}</sheetData>")),
        ("merges.xlsx", book(f"<sheetData>{cell('A1', 1)}</sheetData><mergeCells>{merges}</mergeCells>")),
        ("laughs.xlsx", book(f"<sheetData>{cell('A1', 1)}</sheetData>", f"{laughs('sst')}<sst {S}><si><t>&l11;</t></si></sst>")),
        ("strings.xlsx", book(f"<sheetData>{cell('A1', 1)}</sheetData>", f'<sst {S} count="4000000000" uniqueCount="4000000000"/>')),
        ("empty.xlsx", book("<sheetData>" + "<row/>" * 1_500_000 + "</sheetData>")),
        ("wide.csv", ("," * 100_000 + "\n" + SAID).encode()), ("cells.csv", ("\n".join(["要,办"] * 150_000)).encode()),
        ("quote.csv", ('"' + SAID * 90_000).encode()), ("broken.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + random.randbytes(5000)),
    ]


def marked(random: Random) -> list[File]:
    """Web pages, mail, transcripts."""
    mail = b"From: a\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    deep = b"From: a\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(900)) + SAID.encode()
    return [
        ("deep.html", ("<div>" * 20_000 + SAID).encode()), ("tags.html", ("<b>" * 2_000_000).encode()), ("links.html", ("<a href=x>要</a>" * 90_000).encode()),
        ("open.html", ("<html>" + "<script" * 300_000 + "<!--" * 300_000).encode()), ("list.html", ("<ol>" + "<li>要办</li>" * 60_000).encode()),
        ("spans.html", ("<table>" + "<tr><td colspan=9999 rowspan=9999>要办<td>二</tr>" * 2000).encode()),
        ("meta.html", b"<html><meta charset=utf-7>" + b"<meta " * 500_000), ("ent.html", (laughs("html") + f"<html><p>{SAID}&l11;").encode()),
        ("parts.eml", mail + b"--b\n\n" * 900_000), ("deep.eml", deep), ("head.eml", b"Subject: " + b"=?utf-8?b?6KaB?= (" * 100_000 + b"\nFrom: a\n\nx"),
        ("cues.srt", "".join(f"{n}\n00:00:01,000 --> 00:00:02,000\n要办\n\n" for n in range(100_000)).encode()),
        ("arrows.vtt", b"WEBVTT\n" + b"00:00:01.000 --> " * 200_000), ("tags.vtt", ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 300_000).encode()),
        ("save.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
         + random.randbytes(3000)),
        ("gzip.txt", gzip.compress(b"\0" * 1_000_000)), ("nul.txt", b"a\0" * 400_000), ("wide.txt", ("要" * 1_900_000).encode()),
    ]


def pages(random: Random) -> list[File]:
    """PDF files and pictures."""
    catalog = b"<</Type /Catalog /Pages 2 0 R>>"
    lines = b"".join(b"%d %d m %d %d l S\n" % tuple(random.randrange(800) for _ in range(4)) for _ in range(100_000))
    grid = b"".join(b"0 %d m 590 %d l S %d 0 m %d 840 l S\n" % (n, n, n, n) for n in range(0, 590))
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0) + b"\0\0\0\0"
    return [
        ("loop.pdf", pdf([catalog, b"<</Type /Pages /Kids [2 0 R] /Count 1>>"])), ("count.pdf", pdf([catalog, b"<</Type /Pages /Kids [] /Count 99999999>>"])),
        ("kids.pdf", pdf([catalog, b"<</Type /Pages /Count 5000 /Kids [" + b"3 0 R " * 5000 + b"]>>", b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"])),
        ("nest.pdf", pdf([catalog, b"[" * 200_000])), ("bomb.pdf", page(b" " * 400_000_000)), ("text.pdf", page(b"BT /F 9 Tf " + b"(aaaa) Tj " * 400_000 + b"ET")),
        ("lines.pdf", page(lines)), ("grid.pdf", page(grid)), ("box.pdf", page(b"BT /F 9 Tf (x) Tj ET", b"0 0 1e30 1e30")),
        ("stack.pdf", page(b"q " * 2_000_000)), ("form.pdf", pdf([
            catalog, b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources <</XObject <</X 5 0 R>>>>>>", stream(b"/X Do"),
            stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 5 0 R>>>>")])),
        ("action.pdf", pdf([b"<</Type /Catalog /Pages 2 0 R /OpenAction <</S /URI /URI (http://127.0.0.1:9/)>>>>", b"<</Type /Pages /Kids [] /Count 0>>"])),
        ("prev.pdf", pdf([catalog], b"/Root 1 0 R /Prev 9")), ("noise.pdf", b"%PDF-1.4\n" + random.randbytes(20_000)),
        ("huge.png", png + random.randbytes(500)), ("cut.jpg", b"\xff\xd8\xff\xe0" + random.randbytes(500)), ("cut.tif", b"II*\x00" + random.randbytes(500)),
    ]


BUILDERS: tuple[Callable[[Random], list[File]], ...] = (archives, sheets, marked, pages)


def all_files(random: Random) -> list[File]:
    """Every hostile file."""
    return [file for build in BUILDERS for file in build(random)]
