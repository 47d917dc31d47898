"""Subtitles and transcripts (.srt .vtt): cues joined into sentences, each with its time."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lastmile.reading.decode import decode
from lastmile.reading.formats.extract import CHARACTERS, Builder, Extract, too_long

TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
TIMES = re.compile(rf"^\s*{TIME}\s*-->\s*{TIME}")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,40})>")
TAG = re.compile(r"<[^<>]{0,80}>|\{\\[^{}]{0,80}\}")
ENDS = re.compile("[。！？!?][”’」』）)]?$")
LATIN = re.compile("[A-Za-z,.][A-Za-z]")
# So many cues without the mark of a sentence: nobody has punctuated the transcript, and each cue stays a line.
UNMARKED = 20
# Seconds of silence that end a paragraph, and characters after which the end of a sentence does.
PAUSE, LONG = 2.0, 400


@dataclass(frozen=True)
class Cue:
    """What is heard from one time to another, and who speaks where the file says so."""

    begins: float
    until: float
    voice: str
    words: str


def extract(data: bytes, name: str) -> Extract:
    """The sentences of a transcript."""
    text, encoding = decode(data)
    if len(text) > CHARACTERS:
        raise too_long()
    cues = [cue for cue in _cues(text) if cue.words]
    marked = sum(1 for cue in cues if ENDS.search(cue.words)) * UNMARKED >= len(cues)
    builder = Builder()
    before: Cue | None = None
    begun = 0
    for cue in cues:
        fresh = before is None or cue.voice != before.voice
        paused = before is not None and cue.begins - before.until >= PAUSE
        if before and (fresh or paused or not marked or (builder.length - begun > LONG and ENDS.search(before.words))):
            builder.put("\n")
            begun = builder.length
        elif before and LATIN.search(before.words[-1] + cue.words[0]):
            builder.put(" ")
        said = f"{cue.voice}：{cue.words}" if fresh and cue.voice else cue.words
        builder.put(said, {"from": _clock(cue.begins), "until": _clock(cue.until)})
        before = cue
    builder.put("\n")
    return builder.done("vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "srt", encoding)


def _cues(text: str) -> Iterator[Cue]:
    """Each line of times with the lines below it, up to an empty line."""
    said: list[str] = []
    times: re.Match[str] | None = None
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        found = TIMES.match(line)
        if times and (found or not line.strip()):
            yield _cue(times, said)
            times = None
        if found:
            times, said = found, []
        elif times:
            said.append(line)


def _cue(times: re.Match[str], said: list[str]) -> Cue:
    voice = VOICE.search(" ".join(said))
    words = ""
    for line in (html.unescape(TAG.sub("", line)).strip() for line in said):
        words += (" " if words and LATIN.search(words[-1] + line[:1]) else "") + line
    return Cue(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), voice[1].strip() if voice else "", words)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, parts_of_second = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{parts_of_second}")


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
