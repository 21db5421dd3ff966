"""Russian noun phrases, in the nominative, by pymorphy3's parts of speech."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from workbench.languages.folding import fold
from workbench.languages.parts import Phrases
from workbench.languages.phrases import LONGEST, TOKEN
from workbench.languages.ru.dictionary import parses


@cache
def _parse(word: str) -> tuple[str, str, str, str]:
    """Lemma, part of speech, case and number of a Russian word's likeliest reading."""
    reading = parses(word)[0]
    tag = reading.tag
    return reading.normal_form, str(tag.POS), str(tag.case), str(tag.number)


_STOP = frozenset(
    "год время раз случай часть день человек место образ вид способ число пример самый который "
    "весь этот тот такой каждый другой первый второй один свой наш ваш мой некоторый любой какой "
    "следующий последний новый большой полный данный сам многий иной необходимый должный возможный "
    "нужный подобный различный остальной ещё дело вещь слово сторона конец начало момент".split()
)


def find(texts: Sequence[str]) -> list[Counter[str]]:
    """Per text its phrases, with how often they stand in it."""
    capitals: defaultdict[str, Counter[tuple[bool, ...]]] = defaultdict(Counter)
    found = [_of_text(TOKEN.findall(fold(text, "ru").cased), capitals) for text in texts]
    names = {phrase: _as_name(phrase, seen) for phrase, seen in capitals.items()}
    return [
        Counter({names.get(phrase, phrase): count for phrase, count in counts.items()})
        for counts in found
    ]


def _as_name(phrase: str, seen: Counter[tuple[bool, ...]]) -> str:
    """A phrase with the capitals that its words mostly have within sentences."""
    usual = seen.most_common(1)[0][0]
    words = phrase.split(" ")
    return " ".join(
        word[:1].upper() + word[1:] if capital else word
        for word, capital in zip(words, usual, strict=True)
    )


def _of_text(
    line: Sequence[str], capitals: defaultdict[str, Counter[tuple[bool, ...]]]
) -> Counter[str]:
    """The phrases of one text; which of their words have capitals is counted beside them."""
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
            if part not in {"ADJF", "PRTF", "NOUN", "LATN"} or lemma in _STOP:
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
                    if start and line[start - 1][0].isalnum():
                        capitals[shown][tuple(one[0].isupper() for one in words)] += 1
    return found


def _is_cyrillic(word: str) -> bool:
    return any("а" <= letter <= "я" for letter in word.lower())


@cache
def _nominative(words: tuple[str, ...], head: int) -> str:
    """The phrase in the nominative singular (plural where there is no singular)."""
    if not _is_cyrillic(words[head]):
        return " ".join(words) if len(words) == 1 else ""
    readings = parses(words[head].lower())
    noun = next((parse for parse in readings if parse.tag.POS == "NOUN"), None)
    if noun is None:
        return ""
    base = noun.inflect({"nomn", "sing"}) or noun.inflect({"nomn"}) or noun
    grammemes = {"nomn"} | ({base.tag.gender} if base.tag.number == "sing" else {"plur"})
    grammemes |= {"sing"} if base.tag.number == "sing" else set()
    shown = []
    for word in words[:head]:
        reading = next(
            (one for one in parses(word.lower()) if one.tag.POS in {"ADJF", "PRTF"}),
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


PHRASES = Phrases(find)
