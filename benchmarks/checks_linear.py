"""Whether every check takes a time that grows with the text's length, and not with its square.

    python benchmarks/checks_linear.py [--size 8000] [--only RULE]

Texts of one thing repeated, as a paste or a machine makes them, go through each rule and each
matcher between four pairs of languages, at a size and at four times the size. Four times the text
may cost at most five times the time; the table shows whatever costs more, and the worst of all.
"""

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

from workbench.checks import RULES, RuleContext, UnitPair
from workbench.checks.rule import Checker
from workbench.checks.unit_pair import Side
from workbench.glossary import Concept, Glossary, Term
from workbench.units import Unit, Variant

ROOT = Path(__file__).parent.parent
PAIRS = (("en", "ru"), ("ru", "zh-Hans"), ("zh-Hans", "en"), ("es", "en"))
AT_MOST = 5.0
"""Times the time that four times the text may cost."""

FLOOR = 0.02
"""Seconds at four times the size below which a ratio says nothing."""

REPEATED = {
    "figures and full stops": "1.",
    "a single letter": "a",
    "a Cyrillic letter": "а",
    "an ideograph": "一",
    "ideographs of words": "国家",
    "a numeral's ideograph": "三",
    "placeholders": "{0}",
    "printf's placeholders": "%s",
    "per cent signs": "%",
    "base64": "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5Ky8",
    "opening brackets": "(",
    "full-width brackets": "（",
    "braces": "{",
    "angle brackets": "<",
    "tags half open": "<a b=",
    "pairs of brackets": "()",
    "straight quotes": '"',
    "curly quotes": "“",
    "guillemets": "«",
    "apostrophes": "'",
    "closing quotes": "”",
    "spaces": " ",
    "spaces that do not break": "\u00a0",
    "line ends": "\n",
    "combining marks": "\u0301",
    "letters with marks": "e\u0301",
    "digits": "7",
    "digits with commas": "123,",
    "digits with spaces": "123 ",
    "digits with dashes": "1-",
    "dates": "1.2.2003 ",
    "times of day": "10:30 ",
    "Roman numerals": "X",
    "words of numbers": "three ",
    "Russian words of numbers": "три ",
    "Spanish words of numbers": "tres ",
    "thousands": "thousand ",
    "one word": "word ",
    "one Russian word": "слово ",
    "one term": "Security Council ",
    "one Russian term": "Совет Безопасности ",
    "one Chinese term": "安全理事会",
    "words with hyphens": "co-operation-",
    "hyphens": "-",
    "dashes": "—",
    "soft hyphens": "a\u00ad",
    "commas": ",",
    "semicolons": "; ",
    "question marks": "?",
    "Chinese marks": "，。",
    "ellipses": "…",
    "addresses": "http://a.b/c?d=e&",
    "dots and letters": "a.",
    "at signs": "a@",
    "slashes": "/",
    "backslashes": "\\",
    "ampersands": "&",
    "entities": "&amp;",
    "underscores": "_",
    "emoji": "\U0001f468\u200d",
    "capitals": "UN ",
    "mixed scripts": "aа",
    "kana": "の",
}
"""What is repeated, by what it is called."""

PLAIN = {
    "en": "The Security Council met in 2004.",
    "ru": "Совет Безопасности собрался в 2004 году.",
    "zh-Hans": "安全理事会于2004年开会。",
    "es": "El Consejo de Seguridad se reunió en 2004.",
}


def glossary() -> Glossary:
    """The diplomacy glossary, with terms that stand everywhere in such texts."""
    return Glossary(
        (
            *Glossary.read(ROOT / "glossaries" / "diplomacy.tbx").concepts,
            *(
                Concept(
                    f"repeated-{number}",
                    {tag: (Term(text),) for tag, text in zip(PLAIN, texts, strict=True)},
                )
                for number, texts in enumerate(
                    (
                        ("a", "а", "一", "a"),
                        ("word word", "слово слово", "一一", "tres tres"),
                        ("a a a", "а а", "国家国", "word word"),
                        ("three words", "три слова", "三三三", "tres words"),
                    )
                )
            ),
        ),
        tuple(PLAIN),
    )


def text_of(name: str, size: int) -> str:
    """The text of so many characters that repeats something."""
    part = REPEATED[name]
    return (part * (size // len(part) + 1))[:size]


def works(
    source: str, target: str, concepts: Glossary
) -> Iterator[tuple[str, Callable[[str, str], None]]]:
    """By name, what looks at a source and a target: each rule, and each text's folding."""

    def sides(one: str, other: str) -> UnitPair:
        unit = Unit("1", {source: Variant((one,)), target: Variant((other,))})
        return UnitPair(unit, Side(target, target, other), Side(source, source, one))

    def fold(one: str, other: str) -> None:
        pair = sides(one, other)
        assert pair.source is not None
        _ = pair.source.folded.text, pair.target.folded.text

    def judge(one: str, other: str, start: Callable[[RuleContext], Checker]) -> None:
        checker = start(context)
        pair = sides(one, other)
        for _ in checker.check(pair):
            pass
        for _ in checker.finish():
            pass

    context = RuleContext(source, target, concepts)
    yield "folding", fold
    for rule in RULES:
        if rule.name == "omission":
            continue  # It is off, and asks the encoder.
        yield rule.name, partial(judge, start=rule.start)


def spent(work: Callable[[str, str], None], one: str, other: str) -> float:
    """Seconds of CPU."""
    begun = time.process_time()
    work(one, other)
    return time.process_time() - begun


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=8000, help="characters of the smaller text")
    parser.add_argument("--only", help="a rule, or folding")
    parser.add_argument("--pairs", type=int, default=len(PAIRS), help="how many pairs")
    parser.add_argument("--text", help="the name of one text")
    chosen = parser.parse_args()
    concepts = glossary()
    gc.freeze()
    looked = 0
    worst: tuple[float, str] = (0.0, "")
    slow = 0
    for source, target in PAIRS[: chosen.pairs]:
        for rule, work in works(source, target, concepts):
            if chosen.only not in (None, rule):
                continue
            work(PLAIN[source], PLAIN[target])
            for name, where in product(REPEATED, ("source", "target", "before")):
                if chosen.text not in (None, name):
                    continue
                times = [0.0, 0.0]
                for attempt in range(3):
                    for number, size in enumerate((chosen.size, 4 * chosen.size)):
                        text = text_of(name, size)
                        one = PLAIN[source] if where == "target" else text
                        other = PLAIN[target] if where == "source" else text
                        if where == "before":
                            one, other = text + PLAIN[source], text + PLAIN[target]
                        now = spent(work, one, other)
                        times[number] = min(now, times[number]) if attempt else now
                    if times[1] < AT_MOST * times[0] or times[1] > 2:
                        break
                looked += 1
                if times[1] < FLOOR:
                    continue
                ratio = times[1] / max(times[0], 1e-6)
                what = f"{rule:26}{source}>{target:8}{where:7} {name}"
                worst = max(worst, (ratio, what))
                if ratio > AT_MOST:
                    slow += 1
                    print(f"{times[0]:8.3f} {times[1]:8.3f} {ratio:6.1f}  {what}", flush=True)
    print(f"{looked} looked at, {slow} over {AT_MOST:g} times")
    print(f"the worst {worst[0]:.1f}: {worst[1]}")


if __name__ == "__main__":
    main()
