"""pymorphy3's dictionary of Russian: the readings of a word, each with its forms.

The dictionary comes from OpenCorpora (CC BY-SA) and is read where it is installed.
"""

from functools import cache
from typing import Any, NamedTuple

from workbench.languages.parts import Dictionary

_NAMES = frozenset({"Surn", "Name", "Patr"})
"""OpenCorpora's marks of a person's names."""


@cache
def _analyzer() -> Any:
    import pymorphy3
    import pymorphy3_dicts_ru

    # Told where its dictionary is, it need not look through all installed packages.
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path())


@cache
def parses(word: str) -> tuple[Any, ...]:
    """The readings of a word in any case, the likeliest first."""
    return tuple(_analyzer().parse(word.lower()))


class Verb(NamedTuple):
    """A verb that the dictionary has."""

    perfective: bool
    forms: frozenset[str]
    """All of them, in small letters, ``ё`` as ``е``."""


@cache
def known_verb(word: str) -> Verb | None:
    """What the dictionary knows of a verb in its infinitive; None for what is none."""
    found = [one for one in parses(word) if one.tag.POS == "INFN" and one.is_known]
    if not found:
        return None
    forms = (form.word.replace("ё", "е") for one in found for form in one.lexeme)
    return Verb("perf" in found[0].tag, frozenset(forms))


def _knows(word: str) -> bool:
    known: bool = _analyzer().word_is_known(word.lower())
    return known


def _names_person(word: str) -> bool:
    return any(_NAMES & reading.tag.grammemes for reading in parses(word))


DICTIONARY = Dictionary(_knows, _names_person)
"""What pymorphy3 knows of single words."""
