"""One record a language: the only place that knows how languages differ."""

from dataclasses import dataclass
from functools import lru_cache

_CURLY = (("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),)
_SINGLE = (("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),)
_LOW = (("\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}"),)
_LOW_RIGHT = (("\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),)
_ANGLE = (
    (
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    ),
)
_CORNER = (("「", "」"), ("『", "』"))
_TITLE = (("《", "》"), ("〈", "〉"))


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

    quotes: tuple[tuple[str, str], ...] = _CURLY + _SINGLE
    """Its pairs of quotation marks, the usual one first."""

    ends: str = ".!?…"
    """Marks that may end a sentence."""


_FULL_WIDTH = "。！？!?…｡"

ARABIC = Language("ar", "Arabic", "Arab", quotes=_ANGLE + _CURLY, ends=".!؟?…")
CHINESE = Language(
    "zh", "Chinese", "Hani", joiner="", quotes=_CURLY + _SINGLE + _CORNER + _TITLE, ends=_FULL_WIDTH
)
DUTCH = Language("nl", "Dutch", "Latn", quotes=_CURLY + _LOW_RIGHT + _SINGLE)
ENGLISH = Language("en", "English", "Latn")
FRENCH = Language("fr", "French", "Latn", quotes=_ANGLE + _CURLY + _SINGLE)
GERMAN = Language("de", "German", "Latn", quotes=(*_LOW, ("»", "«"), *_ANGLE))
ITALIAN = Language("it", "Italian", "Latn", quotes=_ANGLE + _CURLY + _SINGLE)
JAPANESE = Language(
    "ja", "Japanese", "Jpan", joiner="", quotes=_CORNER + _TITLE + _CURLY, ends=_FULL_WIDTH
)
KOREAN = Language("ko", "Korean", "Kore", quotes=_CURLY + _SINGLE + _CORNER + _TITLE, ends=".!?。…")
POLISH = Language("pl", "Polish", "Latn", quotes=_LOW_RIGHT + _ANGLE)
PORTUGUESE = Language("pt", "Portuguese", "Latn", quotes=_CURLY + _ANGLE + _SINGLE)
RUSSIAN = Language("ru", "Russian", "Cyrl", quotes=_ANGLE + _LOW)
SPANISH = Language("es", "Spanish", "Latn", quotes=_ANGLE + _CURLY + _SINGLE)
THAI = Language("th", "Thai", "Thai", joiner="")
TURKISH = Language("tr", "Turkish", "Latn", quotes=_CURLY + _SINGLE)
UKRAINIAN = Language("uk", "Ukrainian", "Cyrl", quotes=_ANGLE + _LOW)

LANGUAGES = {
    language.code: language
    for language in (
        ARABIC,
        CHINESE,
        DUTCH,
        ENGLISH,
        FRENCH,
        GERMAN,
        ITALIAN,
        JAPANESE,
        KOREAN,
        POLISH,
        PORTUGUESE,
        RUSSIAN,
        SPANISH,
        THAI,
        TURKISH,
        UKRAINIAN,
        Language("be", "Belarusian", "Cyrl", quotes=_ANGLE + _LOW),
        Language("bg", "Bulgarian", "Cyrl", quotes=_LOW + _ANGLE),
        Language("ca", "Catalan", "Latn", quotes=_ANGLE + _CURLY),
        Language("cs", "Czech", "Latn", quotes=_LOW),
        Language("da", "Danish", "Latn", quotes=(*_CURLY, ("»", "«"))),
        Language("el", "Greek", "Grek", quotes=_ANGLE + _CURLY, ends=".!;…"),
        Language("fa", "Persian", "Arab", quotes=_ANGLE, ends=".!؟…"),
        Language("fi", "Finnish", "Latn", quotes=(("”", "”"), ("»", "»"))),
        Language("he", "Hebrew", "Hebr", quotes=(('"', '"'), *_LOW_RIGHT)),
        Language("hr", "Croatian", "Latn", quotes=(*_LOW_RIGHT, ("»", "«"))),
        Language("hu", "Hungarian", "Latn", quotes=(*_LOW_RIGHT, ("»", "«"))),
        Language("hy", "Armenian", "Armn", quotes=_ANGLE, ends="։:՞՜…"),
        Language("id", "Indonesian", "Latn"),
        Language("ka", "Georgian", "Geor", quotes=_LOW),
        Language("kk", "Kazakh", "Cyrl", quotes=_ANGLE + _CURLY),
        Language("mk", "Macedonian", "Cyrl", quotes=_LOW),
        Language("mn", "Mongolian", "Cyrl", quotes=_ANGLE + _CURLY),
        Language("nb", "Norwegian Bokmål", "Latn", quotes=_ANGLE + _CURLY),
        Language("ro", "Romanian", "Latn", quotes=_LOW_RIGHT + _ANGLE),
        Language("sk", "Slovak", "Latn", quotes=_LOW),
        Language("sr", "Serbian", "Cyrl", quotes=_LOW),
        Language("sv", "Swedish", "Latn", quotes=(("”", "”"), ("»", "»"))),
        Language("vi", "Vietnamese", "Latn"),
    )
}
"""Languages with a record; other languages can be named too and get a plain one."""


@lru_cache(maxsize=1000)
def of(tag: str) -> Language:
    """The record of a tag's language; a plain one for a language without a record.

    Args:
        tag: BCP 47, for example ``"zh-Hant"``, or a document's key such as ``"ru#2"``.
    """
    code = tag.partition("#")[0].partition("-")[0].lower()
    return LANGUAGES.get(code, Language(code, code, "Zyyy"))
