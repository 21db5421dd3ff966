"""SRT and WebVTT subtitles: cues that run on are one paragraph."""

import re
from dataclasses import dataclass

from workbench.documents import encoding, plain_text
from workbench.documents.content import Content, ContentBuilder, Origin
from workbench.errors import WorkbenchError

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}.*")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>\n]{0,200}>|\{\\[^{}\n]{1,100}\}")
_SPEAKER = re.compile(r"\s*[-–—]\s*(?=\S)")
_FINAL = re.compile(r"[.!?…。！？♪♫:：][\"'”’»)\]」』）]*$")
_PAUSE = 3.0
"""Seconds of silence after which no sentence runs on."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    lines: tuple[str, ...]
    line: int


def read(origin: Origin) -> Content:
    """A subtitle file.

    Raises:
        WorkbenchError: The file is not text, or holds no cue.
    """
    decoded = encoding.decode(
        origin.data, path=origin.path, encoding=origin.encoding, language=origin.language
    )
    builder = ContentBuilder()
    cues = list(_cues(plain_text.unix(decoded.text), builder))
    if not cues:
        raise WorkbenchError(
            "there is no cue with a time in it", place=origin.path, remedy="name a subtitle file"
        )
    builder.content.encoding = decoded.encoding
    builder.content.notes += decoded.notes
    ended = sum(_FINAL.search(cue.lines[-1]) is not None for cue in cues)
    if ended < 0.25 * len(cues):
        # Chinese subtitles do without full stops: nothing says where a sentence runs on.
        builder.content.notes.append("few of its cues end in a full stop, so each stays by itself")
    else:
        builder.content.notes.append("its cues are joined where a sentence runs on")
    for cue, text in _joined(cues, runs_on=ended >= 0.25 * len(cues)):
        builder.add(text, line=cue.line)
    return builder.finish(origin.lines)


def _cues(text: str, builder: ContentBuilder) -> list[_Cue]:
    """The cues in order; a cue is a line with two times and the lines below it."""
    found: list[_Cue] = []
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        timing = _TIMING.fullmatch(lines[number])
        if timing is None:
            builder.omit("remark", lines[number].startswith(("NOTE", "STYLE", "REGION")))
            number += 1
            continue
        begin = number + 1
        number = begin
        while (
            number < len(lines) and lines[number].strip() and not _TIMING.fullmatch(lines[number])
        ):
            number += 1
        bare = [re.sub(r"[ \t]+", " ", _TAG.sub("", each)).strip() for each in lines[begin:number]]
        if number < len(lines) and lines[number].strip() and bare and bare[-1].isdecimal():
            bare.pop()  # the next cue's number, where the blank line between them is missing
        if any(bare):
            found.append(
                _Cue(_seconds(timing, 1), _seconds(timing, 5), tuple(filter(None, bare)), begin + 1)
            )
    return found


def _seconds(timing: re.Match[str], group: int) -> float:
    hours, minutes, seconds, fraction = timing.group(group, group + 1, group + 2, group + 3)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _joined(cues: list[_Cue], *, runs_on: bool) -> list[tuple[_Cue, str]]:
    r"""Each paragraph's first cue and its text, cues and lines in it apart by ``\n``."""
    paragraphs: list[tuple[_Cue, str]] = []
    before: _Cue | None = None
    for cue in cues:
        for position, line in enumerate(cue.lines):
            speaks = _SPEAKER.match(line)
            continues = position > 0 or (
                runs_on
                and before is not None
                and cue.start - before.end < _PAUSE
                and _FINAL.search(before.lines[-1]) is None
            )
            if speaks is None and continues:
                first, text = paragraphs[-1]
                paragraphs[-1] = first, f"{text}\n{line}"
            else:
                paragraphs.append((cue, line[speaks.end() :] if speaks else line))
        before = cue
    return paragraphs
