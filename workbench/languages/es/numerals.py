"""Spanish number words: cardinals, ordinals, fractions, groups, and times of day in words."""

import re
from collections.abc import Iterator

from workbench.languages.numbers.reading import HEAVY, Reading, decade, fraction, is_one_number
from workbench.languages.parts import Numerals

_PLAIN = str.maketrans("áéíóú", "aeiou")
_CARDINALS = {
    word: float(value)
    for value, forms in enumerate(
        "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
        "quince dieciséis diecisiete dieciocho diecinueve veinte veintiún|veintiuno|veintiuna "
        "veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
        "veintinueve".split()
    )
    for word in forms.split("|")
}
_CARDINALS |= {word.translate(_PLAIN): value for word, value in _CARDINALS.items()}
_TENS = {
    word: float(10 * place)
    for place, word in enumerate(
        "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(), start=3
    )
}
_HUNDREDS = {
    stem + end: float(100 * place)
    for place, stem in enumerate(
        "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split(),
        start=2,
    )
    for end in ("os", "as")
}
_ONES = "primer segund tercer cuart quint sext séptim octav noven".split()
_ENDINGS = ("o", "a", "os", "as")


def _ordinals() -> Iterator[tuple[str, float]]:
    """Ordinals in all forms, those in one word included: decimotercera, vigesimoquinto."""
    for value, one in enumerate(_ONES, start=1):
        yield from ((one + end, float(value)) for end in _ENDINGS)
    yield from (("primer", 1.0), ("tercer", 3.0))
    tens = (
        "décim vigésim trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim"
    )
    for ten, stem in enumerate(tens.split(), start=1):
        yield from ((stem + end, 10.0 * ten) for end in _ENDINGS)
        bare = stem.translate(_PLAIN)
        for value, one in enumerate(_ONES, start=1):
            joined = bare + ("" if one.startswith("o") else "o") + one
            yield from ((joined + end, 10.0 * ten + value) for end in ("", *_ENDINGS))
    for stem, whole in (("undécim", 11), ("duodécim", 12), ("centésim", 100), ("milésim", 1000)):
        yield from ((stem + end, float(whole)) for end in _ENDINGS)


_ORDINALS = dict(_ordinals())
_SCALES = {
    "cien": 1e2, "ciento": 1e2, "mil": 1e3, "millar": 1e3, "millón": 1e6, "millones": 1e6,
    "millardo": 1e9, "millardos": 1e9, "billón": 1e12, "billones": 1e12, "trillón": 1e18,
    "trillones": 1e18,
}  # fmt: skip
_GROUPS = {
    "par": 2.0, "pares": 2.0, "pareja": 2.0, "decena": 10.0, "decenas": 10.0, "docena": 12.0,
    "docenas": 12.0, "quincena": 15.0, "veintena": 20.0, "treintena": 30.0, "cincuentena": 50.0,
    "centenar": 100.0, "centenares": 100.0, "centena": 100.0, "cientos": 100.0, "miles": 1e3,
    "millares": 1e3, "década": 10.0, "décadas": 10.0, "decenio": 10.0, "decenios": 10.0,
    "lustro": 5.0, "quinquenio": 5.0, "quinquenal": 5.0, "siglo": 100.0, "siglos": 100.0,
    "milenio": 1e3, "centenario": 100.0, "bicentenario": 200.0, "cincuentenario": 50.0,
    "semestre": 6.0, "trimestre": 3.0, "bienal": 2.0, "bienio": 2.0, "trienio": 3.0,
    "ambos": 2.0, "ambas": 2.0, "doble": 2.0, "dobles": 2.0, "bilateral": 2.0, "bilaterales": 2.0,
    "triple": 3.0, "trilateral": 3.0, "cuádruple": 4.0, "único": 1.0, "única": 1.0,
    "mediodía": 12.0, "medianoche": 0.0,
}  # fmt: skip
"""What may be a number, or be said by the way."""

_FOLD = re.compile(
    r"\b(?:(?P<two>duplic)|(?P<three>triplic)|(?P<four>cuadruplic)|(?P<five>quintuplic))\w+"
)
_HALVES = {"medio": 0.5, "media": 0.5, "medios": 0.5, "medias": 0.5, "mitad": 0.5}
_PARTS = {
    "medi": 2,
    "terc": 3,
    "cuart": 4,
    "quint": 5,
    "sext": 6,
    "séptim": 7,
    "octav": 8,
    "noven": 9,
    "décim": 10,
    "centésim": 100,
}
_COUNTS = ({*_CARDINALS, *_TENS, *_HUNDREDS, *_ORDINALS}) - {
    "cero", "un", "uno", "una", "cuarto", "cuartos", "primer", "tercer",
    *(stem + end for stem in ("primer", "segund", "tercer") for end in _ENDINGS),
}  # fmt: skip
_VALUES = _CARDINALS | _TENS | _HUNDREDS | _ORDINALS | _GROUPS | _HALVES

