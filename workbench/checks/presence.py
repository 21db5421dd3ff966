"""Is it a translation at all?

``empty``, ``missing-segment``, ``untranslated``, ``wrong-language``.
"""

import re
from collections.abc import Iterator

from workbench import languages
from workbench.checks.finding import Hit, Span
from workbench.checks.number_rule import is_key
from workbench.checks.residue import HELD, residue
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import Side, UnitPair
from workbench.glossary import non_translatable_spans
from workbench.languages import scripts
from workbench.languages.tags import language_of

_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(rf"[{scripts.HAN}]+|[^\W{scripts.HAN}]+")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKS = ".,:;!?…()\"'“”«»。，：；！？（）"
_CODE = re.compile(r"^-{1,2}\w|[<>\[\]{}|=_/\\]|\w[,;.:]\w|\w\(|^[a-z]+-[a-z]+$")
"""What is no word of a sentence: an option, an argument, a path, a list without spaces."""

_NAMED = re.compile(r"[.:]\w")
"""The beginning of a hidden file's name, or of a variable's."""

_LONG = 40
"""Letters from which a language in the right script is told by its words."""


def empty(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """A source with text beside a target without any."""
    del context
    if pair.aligned or pair.source is None or pair.target.text.strip():
        return
    if _says_something(pair.source):
        yield Hit("there is no translation")


def missing_segment(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Sentences of one document that the other has nothing for."""
    if not pair.aligned or pair.source is None:
        return
    lacks_source = _says_something(pair.target) and not pair.source.text.strip()
    if not lacks_source and not (_says_something(pair.source) and not pair.target.text.strip()):
        return
    if lacks_source and any(wrong_language(pair, context)):
        return  # The source's own sentence, left standing: that is what is to be said of it.
    side, other = (pair.target, pair.source) if lacks_source else (pair.source, pair.target)
    sentences = [one for one in pair.unit.variants[side.key].segments if one.strip()]
    these = "the sentence has" if len(sentences) == 1 else f"{len(sentences)} sentences have"
    yield Hit(
        f"{these} no counterpart in {languages.of(other.tag).name}",
        span=(0, len(side.text)),
        side="target" if lacks_source else "source",
    )


def _says_something(side: Side) -> bool:
    return any(character.isalnum() for character in side.text)


def untranslated(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """The source's very words as the target."""
    if pair.source is None or language_of(pair.source.tag) == language_of(pair.target.tag):
        return
    if pair.source.folded.text != pair.target.folded.text:
        return
    living = _living(pair.target, context)
    tokens = living.split()
    words = [token.strip(_MARKS) for token in tokens if not _NAMED.match(token)]
    plain = [word for word in words if _PLAIN_WORD.fullmatch(word) and not word.isupper()]
    common = [word for word in plain if len(word) > 2 and word.islower()]
    uncased = [word for word in _WORD.findall(living) if word.lower() == word.upper()]
    if any(map(_CODE.search, tokens)) and not languages.is_plain_text(plain):
        return
    if any(len(word) > 3 for word in uncased) or len(common) > (tokens[:1] == common):
        yield Hit("the translation is the source itself", span=(0, len(pair.target.text)))


def wrong_language(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """A target in another language than it ought to be in, the whole of it or some words."""
    if pair.source and pair.source.folded.text == pair.target.folded.text:
        return
    hit = next(_whole(pair, context), None) or next(
        residue(pair, _passed(pair.target, context)), None
    )
    if hit:
        yield hit


def _whole(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    if pair.source is not None and is_key(pair.source.text):
        return
    text = _living(pair.target, context)
    wanted = languages.of(pair.target.tag).script
    counts = _weighed(text, pair, wanted)
    letters = sum(counts.values())
    right = sum(counts.get(script, 0) for script in scripts.written_in(wanted))
    if not letters or wanted == "Zyyy":
        return
    common = [word for word in _WORD.findall(text) if word.islower() or not word.isascii()]
    if right * 6 < letters:
        if len(common) > 2 or (counts.get("Hani", 0) > 3 * _HAN_WEIGHT and not right):
            other = max(counts, key=lambda script: counts[script])
            yield Hit(
                f"the text is written in {scripts.NAMES.get(other, other)} letters, not in "
                f"{languages.of(pair.target.tag).name}",
                span=(0, len(pair.target.text)),
            )
    elif letters >= _LONG and len(common) > 5 and not _is_plainly(wanted, pair.target.tag, text):
        from workbench.languages.detection import detect

        guess = detect(text)
        if (
            guess.tag
            and guess.probability > 0.99
            and language_of(guess.tag) != language_of(pair.target.tag)
            and languages.of(guess.tag).script == wanted
        ):
            yield Hit(
                f"the text is in {languages.of(guess.tag).name}, not in "
                f"{languages.of(pair.target.tag).name}",
                span=(0, len(pair.target.text)),
            )


_HAN_WEIGHT = 3
"""Letters of an alphabet that one ideograph stands for."""


def _weighed(text: str, pair: UnitPair, wanted: str) -> dict[str, int]:
    """Letters by script, without those that may be of another one.

    They are what stands in brackets or quotation marks, what is a name by its capital, and
    words that the source has in the same form, unless they make a sentence.
    """
    counts = scripts.count(text)
    if set(counts) <= set(scripts.written_in(wanted)):
        return counts
    text = HELD.sub(" ", text) if counts.keys() & set(scripts.written_in(wanted)) else text
    known = set(_TOKEN.findall(pair.source.text)) if pair.source is not None else set()
    kept = [
        word
        for word in _TOKEN.findall(text)
        if not (word in known and word.isascii()) and not (word.isascii() and word.istitle())
    ]
    tokens = [token.strip(_MARKS) for token in text.split() if not _CODE.search(token)]
    plain = languages.is_plain_text([one for one in tokens if _PLAIN_WORD.fullmatch(one)])
    counts = scripts.count(text if plain else " ".join(kept))
    return counts | {"Hani": _HAN_WEIGHT * counts["Hani"]} if "Hani" in counts else counts


_FEW = 3
"""Frequent words of a language, more than a relative's, that make it plain."""


def _is_plainly(script: str, tag: str, text: str) -> bool:
    """Whether a text is in its language and in no relative, by its letters and frequent words.

    A relative is ruled out by a letter that it has not, or by fewer frequent words.
    """
    from workbench.languages.detection import traits_of

    traits = traits_of(script)
    own = traits.get(language_of(tag))
    known = {*_LETTERS.findall(text.lower())}
    letters = {*"".join(known)}
    if own is None or not letters <= own.letters:
        return False
    most = len(known.intersection(own.words))
    return all(
        not letters <= other.letters or _FEW <= most > len(known.intersection(other.words))
        for other in traits.values()
        if other is not own
    )


def _living(side: Side, context: RuleContext) -> str:
    """The text without addresses, tags, placeholders, and without what is not translated."""
    kept, end = [], 0
    for start, stop in _passed(side, context):
        if start >= end:
            kept.append(side.text[end:start])
            end = stop
    return " ".join((*kept, side.text[end:]))


def _passed(side: Side, context: RuleContext) -> list[Span]:
    """Places of addresses, tags, placeholders, and of what is not translated, in order."""
    places = non_translatable_spans(side.text)
    if context.terms is not None and context.source is not None:
        places = sorted([*places, *context.terms.kept(side)])
    return places


RULES = (
    CheckRule(
        "untranslated",
        "warning",
        "The target is the source itself.",
        ("The meeting is over.", "The meeting is over.", "Встреча окончена."),
        each(untranslated),
    ),
    CheckRule(
        "wrong-language",
        "error",
        "The target is written in another language or script than it ought to be in.",
        ("The meeting is over.", "会议结束了。 (in a Russian file)", "Встреча окончена."),
        each(wrong_language),
        alone=True,
    ),
    CheckRule(
        "empty",
        "warning",
        "The source has text, the target has none.",
        ("The meeting is over.", "", "Встреча окончена."),
        each(empty),
    ),
    CheckRule(
        "missing-segment",
        "warning",
        "A sentence of aligned texts has no counterpart, in either direction.",
        ("The meeting is over.", "", "Встреча окончена."),
        each(missing_segment),
    ),
)
