"""Marks of state secrecy at the head of a paper, so that the door can refuse it before anything is kept."""

import re

# 保守国家秘密法实施条例: the mark stands at the head of the paper, level, then a star, then the term.
STAR = re.compile(r"(绝\s*密|机\s*密|秘\s*密)\s*[★☆]\s*(?:长期|启用前|[0-9一二三四五六七八九十]{1,3}\s*[年月日]?)?")
FIELD = re.compile(r"密\s*级\s*(?:和保密期限)?\s*[:：]\s*(绝\s*密|机\s*密|秘\s*密)")
ALONE = re.compile(r"^[\s　]*(绝\s*密|机\s*密|秘\s*密)(?:\s*(?:特急|加急|平急|急件|长期|\d{1,2}\s*年))?[\s　]*$")
HEAD_LINES = 12
HEAD_LENGTH = 600


def secrecy_mark(text: str) -> str:
    """The level named by a secrecy mark at the head of the text (绝密, 机密, 秘密), or empty."""
    lines = [line for line in text[:HEAD_LENGTH].splitlines() if line.strip()][:HEAD_LINES]
    for line in lines:
        found = STAR.search(line) or FIELD.search(line) or ALONE.match(line)
        if found:
            return re.sub(r"\s", "", found.group(1))
    return ""
