"""Where sentences end: one pass over the candidates, the first rule that applies decides."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from workbench import languages
from workbench.languages.parts import Dictionary
from workbench.segmentation.lists import items
from workbench.segmentation.patterns import first_sign, forked
from workbench.segmentation.ruleset import Rule, RuleSet, expand

WINDOW = 60
"""Characters before a mark that a rule can see."""

REACH = 400
"""Characters within which an opening quotation mark or bracket is looked for."""

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


_WORD = re.compile(r"[^\W\d_]+")

Decision = tuple[int, int, Rule]
"""Offset past a mark and its closing signs, offset where the text goes on, and the rule."""

Step = tuple[
    Rule,
    Callable[[str], object] | None,
    Callable[[str, int, int], object] | None,
    Callable[[str, int, int], object] | None,
    Callable[[str, int, int, int], object] | None,
    Callable[[str, int], object] | None,
]
"""A rule with its conditions ready: before, after, opened, inside or within, dictionary."""

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
        self._plans: dict[tuple[str, str, str, bool], list[Step]] = {}
        self._enclosing = _Enclosing("".join(rule.within for rule in rules.rules))
        self._prefixes = rules.prefixes

    def decisions(self, text: str, start: int, end: int) -> Iterator[Decision]:
        """What is decided at every candidate of a paragraph, in order.

        Args:
            text: The document's text.
            start: The paragraph's first character that is not white space.
            end: Past its last one.
        """
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
        kinds, plans = self._kinds, self._plans
        enclosed: list[tuple[int, int]] | None = None
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
            left = text[mark - WINDOW if mark - begin > WINDOW else begin : mark]
            if left[-1:] >= _FIRST_IDEOGRAPH:
                kind = "han"
            else:
                words = left.rsplit(None, 1)
                word = words[-1] if words else ""
                kind = kinds.get(word) or self._kind(word)
            following = text[after]
            if following >= _FIRST_IDEOGRAPH:
                following = ""
            # Few marks lie within brackets: rules about those are not tried at the others.
            if enclosed is None:
                enclosed = self._enclosing.spans(text, start, end)
            within = bool(enclosed) and any(first < mark < last for first, last in enclosed)
            plan = plans.get((kind, signs, following, within)) or self._plan(
                kind, signs, following, within=within
            )
            rule = UNKNOWN
            for candidate, precedes, follows, opened, inside, looked_up in plan:
                if (
                    (follows is None or follows(text, stop, end))
                    and (precedes is None or precedes(left))
                    and (opened is None or opened(text, start, stop))
                    and (inside is None or inside(text, begin, mark, end))
                    and (looked_up is None or looked_up(text, after))
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

    def _plan(self, kind: str, signs: str, following: str, *, within: bool) -> list[Step]:
        """The rules that may apply between such a word and mark and the sign that follows."""
        if len(self._plans) > _REMEMBERED:
            self._plans.clear()
        plan = [
            ready.step
            for ready in self._rules
            if (within or not ready.rule.within) and ready.concerns(kind, signs, following)
        ]
        self._plans[kind, signs, following, within] = plan
        return plan


class _Enclosing:
    """Finds what stands between opening and closing signs.

    Args:
        signs: Of each rule, its opening signs and then, in the same order, the closing ones.
    """

    def __init__(self, signs: str) -> None:
        # “ closes „ elsewhere; here it opens.
        self._closing = frozenset(signs) & frozenset(_PAIRS) - {"“"}
        self._sign = re.compile(f"[{re.escape(signs)}]") if signs else None

    def spans(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The offsets of each opening sign and of the one that closes it."""
        spans: list[tuple[int, int]] = []
        for sign in self._closing:
            if text.find(sign, start, end) >= 0:
                break
        else:
            return spans
        assert self._sign is not None
        open_: list[int] = []
        for found in self._sign.finditer(text, start, end):
            if found[0] not in self._closing:
                open_.append(found.start())
            elif open_ and text[open_[-1]] == _PAIRS[found[0]]:
                spans.append((open_.pop(), found.start()))
        return spans


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
            opened and _opened(opened),
            _inside(rule) if rule.inside or rule.within else None,
            _names_nobody(self._dictionary) if rule.no_name else None,
        )

    def _compiled(self, pattern: str) -> re.Pattern[str] | None:
        return re.compile(expand(pattern, self._macros), re.DOTALL) if pattern else None


def _opened(pattern: re.Pattern[str]) -> Callable[[str, int, int], bool]:
    """Does the text before the quotation that ends at ``stop`` end as the pattern says?"""

    def holds(text: str, start: int, stop: int) -> bool:
        closing = text[stop - 1]
        at = text.rfind(_PAIRS.get(closing, closing), max(start, stop - REACH), stop - 1)
        if at < 0 or text.find(closing, at + 1, stop - 1) >= 0:
            return False
        return pattern.search(text[max(start, at - WINDOW) : at]) is not None

    return holds


def _inside(rule: Rule) -> Callable[[str, int, int, int], bool]:
    """Does the mark lie between an opening sign and its closing one?"""
    signs = rule.inside or rule.within
    half = len(signs) // 2
    pairs = [*zip(signs[:half], signs[half:], strict=True)]

    def holds(text: str, begin: int, mark: int, end: int) -> bool:
        for opening, closing in pairs:
            at = text.rfind(opening, max(begin, mark - REACH), mark)
            if (
                at >= 0
                and text.find(closing, at, mark) < 0
                and text.find(closing, mark, min(end, mark + REACH)) >= 0
            ):
                return not rule.within or _WORD.search(text, begin, at) is not None
        return False

    return holds


def _names_nobody(dictionary: Dictionary) -> Callable[[str, int], bool]:
    """Is the word behind the mark one that the dictionary has, and no person's name?"""
    knows, names_person = dictionary.knows, dictionary.names_person

    def holds(text: str, after: int) -> bool:
        behind = _WORD.search(text, after)
        if behind is None or knows is None or names_person is None:
            return False
        return knows(behind[0]) and not names_person(behind[0])

    return holds
