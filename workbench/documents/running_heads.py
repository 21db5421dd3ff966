"""Running heads and page numbers: what belongs to the page, not to the text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.documents.page_line import PageLine

LEADER = re.compile(r"(?:[.·…‥] ?){4,}|…{2,}")
"""The dots between an entry of the contents and its page."""

_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|стр\.?|с\.|第)?\W*#(?:\W*(?:/|of|из|页|頁)?\W*#?)?(?:页|頁)?\W*", re.IGNORECASE
)
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be a running head."""

_MOST_NUMBERS = 2
"""Numbers in a row that may be a page's; more are a table's."""

_FEWEST_TIGHT = 3
"""Pages on which a line that is as near as the lines of the text has to be the same."""


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
    inside = Counter(
        _DIGITS.sub("#", line.text).casefold()
        for number, page in enumerate(pages)
        for row, line in enumerate(page)
        if (number, row) not in places
    )
    needed = max(2, 0.3 * len(pages))

    def is_text(row: Sequence[tuple[int, int]]) -> bool:
        """Whether a row is another on most pages."""
        return all(seen[says[each]] < needed for each in row)

    def recurs(place: tuple[int, int], inwards: Sequence[tuple[int, int]]) -> bool:
        """Whether a line is one; next to it, towards the middle, stand others."""
        line = pages[place[0]][place[1]]
        if LEADER.search(line.text):
            return False
        if place in numbered and _stands_apart(pages[place[0]], place[1]):
            return True
        times = seen[says[place]]
        if times < needed or inside[says[place][0]] > 0.5 * times:
            return False  # what stands in the midst of pages too is a table's
        # Close to the text it is one only where the text beside it is another on every page.
        return _stands_apart(pages[place[0]], place[1]) or (
            times >= _FEWEST_TIGHT and bool(inwards)
        )

    def is_head(row: Sequence[tuple[int, int]], inwards: Sequence[tuple[int, int]]) -> bool:
        """Whether all of a row is one: most of its letters recur, or the page's number is in it."""
        if len(row) <= _MOST_NUMBERS and all(
            _PAGE_NUMBER.fullmatch(says[place][0])
            and (place in numbered or _stands_apart(pages[place[0]], place[1]))
            for place in row
        ):
            return True
        lengths = {place: len(says[place][0]) for place in row}
        found = [place for place in row if recurs(place, inwards)]
        return any(place in numbered for place in found) or (
            sum(lengths[place] for place in found) > 0.5 * sum(lengths.values())
        )

    heads: set[tuple[int, int]] = set()
    for edge in edges:
        nothing: list[tuple[int, int]] = []
        for place, row in enumerate(edge[:_EDGE]):
            inwards = next(filter(is_text, edge[place + 1 :]), nothing)
            if not is_head(row, inwards):
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
        if line.is_aside:
            continue
        rows.setdefault(_height(line), []).append((number, index))
    heights = sorted(rows)
    yield [rows[height] for height in heights[: -_EDGE - 2 : -1]]
    yield [rows[height] for height in heights[: _EDGE + 1]]


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
