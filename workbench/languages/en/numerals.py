"""English number words."""

import re
from collections.abc import Iterator
from math import prod

from workbench.languages.numbers.reading import HEAVY, Reading, decade, fraction, is_one_number
from workbench.languages.numbers.shares import shares
from workbench.languages.parts import Numerals

_CARDINALS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: float(10 * place)
    for place, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_TENS |= {"threescore": 60.0, "fourscore": 80.0}
_ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
}
_TENTHS = {word[:-1] + "ieth": value for word, value in _TENS.items()}
_DECADES = {word[:-1] + "ies": value for word, value in _TENS.items()}
_FOLD = {f"{word}fold": value for word, value in (_CARDINALS | _TENS).items() if value > 1}
_FOLD |= {"hundredfold": 1e2, "thousandfold": 1e3}
_OTHER_UNITS = {
    "once": 1.0, "single": 1.0, "twice": 2.0, "both": 2.0, "pair": 2.0, "couple": 2.0,
    "double": 2.0, "doubled": 2.0, "twin": 2.0, "bilateral": 2.0, "triple": 3.0, "tripled": 3.0,
    "trebled": 3.0, "quadrupled": 4.0, "quadruple": 4.0, "thrice": 3.0, "trio": 3.0,
    "trilateral": 3.0, "fortnight": 14.0, "clock": 24.0,
    "half": 0.5, "halves": 0.5, "semi": 0.5, "quarter": 0.25,
}  # fmt: skip
_UNITS = _CARDINALS | _ORDINALS | _TENS | _TENTHS | _DECADES | _FOLD | _OTHER_UNITS
_SCALES = {
    "decade": 10.0, "decades": 10.0, "dozen": 12.0, "dozens": 12.0, "score": 20.0,
    "hundred": 1e2, "hundreds": 1e2, "hundredth": 1e2, "century": 1e2, "centuries": 1e2,
    "thousand": 1e3, "thousands": 1e3, "thousandth": 1e3, "million": 1e6, "millions": 1e6,
    "billion": 1e9, "billions": 1e9, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
_PARTS = {
    word + ending: 1 / value
    for word, value in _ORDINALS.items()
    for ending in ("", "s")
    if 2 < value <= 10
} | {"half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25}
_MORE = {
    "day": 24.0, "noon": 12.0, "midday": 12.0, "midnight": 0.0, "quarters": 4.0,
    "binary": 2.0, "octal": 8.0, "decimal": 10.0, "hexadecimal": 16.0, "hex": 16.0,
}  # fmt: skip
_COUNTS = {*_CARDINALS, *_TENS, *_TENTHS, *_ORDINALS} - {
    "zero",
    "one",
    *"first second third".split(),
}
_LONG = frozenset("century centuries decade decades".split())
_GROWN = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0}
_SCALED = frozenset("hundred thousand million billion trillion".split())
_AND_HALF = re.compile(r"[a-z]\sand\sa\shalf\b")
_CLOCK = re.compile(r"\b(half|quarter|five|ten|twenty)[\s-](past|to)\s(\w+)\b")
_LAST_QUARTER = re.compile(r"\b(?:last|final)\squarter\b")

_WORDS = frozenset({*_UNITS, *_SCALES, *_PARTS, *_MORE})
_TOKEN = re.compile(r"\w+")
_LINK = re.compile(r"\s?-\s?|\s(?:and\s(?:a\s)?|a\s|of\sa\s)?")


def words(text: str) -> Iterator[Reading]:
    """Number words of a text in small letters, each run as one number."""
    if _WORDS.isdisjoint(_TOKEN.findall(text)):
        return
    run: list[re.Match[str]] = []
    for found in [*(one for one in _TOKEN.finditer(text) if one[0] in _WORDS), None]:
        if run and (found is None or not _LINK.fullmatch(text, run[-1].end(), found.start())):
            yield _of_run(text, run)
            run = []
        if found is not None:
            run.append(found)
    for found in _LAST_QUARTER.finditer(text):
        yield Reading(*found.span(), {4.0})
    for found in _CLOCK.finditer(text):
        minutes = {"half": 30.0, "quarter": 15.0}.get(found[1]) or _UNITS[found[1]]
        hour = _CARDINALS.get(found[3], 0.0)
        if hour and found[2] == "to":
            hour, minutes = hour - 1, 60 - minutes
        if hour:
            yield Reading(*found.span(), {hour, hour + 12, minutes})


def _of_run(text: str, run: list[re.Match[str]]) -> Reading:
    said = [found[0] for found in run]
    place = run[0].start(), run[-1].end()
    each, share = _each(said), _share(said)
    if len(said) > 1 and _AND_HALF.search(text, *place):
        return Reading(*place, {_with_half(said)}, "likely", frozenset(each))
    if share and len(said) == 2 and (said[0] == "one" or said[1].endswith("s")):
        return Reading(*place, share, "likely", frozenset(each))
    if said[-1] in _DECADES:
        return Reading(*place, {_DECADES[said[-1]]}, "likely", decade(each) | each)
    if said[-1] in _LONG and _is_counted(said[:-1]):
        # The third century, three centuries.
        return Reading(*place, {_whole(said[:-1]), _whole(said)}, "likely")
    if said[-1] in _GROWN:
        return Reading(*place, {_GROWN[said[-1]]}, "likely")
    if len(said) == 1 and said[0] in _FOLD:
        return Reading(*place, each, "likely")
    if said[-1] == "second" and said[-2:-1] and said[-2] in _TENS:
        # The thirty-second floor, a thirty-second clip.
        return Reading(*place, {_whole(said), _TENS[said[-2]]}, "likely")
    whole = _whole(said)
    if _is_counted(said):
        heavy = whole >= HEAVY and not any(word in _ORDINALS or word in _TENTHS for word in said)
        return Reading(*place, {whole} | share, "sure" if heavy else "likely")
    values = each | share | ({whole} if each else set())
    if len(said) == 2 and said[0] in _UNITS and said[1] in _TENS:
        # "nineteen ninety"
        values.add(_UNITS[said[0]] * 100 + _UNITS[said[1]])
    if len(said) > 2 and said[1] in _PARTS and said[0] in _UNITS:
        # "three quarters of a million"
        values.add(_UNITS[said[0]] * _PARTS[said[1]] * prod(_SCALES.get(w, 1.0) for w in said[2:]))
    return Reading(*place, values)


def _with_half(said: list[str]) -> float:
    """Two and a half million; a billion and a half."""
    if said[-1] == "half" and said[-2] in _SCALES:
        return _whole(said[:-1]) * 1.5
    return _whole(said)


def _each(said: list[str]) -> set[float]:
    """The value of each number word by itself."""
    values = {(_UNITS | _SCALES)[word] for word in said if word in _UNITS or word in _SCALES}
    values |= {_MORE[word] for word in said if word in _MORE}
    if "decades" in said:
        # A translator may say how many.
        values |= {20.0, 30.0, 40.0, 50.0}
    if "midnight" in said:
        values |= {12.0, 24.0}
    return values


def _share(said: list[str]) -> set[float]:
    """What a run may be as a share: a third, two thirds."""
    if said[-1] not in _PARTS or len(said) > 2:
        return set()
    count = 1.0 if len(said) == 1 else _UNITS.get(said[0], 1.0)
    return fraction(count * _PARTS[said[-1]])


def _is_counted(said: list[str]) -> bool:
    """Whether number words make one number that nobody says by the way."""
    sizes = [_UNITS.get(word) or _SCALES.get(word, 0.0) for word in said]
    return (
        all(
            word in _CARDINALS or word in _SCALED or word in _COUNTS or word in _ORDINALS
            for word in said
        )
        and any(word in _COUNTS for word in said)
        and is_one_number(sizes)
    )


def _whole(said: list[str]) -> float:
    total = part = 0.0
    for word in said:
        if word in _UNITS:
            part += _UNITS[word]
        elif word in _SCALES:
            part = (part or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1e3:
                total, part = total + part, 0.0
    return total + part


_WHOLE_OF = "two three four five six seven eight nine ten twenty fifty hundred thousand".split()
_SHARES = (
    re.compile(
        rf"(?<![\d.,])(?P<count>\b(?:one|{'|'.join(_WHOLE_OF)}|\d\d?))"
        r"\s(?:in|out\sof)(?:\severy)?\s(?:a\s)?"
        rf"(?P<whole>{'|'.join(_WHOLE_OF)}|[2-9]|10+|[25]0)"
        r"\b(?![-,.:/]?\d|\s(?:thousand|million|billion)"
        r"|[\s-](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|places|languages)\b)"
    ),
    re.compile(rf"\b(?P<count>one)\sof\severy\s(?P<whole>{'|'.join(_WHOLE_OF)})\b"),
    re.compile(r"(?<![\d.,])(?P<whole>\d{1,4})ths\b"),
)


def _wholes(text: str) -> Iterator[Reading]:
    """One in five; 20ths of a second."""
    return shares(text, _SHARES, words)


NUMERALS = Numerals(
    words=words,
    wholes=_wholes,
    hint=(
        r"[a-z]{2}(?:teen|ty)"
        r"|\b(?:three|four|five|six|seven|eight|nine|ten|eleven|hundred|thousand|million)"
    ),
    multiples=re.compile(
        r"[\s-]?(?:hundred|thousand|million|billion|trillion|mln|bln|trln|trn|bn|mn|tn|dozen)\b"
        r"|[kb]\b|m\b(?!\.)"
    ),
    factors=(
        ("trillion", 1e12), ("trln", 1e12), ("trn", 1e12), ("tn", 1e12),
        ("billion", 1e9), ("bln", 1e9), ("bn", 1e9),
        ("million", 1e6), ("mln", 1e6), ("mn", 1e6),
        ("thousand", 1e3), ("hundred", 1e2), ("dozen", 12.0),
        ("m", 1e6), ("k", 1e3), ("b", 1e9),
    ),
    suffixes=(
        r"s|st|nd|rd|th|x|am|pm|a\.m|p\.m|bn|mn|tn|trn|k|min|hr|hrs|h|ft|in|oz|lb|lbs|yr|yrs"
    ),
    ranges="to|or|and",
    through="to|through",
    decades=r"'?s\b",
    afternoon=r"p\.?\s?m\b",
    percent=r"per\s?cent\b",
)  # fmt: skip
