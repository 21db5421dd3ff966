"""``punctuation``: a sentence's end, brackets and quotation marks in pairs, widths."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from workbench import languages
from workbench.checks.finding import Hit
from workbench.checks.opening_marks import opening_marks
from workbench.checks.rule import CheckRule, Found, RuleContext
from workbench.checks.unit_pair import UnitPair
from workbench.checks.widths import Widths
from workbench.languages import scripts

_CLOSERS = "\"'”’»)]}）】」』》〉*_ \t\n\u00a0\u200b"
_ENDS = {
    **dict.fromkeys(".。．｡", "."),
    **dict.fromkeys("?？؟", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys("…", "…"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(";；", ";"),
    **dict.fromkeys(",，、", ","),
}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "【": "】", "《": "》", "〈": "〉"}
_QUOTES = {"«": "»", "「": "」", "『": "』", "“": "”"}
_TO_NARROW = str.maketrans("（）［］", "()[]")
_PAIRED = re.compile("[][(){}（）［］【】《》〈〉«»「」『』“”„]")
"""What stands in pairs, in whatever width; most texts have none of it."""

_LOW_QUOTED = re.compile("„([^“”„]*)[“”]")
_REVERSED = re.compile(r"(?:^|(?<=[\s(]))»(?=\w)")
_SINGLE_QUOTED = re.compile(r"(?:^|[\s(])['‘`]\w|\w[.,!?…]?['’](?:[\s,.;:!?)]|$)")
_MARKER = re.compile(r"(?:^|[\s;；，,])(?:\w|\d\d|[ivxIVX]+)[)）]|[:;]-?[)]")
_BEHIND = "\\s\U0001f000-\U0001faff\u2600-\u27bf\u200d\ufe0f"
_EMOJI = re.compile(f"(?<![{_BEHIND}])[{_BEHIND}]+$")
"""What may stand behind a sentence's end and is none of its marks."""

_SHORTCUT = re.compile(r"\s?\([_&][A-Za-z0-9]\)$")
"""A keyboard shortcut, which may stand behind a mark: 縮放係數：(_S)."""

_QUOTED_MARK = re.compile(r"['\"“‘«「][.?!。][\"'”’»」]\s*$")
"""A mark that is spoken of."""

_ABBREVIATED = re.compile(r"(?:(?<!\w)[^\W\d_]\.\s?){2,}$")
"""Letters with dots (U.S., т. д.), whose last one ends the sentence or does not."""

_REACH = 12
"""Characters at an end that such an abbreviation is looked for in."""

_QUESTIONS = "?？؟"
_QUOTED_UNITS = 12
"""Over how many units a quotation may reach."""


class Punctuation:
    """``punctuation``: a sentence's end, brackets and quotation marks in pairs, widths.

    A quotation may begin in one unit and end in one of the next; a mark without a partner
    is reported only when none turns up there.
    """

    def __init__(self, context: RuleContext) -> None:
        del context
        self._lonely: list[tuple[UnitPair, Hit | None, str]] = []
        """Marks that wait for a partner; without a hit where the source excuses them."""

        self._widths = Widths()

    def check(self, pair: UnitPair) -> Iterator[Hit]:
        """What is wrong in this unit by itself."""
        text = pair.target.text
        if not text.strip():
            return
        ending = [*_ending(pair)] if pair.source and pair.source.text.strip() else []
        yield from ending or opening_marks(pair)
        yield from self._widths.check(pair)
        yield from _foreign_quotes(pair)
        yield from _doubled(pair)
        bracket = _lonely(text, _BRACKETS)
        if bracket and not _lonely(pair.source.text if pair.source else "", _BRACKETS):
            yield _alone(text, bracket)
        mark = _lonely(text, _QUOTES)
        if mark and any(map(str.isalnum, text)):
            partner = next(
                (
                    place
                    for place in self._near(pair)
                    if _QUOTES.get(self._lonely[place][2]) == mark
                ),
                None,
            )
            if partner is not None:
                del self._lonely[partner]
            else:
                hit = None if _excused(pair) else _alone(text, mark)
                self._lonely.append((pair.kept(), hit, mark))

    def _near(self, pair: UnitPair) -> range:
        """Which of the waiting marks stand so few units before that a quotation reaches them."""
        begin = len(self._lonely)
        while begin and pair.number - self._lonely[begin - 1][0].number <= _QUOTED_UNITS:
            begin -= 1
        return range(begin, len(self._lonely))

    def finish(self) -> Iterable[Found]:
        """The marks that no unit near by is the partner of, and those of the wrong width."""
        lonely = [(pair, hit) for pair, hit, _ in self._lonely if hit]
        return [*lonely, *self._widths.finish()]


def _end(text: str) -> str:
    """The kind of mark a text ends with; empty where it ends with none.

    The full stop after a quoted question (Russian ``?».``) does not count.
    """
    if text[-2:-1].isalnum() and text[-1] in _ENDS:
        return _ENDS[text[-1]]
    if text[-1:] == ")":
        text = _SHORTCUT.sub("", text)
    stripped = _EMOJI.sub("", text).rstrip(_CLOSERS)
    if _QUOTED_MARK.search(text):
        return ""
    if stripped.endswith(("...", "…")):
        return "…"
    mark = _ENDS.get(stripped[-1:], "")
    if mark == "." and stripped[-2:-1] in set(_CLOSERS):
        return _ENDS.get(stripped[:-1].rstrip(_CLOSERS)[-1:], mark)
    return mark


