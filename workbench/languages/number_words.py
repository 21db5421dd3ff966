"""Number words: English, Russian, Chinese."""

import re
from collections.abc import Callable, Iterator

Reading = tuple[int, int, set[float], bool]

_THOUSANDS = 1e3

_ENGLISH_UNITS = {
    word: float(value)
    for value, words in enumerate(
        "zero one,first,once,single two,second,twice,both,pair,couple,double,twin,bilateral "
        "three,third,thirds,triple,thrice,trio,trilateral four,fourth,quarters,quadruple "
        "five,fifth,fifths six,sixth seven,seventh "
        "eight,eighth nine,ninth ten,tenth eleven,eleventh twelve,twelfth "
        "thirteen,thirteenth fourteen,fourteenth,fortnight fifteen,fifteenth sixteen,sixteenth "
        "seventeen,seventeenth eighteen,eighteenth nineteen,nineteenth".split()
    )
    for word in words.split(",")
}
_ENGLISH_TENS = {
    word: float(10 * (place + 2))
    for place, words in enumerate(
        "twenty,twentieth,twenties thirty,thirtieth,thirties forty,fortieth,forties "
        "fifty,fiftieth,fifties sixty,sixtieth,sixties seventy,seventieth,seventies "
        "eighty,eightieth,eighties ninety,ninetieth,nineties".split()
    )
    for word in words.split(",")
}
_ENGLISH_SCALES = {
    "decade": 10.0, "decades": 10.0, "dozen": 12.0, "dozens": 12.0, "score": 20.0,
    "hundred": 1e2, "hundreds": 1e2, "hundredth": 1e2, "century": 1e2, "centuries": 1e2,
    "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6,
    "billion": 1e9, "billions": 1e9, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
_ENGLISH_OTHER = {"half": 0.5, "day": 24.0, "quarter": 0.25, "halves": 0.5, "semi": 0.5}

_MONTH_ENGLISH = re.compile(
    r"\b(?:(jan)(?:uary)?|(feb)(?:ruary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)|(june?)|(july?)|"
    r"(aug)(?:ust)?|(sept?)(?:ember)?|(oct)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)\b"
)
_MONTH_RUSSIAN = re.compile(
    r"\b(?:(янв)\w*|(фев)\w*|(март\w*|мар\b)|(апр)\w*|(ма[йяюе]|маем)|(июн)\w*|(июл)\w*|(авг)\w*"
    r"|(сен)\w*|(окт)\w*|(ноя)\w*|(дек)(?:абр\w*)?)\b"
)

_ENGLISH_WORD = re.compile(
    r"\b(?:"
    + "|".join(
        sorted(
            {*_ENGLISH_UNITS, *_ENGLISH_TENS, *_ENGLISH_SCALES, *_ENGLISH_OTHER},
            key=len,
            reverse=True,
        )
    )
    + r")\b"
)
_ENGLISH_LINK = re.compile(r"\s?-\s?|\s(?:and\s(?:a\s)?|a\s|of\sa\s)?")


def english(text: str) -> Iterator[Reading]:
    """Number words of a text in small letters, each run as one number."""
    run: list[re.Match[str]] = []
    for found in [*_ENGLISH_WORD.finditer(text), None]:
        if run and (
            found is None or not _ENGLISH_LINK.fullmatch(text, run[-1].end(), found.start())
        ):
            yield from _english_run(run)
            run = []
        if found is not None:
            run.append(found)
    for month in _MONTH_ENGLISH.finditer(text):
        yield *month.span(), {float(month.lastindex or 0)}, False


def _english_run(run: list[re.Match[str]]) -> Iterator[Reading]:
    words = [found[0] for found in run]
    values = _composed(words, _ENGLISH_UNITS, _ENGLISH_TENS, _ENGLISH_SCALES)
    values |= {_ENGLISH_OTHER[word] for word in words if word in _ENGLISH_OTHER}
    if words[-1] == "half" and len(words) > 1:
        # "one and a half"
        values |= {value + 0.5 for value in values if value >= 1}
    if len(words) == 2 and words[0] in _ENGLISH_UNITS and words[1] in {"thirds", "third", "fifths"}:
        values.add(_ENGLISH_UNITS[words[0]] / _ENGLISH_UNITS[words[1]])
    if words[-2:] in (["quarters"], ["three", "quarters"]):
        values.add(0.75)
    if len(words) == 2 and words[0] in _ENGLISH_TENS | _ENGLISH_UNITS and words[1] in _ENGLISH_TENS:
        # "nineteen ninety"
        first = (_ENGLISH_TENS | _ENGLISH_UNITS)[words[0]]
        values.add(first * 100 + _ENGLISH_TENS[words[1]])
    yield run[0].start(), run[-1].end(), values, False


def _composed(
    words: list[str],
    units: dict[str, float],
    tens: dict[str, float],
    scales: dict[str, float],
) -> set[float]:
    """The value of a run of number words, and of each word by itself."""
    total = part = 0.0
    each: set[float] = set()
    for word in words:
        if word in units or word in tens:
            value = units.get(word, 0.0) or tens.get(word, 0.0)
            each.add(value)
            part += value
        elif word in scales:
            factor = scales[word]
            each.add(factor)
            part = (part or 1.0) * factor
            if factor >= _THOUSANDS:
                total += part
                part = 0.0
    return each | {total + part} if total + part else each


_RUSSIAN_STEMS: tuple[tuple[str, float, str], ...] = (
    (r"ноль|нул\w*", 0, "unit"),
    (r"одиннадцат\w*", 11, "unit"), (r"двенадцат\w*", 12, "unit"), (r"дюжин\w*", 12, "scale"),
    (r"тринадцат\w*", 13, "unit"), (r"четырнадцат\w*", 14, "unit"),
    (r"пятнадцат\w*", 15, "unit"), (r"шестнадцат\w*", 16, "unit"),
    (r"семнадцат\w*", 17, "unit"), (r"восемнадцат\w*", 18, "unit"),
    (r"девятнадцат\w*", 19, "unit"),
    (r"двадцат\w*", 20, "ten"), (r"тридцат\w*", 30, "ten"),
    (r"сорок\w*", 40, "ten"), (r"пятьдесят\w*|пятидесят\w*", 50, "ten"),
    (r"шестьдесят\w*|шестидесят\w*", 60, "ten"), (r"семьдесят\w*|семидесят\w*", 70, "ten"),
    (r"восемьдесят\w*|восьмидесят\w*", 80, "ten"), (r"девяност\w*", 90, "ten"),
    (r"двест\w*|двухсот\w*", 200, "ten"), (r"трист\w*|трехсот\w*", 300, "ten"),
    (r"четырест\w*|четырехсот\w*", 400, "ten"), (r"пятьсот|пятисот\w*", 500, "ten"),
    (r"шестьсот|шестисот\w*", 600, "ten"), (r"семьсот|семисот\w*", 700, "ten"),
    (r"восемьсот|восьмисот\w*", 800, "ten"), (r"девятьсот|девятисот\w*", 900, "ten"),
    (r"полутор\w*|полтор\w*", 1.5, "unit"), (r"пол(?=миллион|миллиард|век|год|час)", 0.5, "unit"),
    (r"половин\w*|наполовину", 0.5, "unit"), (r"четверть\w*|четверт[ией]\b", 0.25, "unit"),
    (r"одн(?:а|о|у|и|ой|ого|ому|ом|им|их|ими)|один|перв\w*|единствен\w*|однажды", 1, "unit"),
    (
        (
            r"дв(?:а|е|ух|ум|умя|ое|оих)|втор\w*|оба|обе|обоих|обеих|обоим|дважды|вдвое|пар[аыу]"
            r"|двойн\w*|двух\w+|двусторон\w*|вдвоем|удво\w*"
        ),
        2,
        "unit",
    ),
    (r"тр(?:и|ех|ем|емя|ое|оих)|трет\w+|трижды|втрое|тройн\w*|трех\w+|трехсторон\w*", 3, "unit"),
    (r"четыр\w*|четверо|четверт(?:ый|ая|ое|ого|ом|ую|ой)", 4, "unit"),
    (r"пят(?:ь|и|ью|еро|ый|ая|ое|ого|ом|ую|ой|ому|ым|ых)", 5, "unit"),
    (r"шест(?:ь|и|ью|еро|ой|ая|ое|ого|ом|ую|ому|ым)", 6, "unit"),
    (r"сем(?:ь|и|ью|еро)|седьм\w*", 7, "unit"),
    (r"восемь|восьми|восемью|восьм(?:ой|ая|ое|ого|ом|ую|ому|ым|еро)", 8, "unit"),
    (r"девят(?:ь|и|ью|ый|ая|ое|ого|ом|ую|ой|ому|ым)", 9, "unit"),
    (r"десят(?:ь|и|ью|ый|ая|ое|ого|ом|ую|ой)", 10, "unit"),
    (r"десятилети\w*|десят(?:ок|ка|ков|ками|ках)", 10, "scale"),
    (r"сутк\w*|суток", 24, "unit"), (r"получас\w*", 30, "unit"),
    (r"ст[оа]|сот(?:ни|ня|ен|нями|нях|ый)?|столети\w*|век\w*", 1e2, "scale"),
    (r"тысяч\w*|тыс", 1e3, "scale"), (r"миллион\w*|млн", 1e6, "scale"),
    (r"миллиард\w*|млрд", 1e9, "scale"), (r"триллион\w*|трлн", 1e12, "scale"),
)  # fmt: skip
_RUSSIAN_WORD = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<n{place}>{stem})" for place, (stem, _, _) in enumerate(_RUSSIAN_STEMS))
    + r")(?:\b|(?=миллион|миллиард|век|год|час))"
)
_RUSSIAN_LINK = re.compile(r"\s?-?\s?")


