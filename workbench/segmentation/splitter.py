"""Where sentences end: one pass over the candidates, the first rule that applies decides."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from workbench import languages
from workbench.languages.parts import Dictionary
from workbench.segmentation.lists import FIRST_SIGNS, items
from workbench.segmentation.patterns import first_sign, forked
from workbench.segmentation.ruleset import Rule, RuleSet, expand
from workbench.segmentation.surroundings import WINDOW, Enclosing, Place, condition

_LONGEST_MARK = 8
"""Characters of a mark, with its closing signs, that rules see: of longer ones both ends."""

_REMEMBERED = 50_000
"""Words whose kind is kept, and marks whose rules are; then the memory begins anew."""

_SINGLE = "!?…⋯。！？．｡‼⁇⁈⁉؟۔।॥"
_MARKS = f".{_SINGLE}"
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_FACES = (
    "\U0001f600-\U0001f64f\U0001f44a-\U0001f44f\U0001f389\U0001f38a"
    "\U0001f910-\U0001f92f\U0001f970-\U0001f97a"
)
_JOINED = "\u200d\ufe0f\u20e3\U000e0020-\U000e007f"
_CANDIDATE = re.compile(
    # One set of signs to begin with: what lies between is passed over fast.
    rf"[{_SINGLE}.:;{_FACES}]"
    # An ellipsis behind an ideographic full stop begins what follows.
    r"(?:(?<=。)(?=[…⋯])"
    # A full stop within a number, a name or an address is none.
    rf"|(?:(?<=[{_SINGLE}])|(?<=\.)(?![\da-zа-яё,;:/@_%-]))[{_MARKS}]*(?:[ \u00a0]\.(?!\w))*"
    # A face does for a mark before a capital.
    rf"|(?:(?<=[:;])-?[()D]++|(?<=[{_FACES}])[{_FACES}]*+)(?=\s+[\"“«]?[A-ZА-ЯЁ]))"
    rf"((?:[\"'”’»›)\]}}」』》〉）】］〕*]|“(?=\s|\Z)|[ ]?[{_EMOJI}][{_EMOJI}{_JOINED}]*"
    r"|[ \u00a0\u202f][»›)\]](?=[\s.,;:!?]|\Z)|\s?[:;]-?[()DP]++(?=\s|\Z)|\[\d{1,3}\]|[¹²³⁰-⁹]+)*)"
    r"(\s*)"
)
_OPENING = "/\"'“‘„‚«‹([{¿¡「『《〈（【［〔—–-*_•·⁃‣▪●"
_FIRST_IDEOGRAPH = "\u2e80"
_TAIL = re.compile(r"[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]*\Z")
"""What of a chunk follows its last ideograph or full-width sign."""

_FIRST_PARTS = re.compile(r"\A.*\w\.?['’‐-](?=\w\w)")
"""What precedes the last part of an elided or compound word."""

_LATIN = "[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz]"
_CYRILLIC = "[БВГДЖЗЙКЛМНПРСТФХЦЧШЩбвгджзйклмнпрстфхцчшщ]"
_SOUND = "(?:[hm]{2,}|s+h+|[bg]?r+|z+|p[sf]+t|tsk|nth|[хгмк]?м+|т?с+|[бп]?р+|т?ш+)"
_SHAPES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("address", r".*(?:://|www\.|@\w|\w\.\w{2,}/|\?\w+=)"),
        ("number", r"[QAВО]?[\d.,:/№§°–-]*\d\Z"),
        ("initial", r"[^\W\d_a-zа-яё](?:[-‐][^\W\d_a-zа-яё])?\Z"),
        ("letter", r"[^\W\d_]\Z"),
        ("dotted", r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}\Z"),
        ("roman", r"(?:[IVXLC]+|[ivx]{2,4})\Z"),
        # No whole word lacks a vowel ("tbl", "Wm", "гл"), but a sound ("hmm", "тсс").
        ("clipped", rf"(?!{_SOUND}\Z|.+[A-ZА-Я])(?:{_LATIN}{{2,6}}|{_CYRILLIC}{{2,6}})\Z"),
    )
)


Decision = tuple[int, int, Rule]
"""Offset past a mark and its closing signs, offset where the text goes on, and the rule."""

Step = tuple[
    Rule,
    Callable[[str], object] | None,
    Callable[[str, int, int], object] | None,
    Callable[[Place], object] | None,
]
"""A rule with its conditions ready: before, after, and the rare ones together."""

Plans = tuple[list[Step], list[Step]]
"""The rules that may apply outside brackets and quotations, and within them."""

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
        abbreviations: Further ones, with or without their full stop, that end no sentence.
    """

    def __init__(self, rules: RuleSet, abbreviations: Iterable[str] = ()) -> None:
        own = {word.strip().removesuffix("."): "own" for word in abbreviations}
        self._abbreviations = {**rules.abbreviations, **own}
        dictionary = languages.of(rules.language).dictionary
        self._rules = [_Ready(rule, rules.macros, dictionary) for rule in rules.rules]
        self._kinds: dict[str, str] = {}
        self._plans: dict[tuple[str, str, str], Plans] = {}
        self._enclosing = Enclosing("".join(rule.within for rule in rules.rules))
        self._prefixes = rules.prefixes

    def decisions(self, text: str, start: int, end: int) -> Iterator[Decision]:
        """What is decided at every candidate of a paragraph, in order.

        Args:
            text: The document's text.
            start: The paragraph's first character that is not white space.
            end: Past its last one.
        """
        if text[start] in FIRST_SIGNS:
            borders = items(text, start, end)
            if len(borders) > 2:
                return self._of_items(text, borders)
        return self._decisions(text, start, end)

    def _of_items(self, text: str, borders: list[int]) -> Iterator[Decision]:
        """The same for a flattened list, an item at a time."""
        for first, last in pairwise(borders):
            yield from self._decisions(text, first, last)
            if last < borders[-1]:
                yield first + len(text[first:last].rstrip()), last, FLATTENED

    def _decisions(self, text: str, start: int, end: int) -> Iterator[Decision]:
        kinds, known = self._kinds, self._plans
        enclosed: Iterator[tuple[int, int]] | None = None
        first = last = -1
        begin = start
        quotes = counted = 0
        for found in _CANDIDATE.finditer(text, start, end):
            mark = found.start()
            stop, after = found.span(2)
            if after >= end:
                return
            signs = text[mark:stop]
            if stop - mark > _LONGEST_MARK:
                signs = signs[: _LONGEST_MARK // 2] + signs[-_LONGEST_MARK // 2 :]
            if after == stop and '"' in signs:
                # Without a space behind it a straight quotation mark may open what follows.
                quote = text.index('"', mark, stop)
                since = max(start, counted)
                quotes += sum(text.count(sign, since, quote) for sign in '"“”')
                counted = quote
                if quotes % 2 == 0:
                    after = stop = quote
                    signs = text[mark:stop]
            low = mark - WINDOW if mark - begin > WINDOW else begin
            if mark > begin and text[mark - 1] >= _FIRST_IDEOGRAPH:
                kind = "han"
            else:
                words = text[low:mark].rsplit(None, 1)
                word = words[-1] if words else ""
                kind = kinds.get(word) or self._kind(word)
            following = text[after]
            if following >= _FIRST_IDEOGRAPH:
                following = ""
            plan, within = known.get((kind, signs, following)) or self._plan(kind, signs, following)
            if plan is not within:
                # Few marks lie within brackets: rules about those are not tried at the others.
                while last < mark:
                    if enclosed is None:
                        enclosed = iter(self._enclosing.spans(text, start, end))
                    first, last = next(enclosed, (end, end))
                if first < mark:
                    plan = within
            rule = UNKNOWN
            for candidate, precedes, follows, holds in plan:
                if (
                    (follows is None or follows(text, stop, end))
                    and (precedes is None or precedes(text[low:mark]))
                    and (holds is None or holds((text, start, begin, mark, stop, after, end)))
                ):
                    rule = candidate
                    break
            if rule.verdict == "split":
                begin = after
            yield stop, after, rule

    def _kind(self, word: str) -> str:
        """An abbreviation's class, or the shape of the word."""
        if len(self._kinds) > _REMEMBERED:
            self._kinds.clear()
        tail = _TAIL.search(word)
        bare = (tail[0] if tail else word).lstrip(_OPENING)
        known = self._abbreviations
        kind = known.get(bare)
        if kind is None and len(bare) > 1:
            # "Fig." as "fig."; "MR. HALE:" as "Mr. Hale:".
            kind = known.get(bare[0].lower() + bare[1:])
            if kind is None and bare.isupper() and known.get(bare.capitalize()) == "title":
                kind = "title"
        if kind is None:
            # "l’art. 5", "Vice-Adm. Hale"
            kind = known.get(_FIRST_PARTS.sub("", bare))
        if kind is None and bare.startswith(self._prefixes):
            # "сопред. Петров" as "пред. Петров"
            parts = [bare.removeprefix(prefix) for prefix in self._prefixes]
            kind = next((known[part] for part in parts if known.get(part) == "title"), None)
        if kind is None:
            kind = next((name for name, shape in _SHAPES if shape.match(bare)), None)
        if kind is None:
            kind = "word" if bare and bare[-1].isalnum() else "closed" if bare else "nothing"
        self._kinds[word] = kind
        return kind

    def _plan(self, kind: str, signs: str, following: str) -> Plans:
        """The rules that may apply between such a word and mark and the sign that follows.

        Where none asks what stands around, both lists are one.
        """
        if len(self._plans) > _REMEMBERED:
            self._plans.clear()
        concerned = [ready for ready in self._rules if ready.concerns(kind, signs, following)]
        within = [ready.step for ready in concerned]
        outside = [ready.step for ready in concerned if not ready.rule.within]
        plans = (within if len(outside) == len(within) else outside, within)
        self._plans[kind, signs, following] = plans
        return plans


class _Ready:
    """A rule whose patterns are compiled when they are first needed."""

    def __init__(self, rule: Rule, macros: Mapping[str, str], dictionary: Dictionary) -> None:
        self.rule = rule
        self._macros = macros
        self._dictionary = dictionary

    def concerns(self, kind: str, signs: str, following: str) -> bool:
        """True where word and mark, and the sign that follows if it is known, may be the rule's."""
        if self.rule.word and kind not in self.rule.word:
            return False
        if following and self._first and not self._first.match(following):
            return False
        return self._mark is None or self._mark.fullmatch(signs) is not None

    @cached_property
    def _first(self) -> re.Pattern[str] | None:
        """What the sign behind the white space must be, if the rule's ``after`` tells."""
        return self._compiled(first_sign(self.rule.after))

    @cached_property
    def _mark(self) -> re.Pattern[str] | None:
        return self._compiled(self.rule.mark)

    @cached_property
    def step(self) -> Step:
        """The conditions that depend on the text around."""
        rule = self.rule
        anchored = rule.before.startswith("\\A") and not forked(rule.before)
        before = self._compiled(f"(?:{rule.before})\\Z" if rule.before else "")
        after = self._compiled(rule.after)
        opened = self._compiled(f"(?:{rule.opened})\\Z" if rule.opened else "")
        return (
            rule,
            before and (before.match if anchored else before.search),
            after and after.match,
            condition(rule, opened, self._dictionary),
        )

    def _compiled(self, pattern: str) -> re.Pattern[str] | None:
        return re.compile(expand(pattern, self._macros), re.DOTALL) if pattern else None
