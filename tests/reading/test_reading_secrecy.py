"""A state-secrecy mark at the head of a paper is seen; the same words in running text are not."""

import pytest

from tests.reading.papers import reading


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("机密★1年\n关于有关工作的通知\n", "机密"),
        ("绝密★启用前\n", "绝密"),
        ("秘密★\n江州市人民政府\n", "秘密"),
        ("密级:机密\n关于有关工作的通知\n", "机密"),
        ("密级和保密期限：秘密 3年\n", "秘密"),
        ("000001\n机 密\n特急\n", "机密"),
        ("機密★長期\n會議強調,各級各部門要認真落實責任。\n", "机密"),
    ],
)
def test_a_mark_at_the_head_is_seen(head: str, level: str) -> None:
    assert reading(head + "会议要求,各镇街要开展隐患排查。").secrecy == level


@pytest.mark.parametrize(
    "text",
    [
        "会议要求,市市场监管局要保护企业商业秘密,严禁泄露工作秘密。",
        "关于加强机密级会议场所管理的通知\n各单位要落实机密文件登记制度。",
        "密级:内部\n会议要求,各镇街要开展隐患排查。",
    ],
)
def test_the_words_alone_are_no_mark(text: str) -> None:
    assert reading(text).secrecy == ""
