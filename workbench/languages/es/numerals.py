"""Spanish number words: cardinals, ordinals, fractions, groups."""

import re
from collections.abc import Iterator
from functools import cache

from workbench.languages.es.number_phrases import phrases
from workbench.languages.es.number_words import (
    CARDINALS,
    ENDINGS,
    GROUPS,
    HALVES,
    HUNDREDS,
    ORDINALS,
    SCALES,
    TENS,
)
from workbench.languages.numbers.reading import HEAVY, Reading, fraction, is_one_number
from workbench.languages.parts import Numerals

_COUNTS = ({*CARDINALS, *TENS, *HUNDREDS, *ORDINALS}) - {
    "cero", "un", "uno", "una", "cuarto", "cuartos", "primer", "tercer",
    *(stem + end for stem in ("primer", "segund", "tercer") for end in ENDINGS),
}  # fmt: skip
_VALUES = CARDINALS | TENS | HUNDREDS | ORDINALS | GROUPS | HALVES


@cache
def _word() -> re.Pattern[str]:
    longest = sorted({*_VALUES, *SCALES}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b")


_AND = re.compile(r"\sy\s")

_MULTIPLIED = frozenset("decenas décadas decenios docenas lustros siglos".split())
"""Groups that a number before them counts."""


def words(text: str) -> Iterator[Reading]:
    """Number words of a folded text in small letters, each run as one number."""
    run: list[re.Match[str]] = []
    for found in [*_word().finditer(text), None]:
        if run and (found is None or not _goes_on(text, run[-1], found)):
            yield _of_run(text, run)
            run = []
        if found is not None:
            run.append(found)


def _goes_on(text: str, last: re.Match[str], found: re.Match[str]) -> bool:
    """Whether two number words make one number: treinta y cinco, dos mil, un millón y medio."""
    between = text[last.end() : found.start()]
    if _AND.fullmatch(between):
        if found[0] in HALVES:
            return last[0] in SCALES or last[0] in CARDINALS
        unit = CARDINALS.get(found[0], 99.0)
        return last[0] == "mil" or (unit < 10 and last[0] in TENS)
    if between == " de ":
        # decenas de miles, medio centenar de
        return last[0] in GROUPS and found[0] in {"miles", "millones", "millares"}
    if last[0] in {"un", "uno", "una"} and found[0] not in SCALES and found[0] not in HALVES:
        # un doce por ciento
        return False
    return between in {" ", "-"}


def _of_run(text: str, run: list[re.Match[str]]) -> Reading:
    said = [found[0] for found in run]
    place = run[0].start(), run[-1].end()
    whole = _whole(said)
    if _is_counted(said) and "mil y" not in text[place[0] : place[1]]:
        # Las mil y una noches, a las mil y quinientas: numbers have no *y* there.
        heavy = whole >= HEAVY and not any(word in ORDINALS for word in said)
        return Reading(*place, {whole}, "sure" if heavy else "likely")
    if said[-1] in _MULTIPLIED and _is_counted(said[:-1]):
        # Two decades are twenty years.
        count = _whole(said[:-1])
        return Reading(*place, {count, count * GROUPS[said[-1]]}, "likely")
    if (
        len(said) > 1
        and any(word in HALVES for word in said)
        and any(word in SCALES for word in said)
    ):
        return Reading(*place, {whole}, "likely")
    each = {(_VALUES | SCALES)[word] for word in said}
    if "mitad" in said or "medio" in said or "media" in said:
        each |= fraction(0.5)
    if "medianoche" in said:
        each |= {12.0, 24.0}
    if "quincena" in said:
        each |= {14.0, 2.0}
    return Reading(*place, each | {whole})


def _is_counted(said: list[str]) -> bool:
    """Whether number words make one number that nobody says by the way."""
    sizes = [(_VALUES | SCALES)[word] for word in said]
    return (
        all(
            word in SCALES or word in CARDINALS or word in _COUNTS or word in ORDINALS
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
        elif word in SCALES and SCALES[word] >= 1e6:
            total += (group + part or 1.0) * SCALES[word]
            group, part, scale = 0.0, 0.0, SCALES[word]
        elif word in HALVES and scale > 1:
            # un millón y medio
            total, part = total + 0.5 * scale, 0.0
        else:
            part += (_VALUES | SCALES)[word]
    return total + group + part


NUMERALS = Numerals(
    words=words,
    wholes=phrases,
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
