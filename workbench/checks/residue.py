"""What was left in another language within a translation."""

import re
from collections.abc import Iterator, Sequence

from workbench import languages
from workbench.checks.finding import Hit, Span
from workbench.checks.unit_pair import UnitPair
from workbench.languages import scripts
from workbench.languages.spans import SpanSet

HELD = re.compile(
    r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|«[^«»]*»|“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|「[^「」]*」|《[^《》]*》"
)
"""Within brackets and quotation marks another language may be meant."""

_HAN, _KANA, _CYRILLIC = scripts.HAN, scripts.KANA, scripts.CYRILLIC
_FOREIGN = {
    "Latn": re.compile(rf"[{_HAN}{_KANA}]+|[{_CYRILLIC}]{{3,}}"),
    "Cyrl": re.compile(rf"[{_HAN}{_KANA}]+"),
    "Hani": re.compile(rf"[{_CYRILLIC}]{{3,}}"),
}
"""By a language's script, words that are none of its own."""

_WORD = r"[A-Za-z][A-Za-z'’-]{0,40}"
_LATIN = re.compile(rf"(?<![A-Za-z]){_WORD}(?: {_WORD}){{3,}}")
_BEGINNING = 4
"""Letters by which a word is known again, in whatever case."""


def residue(pair: UnitPair, passed: Sequence[Span]) -> Iterator[Hit]:
    """The first words that are still the source's, or in a neighbour's letters.

    Args:
        pair: The texts.
        passed: Places in the target that are in no language.
    """
    text = pair.target.text
    wanted = languages.of(pair.target.tag).script
    if wanted == "Latn" and text.isascii():
        return
    held: SpanSet | None = None
    for place in _places(pair, wanted):
        if held is None:
            held = SpanSet((*passed, *(found.span() for found in HELD.finditer(text))))
        if not held.touches(*place):
            words = text[place[0] : place[1]]
            name = languages.of(pair.target.tag).name
            yield Hit(f"“{words}” is not in {name}", span=place)
            return


def _places(pair: UnitPair, wanted: str) -> Iterator[Span]:
    text = pair.target.text
    source = pair.source.text.lower() if pair.source else ""
    pattern = _FOREIGN.get(wanted)
    own = scripts.written_in(languages.of(pair.source.tag).script) if pair.source else ()
    for found in pattern.finditer(text) if pattern and source else ():
        # What the source itself has of another language's is a name: 简体中文 in a list of them.
        if found[0][:_BEGINNING].lower() in source and scripts.count(found[0]).keys() & set(own):
            yield found.span()
    if wanted != "Latn":
        for found in _LATIN.finditer(text):
            if languages.is_plain_text(found[0].split()) and not _is_label(found[0], pair):
                yield found.span()
    others = list(languages.of(pair.target.tag).spelling.foreign.finditer(text))
    if len(others) > 1 or any(len(found[0]) > 3 and wanted == "Hani" for found in others):
        yield others[0].span()


def _is_label(words: str, pair: UnitPair) -> bool:
    """Whether the source has the words as a label within a sentence, by their capital.

    A manual may name a menu's entry as the program shows it: *choose Save as and close*.
    """
    if pair.source is None or not words[:1].isupper():
        return False
    return re.search(rf"[\w,] {re.escape(words)}", pair.source.text) is not None