def russian(text: str) -> Iterator[Reading]:
    """Number words of a folded text in small letters."""
    run: list[tuple[re.Match[str], float, str]] = []
    for found in [*_RUSSIAN_WORD.finditer(text), None]:
        if run and (
            found is None or not _RUSSIAN_LINK.fullmatch(text, run[-1][0].end(), found.start())
        ):
            values = {value for _, value, _ in run}
            total = part = 0.0
            for _, value, kind in run:
                if kind == "scale":
                    part = (part or 1.0) * value
                    if value >= _THOUSANDS:
                        total, part = total + part, 0.0
                else:
                    part += value
            yield run[0][0].start(), run[-1][0].end(), values | {total + part}, False
            run = []
        if found is not None:
            place = int((found.lastgroup or "n0")[1:])
            run.append((found, _RUSSIAN_STEMS[place][1], _RUSSIAN_STEMS[place][2]))
    for month in _MONTH_RUSSIAN.finditer(text):
        yield *month.span(), {float(month.lastindex or 0)}, False


_HAN_DIGITS = {character: float(value) for value, character in enumerate("零一二三四五六七八九")}
_HAN_DIGITS |= {"〇": 0.0, "两": 2.0, "双": 2.0, "俩": 2.0, "壹": 1.0, "贰": 2.0, "叁": 3.0}
_HAN_SCALES = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "兆": 1e12}
_HAN_RUN = re.compile(r"[零〇一二三四五六七八九两双俩十百千万亿半首]+")
_HAN_PART = re.compile(
    r"([一二三四五六七八九十百]+)分之([零一二三四五六七八九十百点]+|\d+(?:\.\d+)?)"
)
_HAN_TENTHS = re.compile(r"([一二三四五六七八九]|\d)成")
_HAN_PLAN = re.compile(r"十([一二三四五六七八九])五(?![十百千万亿])")
"""A five-year plan: 十四五."""

