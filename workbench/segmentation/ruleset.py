"""Segmentation rules as data: a language's ``sentences.toml``, made ready for the splitter."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from workbench import languages

COMMON = Path(__file__).with_name("common.toml")
"""What all languages share; it explains the form of the files."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What happens at a candidate: a mark that may end a sentence.

    A rule applies where all of its conditions hold; a condition left out always holds. Of a
    language's rules the first that applies decides. The patterns are regular expressions in
    which ``{name}`` stands for a macro (see :func:`expand`).
    """

    name: str
    verdict: Literal["split", "keep"]

    example: str
    """A text with ``‖`` at its boundaries; the rule decides at one of its candidates."""

    word: tuple[str, ...] = ()
    """Kinds of word that may stand before the mark: abbreviation classes, or shapes."""

    mark: str = ""
    """Pattern for the mark with its closing quotation marks and brackets, whole."""

    before: str = ""
    r"""Pattern that must end at the mark; ``\A`` is the sentence's beginning."""

    after: str = ""
    """Pattern that must begin behind the mark and its closing signs, at the white space."""

    opened: str = ""
    """Pattern for the text before the quotation that the mark closes; ``\\A`` as above."""

    inside: str = ""
    """Opening signs and, in the same order, closing ones: the candidate lies between the two."""

    within: str = ""
    """As ``inside``, and words of the same sentence stand before the opening sign."""

    no_name: bool = False
    """The word behind the mark is in the language's dictionary, and names no person. It never
    holds in a language without a dictionary."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All that is known of one language's sentence ends."""

    language: str
    rules: tuple[Rule, ...]
    """In order; the first that applies decides."""

    abbreviations: Mapping[str, str]
    """Class by abbreviation, the last full stop left out: ``{"Mr": "title"}``."""

    macros: Mapping[str, str]
    """Meaning of each ``{name}`` in the rules' patterns."""

    prefixes: tuple[str, ...] = ()
    """What may stand before the abbreviation of an office, as *vice* does."""


@cache
def of(language: str) -> RuleSet:
    """The rules of a language, those it builds on included.

    Args:
        language: ISO 639-1 code; for one without a file the common rules serve.
    """
    files = [*_files(language)]
    abbreviations: dict[str, str] = {}
    macros: dict[str, list[str]] = {}
    starters: set[str] = set()
    for data in reversed(files):
        for kind, words in data.get("abbreviations", {}).items():
            abbreviations.update(dict.fromkeys(words.split(), kind))
        for name, pattern in data.get("macros", {}).items():
            macros.setdefault(name, []).append(pattern)
        starters.update(data.get("starters", "").split())
    # Of the languages that a file names under "also", the words serve, not the rules.
    rules = tuple(_rule(table) for data in (files[0], files[-1]) for table in data.get("rule", ()))
    longest = sorted(map(re.escape, starters), key=len, reverse=True)
    return RuleSet(
        language,
        rules,
        abbreviations,
        {name: "(?:" + "|".join(patterns) + ")" for name, patterns in macros.items()}
        | {"starter": "(?:" + ("|".join(longest) or r"(?!)") + r")\b"}
        | LETTERS,
        tuple(files[0].get("prefixes", "").split()),
    )


def _files(language: str) -> Iterator[dict[str, Any]]:
    """A language's own file, those it names under ``also``, and the common one."""
    own = _read(language) or _of_moses(language)
    yield own
    yield from (_read(other) for other in own.get("also", ()))
    yield _parsed(COMMON)


def _read(language: str) -> dict[str, Any]:
    path = languages.of(language).sentences
    return _parsed(path) if path else {}


@cache
def _parsed(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _of_moses(language: str) -> dict[str, Any]:
    """What Moses' lists of prefixes, as sacremoses has them, know of a language without a file."""
    from sacremoses.corpus import NonbreakingPrefixes

    lists = NonbreakingPrefixes()
    if language not in lists.available_langs:
        return {}
    words = [line.split() for line in lists.words(language)]
    return {
        "abbreviations": {
            "title": " ".join(word for word, *numeric in words if not numeric and len(word) > 1),
            "reference": " ".join(word for word, *numeric in words if numeric),
        }
    }


def _rule(table: dict[str, Any]) -> Rule:
    return Rule(**{**table, "word": tuple(table.get("word", "").split())})


def _letters(test: str) -> str:
    """The inside of a character class: the letters, of scripts with case, that pass a test."""
    spans: list[list[int]] = []
    for code in (*range(0x180), *range(0x218, 0x21C), *range(0x370, 0x460), 0x490, 0x491):
        if getattr(chr(code), test)():
            if spans and spans[-1][1] == code - 1:
                spans[-1][1] = code
            else:
                spans.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in spans)


_LOWER = _letters("islower")

LETTERS = {
    "lower": f"[{_LOWER}]",
    "upper": f"[{_letters('isupper')}]",
    "capital": rf"[^\W\d_{_LOWER}]",
    "han": (
        r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
        r"\U00020000-\U0003ffff]"
    ),
    "open": "[\"'“‘„‚«‹(\\[{¿¡「『《〈（【［〔—–-]",
    "close": "[\"'”’»›“)\\]}」』》〉）】］〕]",
    "mixed": f"[{_LOWER}]{{1,3}}[{_letters('isupper')}][{_LOWER}]",
    "roman": r"(?:(?!I\s+[a-z’'])[IVXLC]+|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])(?!\w)",
}


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Put the macros' meanings into a pattern.

    ``{capital}`` is a letter that can begin a sentence: upper case, or of a script without
    case; ``{lower}`` a small letter; ``{mixed}`` the beginning of a name such as ``iPad``;
    ``{starter}`` a whole word of the language's starters; ``{open}`` and ``{close}`` quotation
    marks and brackets; ``{han}``, ``{roman}``; and those
    of the languages' own tables. A macro that no table defines never matches.
    """
    return _MACRO.sub(lambda found: macros.get(found[1], "(?!)"), pattern)


_MACRO = re.compile(r"\{([a-z]+)\}")
