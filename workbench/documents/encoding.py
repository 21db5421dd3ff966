"""Bytes to text: the encoding by its mark, by its form, else by how much like text it reads.

The older encodings have no mark. Each that decodes the whole file is weighed by the likelihood
of what comes out: frequent Chinese characters against rare ones, Russian letters by their
frequency and in their places (a capital inside a word speaks against it), letters of two
alphabets in one word against. What every candidate explains are the same bytes, so the
likelihoods compare.
"""

import codecs
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how it was found."""

    text: str
    encoding: str
    """Python's name of it; ``"utf-8-sig"`` where a byte order mark said so."""

    notes: tuple[str, ...] = ()
    """A sentence where it had to be found, or is not what the file says."""


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_PRIORS = {
    "gb18030": 0.0,
    "cp1251": 0.0,
    "cp1252": 0.0,
    "big5": -1.0,
    "koi8-r": -1.0,
    "utf-16-le": -2.0,
    "utf-16-be": -3.0,
    "cp932": -3.0,
    "cp949": -6.0,
    "euc-jp": -4.0,
    "cp1250": -3.0,
    "cp1254": -3.0,
    "cp1256": -4.0,
    "cp874": -8.0,
    "cp1253": -5.0,
    "cp1255": -5.0,
    "koi8-u": -5.0,
    "cp866": -5.0,
    "big5hkscs": -6.0,
    "cp950": -6.0,
    "iso8859-5": -7.0,
    "mac-cyrillic": -8.0,
    "mac-roman": -9.0,
    "cp437": -10.0,
    "cp850": -10.0,
}
"""Encodings without a mark, with the log-odds of meeting them."""

_OF_LANGUAGE = {
    "zh": {"gb18030", "big5", "big5hkscs", "cp950"},
    "ru": {"cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"},
    "uk": {"cp1251", "koi8-u", "cp866", "mac-cyrillic"},
    "ja": {"cp932", "euc-jp"},
    "ko": {"cp949"},
    "th": {"cp874"},
    "ar": {"cp1256"},
    "pl": {"cp1250"},
    "tr": {"cp1254"},
}
_EXPECTED = 12.0
_DECLARED = 40.0
"""Log-odds that a stated language's own encodings gain, and the one that the file declares."""

_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-2": "cp1250",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "euc_jp": "euc-jp",
    "mac-roman": "mac-roman",
}
"""What is meant by the names that pages state (WHATWG Encoding Standard)."""

_NO_ASCII = -6.0
"""What speaks against UTF-16 without a null byte: not one space, digit or line end."""

_ASCII_COST = 3.2
"""What an ASCII character costs, whichever: all candidates read it alike."""

_SAMPLE = 6_000
"""Characters that are weighed; more do not change the answer."""

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (a Word, Excel or OpenDocument file, or an EPUB)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS or PPT)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)


def kind_of(data: bytes) -> str | None:
    """What a file that is no plain text is, by its first bytes: ``"a PDF"``."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return None


def decode(
    data: bytes,
    *,
    path: Path | None = None,
    encoding: str | None = None,
    language: str | None = None,
    declared: str | None = None,
) -> Decoded:
    """The text of a file.

    Args:
        data: The file's bytes.
        path: Its name, for messages.
        encoding: Its encoding, where the caller or the file states it; found when None.
        language: The bare language (``"ru"``), where it is known; its own encodings are then
            expected.
        declared: What the file says of itself, which is believed where the bytes bear it out.

    Raises:
        WorkbenchError: The bytes are no text, or not in the encoding stated.
    """
    if encoding is not None:
        return _as_stated(data, encoding, path)
    if (kind := kind_of(data)) is not None:
        raise WorkbenchError(
            f"it is {kind}, not a text", place=path, remedy="give it the ending of its kind"
        )
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as_stated(data, name, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf_8(data):
            raise _not_in("utf-8", data, error.start, path) from error
    else:
        if b"\0" not in data and b"\4" not in data:
            if b"\x1b$" in data or b"\x1b(" in data:
                return _as_stated(data, "iso2022_jp", path)
            _refuse_binary(text, path)
            return Decoded(text, "utf-8")
    return _most_likely(data, path, language, declared)


def _as_stated(data: bytes, encoding: str, path: Path | None) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        is_text = codecs.lookup(encoding)._is_text_encoding  # noqa: SLF001
    except LookupError:
        name, is_text = encoding, False
    if not is_text:
        raise WorkbenchError(
            f"the encoding {encoding!r} is unknown",
            place=path,
            remedy="write for example utf-8, gb18030, big5, cp1251 or koi8-r",
        )
    if name == "utf-8" and data.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise _not_in(name, data, error.start, path) from error
    except UnicodeError as error:  # UTF-16 and UTF-32 sometimes say no more than this
        raise _not_in(name, data, 0, path) from error
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    _refuse_binary(text, path)
    return Decoded(text, name)


def _not_in(name: str, data: bytes, start: int, path: Path | None) -> WorkbenchError:
    line = data.count(b"\n", 0, start) + 1
    return WorkbenchError(
        f"it is not in the encoding {name}: byte 0x{data[start]:02X} has no meaning there"
        if start < len(data)
        else f"it is not in the encoding {name}",
        place=path if path is None else f"{path}:{line}",
        remedy="name another with --encoding, or leave it to be found",
    )


def _refuse_binary(text: str, path: Path | None) -> None:
    """Text holds hardly any control characters; one or two are a slip of an editor's."""
    controls = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text[:100_000]))
    if controls > 2 and controls > 0.005 * min(len(text), 100_000):
        raise WorkbenchError(
            "it is not a text, it holds control characters",
            place=path,
            remedy="name a text document",
        )


