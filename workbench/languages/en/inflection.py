"""English forms by rule: plurals, verb endings, British and American spelling.

The rules are those of any school grammar; the lists hold what breaks them and occurs in
press and treaty texts.
"""

import re
from collections.abc import Sequence

from workbench.languages.inflection.slot import ANY, Slot
from workbench.languages.parts import Inflection

_PREPOSITIONS = frozenset(
    "about after against among at between by for from in into of on over to toward towards under "
    "with without".split()
)

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "man:men woman:women child:children person:people foot:feet tooth:teeth mouse:mice "
        "goose:geese ox:oxen crisis:crises analysis:analyses basis:bases thesis:theses "
        "hypothesis:hypotheses emphasis:emphases synthesis:syntheses diagnosis:diagnoses "
        "axis:axes criterion:criteria phenomenon:phenomena datum:data medium:media "
        "memorandum:memoranda referendum:referenda stratum:strata forum:fora addendum:addenda "
        "appendix:appendices index:indices matrix:matrices nucleus:nuclei radius:radii "
        "leaf:leaves life:lives half:halves shelf:shelves knife:knives wife:wives self:selves "
        "loaf:loaves thief:thieves wolf:wolves calf:calves attaché:attachés bureau:bureaux"
    ).split()
)
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()}

_PLURAL_ONLY = frozenset(
    "affairs arms assets barracks cattle clothes congratulations credentials customs earnings "
    "economics ethics expenses goods grounds headquarters means minutes news outskirts physics "
    "police politics proceedings regards relatives remains savings series species statistics "
    "surroundings talks terms thanks troops united wages works".split()
)
"""Plural as they are, or with a sense of their own in the plural: talks are not a talk."""

_VERBS = {
    verb.partition(":")[0]: verb.partition(":")[2].split(",")
    for verb in (
        "be:is,are,was,were,been,being become:became begin:began,begun,beginning bring:brought "
        "build:built buy:bought choose:chose,chosen come:came deal:dealt do:does,did,done "
        "draw:drew,drawn fall:fell,fallen fight:fought find:found get:got,getting give:gave,given "
        "go:goes,went,gone grow:grew,grown have:has,had hold:held keep:kept know:knew,known "
        "lay:laid lead:led leave:left lose:lost make:made mean:meant meet:met pay:paid "
        "put:putting read:read rise:rose,risen run:ran,running say:said see:saw,seen seek:sought "
        "sell:sold send:sent set:setting sit:sat,sitting speak:spoke,spoken spend:spent "
        "stand:stood strike:struck take:took,taken teach:taught tell:told think:thought "
        "understand:understood uphold:upheld win:won,winning withdraw:withdrew,withdrawn "
        "write:wrote,written"
    ).split()
}

_DOUBLING = re.compile(r"[^aeiou]?[^aeiou][aeiou][bdgklmnprt]")

_SPELLINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[a-z]{3})is(e|es|ed|ing|ation|ations)$", r"iz\1"),
        (r"(?<=[a-z]{3})iz(e|es|ed|ing|ation|ations)$", r"is\1"),
        (r"(?<=l)ys(e|es|ed|ing)$", r"yz\1"),
        (r"^(lab|harb|fav|hon|neighb|behavi|endeav|col|hum|rum|vap|arm)our", r"\1or"),
        (r"^(lab|harb|fav|hon|neighb|behavi|endeav|col|hum|rum|vap|arm)or(?!$|al|t)", r"\1our"),
        (r"^(defen|offen|licen)ce", r"\1se"),
        (r"^(defen|offen|licen)se", r"\1ce"),
        (r"^(cent|theat|met|fib|lit)re(s?)$", r"\1er\2"),
        (r"^(cent|theat)er(s?)$", r"\1re\2"),
        (r"^(program)me", r"\1"),
        (r"^(program)(s?)$", r"\1me\2"),
        (r"^(travel|cancel|counsel|label|model|signal)l(ed|ing|or|ors)", r"\1\2"),
        (r"^(travel|cancel|counsel|label|model|signal)(ed|ing|or|ors)$", r"\1l\2"),
        (r"^(lab)or$", r"\1our"),
    )
]

_RESPELLED = re.compile("|".join(pattern.pattern for pattern, _ in _SPELLINGS))
"""What any of the rules applies to."""


