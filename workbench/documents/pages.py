"""Lines of printed pages to paragraphs: what belongs to the page, and what runs on."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.documents.content import FOOTNOTES, ContentBuilder
from workbench.documents.document import Kind
from workbench.languages import scripts

_FINAL = re.compile(r"[.!?…。！？:：;；][\"'”’»)\]」』）》]*$")
_BULLET = re.compile(r"[•●▪■◦‣·*\uf000-\uf0ff–—-][ \t]+")
_NUMBERED = re.compile(
    r"\(?(?:[0-9]{1,3}|[a-zа-я]|[ivx]{1,5})[.)][ \t]+\S|[（(]?[一二三四五六七八九十]+[、）)]"
)
_NOTE = re.compile(r"(?:[0-9]{1,3}|[*†‡]+|[①-⑳])[ \t.)]*\S")
_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|стр\.?|с\.|第)?\W*#(?:\W*(?:/|of|из|页|頁)?\W*#?)?(?:页|頁)?\W*", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?P<word>[^\W\d_]+)(?P<hyphen>[-\N{SOFT HYPHEN}\N{HYPHEN}])$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_WORD = 60
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be a running head."""

_AROUND = 6
"""Lines before and after one that show how wide its column is."""

_GAP = 1.35
_SMALL = 0.92
"""A note is set smaller than the text by at least this."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a printed page; coordinates in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    """Size of its font."""


def heads_of(pages: Sequence[Sequence[PageLine]]) -> set[tuple[int, int]]:
    """Running heads and page numbers, as numbers of page and line.

    What stands at the edge of its page, apart from the text, and is there on other pages too,
    but for the number in it; or has the page's number beside it.
    """
    edges = [edge for number, page in enumerate(pages) for edge in _edges(number, page)]
    places = {place for edge in edges for row in edge for place in row}
    numbered = _numbered(pages, places)
    says = {
        (number, row): (
            _DIGITS.sub("#", pages[number][row].text).casefold(),
            _height(pages[number][row]),
        )
        for number, row in places
    }
    seen = Counter(says.values())
    needed = max(2, 0.3 * len(pages))
    heads: set[tuple[int, int]] = set()
    for edge in edges:
        for row in edge:
            is_head = any(
                _PAGE_NUMBER.fullmatch(says[place][0])
                or (
                    (seen[says[place]] >= needed or place in numbered)
                    and _stands_apart(pages[place[0]], place[1])
                )
                for place in row
            )
            if not is_head:
                break  # what is nearer to the middle of the page is text
            heads.update(row)
    return heads


def _height(line: PageLine) -> int:
    """Where on its page a line stands, so that lines side by side agree."""
    return round(line.bottom / 4)


def _edges(number: int, page: Sequence[PageLine]) -> Iterable[list[list[tuple[int, int]]]]:
    """The uppermost and the lowest rows of a page, each from the edge inwards."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for index, line in enumerate(page):
        rows.setdefault(_height(line), []).append((number, index))
    heights = sorted(rows)
    yield [rows[height] for height in heights[: -_EDGE - 1 : -1]]
    yield [rows[height] for height in heights[:_EDGE]]


