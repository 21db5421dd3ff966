"""Where words begin and end in a script that does not show it."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from itertools import accumulate

from workbench.languages.language import of


@cache
def _jieba() -> tuple[Callable[[str], list[str]], Callable[[str], bool]]:
    import rjieba

    # Without its guess at unknown words: a name it does not know falls into characters,
    # and no border of a guessed word speaks against a term.
    return lambda text: rjieba.cut(text, hmm=False), rjieba.has_word


_CUTTERS = {"zh": _jieba}


class Borders:
    """The word borders of one text, found when first asked for.

    Args:
        text: Folded text.
        tag: Its language; in a language without a dictionary every place is a border.
    """

    def __init__(self, text: str, tag: str) -> None:
        self._text = text
        self._tools = _CUTTERS.get(of(tag).code)
        self._places: list[int] | None = None

    def allow(self, start: int, end: int, *, strict: bool) -> bool:
        """Whether a stretch of the text is made of whole words.

        A word of the dictionary that reaches over one end of the stretch speaks against it
        when what would be left of it is no word (美国|有能力 for 国有), not when it is one
        (协作|伙伴|关系). Within one longer word the stretch must be a part of it (美国|政府),
        not a chance sequence (发展中国家 for 中国).

        Args:
            start: First character of the stretch.
            end: One past its last.
            strict: Refuse also the part that leaves a single character (核|武器): another
                word, though it contains this one.
        """
        if self._tools is None:
            return True
        cut, is_word = self._tools()
        if self._places is None:
            self._places = [0, *accumulate(map(len, cut(self._text)))]
        places = self._places
        first, last = bisect_left(places, start), bisect_left(places, end)
        left = start if places[first] == start else places[first - 1]
        right = places[last]
        before, after = self._text[left:start], self._text[end:right]
        if not before and not after:
            return True
        if strict and (len(before) == 1 or len(after) == 1):
            return False
        inside = places[first if before else first + 1 : last]
        if not inside:
            return self._is_part(cut, left, start, end, right)
        parts = [before, self._text[start : inside[0]]] if before else []
        parts += [self._text[inside[-1] : end], after] if after else []
        return all(len(part) > 1 and is_word(part) for part in parts)

    def _is_part(
        self, cut: Callable[[str], list[str]], left: int, start: int, end: int, right: int
    ) -> bool:
        """Whether the rest of a longer word falls apart at the ends of the stretch."""
        if left < start:
            pieces = cut(self._text[start:right])
            if len(pieces) > 1 and end - start not in accumulate(map(len, pieces)):
                return False
        if right > end:
            pieces = cut(self._text[left:end])
            if len(pieces) > 1 and start - left not in {0, *accumulate(map(len, pieces))}:
                return False
        return True
