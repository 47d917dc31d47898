"""A paper as PDF, in the same layout as the Word file, by typst."""
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from . import layout
from .structure import Block, Paper, numbered, paragraphs, plain

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
MEDIA = "application/pdf"
# 仿宋, 楷体 and 小标宋 are in no package: a city that has a licence puts their files into the folder `fonts`, and they come first here.
FALLBACK = {"song": ("SimSun", "Noto Serif SC"), "title": ("FZXiaoBiaoSong-B05S", "Noto Serif SC"), "hei": ("SimHei", "Noto Sans SC"),
            "kai": ("KaiTi_GB2312", "KaiTi", "Noto Serif SC"), "fang": ("FangSong_GB2312", "FangSong", "Noto Serif SC")}
MEASURES = {"page": layout.PAGE, "top": layout.TOP, "left": layout.LEFT, "right": layout.RIGHT, "bottom": layout.BOTTOM, "body": layout.BODY,
            "title": layout.TITLE, "small": layout.SMALL, "cell": layout.CELL, "tighter": layout.TIGHTER, "pitch": layout.PITCH,
            "head": layout.HEAD_DOWN, "rule": layout.RULE_DOWN, "number": layout.NUMBER_DOWN}


def pdf(paper: Paper, own_fonts: Path | None = None) -> bytes:
    """The PDF; the same paper gives the same bytes. No font of the machine is used, so that it looks the same everywhere."""
    folders = [str(folder) for folder in (own_fonts, FONTS) if folder and folder.is_dir()]
    return bytes(typst.compile(str(TEMPLATE), sys_inputs={"paper": json.dumps(told(paper, families(own_fonts)), ensure_ascii=False)},
                               font_paths=folders, ignore_system_fonts=True))


@lru_cache
def families(own_fonts: Path | None) -> dict[str, list[str]]:
    """For each font of the standard those to try, the city's own before what the package has; typst warns of names that are not there."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False,
                        font_paths=[str(folder) for folder in (own_fonts, FONTS) if folder and folder.is_dir()]).families()
    return {font: [name for name in names if name in found] for font, names in FALLBACK.items()}


def told(paper: Paper, fonts: dict[str, list[str]]) -> dict[str, Any]:
    """What the template takes: plain words and measures."""
    by, on = layout.signed(plain(paper.signature), paper.date, paper.sealed)
    imprint = [[f"抄送：{plain(paper.copies).strip().rstrip('。')}。"]] if paper.copies else []
    if paper.printed_by and paper.date:
        imprint.append([plain(paper.printed_by), f"{paper.date}印发"])
    several = len(paper.annexes) > 1
    body = blocks(paper.blocks)
    last = body[-1]["lines"].pop() if body and body[-1]["sort"] == "text" and 0 < len((body[-1]["lines"] or [""])[-1]) <= layout.KEEP else ""
    head = {"title_lines": layout.title_lines(plain(paper.title)), "head_size": layout.head_size(plain(paper.red_head)), "red": layout.RED,
            "colour": layout.COLOURS.get(paper.colour, ""), "marks": [plain(words) for words in (paper.mark, paper.urgency) if words],
            "to": plain(paper.to).strip().rstrip(":：") + "：" if paper.to else ""}
    plainly = {name: plain(getattr(paper, name)) for name in ("title", "number", "red_head", "signature", "issued_by", "date")}
    annexes = [{"mark": f"附件{n if several else ''}", "title_lines": layout.title_lines(plain(annex.title)), "blocks": blocks(annex.blocks)}
               for n, annex in enumerate(paper.annexes, 1)]
    return {"fonts": fonts, "measures": MEASURES, "form": layout.FORM, **head, **plainly, "blocks": body, "last": last,
            "attachments": [plain(name) for name in paper.attachments], "by": by, "on": on, "imprint": imprint, "annexes": annexes}


def blocks(of: tuple[Block, ...]) -> list[dict[str, Any]]:
    found = []
    for block, mark in numbered(of):
        lines = paragraphs(block.text)[:1] if mark else paragraphs(block.text)
        found.append({
            "sort": block.sort, "font": layout.HEADINGS[int(block.sort)] if mark else "fang", "lines": [mark + words for words in lines],
            "head": [cell(words) for words in block.head], "rows": [[cell(words) for words in row] for row in block.rows],
            "widths": list(block.widths) if len(block.widths) == len(block.head) else [1] * len(block.head)})
    return found


def cell(words: str) -> dict[str, Any]:
    return {"words": paragraphs(words) or [""], "middle": len(words) <= 6}
