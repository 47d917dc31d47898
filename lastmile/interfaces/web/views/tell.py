"""The journal in plain words: one sentence an entry."""
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel.act.speech import HALF, day, joined
from lastmile.kernel.queries.journal import Line
from lastmile.kernel.registry import ACTIONS
from lastmile.kernel.rules.city import City
from lastmile.kernel.rules.clocks import sort_of

from .. import words


def entry(line: Line, city: City) -> SimpleNamespace:
    """An entry as the timeline shows it."""
    say = SENTENCES.get(line.action)
    return SimpleNamespace(at=line.at, what=say(line, city) if say else title(line.action), by=f"{line.unit} {line.actor}".strip(),
                           interface=line.interface if line.interface in words.TABLES["interface"] else "web", auto=line.actor == "系统时钟")


def title(action: str) -> str:
    return _(ACTIONS[action].title) if action in ACTIONS else action


def unit(city: City, pk: Any) -> str:
    found = city.units.get(int(pk)) if pk else None
    return found.short if found else ""


def became(line: Line) -> dict[str, Any]:
    return next(iter(line.became.values()), {})


def _opened(line: Line, city: City) -> str:
    sentence = _("立项，由{unit}牵头，同时交办。") if became(line).get("issued_at") else _("立项，由{unit}牵头。")
    return sentence.format(unit=unit(city, line.given.get("unit")))


def _saying(name: str) -> Callable[[Line, City], str]:
    """What was done, and what was written in this field, if anything."""
    def say(line: Line, city: City) -> str:
        said = line.given.get(name)
        return _("{title}：{said}").format(title=title(line.action), said=said) if said else title(line.action)
    return say


def _reported(line: Line, city: City) -> str:
    files = len(line.added.get("evidence", []))
    return _saying("done")(line, city) + (_("（附佐证{n}份）").format(n=files) if files else "")


def _extended(line: Line, city: City) -> str:
    return _("延期至{due}：{reason}").format(due=line.given.get("due", ""), reason=line.given.get("reason", ""))


def _reassigned(line: Line, city: City) -> str:
    return _("改由{unit}牵头：{reason}").format(unit=unit(city, line.given.get("unit")), reason=line.given.get("reason", ""))


def _broken(line: Line, city: City) -> str:
    names = joined(unit(city, child.get("unit")) for child in line.given.get("children", []))
    return _("分解到{units}。").format(units=names)


def _turned(line: Line, city: City) -> str:
    before: dict[str, Any] = next(iter(line.was.values()), {})
    was, now = before.get("light"), became(line).get("light")
    if not now:
        return _("系统重新核对了时限。")
    return _("亮灯：{was}转{now}。").format(was=words.word("light", was) if was else "", now=words.word("light", now))


def _breached(line: Line, city: City) -> str:
    sort = sort_of(str(line.given.get("clock", "")))
    return _("{clock}到期没有完成，记为逾期。").format(clock=words.word("clock", sort) if sort in words.TABLES["clock"] else "")


def _planned(line: Line, city: City) -> str:
    points = line.given.get("points", [])
    return _("定进度计划：{points}").format(points=joined(
        f"{point['day'] if point.get('day') else str(point.get('share')) + '%'} {point.get('percent')}%" for point in points))


def _asked(line: Line, city: City) -> str:
    given = {name: line.given.get(name, "") for name in ("due", "reason", "progress")}
    return _("申请延期到{due}：{reason}（现进展：{progress}）").format(**given)


def _recounted(line: Line, city: City) -> str:
    """What the clocks came to before, what now, and why."""
    row = became(line)
    was: dict[str, Any] = next(iter(line.was.values()), {})
    because = next((event["data"]["because"] for event in line.added.get("clockevent", [])), "")
    days = [(words.word("clock", clock), was.get(name), row[name]) for clock, name in TIMES if row.get(name)]
    sentence = _("{clock}原{was}，现{now}")
    moved = joined((sentence.format(clock=clock, was=when(before), now=when(after)) for clock, before, after in days), HALF)
    return _("{because}，重新推算：{moved}。").format(because=because, moved=moved or _("日期不变，不再是暂定"))


TIMES = (("finish", "due_at"), ("sign", "sign_due_at"))


def when(written: Any) -> str:
    """The day of a due time as an entry keeps it."""
    return day(timezone.localtime(datetime.fromisoformat(written)).date()) if written else _("无")


REASONED = ("item.refuse", "item.return", "item.cancel", "item.suspend", "item.resume", "item.waive_children", "slip.decline", "slip.withdraw",
            "slip.return", "item.decline_extension", "paper.correct", "paper.void")
SENTENCES: dict[str, Callable[[Line, City], str]] = dict.fromkeys(REASONED, _saying("reason")) | {
    "item.ask_extension": _asked, "item.recount": _recounted,
    "item.open": _opened, "item.progress": _saying("done"), "item.report": _reported, "item.verify": _saying("finding"),
    "item.extend": _extended, "item.reassign": _reassigned, "item.break_down": _broken, "item.turn": _turned, "item.breach": _breached,
    "item.plan": _planned, "slip.answer": _saying("answer"), "slip.accept": _saying("words"), "block.ask": _saying("words"),
    "block.raise": _saying("proposal"), "block.solve": _saying("outcome"), "item.close": _saying("words"),
}
