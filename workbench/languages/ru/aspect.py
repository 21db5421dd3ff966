"""The partners of Russian verbs in the other aspect, by how they are formed.

A dictionary says of a verb its aspect, not its partner. Partners are formed by a suffix
(обновить, обновлять) with the changes of the stem that a grammar lists, or by a prefix that
adds nothing but the aspect (редактировать, отредактировать). Whether a prefix does, shows in
that the prefixed verb has no imperfective of its own: записать has записывать, so it is not
the partner of писать, написать is. What is formed counts where the dictionary has it.
"""

import re
from collections.abc import Iterator
from functools import cache

from workbench.languages.ru.dictionary import known_verb

_PREFIXES = tuple(
    "в вз воз вос вы до за из ис на о об обо от пере по под пре при про раз рас с со у".split()
)

_SOFTENED = (
    ("сл", "шл"), ("ст", "щ"), ("ст", "ск"), ("д", "жд"), ("д", "ж"), ("т", "щ"), ("т", "ч"),
    ("з", "ж"),
    ("с", "ш"), ("п", "пл"), ("б", "бл"), ("в", "вл"), ("м", "мл"), ("ф", "фл"), ("к", "ч"),
)  # fmt: skip
"""Consonants before -ить and before its partner's suffix (а grammar's table)."""

_UNRELATED = {
    "брать": "взять", "говорить": "сказать", "класть": "положить", "ловить": "поймать",
    "искать": "найти", "садиться": "сесть", "ложиться": "лечь", "становиться": "стать",
}  # fmt: skip
"""Partners of other stems, which only a list can tell."""

_VOWEL = re.compile("о(?=[^аеёиоуыэюя]*$)")


@cache
def other_aspect(verb: str) -> frozenset[str]:
    """All forms, folded, of the partners of a verb given as its infinitive."""
    given = known_verb(verb)
    if not given:
        return frozenset()
    perfective = given.perfective
    partners = _imperfectives(verb) if perfective else _perfectives(verb)
    forms: set[str] = set()
    for partner in partners:
        found = known_verb(partner)
        if found and found.perfective != perfective:
            forms |= found.forms
    return frozenset(forms)


def _reflexive(verb: str) -> tuple[str, str]:
    """The verb without its reflexive ending, and that ending."""
    return (verb[:-2], verb[-2:]) if verb.endswith(("ся", "сь")) else (verb, "")


def _imperfectives(verb: str) -> Iterator[str]:
    """What may be the imperfective of a perfective verb."""
    plain, ending = _reflexive(verb)
    yield from (one for one, other in _UNRELATED.items() if other == verb)
    own = _own_imperfectives(plain)
    yield from (one + ending for one in own)
    for prefix in _PREFIXES if not own else ():
        rest = verb.removeprefix(prefix)
        if rest != verb and len(rest) > 3:
            yield rest


def _suffixed(perfective: str) -> Iterator[str]:
    """Imperfectives of a verb that only a suffix makes."""
    if perfective.endswith(("ать", "ять")):
        stem = perfective[:-3]
        lengthened = _VOWEL.sub("а", stem)
        yield from (f"{one}{rest}" for one in {stem, lengthened} for rest in ("ывать", "ивать"))
        yield perfective[:-2] + "вать"
        yield re.sub("(?<=[инм])(?:я|а)ть$", "имать", perfective)
        yield re.sub("нять$", "нимать", perfective)
        yield re.sub(
            "(?:ра|ла)ть$", lambda found: f"{found[0][0].replace('р', 'ир')}ать", perfective
        )
        yield re.sub("чать$", "чинать", perfective)
        yield re.sub("слать$", "сылать", perfective)
        yield re.sub("брать$", "бирать", perfective)
    elif perfective.endswith(("ить", "еть")):
        stem = perfective[:-3]
        softened = [stem, *(stem[: -len(a)] + b for a, b in _SOFTENED if stem.endswith(a))]
        for one in softened:
            yield from (one + "ять", one + "ать")
            for way in {one, _VOWEL.sub("а", one)}:
                yield from (way + "ивать", way + "ывать")
        yield perfective[:-2] + "вать"
    elif perfective.endswith("нуть"):
        yield from (perfective[:-4] + rest for rest in ("ать", "ывать", "гать", "кать", "вать"))
    elif perfective.endswith(("сти", "зти", "йти", "сть", "чь")):
        stem = perfective[:-3] if perfective.endswith("ти") else perfective[:-2]
        last = perfective[:-3]
        yield from (last + rest for rest in ("дить", "сить", "зить", "тать", "дать", "ходить"))
        yield from (stem + rest for rest in ("гать", "кать"))
        yield re.sub("йти$", "ходить", perfective)
        yield re.sub("ести$", "осить", perfective)
        yield re.sub("ести$", "одить", perfective)
        yield re.sub("езти$", "озить", perfective)
    elif perfective.endswith(("ыть", "уть")):
        yield perfective[:-2] + "вать"


def _perfectives(verb: str) -> Iterator[str]:
    """What may be the perfective of an imperfective verb."""
    plain, ending = _reflexive(verb)
    if verb in _UNRELATED:
        yield _UNRELATED[verb]
    for formed in _unsuffixed(plain):
        if plain in _suffixed(formed):
            yield formed + ending
    for prefix in _PREFIXES:
        if not _own_imperfectives(prefix + plain):
            yield prefix + verb


def _unsuffixed(imperfective: str) -> Iterator[str]:
    """Verbs that a suffix may have made this imperfective of."""
    stems: set[str] = set()
    for suffix in ("ывать", "ивать", "ать", "ять", "вать"):
        if imperfective.endswith(suffix):
            stem = imperfective.removesuffix(suffix)
            stems |= {stem, re.sub("а(?=[^аеёиоуыэюя]*$)", "о", stem)}
    for stem in tuple(stems):
        stems |= {stem[: -len(b)] + a for a, b in _SOFTENED if stem.endswith(b)}
    for stem in stems:
        yield from (stem + rest for rest in ("ить", "ать", "ять", "еть", "ть", "нуть"))
    yield re.sub("нимать$", "нять", imperfective)
    yield re.sub("имать$", "ять", imperfective)
    yield re.sub("чинать$", "чать", imperfective)
    yield re.sub("сылать$", "слать", imperfective)
    yield re.sub("бирать$", "брать", imperfective)
    yield re.sub("ирать$", "рать", imperfective)
    yield re.sub("ходить$", "йти", imperfective)
    yield re.sub("осить$", "ести", imperfective)
    yield re.sub("одить$", "ести", imperfective)
    yield re.sub("озить$", "езти", imperfective)
    yield re.sub("гать$", "чь", imperfective)
    yield re.sub("кать$", "чь", imperfective)


@cache
def _own_imperfectives(perfective: str) -> tuple[str, ...]:
    """Imperfectives that a suffix makes of a verb; where there is one, the prefix has a sense."""
    return tuple(
        one
        for one in dict.fromkeys(_suffixed(perfective))
        if (found := known_verb(one)) is not None and not found.perfective
    )
