"""Russian forms from pymorphy3's dictionary: each word of a term, in agreement.

A term is given in its dictionary form: adjectives and a noun in the nominative, and what
the noun governs in the case it governs. The first decline together, the latter stands
still. The dictionary comes from OpenCorpora (CC BY-SA) and is read where it is installed.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from workbench.languages.inflection.slot import ANY, Slot
from workbench.languages.parts import Inflection
from workbench.languages.ru.aspect import other_aspect
from workbench.languages.ru.dictionary import parses as _parses

_CASES = 6
"""Bits of a mask: one a case in the singular, then one a case in the plural."""

_BITS = {"nomn": 0, "gent": 1, "datv": 2, "accs": 3, "ablt": 4, "loct": 5}
_BITS |= {"voct": 0, "gen1": 1, "gen2": 1, "acc2": 3, "loc1": 5, "loc2": 5}
_FOLD = str.maketrans("ё", "е")
_ACRONYM_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
_ORDINAL_ENDINGS = tuple("й я е ю х м ый ий ой ая ое ую го ого ому му ым ом ые ых ыми ми".split())
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_PLURAL = ((1 << _CASES) - 1) << _CASES
_NAMES = frozenset({"Surn", "Name", "Patr"})
_ENDING = re.compile("(?:ся|сь)?$|(?:ть|ти|ый|ий|ой|[аеоуыияйь])(?:ся|сь)?$")
_LEAST_STEM, _LONG_STEM = 4, 6
"""Letters of a stem by which a derivation is known, and those that are enough of a long one."""


_RARE = 0.05
"""The probability below which a form is taken for one of another word."""


_PREPOSITIONS = frozenset(
    tuple(phrase.split())
    for phrase in (
        "в течение|в отношении|в силу|в ходе|в области|в случае|в связи|в виде|в качестве|в адрес"
        "|в рамках|в условиях|в порядке|в сторону|в пользу|в соответствии|за счет|по мере|на основе"
        "|на базе|со стороны|с помощью|при помощи|по поводу|по линии|в целом|в основном|в частности"
    ).split("|")
)
"""Prepositions and adverbs that look like a noun with its preposition."""


def is_other_word(form: str, word: str, before: str, after: str) -> bool:
    """Whether a form is part of a preposition, or nearly always another part of speech."""
    del after
    return (before, form) in _PREPOSITIONS or _is_seldom(form, word.lower())


@cache
def _is_seldom(form: str, word: str) -> bool:
    """Whether a form hardly ever belongs to the word.

    The probabilities are those of pymorphy3's dictionary, from a corpus.
    """
    if form == word:
        return False
    parses = _parses(form)
    own = {parse.normal_form for parse in _parses(word) if parse.tag.case == "nomn"}
    same = sum(parse.score for parse in parses if parse.normal_form in own)
    return bool(own) and same < _RARE and parses[0].tag.POS in {"VERB", "INFN", "ADVB", "PREP"}


def slots(words: Sequence[str], gaps: Sequence[str], part_of_speech: str) -> list[Slot]:
    """The forms of each word of a term, with the masks by which they agree."""
    return _Phrase(words, gaps, part_of_speech).slots()


def _mask(tag: Any) -> int:
    """The bit of a form's case and number; every case where it has none (a short form)."""
    bit = _BITS.get(tag.case)
    if bit is None:
        return ANY
    return 1 << (bit + (_CASES if tag.number == "plur" else 0))


@cache
def _declined(
    parse: Any, gender: str | None, animacy: str | None = None, *, loose: bool = False
) -> dict[str, int]:
    """All case forms of a word in one gender, each with its mask.

    Args:
        parse: The word as it stands in the term.
        gender: The gender its singular forms must have; None for any.
        animacy: That of an adjective's noun, which its accusative must have; None for any.
        loose: The form of the dictionary goes with every case as well (``«Известия»``).
    """
    tag = parse.tag
    forms: dict[str, int] = {}
    for form in parse.lexeme:
        other = form.tag
        if other.POS != tag.POS or other.case is None or "Infr" in other:
            continue
        if tag.POS == "PRTF" and (other.voice, other.tense) != (tag.voice, tag.tense):
            continue
        if other.number == "sing" and gender and other.gender and other.gender != gender:
            continue
        if animacy and other.case == "accs" and other.animacy not in {None, animacy}:
            continue
        word = form.word.translate(_FOLD)
        forms[word] = forms.get(word, 0) | _mask(other)
    word = parse.word.translate(_FOLD)
    if loose or "Fixd" in tag:
        forms[word] = ANY
    return forms


