"""SRT and WebVTT subtitles: cues that run on are one paragraph."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.documents import encoding, plain_text
from workbench.documents.content import Content, ContentBuilder, Origin
from workbench.errors import WorkbenchError

_TIME = r"(?:(\d{1,3})\s*[:：]\s*)?(\d{1,2})\s*[:：]\s*(\d{1,2})(?:\s*[.,:;，．：；]\s*(\d{1,9}))?"
_ARROW = r"(?:[-–—−]+\s?(?:>|&gt;)|[→⟶➔])"
_PLACE = r"[A-Za-z][\w-]*:\S+"
_TIMING = re.compile(rf"\s*{_TIME}\s*{_ARROW}\s*{_TIME}(?:\s+{_PLACE})*\s*")
_LIKE_TIMING = re.compile(
    # Two places for times with an arrow between, damaged in one or both: no sentence has them.
    r"\s*(?:[\w.,-]{1,3}\s*[:：]\s*){1,2}[\w.,;:-]{2,12}\s*(?:-{2,}>|--&gt;).*|"
    rf"[\W\d_]{{0,20}}{_ARROW}\s*(?:\d{{1,3}}\s*[:：]\s*){{1,2}}[\d.,:;\s]+"
)
_MARK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")
_READING = re.compile(r"<rt>([^<\n]*)(?:</rt>|\Z)", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>\n]{1,200})>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:[bius]|c|v|ruby|rt|lang|font)(?:[.\s][^<>\n]{0,200})?\s*/?>|<br\s*/?>"
    r"|<(?:\d+:)?\d+:\d+[.,]\d+>|\{\\[^{}\n]{1,100}\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SPEAKER = re.compile(r"\s*[-–—−]{1,2}\s*(?=\S)")
_MINUS = re.compile(r"\s*[-–—−]\d")
_FINAL = re.compile(r"[.!?…。！？♪♫:：][\"'”’»)\]」』]*$")
_PAUSE = 3.0
"""Seconds of silence after which no sentence runs on."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float | None
    end: float | None
    lines: list[tuple[int, str]]
    """Each line that says something, with its number in the file."""


def read(origin: Origin) -> Content:
    """A subtitle file.

    Raises:
        WorkbenchError: The file is not text, or holds no cue.
    """
    decoded = encoding.decode(
        origin.data, path=origin.path, encoding=origin.encoding, language=origin.language
    )
    builder = ContentBuilder()
    cues = [cue for cue in _cues(plain_text.unix(decoded.text), builder) if cue.lines]
    if not cues:
        raise WorkbenchError(
            "there is no cue with a time in it", place=origin.path, remedy="name a subtitle file"
        )
    builder.content.encoding = decoded.encoding
    builder.content.notes += decoded.notes
    ended = sum(_FINAL.search(cue.lines[-1][1]) is not None for cue in cues)
    if ended < 0.25 * len(cues):
        # Chinese subtitles do without full stops: nothing says where a sentence runs on.
        builder.content.notes.append("few of its cues end in a full stop, so each stays by itself")
    else:
        builder.content.notes.append("its cues are joined where a sentence runs on")
    for line, text in _joined(cues, runs_on=ended >= 0.25 * len(cues)):
        builder.add(text, line=line)
    return builder.finish(origin.lines)