def slots(words: Sequence[str], gaps: Sequence[str], part_of_speech: str) -> list[Slot]:
    """The forms of each word: the head takes a plural, a verb its endings."""
    del gaps
    small = [word.lower() for word in words]
    verb = 0 if part_of_speech.startswith("verb") else -1
    nouns = {_head(small)} if verb < 0 else set()
    if len(small) > 1 and verb < 0:
        nouns.add(len(small) - 1)
        # Of "investment and financing" the first may be plural as well.
        nouns |= {place for place, word in enumerate(small[1:]) if word in ("and", "or")}
    if part_of_speech.startswith(("adj", "adv")):
        nouns = set()
    found = []
    for place, (word, cased) in enumerate(zip(small, words, strict=True)):
        forms = {word}
        if place == verb:
            forms |= verb_forms(word)
        elif place in nouns and not _is_fixed(word, cased, alone=len(small) == 1):
            forms |= {word, word[:-1]} if _ACRONYMS.fullmatch(cased) else noun_forms(word)
        for form in tuple(forms):
            if _RESPELLED.search(form):
                forms |= {respelled.sub(to, form) for respelled, to in _SPELLINGS}
        found.append(Slot(dict.fromkeys(forms, ANY)))
    return found


_ACRONYMS = re.compile(r"[A-Z]{2,}s")
"""The plural of an acronym, whatever it ends in: MOUs."""


def _head(words: list[str]) -> int:
    """The word that takes the plural: the one before the first preposition, else the last."""
    for place, word in enumerate(words[1:]):
        if word in _PREPOSITIONS:
            return place
    return len(words) - 1


def _is_fixed(word: str, cased: str, *, alone: bool) -> bool:
    """Whether a word takes no other form: it has no letters, or an acronym's plural is rare."""
    return not word.isalpha() or len(word) < 3 or (cased.isupper() and alone and len(word) < 3)


def noun_forms(word: str) -> set[str]:
    """Singular and plural of a noun given in either."""
    if word in _PLURAL_ONLY:
        return {word}
    if word in _IRREGULAR:
        return {word, _IRREGULAR[word], plural(word)}
    if word in _SINGULARS:
        return {word, _SINGULARS[word]}
    forms = {word, plural(word)}
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")) and len(word) > 3:
        forms |= {word} | _singulars(word)
        forms.discard(word + "es")
    return forms


def plural(word: str) -> str:
    """The regular plural of a noun, which is also a verb's third person."""
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if re.search(r"(?:[^aeiou]o)$", word) and word in _HEROES:
        return word + "es"
    return word + "s"


_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "in terms of|by means of|in view of|in light of|in case of|on account of|in charge of"
        "|in favour of|in favor of|by virtue of|in respect of|with respect to|in relation to"
        "|with regard to|on behalf of|in spite of|in addition to|on board the|in order to"
        "|by way of|in line with|as a result|in fact that"
    ).split("|")
)
"""Prepositions that look like a noun between two."""

_MIDDLES = frozenset(phrase[1] for phrase in _PHRASES)
"""What stands between; most words are none, and this is asked of each single one."""


def is_other_word(form: str, word: str, before: str, after: str) -> bool:
    """Whether a form is part of a preposition."""
    del word
    return form in _MIDDLES and (before, form, after) in _PHRASES


_HEROES = frozenset("hero potato tomato veto embargo echo torpedo cargo go do".split())


def _singulars(word: str) -> set[str]:
    if word.endswith("ies") and len(word) > 4:
        return {word[:-3] + "y"}
    if re.search(r"(?:x|z|ch|sh|ss|[^aeiou]o)es$", word):
        return {word[:-2]}
    return {word[:-1]}


def verb_forms(word: str) -> set[str]:
    """The forms of a verb given as its infinitive."""
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else word
    past = word[:-1] + "ied" if re.search(r"[^aeiou]y$", word) else stem + "ed"
    forms = {word, plural(word), past, stem + "ing", *_VERBS.get(word, ())}
    if _DOUBLING.fullmatch(word):
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms


def variants(words: Sequence[str], gaps: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """A term's words with its hyphen left out: "non-proliferation", "nonproliferation".

    Args:
        words: As for ``slots``.
        gaps: What stands between them.

    Returns:
        The term as given, then its variants.
    """
    found = [(list(words), list(gaps))]
    for place, gap in enumerate(gaps):
        if gap == "-" and words[place].isalpha() and words[place + 1].isalpha():
            joined = words[place] + words[place + 1].lower()
            found.append(
                (
                    [*words[:place], joined, *words[place + 2 :]],
                    [*gaps[:place], *gaps[place + 1 :]],
                )
            )
    return found


_FUNCTION_WORDS = _PREPOSITIONS | frozenset(
    "a an and any are as be been but can has have is may must nor not or than that the their "
    "these this was were which who will".split()
)


def may_come_between(word: str) -> bool:
    """Whether a word may be one more modifier: a joint political statement."""
    return word.isalpha() and word not in _FUNCTION_WORDS


INFLECTION = Inflection(
    slots=slots,
    variants=variants,
    prefixes=frozenset(
        "anti co counter de deputy ex inter multi non post pre pro quasi sub vice".split()
    ),
    is_other_word=is_other_word,
    coordinators=frozenset("and as but nor or well".split()),
    may_come_between=may_come_between,
)
