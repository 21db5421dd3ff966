"""Russian number words, in all cases, and the adjectives made of them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.languages.numbers.reading import HEAVY, Reading, decade, fraction, is_one_number
from workbench.languages.numbers.shares import shares, value_of
from workbench.languages.parts import Numerals

_ANY = "(?:ь|и|ью|ый|ая|ое|ые|ого|ому|ом|ой|ую|ых|ым|ыми|к[аиуе]|кой)"
"""The endings of двадцать, двадцатый and двадцатка."""

_STEMS: tuple[tuple[str, float, str], ...] = (
    (r"ноль|нул\w*|полноч\w*", 0, "odd"),
    (rf"одиннадцат{_ANY}", 11, "unit"), (rf"двенадцат{_ANY}", 12, "unit"),
    (r"дюжин\w*", 12, "scale"), (r"полдень|полудня|полудню|полуднем|полудне", 12, "odd"),
    (rf"тринадцат{_ANY}", 13, "unit"), (rf"четырнадцат{_ANY}", 14, "unit"),
    (rf"пятнадцат{_ANY}", 15, "unit"), (rf"шестнадцат{_ANY}", 16, "unit"),
    (rf"семнадцат{_ANY}", 17, "unit"), (rf"восемнадцат{_ANY}", 18, "unit"),
    (rf"девятнадцат{_ANY}", 19, "unit"), (rf"двадцат{_ANY}", 20, "unit"),
    (rf"тридцат{_ANY}", 30, "unit"), (rf"сорок(?:а|ов{_ANY})?", 40, "unit"),
    (rf"пятьдесят|пятьюдесятью|пятидесят{_ANY}", 50, "unit"),
    (rf"шестьдесят|шестьюдесятью|шестидесят{_ANY}", 60, "unit"),
    (rf"семьдесят|семьюдесятью|семидесят{_ANY}", 70, "unit"),
    (rf"восемьдесят|восемьюдесятью|восьмидесят{_ANY}", 80, "unit"),
    (rf"девяност(?:о|а|{_ANY})", 90, "unit"),
    (r"двест\w*|двух?сот\w*", 200, "unit"), (r"трист\w*|трех?сот\w*", 300, "unit"),
    (r"четырест\w*|четырехсот\w*", 400, "unit"), (r"пятьсот|пятис[от]\w*", 500, "unit"),
    (r"шестьсот|шестис[от]\w*", 600, "unit"), (r"семьсот|семис[от]\w*", 700, "unit"),
    (r"восемьсот|восьмис[от]\w*", 800, "unit"), (r"девятьсот|девятис[от]\w*", 900, "unit"),
    (r"полутораста|полтораста", 150, "odd"), (r"полутора|полтор[аы]", 1.5, "unit"),
    (r"полутор\w+", 1.5, "odd"),
    (r"полмиллион\w*", 5e5, "unit"), (r"полмиллиард\w*", 5e8, "unit"),
    (r"полтысяч\w*", 500, "unit"),
    (r"полсотн\w*|полвек\w*|полувек\w*", 50, "odd"), (r"полдюжин\w*", 6, "odd"),
    (r"половин(?:а|у|ой|ы|е)", 0.5, "half"),
    (r"наполовину|полгода|полугод\w*|полдня|полпути", 0.5, "odd"),
    (r"четверть\w*|четверт[ией]", 0.25, "odd"), (r"треть|трети|третью|третей", 1 / 3, "odd"),
    (r"одн(?:а|о|у|и|ой|ого|ому|ом|им|их|ими)|один|перв\w*|единствен\w*|однажды", 1, "odd"),
    (r"дв(?:а|е|ух|ум|умя|ое|оих)", 2, "unit"),
    (
        (
            r"втор\w*|оба|обе|обоих|обеих|обоим|дважды|пар[аыу]|двойн\w*|двух\w+"
            r"|двусторон\w*|вдвоем|удво\w*|двукратн\w*|двойк\w*"
        ),
        2,
        "odd",
    ),
    (r"вдвое|удвои\w*|удвоен\w*", 2, "times"), (r"втрое|утроил\w*|утроен\w*", 3, "times"),
    (r"вчетверо|учетвер\w*", 4, "times"), (r"впятеро", 5, "times"),
    (r"тр(?:и|ех|ем|емя|ое|оих)", 3, "unit"),
    (r"трет\w+|трижды|тройн\w*|трех\w+|трехсторон\w*|утро(?:и|е)\w+|тройк\w*", 3, "odd"),
    (r"четыр(?:е|ех|ем|ьмя)|четвер(?:о|ых|ым)", 4, "unit"),
    (r"четырех\w+|четверт(?:ый|ая|ое|ого|ом|ую|ой|ому|ым|ых)|четырежды", 4, "odd"),
    (r"пят(?:ь|и|ью|еро|ый|ая|ое|ого|ом|ую|ой|ому|ым|ых)", 5, "unit"),
    (r"шест(?:ь|и|ью|еро|ой|ая|ое|ого|ом|ую|ому|ым|ых)", 6, "unit"),
    (r"сем(?:ь|и|ью|еро)|седьм\w*", 7, "unit"),
    (r"восемь|восьми|восемью|восьм(?:ой|ая|ое|ого|ом|ую|ому|ым|ых|еро)", 8, "unit"),
    (r"девят(?:ь|и|ью|ый|ая|ое|ого|ом|ую|ой|ому|ым|ых|еро)", 9, "unit"),
    (r"десят(?:ь|и|ью|ый|ая|ое|ого|ом|ую|ой|ому|ым|ых|еро)", 10, "unit"),
    (r"десятилети\w*|декад\w*|десят(?:ок|ка|ков|ками|ках|ке)", 10, "many"),
    (r"двоичн\w*", 2, "odd"), (r"восьмеричн\w*", 8, "odd"), (r"десятичн\w*", 10, "odd"),
    (r"шестнадцатеричн\w*", 16, "odd"),
    (r"сутк\w*|суток|круглосуточн\w*", 24, "odd"), (r"получас\w*|полчаса", 30, "odd"),
    (r"ст[оа]", 1e2, "unit"),
    (r"сот(?:ни|ня|ен|нями|нях|ый|ая|ого|ой)?|столети\w*|век\w*", 1e2, "many"),
    (r"тысяч\w*|тыс|тысячн\w*", 1e3, "scale"), (r"миллион\w*|млн", 1e6, "scale"),
    (r"миллиард\w*|млрд", 1e9, "scale"), (r"триллион\w*|трлн", 1e12, "scale"),
)  # fmt: skip
_WORD = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<n{place}>{stem})" for place, (stem, _, _) in enumerate(_STEMS))
    + r")\b"
)
_LINK = re.compile(r"\s?-?\s?")
_AND_HALF = re.compile(r"\sс\s")
_HOURS = (
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого "
    "одиннадцатого двенадцатого".split()
)
_HALF_PAST = re.compile(rf"\bполовин\w\s({'|'.join(_HOURS)})\b")
_SHARES = re.compile(
    r"\b(?P<count>одн(?:а|ой|у)|дв(?:е|ух|умя)|тр(?:и|ех|емя)|четыр(?:е|ех|ьмя)|пят(?:ь|и)|шест(?:ь|и)"
    r"|сем(?:ь|и)|восемь|восьми|девят(?:ь|и)|\d)\s(?P<part>трет(?:ь|и|ью|ей|ями|ях)"
    r"|четверт(?:ь|и|ью|ей|ями|ях)|(?:пят|шест|седьм|восьм|девят|десят|сот)(?:ая|ой|ую|ых|ыми))\b"
)
_PARTS = {"трет": 3, "четв": 4, "пят": 5, "шест": 6, "седь": 7, "вось": 8, "девя": 9, "деся": 10}
_BEGINNINGS = (*_PARTS, "сот")
_TOKEN = re.compile(r"\w+")
_ORDINAL = re.compile(r"(?:ый|ая|ое|ые|ого|ому|ом|ой|ую|ых|ым|ыми)$")
_SAYINGS = frozenset({"сорок", "сорока", "сто", "ста"})

_HUNDREDS = {
    "сто": 100, "двухсот": 200, "трехсот": 300, "четырехсот": 400, "пятисот": 500,
    "шестисот": 600, "семисот": 700, "восьмисот": 800, "девятисот": 900,
}  # fmt: skip
_TENS = {
    "двадцати": 20, "тридцати": 30, "сорока": 40, "пятидесяти": 50, "шестидесяти": 60,
    "семидесяти": 70, "восьмидесяти": 80, "девяносто": 90,
}  # fmt: skip
_UNITS = {
    "одиннадцати": 11, "двенадцати": 12, "тринадцати": 13, "четырнадцати": 14,
    "пятнадцати": 15, "шестнадцати": 16, "семнадцати": 17, "восемнадцати": 18,
    "девятнадцати": 19, "десяти": 10, "одно": 1, "двух": 2, "дву": 2, "трех": 3,
    "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9,
}  # fmt: skip
_TAILS = (
    "лет|годов|дневн|дневк|часов|минутн|секундн|недельн|месячн|процентн|кратн|этажн|местн|метров"
    "|километров|тонн|страничн|сторонн|угольн|балльн|рублев|долларов|суточн|вековь|вековой"
    "|ступенчат|томн|разов|мильн|градусн|кило"
)
_SURELY = (
    r"(?<=двух)|(?<=трех)|(?<=четырех)|(?<=шести)|(?<=восьми)|(?<=девяти)|(?<=дцати)|(?<=десяти)"
)
"""What only a numeral begins with, whatever follows: четырёхполосный."""

_COMPOUND = re.compile(
    rf"\b(?=\w)({'|'.join(_HUNDREDS)})?({'|'.join(_TENS)})?({'|'.join(_UNITS)})?"
    rf"(?:(?P<tail>{_TAILS}|(?:{_SURELY})(?!сот|тысяч|милли)\w{{4,}})|(?P<scale>тысячн|тысяче|миллионн|миллиардн))\w*"
)
_SCALES = {"тысячн": 1e3, "тысяче": 1e3, "миллионн": 1e6, "миллиардн": 1e9}


def words(text: str) -> Iterator[Reading]:
    """Number words of a folded text in small letters, each run as one number."""
    if not any(map(_may_count, _TOKEN.findall(text))):
        return
    run: list[tuple[re.Match[str], float, str]] = []
    for found in [*_WORD.finditer(text), None]:
        if run and (found is None or not _goes_on(text, run[-1][0], found)):
            yield _of_run(run)
            run = []
        if found is not None:
            _, value, kind = _STEMS[int((found.lastgroup or "n0")[1:])]
            run.append((found, value, kind))
    for found in _HALF_PAST.finditer(text):
        hour = _HOURS.index(found[1]) + 0.0
        yield Reading(*found.span(), {hour, hour + 12, 30.0})
    for found in _SHARES.finditer(text):
        count = _value(found["count"])
        whole = next((size for stem, size in _PARTS.items() if found["part"].startswith(stem)), 100)
        if count < whole:
            parts = frozenset({count, float(whole)})
            yield Reading(*found.span(), fraction(count / whole), "likely", parts)
    yield from _compounds(text)


@lru_cache(maxsize=20_000)
def _may_count(word: str) -> bool:
    """Whether a word may be part of a number; few are, and looking for their stems is slow."""
    if word.startswith(_BEGINNINGS) or _WORD.match(word):
        return True
    found = _COMPOUND.match(word)
    return found is not None and any(found.groups()[:3])


def _value(word: str) -> float:
    """A single number word, or a digit."""
    found = _WORD.fullmatch(word)
    return _STEMS[int((found.lastgroup or "n0")[1:])][1] if found else float(word)


def _goes_on(text: str, last: re.Match[str], found: re.Match[str]) -> bool:
    """Whether two number words make one number: двадцать пять, два с половиной."""
    if found[0].startswith("сут"):
        # Three days and nights are three.
        return False
    link = _AND_HALF if found[0].startswith(("половин", "четверт")) else _LINK
    return bool(link.fullmatch(text, last.end(), found.start())) or bool(
        _LINK.fullmatch(text, last.end(), found.start())
    )


def _of_run(run: list[tuple[re.Match[str], float, str]]) -> Reading:
    values: set[float] = set()
    total = part = 0.0
    for _, value, kind in run:
        values |= fraction(value) if 0 < value < 1 else {value}
        if value == 1 / 3:
            # "третью" is the third as well.
            values.add(3.0)
        if kind in {"scale", "many"}:
            part = (part or 1.0) * value
            if value >= 1e3:
                total, part = total + part, 0.0
        else:
            part += value
    if run[0][0][0].startswith("полноч"):
        values |= {12.0, 24.0}
    plain = [(value, kind) for _, value, kind in run[:1]]
    plain += [(value, kind) for _, value, kind in run[1:] if kind != "half"]
    kinds = {kind for _, kind in plain}
    likely = kinds == {"times"} or (
        "unit" in kinds
        and kinds <= {"unit", "scale"}
        and is_one_number([value for value, _ in plain])
    )
    place = run[0][0].start(), run[-1][0].end()
    if not likely:
        return Reading(*place, values | {total + part})
    last = run[-1][0][0]
    ordinal = bool(_ORDINAL.search(last))
    parts = decade({total + part}) if last.endswith(("ые", "ых", "ым", "ыми")) else frozenset()
    heavy = total + part >= HEAVY and not ordinal and last not in _SAYINGS
    return Reading(*place, {total + part}, "sure" if heavy else "likely", parts)


def _compounds(text: str) -> Iterator[Reading]:
    """Adjectives and nouns that begin with a number: двадцатипятилетний, стотысячный."""
    for found in _COMPOUND.finditer(text):
        hundreds, tens, units = found[1], found[2], found[3]
        value = float(_HUNDREDS.get(hundreds, 0) + _TENS.get(tens, 0) + _UNITS.get(units, 0))
        if value:
            scale = _SCALES.get(found["scale"], 1.0)
            likely = value > 1 and found["tail"] and not found["tail"].startswith("сторон")
            yield Reading(*found.span(), {value, value * scale}, "likely" if likely else "possible")


_STEM = "(?:трет|четверт|пят|шест|седьм|восьм|девят|десят|сот)"
_END = "(?:ый|ий|ая|ья|ое|ье|ого|ьего|ой|ьей|ому|ьему|ую|ью|ым|ьим|ом|ьем)"
_ONE_OF = (
    re.compile(rf"\bкажд{_END}\s(?P<whole>\w+{_END})\b"),
    re.compile(rf"\b(?P<whole>{_STEM}{_END})\s(?:част[ьи]|дол[яюеи])\b"),
)
_DECIMAL = re.compile(
    r"\b(?P<whole>\w+)\sцел(?:ая|ых|ой|ую)\s(?:и\s)?(?P<count>\w+)\s"
    r"(?P<part>десят|сот|тысячн)(?:ая|ых|ой|ую|ыми)\b"
)
_DECIMALS = {"десят": 10, "сот": 100, "тысячн": 1000}


def _wholes(text: str) -> Iterator[Reading]:
    """пять целых три десятых; каждый пятый, пятая часть."""
    for found in _DECIMAL.finditer(text) if "цел" in text else ():
        part = value_of(found["count"], words) / _DECIMALS[found["part"]]
        yield Reading(*found.span(), {value_of(found["whole"], words) + part}, "likely")
    yield from shares(text, _ONE_OF, words)


NUMERALS = Numerals(
    words=words,
    wholes=_wholes,
    hint=(
        "[а-я]{2}(?:надцат|дцат|десят)"
        r"|\b(?:тр[иеё]|четыр|пят|шест|сем|вос|девят|сто|тысяч|миллион)"
    ),
    multiples=re.compile(
        r"\s?-?(?:тысяч\w*|тыс\b\.?|миллион\w*|млн\b\.?|миллиард\w*|млрд\b\.?|триллион\w*"
        r"|трлн\b\.?)"
    ),
    factors=(
        ("трлн", 1e12), ("триллион", 1e12), ("млрд", 1e9), ("миллиард", 1e9), ("биллион", 1e9),
        ("млн", 1e6), ("миллион", 1e6), ("тыс", 1e3), ("сот", 1e2),
    ),
    continued=True,
    suffixes=(
        "ый|ой|ий|й|го|му|м|х|е|я|ю|ая|ое|ые|ых|ым|ыми|км|кг|г|т|см|мм|га|млн|млрд|тыс|трлн"
    ),
    ranges="до|и|или",
    through="до|по",
    decades=r"-?(?:е|х|ми|м)\b",
    afternoon=r"часов вечера|часа вечера|час\w* дня|вечера|дня",
    percent="процент",
)  # fmt: skip
