"""Russian noun phrases, in the nominative, by pymorphy3's parts of speech."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


Capitals = defaultdict[str, Counter[tuple[tuple[bool, ...], ...]]]
"""By phrase, which of its words, and of their parts between hyphens, had capitals how often."""


Numbers = defaultdict[tuple[str, ...], Counter[str]]
"""By the base forms of a phrase's words, how often it has which number behind its head: a
singular head tells it best (учётная запись пользователя, учётные записи пользователей)."""

_SINGULAR_HEAD = 100
"""Phrases with a plural head that one with a singular head outweighs."""


def find(texts: Sequence[str]) -> list[Counter[str]]:
    """Per text its phrases, with how often they stand in it."""
    lines = [TOKEN.findall(fold(text, "ru").cased) for text in texts]
    bases = _bases(lines)
    capitals: Capitals = defaultdict(Counter)
    numbers: Numbers = defaultdict(Counter)
    found = [_of_text(line, capitals, numbers, bases) for line in lines]
    usual = {
        phrase: max(seen, key=lambda one: (seen[one], one))
        for seen in numbers.values()
        if len(seen) > 1
        for phrase in seen
    }
    names = {phrase: _as_name(phrase, seen) for phrase, seen in capitals.items()}
    phrases = []
    for counts in found:
        shown: Counter[str] = Counter()
        for phrase, count in counts.items():
            one = usual.get(phrase, phrase)
            shown[names.get(one, one)] += count
        phrases.append(shown)
    return phrases


def _bases(lines: Iterable[Sequence[str]]) -> dict[str, str]:
    """Base forms of names that the dictionary guesses otherwise.

    Of the base forms that a word may have, a name has the one that most of the forms about it
    have too (Саипова and Саипову with Саипов, none with Саип), of equal ones the word itself.
    """
    words = {
        token.lower()
        for line in lines
        for token in line
        if token[0].isupper() and token[1:].islower() and _is_cyrillic(token)
    }
    possible = {word: _nouns(word) for word in words}
    forms = Counter(base for bases in possible.values() for base in bases)
    found = {}
    for word, bases in possible.items():
        best = max(bases, key=lambda base: (forms[base], base == word), default=word)
        if bases and best != bases[0]:
            found[word] = best
    return found


def _nouns(word: str) -> list[str]:
    """The base forms of a word as a noun, or as a name in -ов or -ин; the likeliest first."""
    return list(
        dict.fromkeys(
            one.normal_form for one in parses(word) if one.tag.POS == "NOUN" or "Poss" in one.tag
        )
    )


def _as_name(phrase: str, seen: Counter[tuple[tuple[bool, ...], ...]]) -> str:
    """A phrase with the capitals that its words mostly have within sentences."""
    usual = seen.most_common(1)[0][0]
    words = []
    for word, capitals in zip(phrase.split(" "), usual, strict=True):
        parts = word.split("-")
        if len(parts) == len(capitals):
            parts = [
                part[:1].upper() + part[1:] if capital else part
                for part, capital in zip(parts, capitals, strict=True)
            ]
        words.append("-".join(parts))
    return " ".join(words)


def _of_text(
    line: Sequence[str], capitals: Capitals, numbers: Numbers, bases: Mapping[str, str]
) -> Counter[str]:
    """The phrases of one text; their capitals and numbers are counted beside them."""
    found: Counter[str] = Counter()
    for start in range(len(line)):
        words: list[str] = []
        lemmas: list[str] = []
        head = -1
        weight = 1
        for place in range(start, min(start + LONGEST, len(line))):
            word = line[place]
            if not word[0].isalpha():
                break
            lemma, part, case, _ = _parse(word.lower()) if _is_cyrillic(word) else (
                word.lower(), "LATN", "", "",
            )  # fmt: skip
            if part not in {"ADJF", "PRTF", "NOUN", "LATN"} or lemma in _STOP:
                break
            if part == "NOUN" and place + 1 < len(line) and _belongs(word, line[place + 1]):
                part = "ADJF"
            named = len(words) > 0 and all(map(_names_person, (*words, word)))
            if head >= 0 and part != "LATN" and case != "gent" and not named:
                break
            words.append(word)
            lemmas.append(lemma)
            if part in {"NOUN", "LATN"}:
                if head < 0:
                    head = len(words) - 1
                    weight = _SINGULAR_HEAD if _is_singular(tuple(words)) else 1
                known = tuple(bases.get(one.lower(), "") for one in words)
                if named:
                    each = zip(words, known, strict=True)
                    shown = " ".join(_nominative((one,), 0, base) for one, base in each)
                else:
                    shown = _nominative(tuple(words), head, known[head])
                if len(shown) > 2 or (len(shown) > 1 and _is_cyrillic(word) and word.istitle()):
                    found[shown] += 1
                    if head < len(words) - 1 and not named:
                        numbers[tuple(lemmas)][shown] += weight
                    if _is_within(line, start):
                        capitals[shown][
                            tuple(tuple(p[:1].isupper() for p in one.split("-")) for one in words)
                        ] += 1
    return found


@cache
def _is_singular(words: tuple[str, ...]) -> bool:
    """Whether a head and the adjectives before it can be nothing but singular together."""
    *before, head = words
    numbers = {one.tag.number for one in parses(head) if one.tag.POS == "NOUN"}
    for word in before:
        numbers &= {one.tag.number for one in parses(word) if one.tag.POS in {"ADJF", "PRTF"}}
    return numbers == {"sing"}


@cache
def _belongs(word: str, following: str) -> bool:
    """Whether a word that is a noun and an adjective is the latter before a noun: рабочий стол."""
    return any(
        (one.tag.case, one.tag.number) == (noun.tag.case, noun.tag.number)
        and (one.tag.number == "plur" or one.tag.gender == noun.tag.gender)
        for one in parses(word)
        if one.tag.POS == "ADJF" and "Abbr" not in one.tag
        for noun in parses(following)
        if noun.tag.POS == "NOUN"
    )


_OPENING = frozenset("«“„\"'(")


def _is_within(line: Sequence[str], start: int) -> bool:
    """Whether a word stands within a sentence, perhaps as the first of a quoted name."""
    if start > 1 and line[start - 1] in _OPENING:
        start -= 1
    return start > 0 and line[start - 1][0].isalnum()


def _names_person(word: str) -> bool:
    """Whether a word is the name of a person, by its capital and its likeliest reading."""
    if not word[0].isupper() or not word[1:].islower() or not _is_cyrillic(word):
        return False
    return bool({"Surn", "Name", "Patr"} & parses(word)[0].tag.grammemes)


def _is_cyrillic(word: str) -> bool:
    return any("а" <= letter <= "я" for letter in word.lower())


@cache
def _nominative(words: tuple[str, ...], head: int, known: str = "") -> str:
    """The phrase in the nominative singular (plural where there is no singular).

    Args:
        words: Its words.
        head: Which of them the others belong to.
        known: The head's base form where the texts know it better than the dictionary.
    """
    if not any(map(_is_cyrillic, words)):
        return " ".join(words) if len(words) == 1 or all(map(str.istitle, words)) else ""
    if not _is_cyrillic(words[head]):
        return ""
    first = words[head]
    shown: list[str] = []
    if known and first[0].isupper() and not head:
        form = known
    else:
        noun = next((one for one in parses(first) if one.tag.POS == "NOUN"), None)
        if noun is None:
            return ""
        base = noun.inflect({"nomn", "sing"}) or noun.inflect({"nomn"}) or noun
        form = base.word
        number = base.tag.number
        agreeing = {"nomn", "sing", base.tag.gender} if number == "sing" else {"nomn", "plur"}
        for word in words[:head]:
            adjectives = [one for one in parses(word) if one.tag.POS in {"ADJF", "PRTF"}]
            # Of equally likely ones the qualitative one: временный, not временной.
            reading = max(adjectives, key=lambda one: (one.score, "Qual" in one.tag), default=None)
            inflected = reading.inflect(agreeing - {None}) if reading else None
            if inflected is None:
                return ""
            shown.append(inflected.word)
    acronym = first.rpartition("-")[0]
    if first.isupper() and len(first) > 1:
        form = first
    elif acronym.isupper():
        form = acronym + form[len(acronym) :]
    shown.append(form)
    rest = [
        word.lower() if _is_cyrillic(word) and word[1:].islower() else word
        for word in words[head + 1 :]
    ]
    return " ".join((*shown, *rest))


PHRASES = Phrases(find)