_WORD = re.compile(rf"\b(?:{'|'.join(sorted({*_VALUES, *_SCALES}, key=len, reverse=True))})\b")
_AND = re.compile(r"\sy\s")
_CARDINAL = "|".join(sorted({*_CARDINALS, *_TENS}, key=len, reverse=True))
_NUMBER = rf"(?:\d+|\b(?:{_CARDINAL})(?:\sy\s(?:{_CARDINAL}))?)"
_SHARE = re.compile(
    rf"(?:(?P<count>\b\d+|\b(?:{_CARDINAL}))\s|\bla\s)?"
    r"\b(?P<part>tercios?|cuartos?|quintos?|sextos?|octavos?|décimos?|décimas"
    r"|(?:tercer|cuart|quint|sext|séptim|octav|noven|décim|centésim)as?(?=\spartes?\b))"
    r"(?:\spartes?)?(?:\sde\s(?P<of>hora|millón))?\b"
)
_EVERY = re.compile(rf"(?P<count>{_NUMBER})\sde\scada\s(?P<whole>{_NUMBER})")
_DECIMAL = re.compile(
    rf"(?P<whole>\b(?:{_CARDINAL})(?:\sy\s(?:{_CARDINAL}))?)\s(?:coma|punto)\s(?P<rest>\b(?:cero\s)?(?:{_CARDINAL})(?:\sy\s(?:{_CARDINAL}))?)\b"
)
_AND_HALF = re.compile(rf"(?P<whole>{_NUMBER})\s(?!y\b)(?P<unit>[^\W\d_]+)\sy\smedi[oa]\b")
_DECADE = re.compile(
    rf"\b(?:años|los|decenio\sde\slos|década\sde\slos)\s(?P<ten>veinte|{'|'.join(_TENS)})\b(?!\sy\b|\smil)"
)
_CLOCK = re.compile(
    rf"\blas?\s(?P<hour>\d{{1,2}}|{_CARDINAL})(?:\s(?:horas|en\spunto))?\s(?P<way>y|menos)\s"
    rf"(?P<minute>media|cuarto|\d{{1,2}}|(?:{_CARDINAL})(?:\sy\s\w+)?)\b"
)
_HALF_HOUR = re.compile(r"\bmedia\shora\b")


def words(text: str) -> Iterator[Reading]:
    """Number words of a folded text in small letters, each run as one number."""
    run: list[re.Match[str]] = []
    for found in [*_WORD.finditer(text), None]:
        if run and (found is None or not _goes_on(text, run[-1], found)):
            yield _of_run(text, run)
            run = []
        if found is not None:
            run.append(found)


