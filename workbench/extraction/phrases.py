"""Noun phrases of a text: what may be a term, in its dictionary form.

English has no dictionary here; which of its words are nouns the text itself says, by what
stands before them. Russian and Chinese go by pymorphy3's and rjieba's parts of speech.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from workbench.languages import of
from workbench.languages.folding import fold
from workbench.languages.inflection.english import noun_forms

Finder = Callable[[Sequence[str]], list[Counter[str]]]
"""From texts, per text its phrases (in dictionary form) with how often they stand in it."""

LONGEST = 4
"""Words of a candidate."""

_HAN = re.compile("[\u3400-\u9fff]")
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]")
_ENGLISH_STOP = frozenset(
    (
        "a about above across actually after again against ago all almost along already also "
        "although always am among an and another any anyone anything are aren't around as at away "
        "back be became because become been before began behind being below best better between "
        "big bit both but by called came can can't cannot case cases certain changes come common "
        "complete could couldn't couple course day days default did didn't different do does "
        "doesn't doing don't done down due during each earlier early easily easy either else "
        "end enough entire especially etc even ever every everyone everything exactly example "
        "examples fact far few first following for found from full further gave general get gets "
        "getting give given go goes going good got great had half hand hard has have haven't "
        "having he hence her here herself high him himself his how however i i'd i'll i'm i've if "
        "important in inside instead interested into is isn't it it'd it'll it's its itself just "
        "keep kind kinds know known large last late later latest least left less let let's like "
        "likely little long look looks lot lots low made main make makes making many may maybe me "
        "mean means might mind more most mostly much must my myself near nearly necessary need "
        "needs never new next nice no nobody non none nor not note nothing now number of off "
        "often ok old on once one ones only onto open or order original other others otherwise our "
        "out outside over own part particular parts people perhaps place places please point "
        "points possible possibly previous probably provide put quick quite rather read real "
        "really reason recent related right said same saw say says second see seem seems seen "
        "several shall she short should shouldn't side similar simple simply since single small "
        "so some somebody someone something sometimes somewhere sort special specific still "
        "stuff such sure take taken tell than that that's the their them themselves then there "
        "there's these they they're thing things think third this those though three through "
        "thus time times to together told too took top toward turn two under until up upon us "
        "use used useful uses using usual usually various very via want wanted wants was wasn't "
        "way ways we we'll we're we've well went were weren't what what's whatever when where "
        "whether which while who who's whole whom whose why will wish with within without won't "
        "word words work works would wouldn't year years yes yet you you'd you'll you're you've "
        "your yours yourself"
    ).split()
)
_BEFORE_NOUNS = frozenset(
    "a an the this that these those your its our their his her each any".split()
)
_BEFORE_VERBS = frozenset("to will can could should would must may might you we they i not".split())
_LINKS = frozenset({"of"})


def finder(tag: str) -> Finder:
    """What finds phrases in texts of a language; for one without rules the English way."""
    return {"ru": _russian, "zh": _chinese}.get(of(tag).code, _english)


def _english(texts: Sequence[str]) -> list[Counter[str]]:
    tokens = [_TOKEN.findall(fold(text, "en").cased) for text in texts]
    nominal, verbal = Counter[str](), Counter[str]()
    known = {token.lower() for line in tokens for token in line}
    shapes: dict[str, Counter[str]] = {}
    for line in tokens:
        for place, token in enumerate(line):
            word = token.lower()
            if place:
                before = line[place - 1].lower()
                nominal[word] += before in _BEFORE_NOUNS
                if place > 1 and before not in _ENGLISH_STOP:
                    # "the joint commission"
                    nominal[word] += line[place - 2].lower() in _BEFORE_NOUNS
                verbal[word] += before in _BEFORE_VERBS
                # A capital counts only where no sentence begins.
                if before[-1].isalnum():
                    shapes.setdefault(word, Counter())[token] += 1
    nouns = {
        word
        for word in known
        if word not in _ENGLISH_STOP
        and nominal[word] >= max(1, verbal[word])
        and not word.endswith("ly")
    }

    def last(word: str) -> bool:
        return word in nouns or any(form in nouns for form in noun_forms(word) - {word})

    def allowed(words: Sequence[str]) -> bool:
        inner = words[1:-1]
        return (
            last(words[-1])
            and all(_is_word(word) for word in (words[0], words[-1]))
            and all(_is_word(word) or word in _LINKS for word in inner)
            and not any(verbal[word] > nominal[word] for word in words[:-1])
            and not words[0].endswith(("ly", "ing"))
            and (len(words) == 1 or words[-2] != "of" or words[-1] in nouns)
        )

    def shown(words: Sequence[str]) -> str:
        head = min(noun_forms(words[-1]) & known | {words[-1]}, key=len)
        cased = [shapes.get(word, Counter({word: 1})).most_common(1)[0][0] for word in words]
        cased[-1] = cased[-1] if head == words[-1] else head
        return " ".join(cased)

    return [_runs(line, allowed, shown) for line in tokens]


def _is_word(word: str) -> bool:
    return word not in _ENGLISH_STOP and len(word) > 1 and any(map(str.isalpha, word))


def _runs(
    line: Sequence[str],
    allowed: Callable[[Sequence[str]], bool],
    shown: Callable[[Sequence[str]], str],
) -> Counter[str]:
    """The phrases of one text: runs of up to ``LONGEST`` words that are allowed."""
    found: Counter[str] = Counter()
    small = [token.lower() for token in line]
    for start in range(len(small)):
        for length in range(1, LONGEST + 1):
            words = small[start : start + length]
            if len(words) < length or not words[-1][0].isalnum():
                break
            if allowed(words):
                found[shown(words)] += 1
    return found


@cache
def _parse(word: str) -> tuple[str, str, str, str]:
    """Lemma, part of speech, case and number of a Russian word's likeliest reading."""
    parses = _analyzer()(word)
    tag = parses[0].tag
    return parses[0].normal_form, str(tag.POS), str(tag.case), str(tag.number)


