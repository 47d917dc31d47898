"""Scanned pages and pictures: characters recognised on this machine, by an optional part that needs no network."""

import io
from functools import cache
from importlib.util import find_spec
from typing import Any

from lastmile.reading.formats import apart
from lastmile.reading.formats.extract import Builder, Extract
from lastmile.reading.formats.manner import patient
from lastmile.reading.model import N_, Note, Unreadable

MEMORY = 3_000  # of addresses; what is really used is about 900 MB
PAGES = 40
PIXELS = 60_000_000
SCALE = 150 / 72
LONGEST_SIDE = 4_000
SURE = 0.5
UNSURE = N_("有 {count} 行字认不准，没有读进来，请对照原件。")
DOUBTFUL = N_("有 {count} 页是扫描图片，文字由识别得来，可能有错字，请对照原件。")


def installed() -> None:
    """Refuses, with what to do, where recognition is not installed."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        raise Unreadable("image", N_(
            "这是扫描件或图片，读不出文字。请先识别成文字再交来；或请管理员在服务器上装上文字识别（scripts/setup ocr），装好后不用联网。"))


def seconds(pages: int) -> float:
    """How long recognition may take; refuses what would take an hour."""
    if pages > PAGES:
        raise Unreadable("too-large", N_("扫描图片超过 40 页，请拆分后再交来。"))
    return 40.0 + 30.0 * pages


def extract(data: bytes, name: str) -> Extract:
    """The words of a picture."""
    installed()
    patient()
    return apart.run("scan", data, seconds=seconds(1), memory=MEMORY)


def work(data: bytes) -> Extract:
    """The same, here and now; a picture may have several frames, as faxes do."""
    from PIL import Image, ImageOps, ImageSequence

    from lastmile.reading.formats.pdf_columns import lines
    from lastmile.reading.formats.pdf_flow import paragraphs

    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > PIXELS:
            raise Unreadable("too-large", N_("图片太大，请缩小后再交来。"))
        frames = [ImageOps.exif_transpose(frame).convert("RGB") for frame, _ in zip(ImageSequence.Iterator(picture), range(PAGES), strict=False)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable("image", N_("图片打不开或有损坏，请重新保存后再交来。")) from error
    builder, unsure = Builder(), 0
    for number, frame in enumerate(frames, 1):
        apart.tell(number - 1, len(frames))
        chars, left_out = recognised(frame)
        unsure += left_out
        for told in paragraphs(lines(chars, number)):
            builder.line([(text, {"page": number, "box": line.box}) for text, line in told])
    return builder.done("image", notes=notes(len(frames), unsure))


def notes(pages: int, unsure: int) -> list[Note]:
    """What the clerk should know of recognised pages: how many there are, and how many lines nobody could be sure of."""
    found = [Note(DOUBTFUL, {"count": str(pages)})] if pages else []
    return [*found, Note(UNSURE, {"count": str(unsure)})] if unsure else found


def page_chars(document: Any, number: int) -> tuple[list[Any], int]:
    """The characters of a page of a PDF, recognised from its picture, and the lines left out."""
    import pypdfium2

    page = pypdfium2.PdfDocument(document)[number - 1]
    scale = min(SCALE, LONGEST_SIDE / max(*page.get_size(), 1.0))
    chars, unsure = recognised(page.render(scale=scale).to_pil().convert("RGB"))
    return [(char, *(side / scale for side in box)) for char, *box in chars], unsure


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # a second to load, and its models lie beside it

    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, "Rec.rec_batch_num": 2})


def recognised(picture: Any) -> tuple[list[Any], int]:
    """Each character with its box (a line's box is shared out, two parts to a wide character and one to a narrow one); how many lines were
    left out because recognition was not sure of them."""
    import numpy

    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    found = _engine()(numpy.asarray(picture)[:, :, ::-1])
    chars: list[Any] = []
    unsure = 0
    rows = zip(found.boxes, found.txts, found.scores, strict=True) if found.boxes is not None else ()
    for corners, words, score in rows:
        if score >= SURE:
            chars += _shared(words, [float(x) for x, _ in corners], [float(y) for _, y in corners])
        else:
            unsure += bool(words.strip())
    return chars, unsure


def _shared(words: str, xs: list[float], ys: list[float]) -> list[Any]:
    weights = [2 if ord(char) > 0x2E80 else 1 for char in words]
    unit = (max(xs) - min(xs)) / max(1, sum(weights))
    chars, at = [], min(xs)
    for char, weight in zip(words, weights, strict=True):
        if not char.isspace():
            chars.append((char, at, min(ys), at + unit * weight, max(ys)))
        at += unit * weight
    return chars
