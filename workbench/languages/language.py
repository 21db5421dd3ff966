"""A language: its record, and its parts, each loaded from its folder when first asked for.

A language is a folder beside this module, named by its code, whose ``__init__`` holds its
``LANGUAGE``. Whatever else it has is a *part*: a module of the part's name beside the record,
which holds one object of the part's class, by the name in capitals (``ru/inflection.py`` holds
``INFLECTION``). A part that a language has not is the class's own default, see
:mod:`workbench.languages.parts`. The rules of its sentences are data, ``sentences.toml``.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TypeVar, cast

from workbench.languages import parts
from workbench.languages import quotes as marks
from workbench.languages.parts import (
    Clock,
    Cutter,
    Dates,
    Dictionary,
    Folding,
    Inflection,
    Letters,
    Numerals,
    Phrases,
    Readings,
    Spelling,
    Units,
)

LATIN = "abcdefghijklmnopqrstuvwxyz"

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Traits:
    """A language's letters, words and endings, for telling it from others of its script."""

    letters: frozenset[str]
    """Small letters its own words are written with."""

    words: tuple[str, ...]
    """Frequent words in small letters, about in the order of their frequency: the detection
    weighs them by it. Small closed-class words do nearly all of the work."""

    endings: tuple[str, ...]
    """Endings of its longer words; they help with headings, which have none of the words."""


def traits(letters: str, words: str, endings: str) -> Traits:
    """Traits from letters in a row, and from words and endings parted by spaces."""
    return Traits(frozenset(letters), tuple(words.split()), tuple(endings.split()))


@dataclass(frozen=True, slots=True)
class Language:
    """How a language is written, as far as the workbench needs to know."""

    code: str
    """ISO 639-1 (or 639-3) code: ``"ru"``."""

    name: str
    """Its English name, for people."""

    script: str
    """ISO 15924 code of its usual script: ``"Cyrl"``; ``"Zyyy"`` where it is not known."""

    joiner: str = " "
    """What stands between two sentences, or two wrapped lines: a space, or nothing."""

    quotes: tuple[tuple[str, str], ...] = marks.CURLY + marks.SINGLE
    """Its pairs of quotation marks, the usual one first."""

    ends: str = ".!?…"
    """Marks that may end a sentence."""

    opening_marks: tuple[tuple[str, str], ...] = ()
    """Marks that open a question or an exclamation, each with the one that closes it."""

    decimal: str = "."
    """What stands before the decimals of a number; both marks, the usual one first, where the
    language's countries differ, so that the usual one may group thousands as well."""

    spaced_marks: bool = False
    """Whether a space stands before colons, question marks and the like."""

    full_width: bool = False
    """Whether its marks are as wide as its characters, so that half-width ones are wrong."""

    scripts: tuple[str, ...] = ()
    """The scripts it is written in, where a tag may leave open which (``"Hans"``, ``"Hant"``)."""

    traits: Traits | None = None
    """What tells it from others of its script; None where the script does."""

    expected: float = 0.0
    """Log-odds, before a text is looked at, that it is in this language."""

    encodings: tuple[str, ...] = ()
    """The encodings, besides Unicode's, that its texts come in, as Python names them."""

    @property
    def clock(self) -> Clock:
        """Its times of day."""
        return part(self.code, Clock)

    @property
    def cutter(self) -> Cutter:
        """Its words, where spaces do not show them."""
        return part(self.code, Cutter)

    @property
    def dates(self) -> Dates:
        """Its days and months."""
        return part(self.code, Dates)

    @property
    def dictionary(self) -> Dictionary:
        """What is known of its single words."""
        return part(self.code, Dictionary)

    @property
    def folding(self) -> Folding:
        """What its texts have folded besides what all have."""
        return part(self.code, Folding)

    @property
    def inflection(self) -> Inflection:
        """The forms of its words."""
        return part(self.code, Inflection)

    @property
    def letters(self) -> Letters:
        """How frequent its letters are."""
        return part(self.code, Letters)

    @property
    def numerals(self) -> Numerals:
        """Its number words."""
        return part(self.code, Numerals)

    @property
    def phrases(self) -> Phrases:
        """Its noun phrases."""
        return part(self.code, Phrases)

    @property
    def readings(self) -> Readings:
        """How its characters are read."""
        return part(self.code, Readings)

    @property
    def spelling(self) -> Spelling:
        """What can be wrong in its texts by their letters."""
        return part(self.code, Spelling)

    @property
    def units(self) -> Units:
        """The words of its measures."""
        return part(self.code, Units)

    @property
    def sentences(self) -> Path | None:
        """The file of its rules for sentence ends; None where it has none of its own."""
        path = _FOLDER / self.code / "sentences.toml"
        return path if self.code in LANGUAGES and path.is_file() else None


_FOLDER = Path(__file__).parent


class _Languages(Mapping[str, Language]):
    """All languages with a folder, by code; a record is loaded when it is asked for."""

    def __getitem__(self, code: str) -> Language:
        if code not in _codes():
            raise KeyError(code)
        return cast("Language", import_module(f"{__package__}.{code}").LANGUAGE)

    def __iter__(self) -> Iterator[str]:
        return iter(_codes())

    def __len__(self) -> int:
        return len(_codes())

    def __contains__(self, code: object) -> bool:
        return code in _codes()


@cache
def _codes() -> dict[str, None]:
    """The codes of all languages with a folder, in alphabetical order."""
    code = re.compile("[a-z]{2,3}")
    found = sorted(entry.name for entry in os.scandir(_FOLDER) if code.fullmatch(entry.name))
    return dict.fromkeys(name for name in found if (_FOLDER / name / "__init__.py").is_file())


LANGUAGES = _Languages()
"""Languages with a record; other languages can be named too and get a plain one."""


@lru_cache(maxsize=1000)
def of(tag: str) -> Language:
    """The record of a tag's language; a plain one for a language without a record.

    Args:
        tag: BCP 47, for example ``"zh-Hant"``, or a document's key such as ``"ru#2"``.
    """
    code = tag.partition("#")[0].partition("-")[0].lower()
    return LANGUAGES[code] if code in LANGUAGES else Language(code, code, "Zyyy")


def named(name: str) -> str | None:
    """The code of the language that has an English name, in any case; None where none has."""
    return _names().get(name.lower())


@cache
def _names() -> dict[str, str]:
    return {one.name.lower(): one.code for one in LANGUAGES.values()}


def part(code: str, kind: type[_Part]) -> _Part:
    """A language's part of a kind; the kind's default where it has none.

    Args:
        code: The language.
        kind: The class of the part.
    """
    return cast("_Part", _part(code, kind.__name__) or _default(kind.__name__))


def every(kind: type[_Part]) -> list[_Part]:
    """The parts of a kind of all languages that have one, for what is known in any text."""
    found = (_part(code, kind.__name__) for code in LANGUAGES)
    return [cast("_Part", one) for one in found if one is not None]


@cache
def _default(kind: str) -> object:
    """A part that says nothing; it cannot change, so all languages without one share it."""
    return cast("object", getattr(parts, kind)())


@cache
def _part(code: str, kind: str) -> object | None:
    """A language's own part; None where it has none of that kind."""
    name = kind.lower()
    if code not in LANGUAGES or not (_FOLDER / code / f"{name}.py").is_file():
        return None
    return cast("object", getattr(import_module(f"{__package__}.{code}.{name}"), name.upper()))