@cache
def _analyzer() -> Callable[[str], list[Any]]:
    import pymorphy3

    analyzer = pymorphy3.MorphAnalyzer()
    parse: Callable[[str], list[Any]] = analyzer.parse
    return parse


_RUSSIAN_STOP = frozenset(
    "год время раз случай часть день человек место образ вид способ число пример самый который "
    "весь этот тот такой каждый другой первый второй один свой наш ваш мой некоторый любой какой "
    "следующий последний новый большой полный данный сам многий иной необходимый должный возможный "
    "нужный подобный различный остальной ещё дело вещь слово сторона конец начало момент".split()
)


def _russian(texts: Sequence[str]) -> list[Counter[str]]:
    return [_russian_phrases(_TOKEN.findall(fold(text, "ru").cased)) for text in texts]


def _russian_phrases(line: Sequence[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for start in range(len(line)):
        words: list[str] = []
        head = -1
        for place in range(start, min(start + LONGEST, len(line))):
            word = line[place]
            if not word[0].isalpha():
                break
            lemma, part, case, _ = _parse(word.lower()) if _is_cyrillic(word) else (
                word.lower(), "LATN", "", "",
            )  # fmt: skip
            if part not in {"ADJF", "PRTF", "NOUN", "LATN"} or lemma in _RUSSIAN_STOP:
                break
            if head >= 0 and part != "LATN" and case != "gent":
                break
            words.append(word)
            if part in {"NOUN", "LATN"}:
                if head < 0:
                    head = len(words) - 1
                shown = _nominative(tuple(words), head)
                if shown and len(shown) > 2:
                    found[shown] += 1
    return found


def _is_cyrillic(word: str) -> bool:
    return any("а" <= letter <= "я" for letter in word.lower())


@cache
def _nominative(words: tuple[str, ...], head: int) -> str:
    """The phrase in the nominative singular (plural where there is no singular)."""
    if not _is_cyrillic(words[head]):
        return " ".join(words) if len(words) == 1 else ""
    parses = _analyzer()(words[head].lower())
    noun = next((parse for parse in parses if parse.tag.POS == "NOUN"), None)
    if noun is None:
        return ""
    base = noun.inflect({"nomn", "sing"}) or noun.inflect({"nomn"}) or noun
    grammemes = {"nomn"} | ({base.tag.gender} if base.tag.number == "sing" else {"plur"})
    grammemes |= {"sing"} if base.tag.number == "sing" else set()
    shown = []
    for word in words[:head]:
        reading = next(
            (one for one in _analyzer()(word.lower()) if one.tag.POS in {"ADJF", "PRTF"}),
            None,
        )
        inflected = reading.inflect(grammemes - {None}) if reading else None
        if inflected is None:
            return ""
        shown.append(inflected.word)
    first = words[head]
    acronym = first.rpartition("-")[0]
    if first.isupper() and len(first) > 1:
        shown.append(first)
    elif acronym.isupper():
        shown.append(acronym + base.word[len(acronym) :])
    else:
        shown.append(base.word)
    rest = [
        word.lower() if _is_cyrillic(word) and word[1:].islower() else word
        for word in words[head + 1 :]
    ]
    return " ".join((*shown, *rest))


_CHINESE_STOP = frozenset(
    (
        "时候 情况 方式 方法 问题 部分 东西 人 人们 时 事情 地方 "
        "例子 种 个 些 次 可能 需要 使用 进行 没有 不同 如果 "
        "因为 所以 可以 能够 应该 必须 其他 一个 这个 那个 自己 它们 "
        "我们 你们 他们 大家 下面 上面 之后 之前 之间 以下 以上 内容 "
        "结果 信息 什么 怎么 其中 部份 时间"
    ).split()
)
_CHINESE_INNER = ("n", "v", "a", "j", "l", "eng", "b", "x", "z")
_CHINESE_LAST = ("n", "vn", "j", "l", "eng", "v")


def _chinese(texts: Sequence[str]) -> list[Counter[str]]:
    import rjieba

    return [
        _chinese_phrases([(word, kind) for word, kind in rjieba.tag(fold(text, "zh").cased)])
        for text in texts
    ]


def _chinese_phrases(line: Sequence[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for start in range(len(line)):
        words: list[str] = []
        for word, kind in line[start : start + LONGEST]:
            if (
                not word.strip()
                or not word[0].isalnum()
                or word in _CHINESE_STOP
                or word.isdigit()
                or not kind.startswith(_CHINESE_INNER)
            ):
                break
            words.append(word)
            phrase = "".join(words)
            if kind.startswith(_CHINESE_LAST) and 1 < len(phrase) <= 14:
                found[phrase] += 1
    return found


def words_of(phrase: str) -> int:
    """How many words a phrase has, as far as spaces show it; four ideographs are two."""
    spaced = phrase.count(" ") + 1
    ideographs = len(_HAN.findall(phrase))
    return spaced if spaced > 1 or not ideographs else max(1, ideographs // 2)


def parts(phrase: str) -> Iterator[str]:
    """The shorter phrases within one, by words or by characters."""
    pieces: Iterable[str] = phrase.split(" ") if " " in phrase else phrase
    sequence = list(pieces)
    joiner = " " if " " in phrase else ""
    for start in range(len(sequence)):
        for stop in range(start + 1, len(sequence) + 1):
            if stop - start < len(sequence):
                yield joiner.join(sequence[start:stop])
