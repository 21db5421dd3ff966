"""Where words begin and end in a script that does not show it."""

from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate, pairwise

from workbench.languages.language import of


class Borders:
    """The word borders of one text, found when first asked for.

    Args:
        text: Folded text.
        tag: Its language; in a language without a dictionary every place is a border.
    """

    def __init__(self, text: str, tag: str) -> None:
        self._text = text
        cutter = of(tag).cutter
        self._cut = cutter.known
        self._parting = cutter.parting
        self._places: list[int] | None = None

    def allow(self, start: int, end: int, *, strict: bool) -> bool:
        """Whether a stretch of the text is made of whole words.

        A word of the dictionary that reaches over one end of the stretch speaks against it,
        unless the text can be cut there without leaving single characters (协作|伙伴|关系, but
        not 美|国有|能力) or into fewer words (他国|内政 for 他|国内|政). Within one longer word
        the stretch must be a part of it (美国|政府), not a chance sequence (发展中国家 for 中国).

        Args:
            start: First character of the stretch.
            end: One past its last.
            strict: Refuse also the part that leaves a single character (核|武器): another
                word, though it contains this one.
        """
        cut = self._cut
        if cut is None:
            return True
        if self._places is None:
            self._places = [0, *accumulate(map(len, cut(self._text)))]
        places = self._places
        first, last = bisect_left(places, start), bisect_left(places, end)
        left = start if places[first] == start else places[first - 1]
        right = places[last]
        before, after = self._text[left:start], self._text[end:right]
        if not before and not after:
            return True
        inside = places[first if before else first + 1 : last]
        if not inside:
            if strict and 1 in {len(before), len(after)}:
                return False
            return self._is_part(cut, left, start, end, right)
        # One word more on each side: 他国|内政 is better than 他|国内|政.
        around = places[max(first - 2, 0) : last + 2]
        return self._better(cut, around, start, end, strict=strict)

    def _better(
        self,
        cut: Callable[[str], list[str]],
        places: list[int],
        start: int,
        end: int,
        *,
        strict: bool,
    ) -> bool:
        """Whether cutting the words over both ends needs fewer words, or only known ones.

        A single character that is a word of its own in either cut (和 of 和|货币|市场运作) says
        nothing.
        """
        left, right = places[0], places[-1]
        before, after = cut(self._text[left:start]), cut(self._text[end:right])
        if len(before) + 1 + len(after) < len(places) - 1:
            return True
        alone = {one for one, other in pairwise(places) if other - one == 1}
        if not strict and self._parting.match(self._text, end) and right > end + 1:
            # 中小企|及|其他, not 中小|企及|其他: what joins words is no rest of one.
            after = [self._text[end], *cut(self._text[end + 1 : right])]
            alone.add(end)
        return alone.issuperset((*_single(before, left), *_single(after, end)))

    def _is_part(
        self, cut: Callable[[str], list[str]], left: int, start: int, end: int, right: int
    ) -> bool:
        """Whether the rest of a longer word falls apart at the ends of the stretch."""
        if start - left == 1 and right - end == 1:
            return False
        if left < start:
            pieces = cut(self._text[start:right])
            if len(pieces) > 1 and end - start not in accumulate(map(len, pieces)):
                return False
        if right > end:
            pieces = cut(self._text[left:end])
            if len(pieces) > 1 and start - left not in {0, *accumulate(map(len, pieces))}:
                return False
        return True


def _single(words: list[str], begin: int) -> list[int]:
    """Where words of a single character stand, the first word at ``begin``."""
    starts = accumulate(map(len, words), initial=begin)
    return [start for start, word in zip(starts, words, strict=False) if len(word) == 1]