_HAN_HALF = re.compile(r"(?:年|个月|个小时|小时|天|倍|米|公里|个)半")
_HAN_POINT = re.compile(r"([零一二三四五六七八九十百]+)点([零一二三四五六七八九]+)(万亿|[万亿])?")
_HAN_MORE = {"世纪": 100.0, "年代": 10.0, "十年": 10.0, "刻钟": 15.0, "打": 12.0}


def ideographic(text: str) -> set[float]:
    """What a run of Chinese numerals may be: a number with units, or digits in a row."""
    text = text.replace("首", "一").replace("半", "")
    if not text:
        return {0.5}
    if all(character in _HAN_DIGITS for character in text):
        digits = "".join(str(int(_HAN_DIGITS[character])) for character in text)
        return {float(digits)} if len(digits) > 1 else {_HAN_DIGITS[text]}
    total = section = digit = 0.0
    for character in text:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
            continue
        scale = _HAN_SCALES[character]
        if scale >= 1e4:
            total = (total + section + digit or 1.0) * scale
            section = digit = 0.0
        else:
            section += (digit or 1.0) * scale
            digit = 0.0
    return {total + section + digit}


def chinese(text: str) -> Iterator[Reading]:
    """Chinese numerals of a text folded to Simplified characters."""
    for found in _HAN_PART.finditer(text):
        whole = next(iter(ideographic(found[1])))
        part = found[2]
        if part[0].isdigit() and part.isascii():
            value = float(part)
        elif "点" in part:
            value = _pointed(part)
        else:
            value = next(iter(ideographic(part)))
        # 百分之五 is 5 %, 三分之二 is two thirds.
        yield *found.span(), {value, value / whole, value if whole == 100 else whole}, False
    for found in _HAN_PLAN.finditer(text):
        yield *found.span(), {10 + _HAN_DIGITS[found[1]]}, False
    for found in _HAN_TENTHS.finditer(text):
        tenths = float(found[1]) if found[1].isascii() else _HAN_DIGITS[found[1]]
        yield *found.span(), {tenths * 10, tenths}, False
    for found in _HAN_POINT.finditer(text):
        factor = 1.0
        for character in found[3] or "":
            factor *= _HAN_SCALES[character]
        yield *found.span(), {_pointed(f"{found[1]}点{found[2]}") * factor}, False
    for found in _HAN_RUN.finditer(text):
        values = ideographic(found[0])
        if "半" in found[0]:
            values |= {0.5, *(value + 0.5 for value in values)}
        if all(character in _HAN_DIGITS for character in found[0]):
            # 三四天 is three or four days.
            values |= {_HAN_DIGITS[character] for character in found[0]}
        after = _HAN_HALF.match(text, found.end())
        if after:
            values |= {value + 0.5 for value in values}
        year = len(found[0]) == 4 and text[found.end() : found.end() + 1] == "年"
        yield *found.span(), values, year and all(one in _HAN_DIGITS for one in found[0])
    for word, value in _HAN_MORE.items():
        place = text.find(word)
        while place >= 0:
            yield place, place + len(word), {value}, False
            place = text.find(word, place + 1)


def _pointed(text: str) -> float:
    whole, _, rest = text.partition("点")
    digits = "".join(str(int(_HAN_DIGITS[character])) for character in rest if character != "点")
    return next(iter(ideographic(whole))) + float(f"0.{digits}")


WORDS: dict[str, Callable[[str], Iterator[Reading]]] = {
    "en": english,
    "ru": russian,
    "zh": chinese,
}
"""By language, where number words stand in a folded text in small letters."""

MULTIPLES = {
    "": re.compile(r"(?!)"),
    "en": re.compile(
        r"[\s-]?(?:hundred|thousand|million|billion|trillion|mln|bln|trln|trn|bn|mn|tn|dozen)\b"
        r"|[mbk](?=\b)(?!\.)"
    ),
    "ru": re.compile(
        r"\s?-?(?:тысяч\w*|тыс\b\.?|миллион\w*|млн\b\.?|миллиард\w*|млрд\b\.?|триллион\w*"
        r"|трлн\b\.?)"
    ),
    "zh": re.compile(r"[多余几来]?[十百千万亿兆]"),
}
"""By language, what may follow digits and multiply them."""