def _numbered(
    pages: Sequence[Sequence[PageLine]], places: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Lines that begin or end with the number of their page, where most pages have it."""
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for place in places:
        line = pages[place[0]][place[1]]
        words = line.text.split()
        found += [
            (place, (int(word) - place[0], _height(line)))
            for word in {words[0], words[-1]}
            if word.isdecimal() and len(word) < 5
        ]
    times = Counter(kind for _, kind in found)
    needed = max(3, 0.3 * len(pages))
    return {place for place, kind in found if times[kind] >= needed}


def _stands_apart(page: Sequence[PageLine], row: int) -> bool:
    """Whether a line has another size or more space around it than lines of text have."""
    line = page[row]
    others = [abs(each.bottom - line.bottom) for each in page if _height(each) != _height(line)]
    near = min(others, default=0.0)
    sizes = Counter(each.size for each in page)
    return near > 1.8 * line.size or (line.size != sizes.most_common(1)[0][0] and near > 0)


def add_paragraphs(pages: Sequence[Sequence[PageLine]], builder: ContentBuilder) -> None:
    """Join lines to paragraphs and add them to a builder.

    Args:
        pages: The lines of each page, without running heads.
        builder: What the paragraphs are added to.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    words = Counter(word for line in lines for word in _WORD.findall(line.text.lower()))
    main: list[tuple[PageLine, bool]] = []
    notes: list[tuple[PageLine, bool]] = []
    for page in pages:
        first_note = _first_note(page, body)
        main += [(line, row == 0) for row, line in enumerate(page[:first_note])]
        notes += [(line, row == 0) for row, line in enumerate(page[first_note:])]
    ranks = _ranks(sizes, body)
    for paragraph in _paragraphs(main):
        size = paragraph[0].size
        text = _joined(paragraph, words)
        kind: Kind = "text"
        level = 0
        if size in ranks and len(paragraph) <= 4 and _FINAL.search(text) is None:
            kind, level = "heading", ranks[size]
        elif (bullet := _BULLET.match(text)) is not None:
            kind, level, text = "item", 1, text[bullet.end() :]
        elif _NUMBERED.match(text):
            kind, level = "item", 1
        builder.add(text, kind=kind, level=level)
    for paragraph in _paragraphs(notes):
        builder.add(_joined(paragraph, words), kind="note", flow=FOOTNOTES)


def _ranks(sizes: Counter[float], body: float) -> dict[float, int]:
    """Heading levels of the sizes that are clearly larger than the text's."""
    larger = sorted((size for size in sizes if size > 1.1 * body), reverse=True)
    return {size: min(rank, 6) for rank, size in enumerate(larger, 1)}


def _first_note(page: Sequence[PageLine], body: float) -> int:
    """The row from which on a page holds only notes: small lines, the first with a mark."""
    first = len(page)
    while first and page[first - 1].size < _SMALL * body:
        first -= 1
    while first < len(page) and _NOTE.match(page[first].text) is None:
        first += 1
    return first


def _paragraphs(lines: Sequence[tuple[PageLine, bool]]) -> Iterable[list[PageLine]]:
    """Runs of lines that are one paragraph; each line comes with whether it begins a page."""
    if not lines:
        return
    alone = [line for line, _ in lines]
    pitch = _pitch(alone)
    run = [alone[0]]
    for index, (line, begins_page) in enumerate(lines[1:], 1):
        border = _border(alone, index - 1)
        if _runs_on(run[-1], line, pitch, border, begins_page=begins_page):
            run.append(line)
        else:
            yield run
            run = [line]
    yield run


def _pitch(lines: Sequence[PageLine]) -> float:
    """The usual distance from one line to the next, as a multiple of the font's size."""
    steps = [
        (before.bottom - line.bottom) / line.size
        for before, line in pairwise(lines)
        if line.size == before.size and 0 < before.bottom - line.bottom < 4 * line.size
    ]
    return median(steps) if steps else 1.2


def _border(lines: Sequence[PageLine], index: int) -> float:
    """How far to the right the lines around one reach that begin at about the same place."""
    line = lines[index]
    around = lines[max(0, index - _AROUND) : index + _AROUND + 1]
    return max(each.right for each in around if abs(each.left - line.left) < 3 * line.size)


def _runs_on(
    before: PageLine, line: PageLine, pitch: float, border: float, *, begins_page: bool
) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    step = (before.bottom - line.bottom) / line.size
    if abs(before.size - line.size) > 0.6 or abs(step) < 0.5 or _BULLET.match(line.text):
        return False
    ended = _FINAL.search(before.text) is not None
    if ended and _NUMBERED.match(line.text):
        return False
    room = border - before.right - _first_word(line)
    if begins_page or step < 0:
        # The next page or column: a sentence that has not ended runs on.
        alike = begins_page or _script(before.text) == _script(line.text)
        return alike and not ended and (room < line.size or line.text[:1].islower())
    if step > _GAP * pitch or before.left - line.left > 4 * line.size:
        return False
    if _HYPHEN.search(before.text[-_LONGEST_WORD:]) and line.text[:1].islower():
        return True
    # Where the next word would have fitted, the line was ended on purpose.
    fits = room > 0.5 * line.size
    indented = line.left > before.left + 0.8 * line.size and not _BULLET.match(before.text)
    if fits and (ended or indented or line.text[:1].isupper()):
        return False
    if line.text[:1].islower():
        return room < max(3 * line.size, 0.35 * (border - before.left))
    return not (indented and ended) and room < 3 * line.size


def _first_word(line: PageLine) -> float:
    """About how wide the first unbreakable piece of a line is."""
    word = line.text.partition(" ")[0]
    if _script(word) == "Hani":
        word = word[:2]
    return len(word) / len(line.text) * (line.right - line.left)


def _script(text: str) -> str:
    """The script most of a line is in."""
    found = scripts.count(text)
    return max(found, key=found.__getitem__, default="")


def _joined(lines: Sequence[PageLine], words: Counter[str]) -> str:
    r"""The text of a paragraph's lines, apart by ``\n``; words cut by a hyphen made whole."""
    parts: list[str] = []
    for before, line in pairwise(lines):
        hyphen = _HYPHEN.search(before.text[-_LONGEST_WORD:])
        rest = _WORD.match(line.text)
        if hyphen is None or rest is None or not rest[0][0].islower():
            parts += [before.text, "\n"]
            continue
        first, second = hyphen["word"].lower(), rest[0].lower()
        keeps = hyphen["hyphen"] == "-" and words[f"{first}-{second}"] > words[first + second]
        parts.append(before.text if keeps else before.text[:-1])
    return "".join([*parts, lines[-1].text])
