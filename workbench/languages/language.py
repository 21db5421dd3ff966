"""One record a language: the only place that knows how languages differ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """How a language is written, as far as the workbench needs to know."""

    code: str
    """ISO 639-1 (or 639-3) code: ``"ru"``."""

    name: str
    """Its English name, for people."""

    script: str
    """ISO 15924 code of its usual script: ``"Cyrl"``."""

    joiner: str = " "
    """What stands between two sentences, or two wrapped lines: a space, or nothing."""


ENGLISH = Language("en", "English", "Latn")
CHINESE = Language("zh", "Chinese", "Hani", joiner="")
RUSSIAN = Language("ru", "Russian", "Cyrl")

LANGUAGES = {language.code: language for language in (ENGLISH, CHINESE, RUSSIAN)}


def of(tag: str) -> Language:
    """The record of a tag's language; a plain one for a language without a record.

    Args:
        tag: BCP 47, for example ``"zh-Hant"``, or a document's key such as ``"ru#2"``.
    """
    code = tag.partition("#")[0].partition("-")[0].lower()
    return LANGUAGES.get(code, Language(code, code, "Zyyy"))
