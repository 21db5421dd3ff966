"""``inconsistent-translation``: one source sentence, several translations."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, Found, RuleContext
from workbench.checks.unit_pair import UnitPair
from workbench.languages import scripts
from workbench.units import context_of


class InconsistentTranslation:
    """Compares the units whose sources are the same but for typography and case."""

    def __init__(self, context: RuleContext) -> None:
        del context
        self._seen: defaultdict[bytes, list[tuple[UnitPair, bytes]]] = defaultdict(list)
        """By a digest of source and context, the pairs with a digest of their translation:
        a project has hundreds of thousands, and most sources come once."""

    def check(self, pair: UnitPair) -> Iterable[Hit]:
        """Keep the pair; the verdict comes at the end."""
        if pair.source is not None and pair.target.text.strip() and not pair.others:
            source = _first_small(_unmarked(pair.source.folded.cased.strip()))
            if _is_sentence(source) if pair.aligned else any(map(str.isalpha, source)):
                key = _digest(f"{context_of(pair.unit)}\0{source}")
                self._seen[key].append((pair.kept(), _digest(_plain(pair))))
        return ()

    def finish(self) -> Iterator[Found]:
        """Report each unit that does not have the most frequent translation."""
        for pairs in self._seen.values():
            if len(pairs) < 2:
                continue
            counts = Counter(plain for _, plain in pairs)
            if len(counts) < 2:
                continue
            usual = counts.most_common(1)[0][0]
            shown = next(pair.target.text for pair, plain in pairs if plain == usual)
            for pair, plain in pairs:
                if plain != usual:
                    yield (
                        pair,
                        Hit(
                            f"the same source is “{shown}” in {counts[usual]} of {len(pairs)} "
                            "places",
                            span=(0, len(pair.target.text)),
                            expected=(shown,),
                        ),
                    )


def _digest(text: str) -> bytes:
    """What tells a text from others: 16 bytes, in which no two of a project are alike."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _plain(pair: UnitPair) -> str:
    """A translation as it is compared: without spaces beside marks, widths, and its end mark."""
    text = _unmarked(pair.target.folded.text.strip()).translate(_WIDTHS)
    return _ELLIPSIS.sub("…", _BESIDE_MARKS.sub("", text)).rstrip(".!…:")


_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("。"): "."}
_BESIDE_MARKS = re.compile(r"(?<=[^\w\s])\s+|(?<!\s)\s+(?=[^\w\s])")
_ELLIPSIS = re.compile(r"\.{3,}|…+")


_WORD = re.compile(rf"[{scripts.HAN}]{{1,2}}|[^\W\d_{scripts.HAN}]+")
_SENTENCE = 3
"""Words from which a text of a document is a sentence, and no cell of a table or name."""


def _is_sentence(text: str) -> bool:
    return len(_WORD.findall(text)) >= _SENTENCE


_SHORTCUT = re.compile(r"\s?\([_&]?[A-Za-z0-9]\)(?=[:：.…]*$)")
"""A keyboard shortcut, as scripts without letters of that kind show it: 名称(_N)."""


def _unmarked(text: str) -> str:
    return _SHORTCUT.sub("", text)


def _first_small(text: str) -> str:
    """A text as it stands within a sentence: kb and Kb are two things, Copy and copy one."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


RULES = (
    CheckRule(
        "inconsistent-translation",
        "note",
        "The same source sentence is translated in several ways.",
        ("Thank you.", "Спасибо. here, Благодарю. elsewhere", "one of them"),
        InconsistentTranslation,
    ),
)
