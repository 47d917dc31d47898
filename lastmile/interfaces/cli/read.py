"""`lastmile read FILE...`: the directives of papers as a table, or as JSON; needs no database and no Django."""

import argparse
import json
import sys
from pathlib import Path

from lastmile.lib.chinese import display_width, pad
from lastmile.lib.workdays import standard
from lastmile.reading import Directive, Reading, Unreadable, read

# Without Django there is no catalogue: this command speaks Chinese only, on purpose.
AREAS = {
    "epidemic": "疫情防控", "safety": "安全生产", "storms": "三防应急", "petitions": "信访维稳", "order": "公共安全",
    "publicity": "宣传引导", "projects": "重点项目", "economy": "经济运行", "party": "党的建设", "other": "其他",
}
HEADS = ("序号", "组", "讲话人", "领域", "内容", "单位", "时限")
WIDEST = {"内容": 64, "单位": 30}


def main(argv: list[str]) -> int:
    """Read the files named; 0 when all could be read, 1 when one could not."""
    options = _parser().parse_args(argv)
    if options.eval:
        return _evaluate(Path(options.eval))
    status = 0
    for name in options.files:
        try:
            reading = _read(Path(name))
        except Unreadable as refusal:
            print(f"{name}：{refusal.says}", file=sys.stderr)
            status = 1
            continue
        for note in reading.notes:
            print(f"{name}：{note.says}", file=sys.stderr)
        print(json.dumps(reading.to_json(), ensure_ascii=False) if options.json else _page(reading))
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lastmile read", description="读文件，列出其中的任务事项")
    parser.add_argument("files", nargs="*", metavar="FILE", help="会议报道、纪要、方案、通知、任务分解表等文件")
    parser.add_argument("--json", action="store_true", help="每个文件输出一个 JSON 对象")
    parser.add_argument("--eval", metavar="DIR", help="用有标准答案的文件夹（gold.jsonl 和 texts）评测，按文种列出得分")
    return parser


def _evaluate(folder: Path) -> int:
    """Score the reader on texts with gold beside them."""
    from lastmile.reading import scoring

    try:
        figures = scoring.evaluate(folder, lambda path: _read(path).to_json()["directives"])
    except (OSError, ValueError, KeyError) as error:
        print(f"{folder}：没有可用的标准答案（gold.jsonl、texts）：{error}", file=sys.stderr)
        return 1
    print(scoring.table(figures))
    return 0


def _read(path: Path) -> Reading:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("missing", "文件打不开，请检查文件名和权限。") from error
    reading = read(data, path.name, calendar=standard())
    if reading.secrecy:
        raise Unreadable("secret", "文件标有“{mark}”字样，涉密文件不得进入本系统。", mark=reading.secrecy)
    return reading


def _page(reading: Reading) -> str:
    meeting = reading.meeting
    facts = (
        ("标题", meeting.title), ("日期", meeting.issued_on.isoformat() if meeting.issued_on else ""), ("主持", meeting.convenor),
        ("参加", "、".join(meeting.attendees)), ("会场", "、".join(meeting.venues)), ("传达", "；".join(meeting.conveys)),
    )
    head = "\n".join(f"{label}：{words}" for label, words in facts if words)
    return f"{head}\n{_table(reading.directives)}\n共 {len(reading.directives)} 条"


def _table(directives: tuple[Directive, ...]) -> str:
    rows = [_row(number, directive) for number, directive in enumerate(directives, 1)]
    widths = [max([display_width(head)] + [display_width(row[at]) for row in rows]) for at, head in enumerate(HEADS)]
    lines = ["  ".join(pad(head, width) for head, width in zip(HEADS, widths, strict=True))]
    lines.append("  ".join("-" * width for width in widths))
    lines += ["  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def _row(number: int, directive: Directive) -> tuple[str, ...]:
    when = directive.deadline + (f"（{directive.due_on.isoformat()}）" if directive.due_on else "")
    text = _clip(" ".join(directive.plain.split()), WIDEST["内容"])
    units = _clip("、".join(directive.units), WIDEST["单位"])
    return (str(number), directive.group, directive.speaker, AREAS[directive.domain], text, units, when)


def _clip(text: str, columns: int) -> str:
    if display_width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if display_width(kept + char) > columns - 2:
            break
        kept += char
    return kept + "…"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
