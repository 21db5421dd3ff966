"""Marks that have another script's width; a part of ``punctuation``."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from workbench import languages
from workbench.checks.finding import Hit
from workbench.checks.rule import Found
from workbench.checks.unit_pair import UnitPair
from workbench.languages import scripts

_HAN = scripts.HAN
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}])[,;:?!](?=[{_HAN}”’」』]|$)|(?<=[{_HAN}])\.(?=[”’」』]?$)"
    rf"|(?<=[{_HAN}])\((?=[{_HAN}])"
)
_FULL_WIDTH = re.compile(f"(?<![\u3000-\u303f{_HAN}])[，。！？；：、（）]")
_WIDTHS = {".": "。", "(": "（", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_NARROWS = {
    "，": ",",
    "。": ".",
    "！": "!",
    "？": "?",
    "；": ";",
    "：": ":",
    "、": ",",
    "（": "(",
    "）": ")",
}

_HABIT = 20
"""Texts from which a mark's width is the translator's habit and no slip."""


class Widths:
    """The first mark of each text that has another script's width.

    Where a half-width mark is plainly the translator's habit it is one finding, which says in
    how many texts it stands, and no finding in each of them.
    """

    def __init__(self) -> None:
        self._half: dict[str, list[Found]] = {}
        self._full: Counter[str] = Counter()
        """In how many texts each full-width mark stands."""

    def check(self, pair: UnitPair) -> Iterator[Hit]:
        """Report a full-width mark among letters; keep a half-width one to the end."""
        text = pair.target.text
        if languages.of(pair.target.tag).joiner:
            found = _FULL_WIDTH.search(text)
            if found:
                mark = found[0]
                hint = (_NARROWS[mark],)
                yield Hit(f"“{mark}” is a full-width mark", found.span(), expected=hint)
        elif languages.of(pair.target.tag).full_width:
            for mark in _WIDTHS.values():
                self._full[mark] += mark in text
            syntax = cache(lambda mark: _is_syntax(mark, pair))
            found = next((one for one in _HALF_WIDTH.finditer(text) if not syntax(one[0])), None)
            if found:
                hit = Hit(
                    f"“{found[0]}” is a half-width mark",
                    found.span(),
                    expected=(_WIDTHS[found[0]],),
                )
                self._half.setdefault(found[0], []).append((pair.kept(), hit))

    def finish(self) -> Iterable[Found]:
        """The half-width marks; of a habit the first place alone."""
        for mark, found in self._half.items():
            if len(found) < _HABIT or len(found) <= 2 * self._full[_WIDTHS[mark]]:
                yield from found
                continue
            pair, hit = found[0]
            message = f"“{mark}” is a half-width mark, here and in {len(found) - 1} further texts"
            yield pair, Hit(message, hit.span)


def _is_syntax(sign: str, pair: UnitPair) -> bool:
    """Whether a mark parts what a program reads, as the source shows: ``yard,yards,yd``."""
    mark = re.escape(sign)
    return (
        sign in ",;:"
        and pair.source is not None
        and re.search(rf"\w{mark}\w", pair.source.text) is not None
        and re.search(rf"{mark}\s", pair.source.text.rstrip()) is None
    )