def _ending(pair: UnitPair) -> Iterator[Hit]:
    """A question is a question in both, and no end is lost.

    Whether a statement ends with a full stop, a colon, an ellipsis or an exclamation mark is
    the translator's choice. Where a third language has no end mark either, as in a headline,
    none is lost.
    """
    assert pair.source is not None
    source, target = pair.source.text, pair.target.text
    asked, given = _end(source), _end(target)
    if asked == given:
        return
    place = max(len(target.rstrip()) - 1, 0)
    # A question within quotation marks may be reported instead: Он спросил почему.
    if asked == "?" and _EMOJI.sub("", source)[-1:] in _QUESTIONS and not _holds_question(target):
        if not _is_open(source):
            yield Hit("the source ends with a question mark", span=(place, place + 1))
    elif given == "?" and asked and _EMOJI.sub("", target)[-1:] in _QUESTIONS:
        if not _holds_question(source):
            yield Hit("the source ends with no question mark", span=(place, place + 1))
    elif (
        asked in {".", "!", ":"}
        and not given
        and _EMOJI.sub("", target).rstrip(_CLOSERS)[-1:].isalnum()
        and not _ABBREVIATED.search(source[-_REACH:])
        and not _ends_open_elsewhere(pair)
    ):
        yield Hit(f"the end mark “{asked}” of the source is missing", span=(place, place + 1))


def _ends_open_elsewhere(pair: UnitPair) -> bool:
    """Whether a further language of the unit has text without an end mark."""
    own = {pair.target.key, pair.source.key if pair.source else ""}
    texts = (
        "".join(variant.segments) for key, variant in pair.unit.variants.items() if key not in own
    )
    return any(text.strip() and not _end(text) for text in texts)


def _holds_question(text: str) -> bool:
    return any(mark in text for mark in _QUESTIONS)


def _is_open(text: str) -> bool:
    """Whether a quotation mark of a text has no partner, so that it goes on elsewhere."""
    counts = Counter(_LOW_QUOTED.sub(r"“\1”", text))
    return (
        any(counts[opening] != counts[closing] for opening, closing in _QUOTES.items())
        or counts['"'] % 2 == 1
    )


def _excused(pair: UnitPair) -> bool:
    """Whether a quotation mark of the source, too, may have its partner elsewhere."""
    source = pair.source.text if pair.source else ""
    return bool(_lonely(source, _QUOTES)) or _is_open(source) or _half_quoted(source)


def _alone(text: str, mark: str) -> Hit:
    place = text.rfind(mark)
    return Hit(f"“{mark}” has no partner", span=(place, place + 1))


def _lonely(text: str, pairs: dict[str, str]) -> str:
    """The mark of a pair that stands alone; empty where each has its partner."""
    if not _PAIRED.search(text):
        return ""
    plain = text.translate(_TO_NARROW)
    plain = _LOW_QUOTED.sub(r"“\1”", plain)
    counts = Counter(plain)
    for opening, closing in pairs.items():
        missing = counts[opening] - counts[closing]
        if missing == 1 and re.search(
            f"{re.escape(opening)}[^{closing}]*{re.escape(opening)}", plain
        ):
            # Of two quotations that end together only one is closed: «Он сказал: «Да».
            missing = 0 if pairs is _QUOTES else missing
        if missing < 0 and opening == "(":
            missing = min(0, missing + len(_MARKER.findall(text)))
        if not missing and counts["("] == 1 and opening == "(" and not _MARKER.search(text):
            # )this(
            missing = -1 if plain.index(closing) < plain.index(opening) else 0
        if missing:
            mark = opening if missing > 0 else closing
            return next((one for one in text if one.translate(_TO_NARROW) == mark), "")
    return ""


def _half_quoted(text: str) -> bool:
    """Whether a text may hold one half of a quotation in single marks."""
    return bool(_SINGLE_QUOTED.search(text))


def _foreign_quotes(pair: UnitPair) -> Iterator[Hit]:
    """Quotation marks of another language."""
    own = languages.of(pair.target.tag).quotes
    reversed_mark = _REVERSED.search(pair.target.text)
    if reversed_mark and ("«", "»") in own and ("»", "«") not in own:
        yield Hit("“»” is a closing mark", reversed_mark.span(), expected=("«",))
        return
    known = {mark for marks in own for mark in marks} | set("\"'’‘")
    for found in re.finditer(f"[«»„“”「」『』《》](?![{scripts.HAN}])", pair.target.text):
        if found[0] in known or not own:
            continue
        # Within marks of its own a language may well quote another's; “ also closes „.
        others = pair.target.text.replace("„", "“") if found[0] != "„" else ""
        if any(mark in others for marks in own[:1] for mark in marks):
            return
        yield Hit(
            f"“{found[0]}” is not a quotation mark of {languages.of(pair.target.tag).name}",
            span=found.span(),
            expected=own[0],
        )
        return


_TWICE_MARKED = re.compile(
    r"(?<=[\w)»”’\"])\.\.(?=[\s»”\")]|$)|(?<=\w)(?:,,|;;|::(?=\s|$))|，，|、、|；；|：：|(?<!。)。。(?!。)"
)


def _doubled(pair: UnitPair) -> Iterator[Hit]:
    """The first mark that stands twice for once."""
    found = _TWICE_MARKED.search(pair.target.text)
    if found and not (pair.source and _TWICE_MARKED.search(pair.source.text)):
        yield Hit(f"“{found[0]}” is one mark too many", found.span(), expected=(found[0][0],))


RULES = (
    CheckRule(
        "punctuation",
        "warning",
        "A lost end mark, question mark or opening mark (¿, ¡), brackets and quotation marks "
        "without a partner or of another language, marks of the wrong width.",
        ("Who will come?", "Кто придёт.", "Кто придёт?"),
        Punctuation,
        alone=True,
    ),
)
