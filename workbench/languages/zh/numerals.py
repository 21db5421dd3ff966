"""Chinese numerals."""

import re
from collections.abc import Iterator

from workbench.languages.numbers.reading import HEAVY, Reading, Weight, decade, fraction
from workbench.languages.numbers.shares import shares
from workbench.languages.parts import Numerals

_DIGITS = {character: float(value) for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0.0, "两": 2.0, "双": 2.0, "俩": 2.0}
_DIGITS |= {
    character: float(value) for value, character in enumerate("壹贰叁肆伍陆柒捌玖", start=1)
}
_SCALES = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "兆": 1e12}
_SCALES |= {"拾": 10.0, "佰": 1e2, "仟": 1e3}
_TENS = {"廿": "二十", "卅": "三十"}
_LOOSE = frozenset("一两半双百千万")
_VAGUE = frozenset("数几上成多")
"""Before a numeral: 数十万 is no number that one could miss."""

_NUMERALS = "[零〇一二三四五六七八九两双俩廿卅十百千万亿半首壹贰叁肆伍陆柒捌玖拾佰仟]+"
_RUN = re.compile(rf"{_NUMERALS}(?:[多余来](?=[万亿]){_NUMERALS})?")
# A run of numerals before a telling word has a limit: a text of numerals alone is read in one go.
_PART = re.compile(
    r"([一二三四五六七八九十百千万\d]{1,20})分之([零一二三四五六七八九十百点]+|\d+(?:\.\d+)?)"
)
_CENTURY = re.compile(r"(\d\d|[一二]?十[一二三四五六七八九]?)世纪(\d0|[二三四五六七八九]十)年代")
_TENTHS = re.compile(
    r"([一二三四五六七八九]|(?<![\d.])\d)成([一二三四五六七八九半](?!成))?(?![为立功员了果本长分就熟群])"
)
_DISCOUNT = re.compile(
    r"([一二三四五六七八九]|(?<![\d.])\d)([一二三四五六七八九]|\.?\d)?折(?![射叠断腾磨服合算])"
)
_FOLD = re.compile(r"翻(?:了)?(一|两|三)?番")
_PLAN = re.compile(r"十([一二三四五六七八九])五(?![十百千万亿])")
"""A five-year plan: 十四五."""

_AND_HALF = re.compile(
    r"([一二两三四五六七八九十]{1,20}|(?<![\d.])\d+)"
    r"(?:个半(?=月|小时|钟头|星期|世纪|学期)|(?:年|天|小时|公里|倍|个月|岁|分)半(?![年月天小径数]))"
)
_HALF = re.compile(r"(?:年|个月|个小时|小时|天|倍|米|公里|个|点)半")
_FILLING = re.compile("[半多余来]")
_POINT = re.compile(r"([零一二三四五六七八九十百]{1,20})点([零一二三四五六七八九]+)")
_POINTED = re.compile(rf"({_POINT.pattern})(?P<scale>万亿|[万亿])")
_MORE = {
    "世纪": {100.0}, "年代": {10.0}, "十年": {10.0}, "刻钟": {15.0}, "打": {12.0},
    "一刻": {15.0}, "三刻": {45.0}, "中午": {12.0}, "正午": {12.0}, "午夜": {0.0, 12.0, 24.0},
}  # fmt: skip
_MEASURES = re.compile(
    r"名|位|国|家|人|项|届|岁|周年|艘|架|辆|倍|册|份|枚|公里|小时|分钟|世纪|个(?:国|人|月|小时|省|城)"
)
_MORE_MEASURES = re.compile(
    r"天|年|周|页|章|条|款|层|楼|号|元|美元|欧元|卢布|米|吨|公斤|克|里|次|场|本|部|篇|张|座|支|只|间|套"
    r"|批|轮|集|回|种|级|度|秒|户|所|组|期|个|星|大(?!学|会)"
)
"""Measures that small numerals stand before in idioms, too: 两次, 一个."""

_NUMERAL = re.compile(
    r"(?:[两二三四五六七八九]|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]百(?:零?[一二三四五六七八九]"
    r"|[一二三四五六七八九]十[一二三四五六七八九]?)?|[一二两三四五六七八九十百千零]+[万亿千][一二三四五六七八九十百千零万]*)"
)


def numeral(text: str) -> set[float]:
    """What a run of Chinese numerals may be: a number with units, or digits in a row."""
    text = _FILLING.sub("", text.replace("首", "一"))
    for character, tens in _TENS.items():
        text = text.replace(character, tens)
    if not text:
        return {0.5}
    if all(character in _DIGITS for character in text):
        digits = "".join(str(int(_DIGITS[character])) for character in text)
        return {float(digits)} if len(digits) > 1 else {_DIGITS[text]}
    total = section = digit = 0.0
    last = 1.0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
            continue
        scale = _SCALES[character]
        if scale >= 1e4:
            total = (total + section + digit or 1.0) * scale
            section = digit = 0.0
        else:
            section += (digit or 1.0) * scale
            digit = 0.0
        last = scale
    values = {total + section + digit}
    if digit and last >= 100 and text[-2:-1] in _SCALES:
        # 三万五 is 35,000.
        values.add(total + section + digit * last / 10)
    return values


