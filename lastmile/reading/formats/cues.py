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
ENDS = "。！？；…”.!?"
# So many cues without the mark of a sentence: nobody has punctuated the transcript, and each cue stays a line.
UNMARKED = 8


@dataclass(frozen=True)
class Cue:
    """What is heard from one time to another, and who speaks where the file says so."""

    begins: str
    until: str
    voice: str
    words: str


def extract(data: bytes, name: str) -> Extract:
    """The sentences of a transcript."""
    text, encoding = decode(data)
    if len(text) > CHARACTERS:
        raise too_long()
    cues = [cue for cue in _cues(text) if cue.words]
    marked = sum(1 for cue in cues if cue.words[-1] in ENDS) * UNMARKED >= len(cues)
    builder = Builder()
    before: Cue | None = None
    for cue in cues:
        fresh = before is None or cue.voice != before.voice
        if before and (fresh or not marked or before.words[-1] in ENDS):
            builder.put("\n")
        elif before and before.words[-1].isascii() and cue.words[0].isascii():
            builder.put(" ")
        said = f"{cue.voice}：{cue.words}" if fresh and cue.voice else cue.words
        builder.put(said, {"from": cue.begins, "until": cue.until})
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
    whole = " ".join(line.strip() for line in said)
    voice = VOICE.search(whole)
    words = html.unescape(TAG.sub("", whole))
    words = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", words).strip()
    return Cue(_clock(times.groups()[:4]), _clock(times.groups()[4:]), voice[1].strip() if voice else "", words)


def _clock(parts: tuple[str | None, ...]) -> str:
    hours, minutes, seconds, parts_of_second = (part or "0" for part in parts)
    return f"{int(hours):02}:{int(minutes):02}:{int(seconds):02}.{parts_of_second.ljust(3, '0')}"