def _most_likely(
    data: bytes, path: Path | None, language: str | None, declared: str | None
) -> Decoded:
    """The candidate that decodes all of the bytes into the likeliest text."""
    gain = dict.fromkeys(_OF_LANGUAGE.get(language or "", ()), _EXPECTED)
    meant = None if declared is None else _meant(declared)
    if meant is not None:
        gain[meant] = _DECLARED
    best: tuple[float, str, str] | None = None
    for name, prior in _PRIORS.items():
        if b"\0" in data and not name.startswith("utf-16"):
            continue
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        odds = _evidence(text, name) + prior + gain.get(name, 0.0)
        if name.startswith("utf-16") and b"\0" not in data:
            odds += _NO_ASCII
        if best is None or odds > best[0]:
            best = odds, name, text
    if best is None or best[0] < -_NONSENSE * min(len(data), _SAMPLE) - 100:
        raise WorkbenchError(
            "it is not a text in any encoding that is known",
            place=path,
            remedy="name its encoding with --encoding if it is a text",
        )
    _refuse_binary(best[2], path)
    if best[1] == meant:
        return Decoded(best[2], best[1])
    if declared is not None:
        note = f"it says that its encoding is {declared}, it is {best[1]}"
    else:
        note = f"its encoding was taken to be {best[1]} (--encoding states another)"
    return Decoded(best[2], best[1], (note,))


def _meant(declared: str) -> str | None:
    """The candidate that a declared name stands for; None where Python knows no such name."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    return _SUPERSETS.get(name, name)


_NONSENSE = 4.5
"""What a byte may cost more than one of plain English before it is no text."""


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 are so nearly: a cut or a slip, not another encoding."""
    beyond = len(data) - len(data.decode("ascii", "ignore"))
    lost = len(data) - len(data.decode("utf-8", "ignore").encode())
    return b"\0" not in data and beyond > 20 and lost < 0.03 * beyond


def _evidence(text: str, encoding: str) -> float:
    """What speaks for a text, as log-odds against as many bytes of plain English."""
    samples = []
    size = 0
    for found in _BEYOND_ASCII.finditer(text):
        samples.append(found[0])
        size += len(found[0])
        if size > _SAMPLE:
            break
    sample = "\n".join(samples)
    excess = _ASCII_COST * len(sample.encode(encoding, "replace")) + _likelihood(sample)
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    seen = len(sample) - len(sample.encode("ascii", "ignore"))
    return excess * min(beyond, _SAMPLE) / max(seen, 1)


_BEYOND_ASCII = re.compile(r"[\x00-\x7f]{0,12}[^\x00-\x7f]{1,200}[\x00-\x7f]{0,12}")


_RUSSIAN = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (
            *(10.9, 8.5, 8.0, 7.4, 6.7, 6.3, 5.5, 4.7, 4.5, 4.3, 3.5, 3.2, 3.0, 2.8, 2.6, 2.0),
            *(1.9, 1.7, 1.7, 1.6, 1.6, 1.4, 1.2, 1.0, 0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.3, 0.04, 0.1),
        ),
        strict=True,
    )
)
"""Frequency of the Russian letters in per cent of all letters."""

