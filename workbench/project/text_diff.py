"""Which pieces of an older text stand in a newer one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from workbench.project.ranks import increasing

_SMALL = 250_000
"""Product of two lengths up to which the quadratic search for what they share is quick."""

_ALIKE = 0.4
"""Share of common letter pairs from which a piece counts as a changed one, not another."""

_BAND = 60
"""How far from the diagonal changed pieces are looked for."""


class Hunk(NamedTuple):
    """A stretch of both texts: the same, however it is cut up; or what stands between."""

    same: bool
    old: range
    new: range


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """How two cut-up texts correspond, in order, covering both.

    White space and the form of accents do not count. Pieces found once on either side are
    anchors (patience diff), so that the time grows about linearly with the length. What is
    the same in other pieces (one of them split, two joined) is found beside the anchors.

    Args:
        old: The older text's pieces.
        new: The newer one's.
    """
    before, after = list(map(key_of, old)), list(map(key_of, new))
    found: list[Hunk] = []
    last_old = last_new = 0
    for i, j in [*sorted(_equal(before, after)), (len(before), len(after))]:
        found.extend(_between(before, after, range(last_old, i), range(last_new, j)))
        if i < len(before):
            found.append(Hunk(True, range(i, i + 1), range(j, j + 1)))
        last_old, last_new = i + 1, j + 1
    return found


def similar_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pieces that are probably changed versions of each other: pairs in order.

    The best sum of Dice coefficients over pairs of letters, in a band about the diagonal.
    """
    if not old or not new:
        return []
    left, right = list(map(_pairs, old)), list(map(_pairs, new))
    best: dict[tuple[int, int], float] = {}
    taken: dict[tuple[int, int], float] = {}
    for i in range(len(old)):
        for j in _band(i, len(old), len(new)):
            score = _dice(left[i], right[j])
            skip = max(best.get((i - 1, j), 0.0), best.get((i, j - 1), 0.0))
            take = best.get((i - 1, j - 1), 0.0) + score if score >= _ALIKE else 0.0
            if take > skip:
                taken[i, j] = score
            best[i, j] = max(take, skip)
    pairs = []
    i, j = len(old) - 1, len(new) - 1
    while i >= 0 and j >= 0:
        if (i, j) in taken:
            pairs.append((i, j))
            i, j = i - 1, j - 1
        elif best.get((i - 1, j), -1.0) >= best.get((i, j - 1), -1.0):
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


_WORDS = re.compile(r"[^\W\u2e80-\uffff]+|\s+|.", re.DOTALL)
"""A word, white space, or one character of any other kind: Chinese is told by characters."""


def word_diff(old: str, new: str) -> list[tuple[Literal["same", "old", "new"], str]]:
    """Two texts word by word: what is in both, in the old one only, in the new one only."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[tuple[Literal["same", "old", "new"], str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(left[a:b])))
            continue
        if a < b:
            pieces.append(("old", "".join(left[a:b])))
        if c < d:
            pieces.append(("new", "".join(right[c:d])))
    return pieces


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the pairs of letters of two texts, 0 to 1."""
    return _dice(_pairs(one), _pairs(other))


def key_of(text: str) -> str:
    """What two texts share that differ only in white space and the form of accents."""
    return unicodedata.normalize("NFC", "".join(text.split()))


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal pieces, increasing on both sides when sorted."""
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            yield a, c
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            yield b, d
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, range(a, b), range(c, d))
        if anchors:
            edges = [(a - 1, c - 1), *anchors, (b, d)]
            yield from anchors
            todo += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges)]
        elif (b - a) * (d - c) <= _SMALL:
            matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
            for block in matcher.get_matching_blocks():
                yield from ((a + block.a + k, c + block.b + k) for k in range(block.size))


def _anchors(
    old: Sequence[str], new: Sequence[str], left: range, right: range
) -> list[tuple[int, int]]:
    """Pieces found once on either side, the longest run of them in order on both."""
    once = {key for key, n in Counter(old[i] for i in left).items() if n == 1}
    places: dict[str, int] = {}
    many: set[str] = set()
    for j in right:
        if new[j] in once:
            if new[j] in places:
                many.add(new[j])
            places[new[j]] = j
    pairs = [
        (i, places[old[i]])
        for i in left
        if old[i] in once and old[i] in places and old[i] not in many
    ]
    return [pairs[index] for index in increasing([j for _, j in pairs])]


def _between(old: Sequence[str], new: Sequence[str], left: range, right: range) -> Iterator[Hunk]:
    """What lies between two anchors: the same in other pieces from either end, and the rest."""
    # The texts are reversed for the other end: groups from the back are groups from the front.
    front = _regrouped([old[i] for i in left], [new[j] for j in right])
    used_old, used_new = (front[-1][1], front[-1][3]) if front else (0, 0)
    rest_old, rest_new = left[used_old:], right[used_new:]
    back = _regrouped(
        [old[i][::-1] for i in reversed(rest_old)], [new[j][::-1] for j in reversed(rest_new)]
    )
    for a, b, c, d in front:
        yield Hunk(True, left[a:b], right[c:d])
    kept_old, kept_new = (back[-1][1], back[-1][3]) if back else (0, 0)
    middle_old = rest_old[: len(rest_old) - kept_old]
    middle_new = rest_new[: len(rest_new) - kept_new]
    if middle_old or middle_new:
        yield Hunk(False, middle_old, middle_new)
    n, m = len(rest_old), len(rest_new)
    for a, b, c, d in reversed(back):
        yield Hunk(True, rest_old[n - b : n - a], rest_new[m - d : m - c])


def _regrouped(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Smallest groups from the front that hold the same text on both sides."""
    groups: list[tuple[int, int, int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        a, b, i_end, j_end = old[i], new[j], i + 1, j + 1
        while a != b:
            if len(a) < len(b) and b.startswith(a) and i_end < len(old):
                a, i_end = a + old[i_end], i_end + 1
            elif len(b) < len(a) and a.startswith(b) and j_end < len(new):
                b, j_end = b + new[j_end], j_end + 1
            else:
                return groups
        groups.append((i, i_end, j, j_end))
        i, j = i_end, j_end
    return groups


def _band(i: int, rows: int, columns: int) -> range:
    centre = i * columns // rows
    return range(max(centre - _BAND, 0), min(centre + _BAND + columns // rows + 1, columns))


def _pairs(text: str) -> Counter[str]:
    key = key_of(text).casefold()
    return Counter(map("".join, pairwise(key))) or Counter([key])


def _dice(one: Counter[str], other: Counter[str]) -> float:
    common = (one & other).total()
    return 2 * common / (one.total() + other.total())
