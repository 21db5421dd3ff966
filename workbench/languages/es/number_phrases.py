"""What several Spanish words say together as a number: shares, decimals, halves, times, decades."""

import re
from collections.abc import Iterator
from functools import cache

from workbench.languages.es.number_words import CARDINALS, SCALES, TENS
from workbench.languages.numbers.reading import Reading, decade, fraction

_FOLD = r"\b(?:(?P<two>duplic)|(?P<three>triplic)|(?P<four>cuadruplic)|(?P<five>quintuplic))\w+"
_PARTS = {
    "terc": 3, "cuart": 4, "quint": 5, "sext": 6, "séptim": 7, "octav": 8, "noven": 9, "décim": 10,
    "centésim": 100,
}  # fmt: skip
_CARDINAL = "|".join(sorted({*CARDINALS, *TENS}, key=len, reverse=True))
_NUMBER = rf"(?:(?<!\d)\d+|\b(?:{_CARDINAL})(?:\sy\s(?:{_CARDINAL}))?)"
_SHARE = (
    rf"(?:(?P<count>\b\d+|\b(?:{_CARDINAL}))\s|\bla\s)?"
    r"\b(?P<part>tercios?|cuartos?|quintos?|sextos?|octavos?|décimos?|décimas"
    r"|(?:tercer|cuart|quint|sext|séptim|octav|noven|décim|centésim)as?(?=\spartes?\b))"
    r"(?:\spartes?)?(?:\sde\s(?P<of>hora|millón))?\b"
)
_EVERY = rf"(?P<count>{_NUMBER})\sde\scada\s(?P<whole>{_NUMBER})"
_TWO_WORDS = rf"\b(?:{_CARDINAL})(?:\sy\s(?:{_CARDINAL}))?"
_DECIMAL = rf"(?P<whole>{_TWO_WORDS})\s(?:coma|punto)\s(?P<rest>(?:\bcero\s)?{_TWO_WORDS})\b"
_AND_HALF = (
    rf"(?:(?P<whole>{_NUMBER})\s(?!y\b)(?P<unit>[^\W\d_]+)|\b(?:año|mes|semana|día|hora|siglo))"
    r"\sy\smedi[oa]\b"
)
_DECADE = (
    r"\b(?:años|los|decenio\sde\slos|década\sde\slos)\s"
    rf"(?P<ten>veinte|{'|'.join(TENS)})\b(?!\sy\b|\smil)"
)
_CLOCK = (
    rf"\blas?\s(?P<hour>\d{{1,2}}|{_CARDINAL})(?:\s(?:horas|en\spunto))?\s(?P<way>y|menos)\s"
    rf"(?P<minute>media|cuarto|\d{{1,2}}|(?:{_CARDINAL})(?:\sy\s\w+)?)\b"
)
_HALF_HOUR = r"\bmedia\shora\b"

_NAMED_DAY = r"(?<![\w-])(?P<day>[123]?\d)-(?P<month>[efmajsond])\b"
_MONTHS = {
    "e": {1.0}, "f": {2.0}, "m": {3.0, 5.0}, "a": {4.0, 8.0}, "j": {6.0, 7.0}, "s": {9.0},
    "o": {10.0}, "n": {11.0}, "d": {12.0},
}  # fmt: skip


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when first needed: other languages only ask what stands beside digits."""
    return re.compile(text)


def phrases(text: str) -> Iterator[Reading]:
    """What several words say together: times, shares, decades, two and a half."""
    for found in _pattern(_CLOCK).finditer(text):
        hour = _value(found["hour"])
        minute = {"media": 30.0, "cuarto": 15.0}.get(found["minute"]) or _value(found["minute"])
        if not 0 < hour <= 24 or not 0 < minute < 60:
            continue
        if found["way"] == "menos":
            hour, minute = hour - 1 or 12.0, 60 - minute
        halves = {hour, (hour + 12) % 24}
        both = {half + minute / 60 for half in halves} | {half + minute / 100 for half in halves}
        yield Reading(*found.span(), halves | both | {minute}, "likely")
    for found in _pattern(_DECIMAL).finditer(text):
        rest = _value(found["rest"].removeprefix("cero "))
        places = len(f"{rest:.0f}") + found["rest"].startswith("cero ")
        yield Reading(*found.span(), {_value(found["whole"]) + rest / 10**places}, "likely")
    for found in _pattern(_EVERY).finditer(text):
        count, whole = _value(found["count"]), _value(found["whole"])
        if 0 < count < whole:
            parts = frozenset({count, whole})
            yield Reading(*found.span(), fraction(count / whole), "likely", parts)
    for found in _pattern(_SHARE).finditer(text):
        yield from _share(found)
    for found in _pattern(_AND_HALF).finditer(text):
        # "año y medio" is one and a half.
        whole = _value(found["whole"] or "un")
        scale = SCALES.get(found["unit"], 1.0)
        value = (whole + 0.5) * scale
        yield Reading(*found.span(), {value}, "likely", frozenset({whole, 0.5}))
    for found in _pattern(_DECADE).finditer(text):
        value = _value(found["ten"])
        yield Reading(*found.span("ten"), {value}, "likely", decade({value}))
    for found in _pattern(_FOLD).finditer(text):
        yield Reading(
            *found.span(),
            {{"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}[found.lastgroup or ""]},
            "likely",
        )
    for found in _pattern(_NAMED_DAY).finditer(text):
        # el 11-S, a day as a name
        yield Reading(*found.span(), {float(found["day"]), *_MONTHS[found["month"]]})
    for found in _pattern(_HALF_HOUR).finditer(text):
        yield Reading(*found.span(), {30.0, 0.5})


def _share(found: re.Match[str]) -> Iterator[Reading]:
    """Two thirds, the fifth part; a fourth by itself may be a room, a fifth an ordinal."""
    part = next(whole for stem, whole in _PARTS.items() if found["part"].startswith(stem))
    named = " parte" in found[0]
    count = _value(found["count"] or "un")
    if not 0 < count < part or not (found["count"] or named):
        return
    values = fraction(count / part)
    if found["of"] == "hora":
        values.add(60 * count / part)
    elif found["of"]:
        values = {1e6 * count / part}
    parts = frozenset({count, float(part)})
    if count > 1 or named or part == 3:
        yield Reading(*found.span(), values, "likely", parts)
    else:
        yield Reading(*found.span(), values | parts)


def _value(said: str) -> float:
    """The value of digits, or of a number of one word or of two with *y*; 0 of others."""
    if said.isdecimal():
        return float(said)
    return sum((CARDINALS | TENS).get(word, 0.0) for word in said.split(" y "))