def words(text: str) -> Iterator[Reading]:
    """Chinese numerals of a text folded to Simplified characters."""
    for found in _PLAN.finditer(text):
        yield Reading(*found.span(), {10 + _DIGITS[found[1]]})
    for found in _FOLD.finditer(text):
        yield Reading(*found.span(), {2 ** _value(found[1] or "一")}, "likely")
    for found in _POINT.finditer(text):
        yield Reading(*found.span(), {_pointed(found[0]), *numeral(found[1])})
    for found in _RUN.finditer(text):
        yield _of_run(text, found)
    for word, values in _MORE.items():
        place = text.find(word)
        while place >= 0:
            yield Reading(place, place + len(word), set(values))
            place = text.find(word, place + 1)


def _shares(text: str) -> Iterator[Reading]:
    """百分之五 is 5 %, 三分之二 is two thirds, 九成五 is 95 %."""
    for found in _PART.finditer(text):
        whole = _value(found[1])
        part = found[2]
        if part[0].isdecimal():
            value = float(part)
        elif "点" in part:
            value = _pointed(part)
        else:
            value = next(iter(numeral(part)))
        if not whole:
            continue
        if whole == 100:
            yield Reading(*found.span(), {value, value / 100}, "likely")
        else:
            parts = frozenset({value, whole})
            yield Reading(*found.span(), fraction(value / whole), "likely", parts)


def wholes(text: str) -> Iterator[Reading]:
    """What is no number by its numerals alone: 20世纪90年代, 九成五 (95 %), 八五折 (15 % off)."""
    yield from _shares(text)
    yield from shares(text, _ONE_OF, words)
    for found in _CENTURY.finditer(text):
        century, years = _value(found[1]), _value(found[2])
        yield Reading(
            *found.span(), {(century - 1) * 100 + years}, "likely", frozenset({years, century})
        )
    for found in _POINTED.finditer(text):
        factor = 1.0
        for character in found["scale"]:
            factor *= _SCALES[character]
        yield Reading(*found.span(), {_pointed(found[1]) * factor}, "sure")
    for found in _AND_HALF.finditer(text):
        whole = _value(found[1])
        parts = frozenset({whole, 0.5, 50.0, 30.0})
        yield Reading(*found.span(), {whole + 0.5}, "likely", parts)
    for found in _TENTHS.finditer(text):
        tenths = _value(found[1])
        more = 5.0 if found[2] == "半" else _value(found[2] or "零")
        percent = tenths * 10 + more
        yield Reading(*found.span(), {percent, percent / 100}, "likely", frozenset({tenths}))
    for found in _DISCOUNT.finditer(text):
        percent = _value(found[1]) * 10 + _value((found[2] or "零").lstrip("."))
        off = {percent, 100 - percent}
        yield Reading(
            *found.span(),
            off | {value / 100 for value in off},
            "likely",
            frozenset({percent / 10, percent // 10}),
        )


def _of_run(text: str, found: re.Match[str]) -> Reading:
    run, end = found[0], found.end()
    # 十二年零五个月
    run = re.sub("[多余来]", "", run).lstrip("零") or run
    values = numeral(run)
    if "半" in run:
        values |= {0.5, 50.0, *(value + 0.5 for value in values)}
    if all(character in _DIGITS for character in run):
        # 三四天 is three or four days.
        values |= {_DIGITS[character] for character in run}
    if _HALF.match(text, end):
        values |= {value + 0.5 for value in values} | {30.0}
    after = text[end : end + 1]
    if len(run) == 4 and after == "年" and all(one in _DIGITS for one in run):
        return Reading(*found.span(), values, "sure")
    before = text[max(0, found.start() - 1) : found.start()]
    counted = bool(_MEASURES.match(text, end)) and run not in _LOOSE
    counted |= min(values) > 2 and bool(_MORE_MEASURES.match(text, end)) and run not in _LOOSE
    if text.startswith("年代", end):
        return Reading(*found.span(), values, "likely", decade(values))
    weight: Weight = "possible"
    if before not in _VAGUE and _NUMERAL.fullmatch(run) and (counted or before == "第"):
        heavy = min(values) >= HEAVY and not _SCALES.keys() >= set(run)
        weight = "sure" if counted and before != "第" and heavy else "likely"
    return Reading(*found.span(), values, weight)


def _value(text: str) -> float:
    return float(text) if text.isdecimal() else next(iter(numeral(text)))


def _pointed(text: str) -> float:
    whole, _, rest = text.partition("点")
    digits = "".join(str(int(_DIGITS[character])) for character in rest if character != "点")
    return next(iter(numeral(whole))) + float(f"0.{digits}")


_ONE_OF = (
    re.compile(
        r"每(?P<whole>[一二两三四五六七八九十百千]+|\d+)(?![百千万亿\d.])[个名位人户家]?[^,，。]{0,6}?"
        r"有(?P<count>[一二两三四五六七八九]|\d+)[个名位人户家]"
    ),
)
"""每五人中就有一人."""

NUMERALS = Numerals(
    words=words,
    wholes=wholes,
    hint="[零〇一二两三四五六七八九十百千万亿]{2}|[三四五六七八九十][月日年个]",
    multiples=re.compile(r"[多余几来]?(?:[十百万亿]|[千兆](?!瓦|米|克|卡|焦|赫|帕|伏|字节|比特|欧))"),
    factors=tuple(
        (filling + character, value)
        for filling in ("", "多", "余", "几", "来")
        for character, value in (
            ("兆", 1e12), ("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2), ("十", 10.0),
        )
    ),
    continued=True,
    ranges="至|到|或",
    through="至|到|[年月日条章号款]?(?:至|到)第?",
    decades="年代",
    short_years="年(?!代)",
    half_days="下午|晚上|傍晚|夜间|当晚|晚",
    hours=r"([01]?\d|2[0-4])[点时]([0-5]?\d)分",
    percent_before="百分之",
)  # fmt: skip
