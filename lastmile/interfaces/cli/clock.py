"""`lastmile clock --from MOMENT --for 5wd`: when a limit ends and why, in words or as JSON; needs no database and no Django."""
import argparse
import json
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import pairwise

from lastmile.kernel.rules.clock_words import authority_words, effect_words, words
from lastmile.kernel.rules.clocks import PRESETS, Derivation, Event, derive, start_data
from lastmile.lib.chinese import pad
from lastmile.lib.workdays import PUBLISHED, SHANGHAI, Calendar, Hours

AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(wd|wh|mo|d|h|m)")
WEEKDAYS = "一二三四五六日"
# Without Django there is no catalogue: this command speaks Chinese only, as `lastmile read` does.
MANY = {"d": "日", "wd": "个工作日", "mo": "个月", "h": "小时", "wh": "个工作小时", "m": "分钟"}


class Wrong(ValueError):
    """What was asked for cannot be counted; the sentence says why."""


def main(argv: Sequence[str]) -> int:
    """0 with the due time; 2 with a sentence when it cannot be counted."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.rules:
        print(_rules())
        return 0
    try:
        clock = counted(options)
    except Wrong as no:
        print(no, file=sys.stderr)
        return 2
    print(json.dumps(_plain(clock), ensure_ascii=False) if options.json else _page(clock))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lastmile clock", description="推算时限：哪天到期，为什么是这一天（不需要数据库）",
        epilog="时刻写作 2026-09-29T16:40，没有写时区的按北京时间；只写日期的，按当天上班时算。例：lastmile clock --from 2026-09-29T16:40 --for 5wd")
    parser.add_argument("--from", dest="start", metavar="时刻", help="交办的时刻")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--for", dest="amount", metavar="期限", help="5wd：工作日 wd、自然日 d、个月 mo、小时 h、工作小时 wh、分钟 m")
    limit.add_argument("--until", metavar="日期", help="写明的日期或时刻，不顺延")
    limit.add_argument("--rule", metavar="代码", help="系统自带的时限规则，--rules 列出全部")
    parser.add_argument("--suspend", action="append", default=[], metavar="起/止", help="中止和恢复的时刻；没有恢复的写作“起/”；可以写多次")
    parser.add_argument("--extend", action="append", default=[], metavar="[申请时刻/]日期",
                        help="延期到哪一天；写明申请时刻的，时限过后申请的不予延期；可以写多次")
    parser.add_argument("--office", metavar="时段", help="办公时间，例如 08:30-12:00,14:30-17:30（默认 08:30-17:30）")
    parser.add_argument("--rules", action="store_true", help="列出系统自带的时限规则和依据")
    parser.add_argument("--json", action="store_true", help="输出 JSON：due、derivation、provisional")
    return parser


def counted(options: argparse.Namespace) -> Derivation:
    """The clock that the options describe. Wrong, with a sentence, for what cannot be."""
    calendar = Calendar(PUBLISHED, [_office(options.office)] if options.office else [Hours()])
    if not options.start:
        raise Wrong("请用 --from 写明交办的时刻，例如 --from 2026-09-29T16:40。")
    ledger = [Event("start", _moment(options.start, calendar), _limit(options, calendar))]
    for event in sorted((*_pauses(options.suspend, calendar), *_extensions(options.extend, calendar)), key=lambda one: one.at):
        _follows(event, ledger, calendar)
        ledger.append(event)
    for written in (each for each in options.extend if "/" not in each):
        event = Event("extend", ledger[-1].at, {"until": _until(written)})
        _follows(event, ledger, calendar, in_time=True)
        ledger.append(event)
    return derive(ledger, calendar)


def _limit(options: argparse.Namespace, calendar: Calendar) -> dict[str, object]:
    """What the start says: an amount, a named day, or a rule in the box."""
    if options.until:
        return {"until": _until(options.until)}
    if options.rule:
        if options.rule not in PRESETS or not PRESETS[options.rule].counts:
            raise Wrong(f"没有“{options.rule}”这条时限规则。lastmile clock --rules 列出全部。")
        return start_data(options.rule)
    found = AMOUNT.fullmatch((options.amount or "").strip())
    if found is None or ("." in found[1] and found[2] in ("wd", "d", "mo")):
        raise Wrong("请用 --for 写明期限，例如 5wd（5个工作日）、30d（30日）、1mo（1个月）、2h（2小时）、4wh（4个工作小时），"
                    "或者用 --until 写明日期。")
    return {"allow": float(found[1]) if "." in found[1] else int(found[1]), "unit": found[2]}


def _pauses(written: Sequence[str], calendar: Calendar) -> list[Event]:
    """Suspensions with their ends, none inside another."""
    spans: list[tuple[datetime, datetime | None]] = []
    for each in written:
        first, slash, last = each.partition("/")
        if not slash:
            raise Wrong(f"中止要写起止两个时刻：{each}/恢复的时刻；还没有恢复的写作“{each}/”。")
        spans.append((_moment(first, calendar), _moment(last, calendar) if last else None))
    spans.sort(key=lambda span: span[0])
    for begins, ends in spans:
        if ends is not None and ends < begins:
            raise Wrong(f"恢复（{_say(ends)}）早于中止（{_say(begins)}），请核对。")
    for (begins, ends), (later, _end) in pairwise(spans):
        if ends is None or later < ends:
            raise Wrong(f"{_say(begins)}开始的中止还没有恢复，{_say(later)}不能再次中止，请核对。")
    return [event for begins, ends in spans for event in
            (Event("suspend", begins), *([Event("resume", ends)] if ends is not None else []))]


def _extensions(written: Sequence[str], calendar: Calendar) -> list[Event]:
    """Extensions that say when they were asked for."""
    pairs = (each.partition("/") for each in written if "/" in each)
    return [Event("extend", _moment(asked, calendar), {"until": _until(until)}) for asked, _slash, until in pairs]


def _follows(event: Event, ledger: list[Event], calendar: Calendar, in_time: bool = False) -> None:
    """Refuse what cannot follow: before the start, an extension asked for too late, while suspended, or to an earlier day."""
    if event.at < ledger[0].at:
        raise Wrong(f"{_say(event.at)}早于交办（{_say(ledger[0].at)}），请核对。")
    if event.what != "extend":
        return
    now = derive(ledger, calendar)
    if now.suspended:
        raise Wrong("中止期间不能延期，请先写明恢复的时刻。")
    if event.at >= now.due and not in_time:
        raise Wrong(f"{_say(event.at)}申请延期时，时限（{_say(now.due)}）已过，不予延期。")
    if derive([*ledger, event], calendar).due <= now.due:
        raise Wrong(f"延期要晚于现在的时限（{_say(now.due)}）。")


def _moment(written: str, calendar: Calendar) -> datetime:
    """A moment; of a bare day, the hour at which the office opens."""
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError as no:
        raise Wrong(f"“{written}”不是时刻，请写作 2026-09-29T16:40。") from no
    if len(written.strip()) <= len("2026-09-29"):
        return calendar.office_start(at.date())
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def _until(written: str) -> str:
    """A day, or a moment with its zone, as an event keeps it."""
    try:
        if len(written.strip()) <= len("2026-09-29"):
            return date.fromisoformat(written.strip()).isoformat()
        at = datetime.fromisoformat(written.strip())
    except ValueError as no:
        raise Wrong(f"“{written}”不是日期，请写作 2026-12-10 或 2026-12-10T12:00。") from no
    return (at if at.tzinfo else at.replace(tzinfo=SHANGHAI)).isoformat()


def _office(written: str) -> Hours:
    """08:30-12:00,14:30-17:30."""
    try:
        times = [time.fromisoformat(part) for part in re.split("[-,]", written)]
        if len(times) == 2:
            return Hours(times[0], times[1])
        opens, rests, goes_on, closes = times
        return Hours(opens, closes, (rests, goes_on))
    except ValueError as no:
        raise Wrong(f"“{written}”不是办公时间，请写作 08:30-12:00,14:30-17:30。") from no


def _plain(clock: Derivation) -> dict[str, object]:
    return {"due": clock.due.isoformat(), "derivation": derivation(clock), "provisional": clock.provisional}


def derivation(clock: Derivation) -> list[str]:
    """One sentence a row: what was counted, what it does to the day, on what basis."""
    lines = []
    for step in clock.steps:
        effect, basis = effect_words(step), authority_words(step)
        lines.append(words(step, "zh", "plain") + (f"：{effect}" if effect else "") + (f"（{basis}）" if basis else ""))
    return lines


def _page(clock: Derivation) -> str:
    due = f"{_say(clock.due)}（星期{WEEKDAYS[clock.due.weekday()]}）"
    lines = [f"到期：{due}" + ("　暂定" if clock.provisional else ""), *(f"  {line}" for line in derivation(clock))]
    return "\n".join(lines)


def _say(at: datetime) -> str:
    local = at.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def _rules() -> str:
    """The limits in the box: code, how long, what for, on what basis."""
    rows = [(code, f"{limit.allow}{MANY[limit.unit]}", f"{limit.group}：{limit.name}", limit.basis)
            for code, limit in PRESETS.items() if limit.counts]
    widths = [max(map(len, column)) + 8 for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
