"""Lines of printed pages to paragraphs: what runs on, over whatever stands between."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.documents.content import BOXES, FOOTNOTES, ContentBuilder
from workbench.documents.document import Kind
from workbench.documents.line_joins import HYPHEN, LONGEST_WORD, WORD, joined
from workbench.documents.page_line import PageLine
from workbench.documents.reading_order import FINAL, parted
from workbench.documents.running_heads import LEADER
from workbench.languages import scripts

_BULLET = re.compile(rf"[•●▪■◦‣·*\uf000-\uf0ff–—-][ \t]+|[•●▪■◦‣·\uf000-\uf0ff](?=[{scripts.HAN}])")
_DASHES = "–—-"
"""Bullets that may also stand in a sentence."""

_NUMBERED = re.compile(
    r"\(?(?:[0-9]{1,3}|[a-zа-я]|[ivx]{1,5})[.)][ \t]+\S|[（(]?[一二三四五六七八九十]+[、）)]|"
    r"(?:[0-9]{1,3}|[a-zа-я])、"
)
_HAN = re.compile(f"[{scripts.HAN}]")
_AROUND = 6
"""Lines before and after one that show how wide its column is."""

_FEWEST_SET = 3
"""Lines that a block has more than, to show by itself how wide it is set."""

_BESIDE_FIGURE = 0.6
"""Share of the column's width that a line may lack whose sentence goes on with a small letter."""

_GAP = 1.35
_WIDEST_PITCH = 2.1
"""Multiples of the size from line to line in text; what is wider is a list of single lines."""

_BETWEEN = 6
"""Paragraphs that may stand between two parts of a sentence: notes, captions, a figure's words."""


@dataclass(slots=True)
class _Paragraph:
    """Lines that are one, and whether the last reaches the end of its column."""

    lines: list[PageLine]
    page: int
    is_full: bool

    @property
    def is_open(self) -> bool:
        """Whether its sentence goes on somewhere."""
        last = self.lines[-1].text
        return FINAL.search(last) is None and LEADER.search(last) is None and self.is_full


def add_paragraphs(pages: Sequence[Sequence[PageLine]], builder: ContentBuilder) -> None:
    """Join lines to paragraphs and add them to a builder.

    Args:
        pages: The lines of each page, without running heads.
        builder: What the paragraphs are added to.
    """
    lines = [line for page in pages for line in page]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    if not sizes:
        return
    body = sizes.most_common(1)[0][0]
    words = Counter(word for line in lines for word in WORD.findall(line.text.lower()))
    main: list[tuple[PageLine, int]] = []
    notes: list[tuple[PageLine, int]] = []
    beside: list[tuple[PageLine, int]] = []
    for number, page in enumerate(pages):
        for part, found in zip((main, notes, beside), parted(page, body), strict=True):
            part += [(line, number) for line in found]
    ranks = _ranks(sizes, body)
    for paragraph in _bridged(list(_paragraphs(main)), body):
        size = paragraph.lines[0].size
        text = joined(paragraph.lines, words)
        kind: Kind = "text"
        level = 0
        if size in ranks and len(paragraph.lines) <= 4 and FINAL.search(text) is None:
            kind, level = "heading", ranks[size]
        elif (bullet := _BULLET.match(text)) is not None:
            kind, level, text = "item", 1, text[bullet.end() :]
        elif _NUMBERED.match(text):
            kind, level = "item", 1
        builder.add(text, kind=kind, level=level)
    for paragraph in _paragraphs(notes):
        builder.add(joined(paragraph.lines, words), kind="note", flow=FOOTNOTES)
    for paragraph in _paragraphs(beside):
        builder.add(joined(paragraph.lines, words), flow=BOXES)


def _ranks(sizes: Counter[float], body: float) -> dict[float, int]:
    """Heading levels of the sizes that are clearly larger than the text's."""
    larger = sorted((size for size in sizes if size > 1.1 * body), reverse=True)
    return {size: min(rank, 6) for rank, size in enumerate(larger, 1)}


def _paragraphs(lines: Sequence[tuple[PageLine, int]]) -> Iterable[_Paragraph]:
    """Runs of lines that are one paragraph; each line comes with the number of its page."""
    if not lines:
        return
    alone = [line for line, _ in lines]
    pitch = _pitch(alone)
    run = [alone[0]]
    page = lines[0][1]
    for index, (line, number) in enumerate(lines[1:], 1):
        border = _border(alone, index - 1, line)
        # Some pages are set wider than the rest.
        near = _pitch(alone[max(0, index - _AROUND) : index + _AROUND])
        near = near if pitch < near < _WIDEST_PITCH else pitch
        if _runs_on(run[-1], line, near, border, begins_page=number != lines[index - 1][1]):
            run.append(line)
        else:
            yield _Paragraph(run, page, _is_full(run[-1], line, border))
            run, page = [line], number
    yield _Paragraph(run, page, is_full=False)


def _is_full(last: PageLine, following: PageLine, border: float) -> bool:
    """Whether a line ends where its column does, so that its sentence may go on elsewhere."""
    cut = HYPHEN.search(last.text[-LONGEST_WORD:]) is not None
    return cut or border - last.right < _first_word(following) + 2 * last.size


def _bridged(paragraphs: list[_Paragraph], body: float) -> list[_Paragraph]:
    """Paragraphs with those parts put together that something else stands between."""
    done: list[_Paragraph] = []
    taken: set[int] = set()
    for place, paragraph in enumerate(paragraphs):
        if place in taken:
            continue
        done.append(paragraph)
        end = place
        while _is_text(paragraph, body) and paragraph.is_open:
            rest = _rest_of(paragraph, paragraphs, end, body)
            if rest is None or rest in taken:
                break
            taken.add(rest)
            paragraph.lines += paragraphs[rest].lines
            paragraph.page, paragraph.is_full = paragraphs[rest].page, paragraphs[rest].is_full
            end = rest
    return done