def _phrases(text: str) -> Iterator[Reading]:
    """What several words say together: times, shares, decades, two and a half."""
    for found in _CLOCK.finditer(text):
        hour = _value(found["hour"])
        minute = {"media": 30.0, "cuarto": 15.0}.get(found["minute"]) or _value(found["minute"])
        if not 0 < hour <= 24 or not 0 < minute < 60:
            continue
        if found["way"] == "menos":
            hour, minute = hour - 1 or 12.0, 60 - minute
        halves = {hour, (hour + 12) % 24}
        both = {half + minute / 60 for half in halves} | {half + minute / 100 for half in halves}
        yield Reading(*found.span(), halves | both | {minute}, "likely")
    for found in _DECIMAL.finditer(text):
        rest = _value(found["rest"].removeprefix("cero "))
        places = len(f"{rest:.0f}") + found["rest"].startswith("cero ")
        yield Reading(*found.span(), {_value(found["whole"]) + rest / 10**places}, "likely")
    for found in _EVERY.finditer(text):
        count, whole = _value(found["count"]), _value(found["whole"])
        if 0 < count < whole:
            parts = frozenset({count, whole})
            yield Reading(*found.span(), fraction(count / whole), "likely", parts)
    for found in _SHARE.finditer(text):
        yield from _share(found)
    for found in _AND_HALF.finditer(text):
        whole = _value(found["whole"])
        scale = _SCALES.get(found["unit"], 1.0)
        value = (whole + 0.5) * scale
        yield Reading(*found.span(), {value}, "likely", frozenset({whole, 0.5}))
    for found in _DECADE.finditer(text):
        value = _value(found["ten"])
        yield Reading(*found.span("ten"), {value}, "likely", decade({value}))
    for found in _FOLD.finditer(text):
        yield Reading(
            *found.span(),
            {{"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}[found.lastgroup or ""]},
            "likely",
        )
    for found in _HALF_HOUR.finditer(text):
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
    return sum((_CARDINALS | _TENS).get(word, 0.0) for word in said.split(" y "))


def _goes_on(text: str, last: re.Match[str], found: re.Match[str]) -> bool:
    """Whether two number words make one number: treinta y cinco, dos mil, un millón y medio."""
    between = text[last.end() : found.start()]
    if _AND.fullmatch(between):
        if found[0] in _HALVES:
            return last[0] in _SCALES or last[0] in _CARDINALS
        unit = _CARDINALS.get(found[0], 99.0)
        return last[0] == "mil" or (unit < 10 and last[0] in _TENS)
    if between == " de ":
        # decenas de miles, medio centenar de
        return last[0] in _GROUPS and found[0] in {"miles", "millones", "millares"}
    if last[0] in {"un", "uno", "una"} and found[0] not in _SCALES and found[0] not in _HALVES:
        # un doce por ciento
        return False
    return between in {" ", "-"}


def _of_run(text: str, run: list[re.Match[str]]) -> Reading:
    said = [found[0] for found in run]
    place = run[0].start(), run[-1].end()
    whole = _whole(said)
    if _is_counted(said) and "mil y" not in text[place[0] : place[1]]:
        # Las mil y una noches, a las mil y quinientas: numbers have no *y* there.
        heavy = whole >= HEAVY and not any(word in _ORDINALS for word in said)
        return Reading(*place, {whole}, "sure" if heavy else "likely")
    if (
        len(said) > 1
        and any(word in _HALVES for word in said)
        and any(word in _SCALES for word in said)
    ):
        return Reading(*place, {whole}, "likely")
    each = {(_VALUES | _SCALES)[word] for word in said}
    if "mitad" in said or "medio" in said or "media" in said:
        each |= fraction(0.5)
    if "medianoche" in said:
        each |= {12.0, 24.0}
    if "quincena" in said:
        each |= {14.0, 2.0}
    return Reading(*place, each | {whole})


def _is_counted(said: list[str]) -> bool:
    """Whether number words make one number that nobody says by the way."""
    sizes = [(_VALUES | _SCALES)[word] for word in said]
    return (
        all(
            word in _SCALES or word in _CARDINALS or word in _COUNTS or word in _ORDINALS
            for word in said
        )
        and any(word in _COUNTS for word in said)
        and is_one_number(sizes)
    )


def _whole(said: list[str]) -> float:
    """The value of a run: thousands within the millions, halves of what they follow or precede."""
    total = group = part = 0.0
    scale = 1.0
    for word in said:
        if word == "mil" or word in {"miles", "millar", "millares"}:
            group += (part or 1.0) * 1e3
            part, scale = 0.0, 1e3
        elif word in _SCALES and _SCALES[word] >= 1e6:
            total += (group + part or 1.0) * _SCALES[word]
            group, part, scale = 0.0, 0.0, _SCALES[word]
        elif word in _HALVES and scale > 1:
            # un millón y medio
            total, part = total + 0.5 * scale, 0.0
        else:
            part += (_VALUES | _SCALES)[word]
    return total + group + part


NUMERALS = Numerals(
    words=words,
    wholes=_phrases,
    hint=(
        r"\b(?:cuatro|cinco|siete|nueve|trece|catorce|dieci[os]|veinti?[\w]|(?:trei|cuare|cincue|sese"
        r"|sete|oche|nove)nta|\w*cient[oa]s|quinient[oa]s|mil\w?l[oó]n)"
    ),
    multiples=re.compile(
        r"\s?(?:mil(?:lones|lón|lon|lardos?|lares)?\b|mill\.|(?:b|tr)ill(?:ones|ón|on)\b"
        r"|centenares\b|docenas\b|decenas\b)"
    ),
    factors=(
        ("trillon", 1e18), ("trillón", 1e18), ("billon", 1e12), ("billón", 1e12), ("millardo", 1e9),
        ("millar", 1e3), ("mill", 1e6), ("mil", 1e3), ("centenar", 1e2), ("docena", 12.0),
        ("decena", 10.0),
    ),
    continued=True,
    suffixes=r"\.?[ºª]|\.?er|\.?os|h|hs",
    ranges=r"(?<=\s)(?:a|al|y|e|o|u)(?=\s)",
    through=r"(?<=\s)(?:a|al|hasta)(?=\s)",
    afternoon="de la tarde|de la noche",
    percent=r"por\sciento|por\scien\b",
)  # fmt: skip
