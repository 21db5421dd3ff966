"""Where sentences end: one pass over the candidates, the first rule that applies decides."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.segmentation.lists import items
from workbench.segmentation.ruleset import Rule, RuleSet, expand

WINDOW = 60
"""Characters before a mark that a rule can see."""

REACH = 400
"""Characters within which an opening quotation mark or bracket is looked for."""

_REMEMBERED = 50_000
"""Words whose kind is kept; then the memory begins anew."""

_MARKS = ".!?…⋯。！？．｡‼⁇⁈⁉؟۔।॥"
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_JOINED = "\u200d\ufe0f\u20e3\U000e0020-\U000e007f"
_CANDIDATE = re.compile(
    # A full stop within a number, a name or an address is none.
    rf"(?:[!?…⋯。！？．｡‼⁇⁈⁉؟۔।॥]|\.(?![\da-zа-яё,;:/@_%-]))[{_MARKS}]*(?:[ \u00a0]\.(?!\w))*"
    rf"((?:[\"'”’»›)\]}}」』》〉）】］〕*]|“(?=\s|\Z)|[ ]?[{_EMOJI}][{_EMOJI}{_JOINED}]*"
    r"|\s?[:;]-?[()DP]+(?=\s|\Z)|\[\d{1,3}\])*)"
    r"(\s*)"
)
_OPENING = "\"'“‘„‚«‹([{¿¡「『《〈（【［〔—–-*_•·⁃‣▪●"
_PAIRS = {
    "”": "“",
    "’": "‘",
    "»": "«",
    "›": "‹",
    "」": "「",
    "』": "『",
    '"': '"',
    "'": "'",
    "“": "„",
    ")": "(",
    "]": "[",
    "）": "（",
    "］": "［",
    "】": "【",
    "〕": "〔",
}

_FIRST_IDEOGRAPH = "\u2e80"
_TAIL = re.compile(r"[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]*\Z")
"""What of a chunk follows its last ideograph or full-width sign."""

_SHAPES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("address", r".*(?:://|www\.|@\w|\w\.\w{2,}/|\?\w+=)"),
        ("number", r"[\d.,:/№°–-]*\d\Z"),
        ("initial", r"[^\W\d_a-zа-яё](?:[-‐][^\W\d_a-zа-яё])?\Z"),
        ("letter", r"[^\W\d_]\Z"),
        ("dotted", r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z"),
        ("roman", r"[IVXLC]+\Z"),
    )
)


class Decision(NamedTuple):
    """What was decided at one candidate."""

    end: int
    """Offset past the mark and its closing signs."""

    next: int
    """Offset of the next character that is not white space."""

    rule: Rule


FLATTENED = Rule(
    "flattened-list",
    "split",
    "1) The first item ‖ 2) The second item",
)
"""A list whose line ends were lost: the next marker in order begins an item."""

UNKNOWN = Rule("otherwise", "keep", "See fig. below.")
"""Where no rule applies, nothing is split."""


class Splitter:
    """Decides at every candidate of a text.

    Args:
        rules: A language's rules.
        abbreviations: Further ones, with or without their full stop, that never end a sentence.
    """

    def __init__(self, rules: RuleSet, abbreviations: Iterable[str] = ()) -> None:
        own = {word.strip().removesuffix("."): "own" for word in abbreviations}
        self._abbreviations = {**rules.abbreviations, **own}
        self._rules = tuple(self._ready(rule, rules.macros) for rule in rules.rules)
        self._kinds: dict[str, str] = {}
        self._plans: dict[tuple[str, str], tuple] = {}

    def decisions(self, text: str, start: int, end: int) -> Iterator[Decision]:
        """Every candidate of ``text[start:end]``, which is one paragraph, in order.

        Args:
            text: The document's text.
            start: The paragraph's first character that is not white space.
            end: Past its last one.
        """
        borders = items(text, start, end)
        for first, last in zip(borders, borders[1:], strict=False):
            yield from self._decisions(text, first, last)
            if last < end:
                stop = first + len(text[first:last].rstrip())
                yield Decision(stop, last, FLATTENED)

    def _decisions(self, text: str, start: int, end: int) -> Iterator[Decision]:
        kinds, plans = self._kinds, self._plans
        begin = start
        quotes = counted = 0
        for found in _CANDIDATE.finditer(text, start, end):
            mark, stop, after = found.start(), found.end(1), found.end()
            if after >= end:
                return
            signs = text[mark:stop]
            if after == stop and '"' in signs:
                # Without a space behind it a straight quotation mark may open what follows.
                quote = text.index('"', mark)
                quotes += text.count('"', max(start, counted), quote)
                counted = quote
                if quotes % 2 == 0:
                    after = stop = quote
                    signs = text[mark:stop]
            left = text[max(begin, mark - WINDOW) : mark]
            if left[-1:] >= _FIRST_IDEOGRAPH:
                kind = "han"
            else:
                words = left.rsplit(None, 1)
                word = words[-1] if words else ""
                kind = kinds.get(word) or self._kind(word)
            plan = plans.get((kind, signs))
            if plan is None:
                plan = self._plan(kind, signs)
            for rule, seen_before, seen_after, opened, inside in plan:
                if seen_after is not None and not seen_after(text, stop, end):
                    continue
                if seen_before is not None and not seen_before(left):
                    continue
                if opened is not None and not opened(text, start, stop):
                    continue
                if inside is not None and not inside(text, begin, mark, end):
                    continue
                break
            else:
                rule = UNKNOWN
            if rule.verdict == "split":
                begin = after
            yield Decision(stop, after, rule)

    def _kind(self, word: str) -> str:
        """An abbreviation's class, or the shape of the word."""
        if len(self._kinds) > _REMEMBERED:
            self._kinds.clear()
        tail = _TAIL.search(word)
        bare = (tail[0] if tail else word).lstrip(_OPENING)
        known = self._abbreviations
        kind = known.get(bare) or known.get(bare[:1].lower() + bare[1:])
        if kind is None and len(bare) > 1 and bare.isupper():
            kind = known.get(bare.capitalize())
        if kind is None:
            kind = next((name for name, shape in _SHAPES if shape.match(bare)), None)
        if kind is None:
            kind = "word" if bare and bare[-1].isalnum() else "closed" if bare else "nothing"
        self._kinds[word] = kind
        return kind

    def _plan(self, kind: str, signs: str) -> tuple:
        """The rules whose conditions on word and mark hold; the others need not be tried."""
        plan = tuple(
            (rule, before, after, opened, inside)
            for rule, mark, before, after, opened, inside in self._rules
            if (not rule.word or kind in rule.word) and (mark is None or mark(signs))
        )
        if len(signs) <= 4:
            self._plans[kind, signs] = plan
        return plan

    @staticmethod
    def _ready(rule: Rule, macros: Mapping[str, str]) -> tuple:
        def compiled(pattern: str) -> re.Pattern[str] | None:
            return re.compile(expand(pattern, macros)) if pattern else None

        mark = compiled(rule.mark)
        before = compiled(f"(?:{rule.before})\\Z" if rule.before else "")
        after = compiled(rule.after)
        opened = compiled(f"(?:{rule.opened})\\Z" if rule.opened else "")
        return (
            rule,
            mark and mark.fullmatch,
            before and before.search,
            after and after.match,
            opened and _opened(opened),
            _inside(rule.inside) if rule.inside else None,
        )


def _opened(pattern: re.Pattern[str]) -> Callable[[str, int, int], bool]:
    def holds(text: str, start: int, stop: int) -> bool:
        close = text[stop - 1]
        opening = text.rfind(_PAIRS.get(close, close), max(start, stop - REACH), stop - 1)
        if opening < 0 or text.find(close, opening + 1, stop - 1) >= 0:
            return False
        return pattern.search(text[max(start, opening - WINDOW) : opening]) is not None

    return holds


def _inside(signs: str) -> Callable[[str, int, int, int], bool]:
    opening, closing = signs

    def holds(text: str, begin: int, mark: int, end: int) -> bool:
        at = text.rfind(opening, max(begin, mark - REACH), mark)
        return (
            at >= 0
            and text.find(closing, at, mark) < 0
            and text.find(closing, mark, min(end, mark + REACH)) >= 0
        )

    return holds
