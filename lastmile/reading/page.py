"""Lines around the paper: credits, menus and counters of a web page, and the salutation of a letter."""

import re
from functools import cache

from lastmile.reading import vocabulary
from lastmile.reading.gate import Gated
from lastmile.reading.segment import Piece

MENU = Gated(
    r"^[^，。；]{0,20}(?:忘记密码|登录\s*[|｜]\s*注册|您需要登录|用户名|验证码|我要评论|全部评论)|"
    r">>|» |›|＞|^[^，。；]*\.(?:com|cn|net|docx?|xlsx?|pdf)(?![a-z])[^，。；]*$|^[\W\d]*$|^(?:首页|当前位置)"
)
# Credits in brackets, wherever they stand: [编辑：某 审核：某], （记者 某）.
CREDIT = Gated(r"^[（【\[]?(?:本报)?(?:[记讯]者|通讯员|责编|编辑|摄影|图/文|文/图|图/|文/)\s?[^，。；]{1,30}[）】\]]?$")
PUBLIC = Gated(r"^（?(?:此件|本文|该文)[^，。]{0,6}公开|^（?联系人：[^。]{0,60}$|为进一步了解[^。]{0,20}公众|^请您对")
ADDRESSEE = re.compile(
    r"^(?!请|要|对|由)[^，。；：]{1,60}"
    r"(?:[局委办府会位门构组县区镇乡道司团校院心部社所站处厅市州旗盟村]|同志|企业|机关|基地|指挥部|党组织|园区|队|们|人员|负责人)$"
)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page or the form around the paper."""
    line = line.strip()
    if len(line) > 90:
        return False
    return bool(_labels().match(line) or MENU.search(line) or CREDIT.match(line) or PUBLIC.match(line))


def is_salutation(pieces: list[Piece]) -> bool:
    """Whether a line only says to whom the paper goes: names between commas, then a colon."""
    if not pieces or pieces[-1].stop != "：" or any(piece.stop in "。；" for piece in pieces[:-1]):
        return False
    return all(ADDRESSEE.match(re.sub(r"（[^）]*）", "", piece.text)) for piece in pieces)


@cache
def _labels() -> re.Pattern[str]:
    spaced = (" *".join(entry) if re.fullmatch(r"[\u3400-\u9fff]{2}", entry) else entry for entry in vocabulary.words("furniture"))
    labels = "|".join(spaced)
    return re.compile(rf"^[\W_]*(?:{labels})(?=\s*[：:/／|｜】\]）)\[〔]|\s{{2,}}|\s*$|\s[\d【\[])")
