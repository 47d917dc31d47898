"""Text of a Word paper: paragraphs as lines, table rows as lines between bars, in the order of the page."""

import io
import zipfile
from typing import Any

from lastmile.reading.model import Unreadable

# A paper of 20 MB that unpacks to more is a bomb, not a paper.
UNPACKED_LIMIT = 200 * 1024 * 1024


def docx_text(data: bytes) -> str:
    """The text of a .docx file; raises Unreadable when it is no Word paper."""
    _check_archive(data)
    from docx import Document  # 150 ms to load: paid only by Word papers

    try:
        document = Document(io.BytesIO(data))
        return "\n".join(_block(block) for block in document.iter_inner_content())
    except Exception as error:  # python-docx raises whatever the broken XML leads to
        raise Unreadable("damaged", "Word 文件打不开,请用 Word 或 WPS 另存一次后再交来。") from error


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            size = sum(info.file_size for info in archive.infolist())
            locked = any(info.flag_bits & 1 for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise Unreadable("damaged", "文件不完整,打不开,请重新导出后再交来。") from error
    if locked:
        raise Unreadable("encrypted", "文件加了密码,请去掉密码后再交来。")
    if size > UNPACKED_LIMIT:
        raise Unreadable("too-large", "文件展开后过大,请只留正文后再交来。")
    if "word/document.xml" not in names:
        raise Unreadable("format", "这是压缩包或表格文件,请另存为 .docx 或 .txt 后再交来。")


def _block(block: Any) -> str:
    if hasattr(block, "rows"):
        return "\n".join(_row(row) for row in block.rows)
    return str(block.text)


def _row(row: Any) -> str:
    cells: list[str] = []
    seen: set[int] = set()
    for cell in row.cells:
        if id(cell._tc) not in seen:  # a merged cell is listed once for every column it spans
            seen.add(id(cell._tc))
            cells.append(" ".join(cell.text.split()))
    return "| " + " | ".join(cells) + " |"