_FREQUENT_HAN = frozenset(
    "的一是不了在人有我他这個个们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着"
    "下自之年过過发發后後作里用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還"
    "进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明"
    "性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭文体體政美相见見被利什二等产"
    "產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解"
    "水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結"
    "反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科"
    "司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边"
    "邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運，。、；"
    "：！？「」“”（）《》"
)
"""The characters that make up about half of any Chinese text, in both scripts."""

_LATIN_LETTERS = frozenset("éèàçêôûîùëïâöäüßñóíáúãõœæ")
_OTHER_LATIN_LETTERS = frozenset("åøąćęłńśźżğışİčřšžěůőűăâîșțşţÅØÖÄÜÉÀÇŁŚŻŠŽČ¿¡")
_USUAL_MARKS = frozenset("“”‘’„«»–—…№·°§€\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{EN SPACE}•")

_BREAKS = re.compile(
    r"[a-zà-öø-ÿа-яё](?=[A-ZÀ-ÖØ-ÞА-ЯЁ])|[A-Za-zÀ-ÿ](?=[Ѐ-ӿͰ-Ͽא-ת؀-ۿก-๙])|"
    r"[Ѐ-ӿͰ-Ͽא-ת؀-ۿก-๙](?=[A-Za-zÀ-ÿ])|[Ѐ-ӿ](?=[ІЇЄЎЈЂЃЅЉЊЋЌЏіїєўјђѓѕљњћќџҐґ])(?<![а-яА-Я])"
)
_HAN_BESIDE_LATIN = re.compile(r"[A-Za-z](?=[一-鿿])|[一-鿿](?=[A-Za-z])")


def _likelihood(text: str) -> float:
    """Log-likelihood of a text, whatever language it may be in."""
    total = sum(number * _cost(character) for character, number in Counter(text).items())
    total += 5.0 * len(_BREAKS.findall(text))
    total += 1.5 * len(_HAN_BESIDE_LATIN.findall(text))
    return -total


@cache
def _cost(character: str) -> float:
    """Minus the log-probability of a character."""
    for decide in _COSTS:
        if (cost := decide(character)) is not None:
            return cost
    return 13.0


def _ascii_cost(character: str) -> float | None:
    if character.isascii():
        return _ASCII_COST if character >= " " or character in "\t\n\r" else 12.0
    return None


def _russian_cost(character: str) -> float | None:
    small = character.lower()
    if small not in _RUSSIAN:
        return 7.0 if "Ѐ" <= character <= "ӿ" else None
    return -math.log(_RUSSIAN[small] / 100) + (0.2 if small == character else 3.0)


def _han_cost(character: str) -> float | None:
    if character in _FREQUENT_HAN:
        return 6.0
    if "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf":
        return {1: 8.5, 2: 12.0, 3: 15.0}[min(_rank("gb2312", character), _rank("big5", character))]
    return None


def _rank(standard: str, character: str) -> int:
    """1 for the frequent characters of a standard, 2 for its others, 3 outside it."""
    try:
        lead = character.encode(standard)[0]
    except UnicodeEncodeError:
        return 3
    return 1 if lead <= (0xD7 if standard == "gb2312" else 0xC6) else 2


def _other_script_cost(character: str) -> float | None:
    if "\u3041" <= character <= "\u30ff":
        return 5.5
    if "가" <= character <= "힣":
        try:
            character.encode("euc-kr")
        except UnicodeEncodeError:
            return 14.0
        return 7.0
    if "ก" <= character <= "๛" or "ء" <= character <= "ي" or "א" <= character <= "ת":
        return 3.8
    if "Α" <= character <= "ώ":
        return 4.0 if character.islower() else 6.0
    return None


def _latin_cost(character: str) -> float | None:
    if character in _LATIN_LETTERS:
        return 5.5
    if character in _OTHER_LATIN_LETTERS:
        return 6.5
    if character in _USUAL_MARKS:
        return 6.0
    return None


def _odd_cost(character: str) -> float | None:
    category = unicodedata.category(character)
    if category in {"Cc", "Cn", "Co", "Cs"}:
        return 25.0
    return 10.0 if category[0] == "L" else None


_COSTS: tuple[Callable[[str], float | None], ...] = (
    _ascii_cost,
    _latin_cost,
    _russian_cost,
    _han_cost,
    _other_script_cost,
    _odd_cost,
)