def _cues(text: str, builder: ContentBuilder) -> Iterator[_Cue]:
    """The cues in order: all lines below two times, up to the next name and times.

    A blank line alone ends no cue, because authors leave some inside.
    """
    is_webvtt = text.lstrip("\ufeff").startswith("WEBVTT")
    cue: _Cue | None = None
    for block in _blocks(text.lstrip("\ufeff")):
        is_first = is_webvtt and block[0][0] == 1
        if is_first or (is_webvtt and _MARK.match(block[0][1]) and not _has_times(block)):
            about = "\n".join(line for _, line in block[is_first:])
            builder.omit("remark", bool(about) or not is_first, text=about)
            continue
        for position, (number, line) in enumerate(block):
            timing = _TIMING.fullmatch(line)
            if timing is not None or _LIKE_TIMING.fullmatch(line):
                if cue is not None:
                    yield cue
                if timing is None:
                    builder.omit("cue time that cannot be read", text=line)
                cue = _Cue(_seconds(timing, 1), _seconds(timing, 5), [])
            elif _is_name(block, position, by_word=is_webvtt):
                builder.omit("name of a cue", not line.strip().isdecimal(), text=line)
            elif cue is not None:
                cue.lines.extend((number, each) for each in _said(line, builder) if each)
            else:
                builder.omit("line outside of cues", text=line)
    if cue is not None:
        yield cue


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Runs of lines with no blank line between; a number alone goes with the times below it."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        alone = len(block) == 1 and block[0][1].strip().isdecimal()
        if line.strip() and not (
            alone and number > block[0][0] + 1 and not _TIMING.fullmatch(line)
        ):
            block.append((number, line))
        elif line.strip():
            yield block
            block = [(number, line)]
        elif block and not alone:
            yield block
            block = []
    if block:
        yield block


def _has_times(block: list[tuple[int, str]]) -> bool:
    return any(_TIMING.fullmatch(line) for _, line in block)


def _is_name(block: list[tuple[int, str]], position: int, *, by_word: bool) -> bool:
    """Whether a line is a cue's number, or in WebVTT its name: it stands right above times."""
    if position + 1 == len(block):
        return False
    below = block[position + 1][1]
    if _TIMING.fullmatch(below) is None and _LIKE_TIMING.fullmatch(below) is None:
        return False
    return block[position][1].strip().isdecimal() or (by_word and position == 0)


def _said(line: str, builder: ContentBuilder) -> Iterator[str]:
    """What a line says, without its marks, in parts where it is broken."""
    for voice in _VOICE.findall(line):
        builder.omit("voice", text=voice)
    for reading in _READING.findall(line):
        builder.omit("reading aid", text=reading)
    for part in re.split(r"<br\s*/?>|\\N", _READING.sub("", line)):
        bare = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", part))
        yield re.sub(r"[ \t]+", " ", bare).strip()


def _seconds(timing: re.Match[str] | None, group: int) -> float | None:
    if timing is None:
        return None
    hours, minutes, seconds, fraction = timing.group(group, group + 1, group + 2, group + 3)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")


def _joined(cues: list[_Cue], *, runs_on: bool) -> list[tuple[int, str]]:
    r"""Each paragraph's first line's number and its text, lines in it apart by ``\n``."""
    paragraphs: list[tuple[int, str]] = []
    before: _Cue | None = None
    for cue in cues:
        texts = [line for _, line in cue.lines]
        for position, (number, line) in enumerate(cue.lines):
            last = texts[position - 1] if position else before.lines[-1][1] if before else None
            continues = position > 0 or (
                runs_on
                and before is not None
                and _pause(before, cue) < _PAUSE
                and _FINAL.search(before.lines[-1][1]) is None
            )
            dash = _SPEAKER.match(line)
            speaks = dash is not None and not (
                _is_minus(texts, position)
                or (runs_on and continues and _is_sentences(texts, position, last))
            )
            if continues and not speaks:
                first, text = paragraphs[-1]
                paragraphs[-1] = first, f"{text}\n{line}"
            else:
                paragraphs.append((number, line[dash.end() :] if dash and speaks else line))
        before = cue
    return paragraphs


def _pause(before: _Cue, cue: _Cue) -> float:
    """Seconds between two cues; none where a time cannot be read."""
    return 0 if cue.start is None or before.end is None else cue.start - before.end


def _is_minus(lines: list[str], position: int) -> bool:
    """Whether a line's dash is a number's sign: nobody else speaks in its cue."""
    if _MINUS.match(lines[position]) is None:
        return False
    return not any(_SPEAKER.match(line) and not _MINUS.match(line) for line in lines)


def _is_sentences(lines: list[str], position: int, last: str | None) -> bool:
    """Whether a line's dash belongs to the sentence that the line before left open."""
    if last is None or _FINAL.search(last):
        return False
    begins = _SPEAKER.sub("", lines[position], count=1)[:1]
    if position and _SPEAKER.match(lines[0]):
        return False
    return begins.islower() or (position > 0 and begins.isupper())
