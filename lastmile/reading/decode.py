"""Plain bytes to text. Every byte is accounted for, or the paper is refused with a sentence that helps."""

import codecs
import re

from lastmile.reading.model import N_, Unreadable

LIMIT = 20 * 1024 * 1024
# Characters every Chinese paper has: the yardstick between two encodings that both decode.
COMMON = re.compile("[的一是在和了有要全市工作会议,。、,县区强调各部门年月日會議發經對國這為與時人民安全政府]")
WIDE = re.compile(r"[^\x00-\x7f]")
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
ODD = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """The text of plain bytes and the name of its encoding; raises Unreadable."""
    text, encoding = _text(data)
    return _sane(text), encoding


def _text(data: bytes) -> tuple[str, str]:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    if b"\x00" in data:
        raise Unreadable("binary", N_("这不是文字文件，请另存为 .docx 或 .txt 后再交来。"))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _legacy(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("damaged", N_("文件有损坏的字节，读出来会缺字，请重新导出后再交来。")) from None


def _legacy(data: bytes) -> tuple[str, str]:
    found = []
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_likeness(text), text, encoding))
    found = [row for row in found if row[0] > 0.02]
    if not found:
        raise Unreadable("damaged", N_("认不出文件的编码，或文件有损坏，请另存为 UTF-8 的 .txt 后再交来。"))
    _, text, encoding = max(found, key=lambda row: row[0])
    return text, encoding


def _likeness(text: str) -> float:
    wide = "".join(WIDE.findall(text))
    return (len(COMMON.findall(wide)) - 5 * len(PRIVATE.findall(wide))) / max(1, len(wide))


def _sane(text: str) -> str:
    if not text.strip():
        raise Unreadable("empty", N_("文件里没有文字，请检查后重新交来。"))
    if len(ODD.findall(text)) * 50 > len(text):
        raise Unreadable("binary", N_("这不是文字文件，请另存为 .docx 或 .txt 后再交来。"))
    if text.count("\ufffd") * 100 > len(text):
        raise Unreadable("damaged", N_("文件里的字已经损坏，请找原件重新导出后再交来。"))
    return text