def _short(parse: Any) -> dict[str, int]:
    """The short forms of an adjective or participle that stands without a noun."""
    short = {"ADJF": "ADJS", "PRTF": "PRTS"}[parse.tag.POS]
    return {
        form.word.translate(_FOLD): ANY
        for form in parse.lexeme
        if short == form.tag.POS and (short == "ADJS" or form.tag.voice == parse.tag.voice)
    }


def _of_short(word: str, parses: Sequence[Any]) -> dict[str, int]:
    """All forms of the adjective that a word is a short form of."""
    own = {word.lower().translate(_FOLD): ANY}
    short = (parse for parse in parses if parse.tag.POS == "ADJS")
    return own | {
        form.word.translate(_FOLD): ANY
        for parse in short
        for form in parse.lexeme
        if form.tag.POS in {"ADJF", "ADJS"} and "Supr" not in form.tag
    }


def _merged(several: Sequence[dict[str, int]]) -> dict[str, int]:
    forms: dict[str, int] = {}
    for one in several:
        for word, mask in one.items():
            forms[word] = ANY if ANY in (mask, forms.get(word)) else forms.get(word, 0) | mask
    return forms


def _is_foreign_name(word: str) -> bool:
    """Whether a word has a capital and is in no dictionary."""
    return word[:1].isupper() and not any(parse.is_known for parse in _parses(word))


_NAME_ENDINGS = {
    "consonant": ("", "а", "у", "а", "ом", "е"),
    "soft": ("ь", "я", "ю", "я", "ем", "е"),
    "short": ("й", "я", "ю", "я", "ем", "е"),
    "surname": ("", "а", "у", "а", "ым", "е"),
    "surname, feminine": ("а", "ой", "ой", "у", "ой", "ой"),
}


def _of_name(word: str) -> dict[str, int]:
    """The forms of a name that no dictionary has, as a man's (and a woman's) name declines."""
    kinds = {"ь": ["soft"], "й": ["short"]}.get(word[-1], [])
    if word[-1] in _CONSONANTS - {"й"}:
        russian = word.endswith(("ов", "ев", "ин", "ын"))
        kinds = ["surname", "surname, feminine"] if russian else ["consonant"]
    forms: dict[str, int] = {}
    for kind in kinds:
        stem = word[:-1] if kind in {"soft", "short"} else word
        for bit, ending in enumerate(_NAME_ENDINGS[kind]):
            forms[stem + ending] = forms.get(stem + ending, 0) | 1 << bit
    return forms