def _is_text(paragraph: _Paragraph, body: float) -> bool:
    return abs(paragraph.lines[-1].size - body) < 0.6


def _rest_of(
    paragraph: _Paragraph, paragraphs: Sequence[_Paragraph], place: int, body: float
) -> int | None:
    """Which paragraph goes on with one whose sentence is open: small letters, or Han unindented."""
    last = paragraph.lines[-1]
    left = min(line.left for line in paragraph.lines)
    is_han = _HAN.search(last.text[-2:]) is not None
    for other in range(place + 1, min(place + 2 + _BETWEEN, len(paragraphs))):
        found = paragraphs[other]
        first = found.lines[0]
        if found.page > paragraph.page + 1:
            return None
        if _is_text(found, body) and not _NUMBERED.match(first.text):
            if first.text[:1].islower() and not is_han:
                return other
            if is_han and _HAN.match(first.text) and found.page > paragraph.page:
                is_flush = len(found.lines) > 1 and first.left < found.lines[1].left + 0.5 * body
                return other if len(paragraph.lines) > 1 and is_flush else None
            if found.is_open or len(found.lines) > 3 or abs(first.left - left) < 0.5 * body:
                return None
    return None


def _pitch(lines: Sequence[PageLine]) -> float:
    """The usual distance from one line to the next, as a multiple of the font's size."""
    steps = [
        (before.bottom - line.bottom) / line.size
        for before, line in pairwise(lines)
        if line.size == before.size and 0 < before.bottom - line.bottom < 4 * line.size
    ]
    return median(steps) if steps else 1.2


def _border(lines: Sequence[PageLine], index: int, following: PageLine) -> float:
    """How far to the right the lines around one reach that begin where it or the next one does.

    The lines of a narrow abstract are held against one another, not against the text below.
    """
    line = lines[index]
    begin, end = max(0, index - _AROUND), min(len(lines), index + _AROUND + 1)
    first, last = index, index + 1
    while first > begin and _is_next(lines[first - 1], lines[first]):
        first -= 1
    while last < end and _is_next(lines[last - 1], lines[last]):
        last += 1
    block = [each.right for each in lines[first:last]]
    far = max(block)
    near = far - max(2 * line.size, 0.15 * (far - line.left))
    if len(block) > _FEWEST_SET and sum(right > near for right in block) > 0.6 * len(block):
        return far
    around = lines[begin:end]
    alike = [
        each.right
        for each in around
        if abs(each.size - line.size) < 0.6
        and min(abs(each.left - line.left), abs(each.left - following.left)) < 0.7 * line.size
    ]
    if len(alike) < 3:
        alike += [each.right for each in around if abs(each.left - line.left) < 3 * line.size]
    # A single line that reaches further, across all columns, is none of this one.
    alike.sort(reverse=True)
    return next(
        (far for far, near in pairwise(alike) if far - near < 1.5 * line.size),
        alike[0],
    )


def _is_next(before: PageLine, line: PageLine) -> bool:
    """Whether a line follows another in one block."""
    step = before.bottom - line.bottom
    return (
        0 < step < _WIDEST_PITCH * line.size
        and abs(before.size - line.size) < 0.6
        and (abs(before.left - line.left) < 3 * line.size)
    )


def _runs_on(
    before: PageLine, line: PageLine, pitch: float, border: float, *, begins_page: bool
) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if line.goes_on:
        return True
    step = (before.bottom - line.bottom) / line.size
    if abs(before.size - line.size) > 0.6 or abs(step) < 0.5 or LEADER.search(before.text):
        return False
    ended = FINAL.search(before.text) is not None
    is_item = _BULLET.match(line.text) is not None
    if is_item and (ended or line.text[0] not in _DASHES or abs(before.left - line.left) > 2):
        return False
    if ended and _NUMBERED.match(line.text):
        return False
    room = border - before.right - _first_word(line)
    if begins_page or step < 0:
        # The next page or column: a sentence that has not ended runs on.
        alike = begins_page or script_of(before.text) == script_of(line.text)
        return alike and not ended and (room < line.size or line.text[:1].islower())
    if step > _GAP * pitch or before.left - line.left > 4 * line.size:
        return False
    if HYPHEN.search(before.text[-LONGEST_WORD:]) and line.text[:1].islower():
        return True
    if is_item:
        return room < line.size and not _BULLET.match(before.text)
    # Where the next word would have fitted, the line was ended on purpose.
    fits = room > 0.5 * line.size
    indented = line.left > before.left + 0.8 * line.size and not _BULLET.match(before.text)
    if fits and (ended or indented or line.text[:1].isupper()):
        return False
    if line.text[:1].islower() and not _HAN.search(before.text[-2:]):
        # Beside a figure lines are shorter than those below it.
        return room < max(3 * line.size, _BESIDE_FIGURE * (border - before.left))
    return not (indented and ended) and room < 3 * line.size


def _first_word(line: PageLine) -> float:
    """About how wide the first unbreakable piece of a line is."""
    word = line.text.partition(" ")[0]
    if _HAN.match(word):
        word = word[:2]
    return len(word) / len(line.text) * (line.right - line.left)


def script_of(text: str) -> str:
    """The script most of a line is in."""
    found = scripts.count(text)
    return max(found, key=found.__getitem__, default="")
