"""What people write: progress, reports, evidence, findings; figures come from the item's count."""
from datetime import datetime
from typing import Any

from .data import Story, read, unit
from .hours import pick

BUILDING = ("安装", "加装", "改造", "迁改", "浇筑", "平整", "修复", "扩容")  # meets the troubles of a building site
LOOKING = ("排查", "检查", "核查", "抽查", "复核", "夜查", "整治")
FLOWING = ("万元", "米", "公里", "亩", "吨", "千克", "册", "部", "次", "批")  # not looked at one by one, but in places


def choose(pool: str, key: str, turn: int = 0) -> Any:
    """A phrase of the pool; the next turns take the next ones, so that one item does not repeat itself."""
    options = read("phrases.json")
    for name in pool.split("."):
        options = options[name]
    return options[(pick(key, len(options)) + turn) % len(options)]


def fixed(pool: str, key: str) -> str:
    """The one phrase of the pool for that key."""
    return read("phrases.json")[pool][key]


def done(story: Story, figure: int, former: int, turn: int) -> str:
    """How far it is, in a sentence with figures."""
    verb, noun, one, total = story.measure
    if figure <= 0:
        return f"已安排到人，正在核对{noun}底数。"
    pool = "round" if story.rhythm != "once" else "finished" if figure >= total else "done"
    facts = dict(verb=verb, noun=noun, u=one, t=total, a=figure, p=percent(story, figure), left=total - figure)
    phrase = choose(pool, story.ref, turn)
    if not former and "{step}" in phrase:
        phrase = choose(pool, story.ref, turn + 1)
    return phrase.format(**facts, step=figure - former, n=turn + 1) + found(story, figure)


def found(story: Story, figure: int) -> str:
    """What came up on the way; only checks of safety and order that look at many places find something."""
    verb, _, _, total = story.measure
    if story.area not in ("safety", "order") or total < 20 or verb not in LOOKING:
        return ""
    seen = figure * (20 + pick(story.ref + "seen", 90)) // 100
    return f"发现一般问题{seen}条，已整改{seen * (80 + pick(story.ref + 'mended', 18)) // 100}条。" if seen else ""


def percent(story: Story, figure: int) -> int:
    """The share that is done, in percent, never above 100."""
    return min(100, figure * 100 // story.measure[3])


def trouble(story: Story, turn: int, own: bool) -> dict[str, str]:
    """Problem and next step: the item's own words when `own`, else some that fit the area."""
    if own and story.problem:
        return {"problem": story.problem + "。", "next": story.next + "。"}
    key, field = story.ref + story.lead, "projects" if story.measure[0] in BUILDING else story.area
    answer = choose(f"next.{field}", key, turn).format(u=unit(story.lead)["short"])
    return {"problem": choose(f"problem.{field}", key, turn) + "。", "next": answer + "。"}


def settled(story: Story) -> dict[str, str]:
    """Problem and next step of a report."""
    return {"problem": choose("nothing", story.ref), "next": choose("after", story.ref)}


def sample(story: Story, pool: str) -> Any:
    """A finding or a reason for sending back, with a plausible size of the sample."""
    _, _, one, total = story.measure
    size = max(1, min(40, total // 10 + pick(story.ref, 3)))
    if one in FLOWING:
        size, one = 3 + pick(story.ref, 6), "处"
    phrase = choose(pool, story.ref)
    facts = dict(x=size, u=one)
    return phrase.format(**facts) if isinstance(phrase, str) else [part.format(**facts) for part in phrase]


def table(head: str, lines: list[tuple[str, int]]) -> str:
    """A small sheet as comma-separated text."""
    return "\n".join([head, *(f"{name},{figure}" for name, figure in lines)]) + "\n"


def evidence(story: Story, history: list[tuple[datetime, int]], parts: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """A sheet, a figure, and for work on the spot a picture (drawn by the generator from its caption)."""
    verb, noun, one, _ = story.measure
    short = unit(story.lead)["short"]
    lines = parts or [(f"{when:%m月%d日}", figure) for when, figure in history]
    head = f"{'单位' if parts else '日期'},{verb}{noun}（{one}）"
    sheet = {"name": f"{short}_{story.title}_台账.csv", "text": table(head, lines)}
    number = {"figure": history[-1][1], "noun": f"{verb}{noun}", "measure": one}
    if parts or pick(story.ref + "picture", 3) == 0:
        return [sheet, number]
    caption = choose(f"evidence.{story.area}", story.ref)
    return [sheet, {"name": f"{short}_{caption}_{history[-1][0]:%m%d}.png", "picture": f"{short} {caption}"}, number]