class _Phrase:
    """One term, read from left to right: what declines, and what stands still."""

    def __init__(self, words: Sequence[str], gaps: Sequence[str], part_of_speech: str) -> None:
        self.words = words
        self.gaps = gaps
        self.part_of_speech = part_of_speech
        self.found: list[Slot] = []
        self.pending: list[int] = []
        """Places of adjectives whose noun is still to come."""
        self.group = 0
        self.head = False
        self.governed = False
        """A word in the genitive was seen after the noun."""
        self.coordinated = False
        """The word before was a conjunction."""
        self.numeral = False
        """A numeral was seen that governs the noun to come."""
        self.named = False
        """The words so far are a person's names."""
        self.inner = False
        """Within a phrase that a participle governs, before its noun: основанный на праве."""

    def slots(self) -> list[Slot]:
        for place, word in enumerate(self.words):
            parses = _parses(word)
            tags = [parse.tag for parse in parses]
            if word.isupper() and len(word) > 1:
                self._acronym(word)
            elif place and self.gaps[place - 1] == "-" and self.words[place - 1].isdigit():
                self.found.append(Slot(dict.fromkeys((word.lower(), *_ORDINAL_ENDINGS), ANY)))
            elif not word.isalpha():
                self._fixed(word)
                self.numeral |= word.isdigit() and place == 0
            elif self._is_verb(place, parses):
                self.found.append(Slot(_verb(parses), self.group))
                self.head = self.governed = True
            elif self.inner:
                self._fixed(word)
                self.inner = not self._is_oblique_noun(tags)
            elif tags[0].POS == "PREP" and self.pending and not self.head:
                self._fixed(word)
                self.inner = self._noun_comes(place)
            elif tags[0].POS == "PREP":
                for rest in self.words[place:]:
                    self._fixed(rest)
                break
            elif tags[0].POS == "CONJ" or word in {"и", "или"}:
                self._fixed(word)
                self.coordinated = True
                continue
            elif tags[0].POS == "NUMR" and not self.head:
                self.found.append(Slot(_declined(parses[0], None), self.group))
                self.numeral = True
            else:
                self._declining(place, word, parses)
            self.coordinated = self.coordinated and place in self.pending
        self._settle(None)
        return self.found

    def _noun_comes(self, place: int) -> bool:
        """Whether behind a preposition's own noun another one comes, which stands for itself."""
        governed = False
        for word in self.words[place + 1 :]:
            tags = [parse.tag for parse in _parses(word)]
            if governed and any(tag.POS == "NOUN" and tag.case == "nomn" for tag in tags):
                return True
            governed |= self._is_oblique_noun(tags)
        return False

    @staticmethod
    def _is_oblique_noun(tags: Sequence[Any]) -> bool:
        return tags[0].POS == "NOUN" or any(
            tag.POS == "NOUN" and tag.case not in {"nomn", "voct"} for tag in tags[:2]
        )

    def _is_verb(self, place: int, parses: Sequence[Any]) -> bool:
        if place:
            return False
        asked = self.part_of_speech.startswith("verb")
        return parses[0].tag.POS == "INFN" or (
            asked and any(parse.tag.POS in {"VERB", "INFN"} for parse in parses)
        )

    def _fixed(self, word: str) -> None:
        self.found.append(Slot({word.lower().translate(_FOLD): ANY}, self.group))

    def _acronym(self, word: str) -> None:
        small = word.lower().translate(_FOLD)
        endings = _ACRONYM_ENDINGS if small[-1] in _CONSONANTS else ("",)
        self.found.append(Slot({small + ending: ANY for ending in endings}, self.group))
        self.head = True

    def _declining(self, place: int, word: str, parses: Sequence[Any]) -> None:
        """A word that may be the noun, one of its adjectives, or what it governs."""
        if self.numeral and not self.head and self._counted(place, word, parses):
            return
        named = [p for p in parses if word[:1].isupper() and _NAMES & p.tag.grammemes]
        if not any(p.tag.case == "nomn" for p in named):
            named = []
        nominative = [p for p in named or parses if p.tag.case == "nomn"]
        if any("Pltm" in p.tag for p in nominative):
            nominative = [p for p in nominative if "Pltm" in p.tag]
        genitive = sum(p.score for p in named or parses if p.tag.case in {"gent", "gen2"})
        weight = sum(p.score for p in nominative)
        governed = (
            self.head
            and genitive >= weight
            and (self.governed or not self.coordinated)
            and not _is_foreign_name(word)
            and (not place or self.gaps[place - 1] != "-")
        )
        if word[:1].isupper() and not nominative and (self.named or not self.head):
            # A surname that the dictionary only knows as a form of another word: "Рябков".
            forms = _of_name(word.lower().translate(_FOLD))
            self.found.append(Slot(forms or {word.lower(): ANY}, self.group))
            self.head = True
            return
        if len(self.words) == 1 and any(p.tag.POS == "ADJS" for p in parses):
            # "Неактивно" is a short form, and the adjective's others are the word as well.
            self.found.append(Slot(_of_short(word, parses), self.group))
            return
        if not nominative or governed:
            self._governed(word, parses)
            return
        nouns = [p for p in nominative if p.tag.POS in {"NOUN", "NPRO"}]
        adjectives = [p for p in nominative if p.tag.POS in _ADJECTIVES]
        if adjectives and (not nouns or self._noun_follows(place, adjectives)):
            if self.head and not self.pending:
                self.group += 1
            self.pending.append(place)
            self.found.append(Slot({}, self.group))
        elif nouns:
            self._noun(place, word, nouns, adjectives)
        else:
            self._fixed(word)

    def _governed(self, word: str, parses: Sequence[Any]) -> None:
        """A word that stands still; a genitive may be in the plural where the noun is.

        "Глава государства" has the plural "главы государств".
        """
        self._fixed(word)
        self.governed |= self.head and not self.pending
        genitive = [p for p in parses if p.tag.case == "gent" and p.tag.number == "sing"]
        if self.head and genitive and genitive[0].tag.POS in {"NOUN", *_ADJECTIVES}:
            several = {
                form.word.translate(_FOLD): _PLURAL
                for form in genitive[0].lexeme
                if form.tag.case == "gent"
                and form.tag.number == "plur"
                and form.tag.POS == genitive[0].tag.POS
            }
            slot = self.found[-1]
            self.found[-1] = Slot({**several, **slot.forms}, slot.group)

    def _noun_follows(self, place: int, adjectives: Sequence[Any]) -> bool:
        """Whether the next word is a noun or adjective that this one can agree with."""
        if place + 1 == len(self.words):
            return False
        return any(
            after.tag.case == "nomn"
            and after.tag.POS in {"NOUN", *_ADJECTIVES}
            and any(
                one.tag.number == after.tag.number and one.tag.gender in {None, after.tag.gender}
                for one in adjectives
            )
            for after in _parses(self.words[place + 1])
        )

    def _noun(self, place: int, word: str, nouns: Sequence[Any], adjectives: Sequence[Any]) -> None:
        """The noun of the adjectives so far, or one beside another.

        In apposition ("Республика Беларусь"), before a hyphen ("премьер-министр") and as the
        first part of a foreign name ("Линь Чжиюань") it may keep its first form.
        """
        if self.coordinated and self.head and not self.pending:
            self.group += 1
        hyphened = place < len(self.gaps) and self.gaps[place] == "-"
        following = self.words[place + 1 : place + 2]
        first_name = word[:1].isupper() and bool(following) and _is_foreign_name(following[0])
        loose = hyphened or first_name or (self.head and not self.coordinated)
        several = [_declined(noun, noun.tag.gender, loose=loose) for noun in nouns]
        if len(self.words) == 1:
            several += [_declined(adjective, None) for adjective in adjectives]
        # A woman's name that stands still may be a man's that declines: Эммануэль.
        still = word[:1].isupper() and any({"Name", "Fixd"} <= noun.tag.grammemes for noun in nouns)
        if _is_foreign_name(word) or still:
            several.append(_of_name(word.lower().translate(_FOLD)))
        self.found.append(Slot(_merged(several), self.group))
        self._settle(nouns[0].tag, loose=loose)
        self.named = any(_NAMES & noun.tag.grammemes for noun in nouns) or _is_foreign_name(word)
        self.head = True
        self.coordinated = False

    def _settle(self, noun: Any, *, loose: bool = False) -> None:
        """The adjectives so far belong to this noun, or stand for one themselves."""
        for place in self.pending:
            parses = [
                parse
                for parse in _parses(self.words[place])
                if parse.tag.case == "nomn" and parse.tag.POS in _ADJECTIVES
            ]
            gender, animacy = (noun.gender, noun.animacy) if noun else (None, None)
            several = [_declined(parse, gender, animacy, loose=loose) for parse in parses]
            if noun is None:
                several += [_short(parse) for parse in parses]
            self.found[place] = Slot(_merged(several), self.found[place].group)
        self.pending = []

    def _counted(self, place: int, word: str, parses: Sequence[Any]) -> bool:
        """What a numeral governs: the genitive beside a nominative, else the same case."""
        del place
        for parse in parses:
            if parse.tag.case == "gent":
                forms = {
                    form: mask
                    for form, mask in _declined(parse, None).items()
                    if mask == ANY or mask >> _CASES
                }
                # The numeral itself has no number: its bits are those of the singular.
                masks = {form: mask | mask >> _CASES for form, mask in forms.items()}
                own = word.lower().translate(_FOLD)
                masks[own] = masks.get(own, 0) | 1 << _BITS["nomn"] | 1 << _BITS["accs"]
                self.found.append(Slot(masks, self.group))
                if parse.tag.POS == "NOUN":
                    self.head, self.numeral = True, False
                return True
        return False


def _verb(parses: Sequence[Any]) -> dict[str, int]:
    chosen = next((p for p in parses if p.tag.POS == "INFN"), parses[0])
    return {form.word.translate(_FOLD): ANY for form in chosen.lexeme}


def may_come_between(word: str) -> bool:
    """Whether a word may be one more modifier, or a genitive: право граждан на труд."""
    return any(one.tag.POS in _ADJECTIVES or one.tag.case == "gent" for one in _parses(word)[:3])


def derives(word: str, other: str) -> bool:
    """Whether the base forms of two words begin alike, but for their endings."""
    stems = [_ENDING.sub("", _parses(one)[0].normal_form) for one in (word, other)]
    short, long = sorted(stems, key=len)
    return len(short) >= _LEAST_STEM and (
        long.startswith(short) or (len(short) > _LONG_STEM and long.startswith(short[:_LONG_STEM]))
    )


INFLECTION = Inflection(
    slots=slots,
    shared=_CASES,
    prefixes=frozenset("анти вице контр квази лже обер псевдо унтер экс".split()),
    is_other_word=is_other_word,
    coordinators=frozenset("а и или ли либо но также так же".split()),
    may_come_between=may_come_between,
    other_aspect=other_aspect,
    derives=derives,
)
