"""Bytes to text: the encoding by its mark, by its form, else by how much like text it reads.

The older encodings have no mark. Each that decodes the whole file is weighed by the likelihood
of what comes out; what every candidate explains are the same bytes, so the likelihoods compare.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from workbench import languages
from workbench.documents import likelihood
from workbench.errors import WorkbenchError
from workbench.files import marked_encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how it was found."""

    text: str
    encoding: str
    """Python's name of it; ``"utf-8-sig"`` where a byte order mark said so."""

    notes: tuple[str, ...] = ()
    """A sentence where it had to be found, or is not what the file says."""


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

_RARE = -12.0
"""Log-odds of meeting any other, if a file says that it is in it."""

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
}
"""What is meant by the names that pages state (WHATWG Encoding Standard)."""

_NO_ASCII = -6.0
"""What speaks against UTF-16 without a null byte: not one space, digit or line end."""

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
    if (marked := marked_encoding(data)) is not None:
        return _as_stated(data, marked, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        remedy = "repair that place, or name the encoding with --encoding"
        if _is_cut_off(data, error):
            line = data.count(b"\n", 0, error.start) + 1
            raise WorkbenchError(
                "it is UTF-8 and cut off inside its last character",
                place=path if path is None else f"{path}:{line}",
                remedy=remedy,
            ) from error
        if _is_damaged_utf_8(data):
            raise _not_in("utf-8", data, error.start, path, remedy) from error
        _refuse_mixed(data, path)
    else:
        if b"\0" not in data and b"\4" not in data:
            if b"\x1b$" in data:  # seven bits, so that it passes for ASCII
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
    if name == "utf-8" and marked_encoding(data) == "utf-8-sig":
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


def _not_in(
    name: str,
    data: bytes,
    start: int,
    path: Path | None,
    remedy: str = "name another with --encoding, or leave it to be found",
) -> WorkbenchError:
    line = data.count(b"\n", 0, start) + 1
    return WorkbenchError(
        f"it is not in the encoding {name}: byte 0x{data[start]:02X} has no meaning there"
        if start < len(data)
        else f"it is not in the encoding {name}",
        place=path if path is None else f"{path}:{line}",
        remedy=remedy,
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
    gain = dict.fromkeys(languages.of(language or "").encodings, _EXPECTED)
    meant = None if declared is None else _meant(declared)
    if meant is not None:
        gain[meant] = _DECLARED
    best: tuple[float, str, str] | None = None
    candidates = _PRIORS if meant is None else {meant: _RARE} | _PRIORS
    for name, prior in candidates.items():
        if b"\0" in data and not name.startswith("utf-16"):
            continue
        try:
            text = data.decode(name)
        except (UnicodeError, LookupError):  # the latter: a codec that is not for text
            continue
        odds = likelihood.evidence(text, name) + prior + gain.get(name, 0.0)
        if name.startswith("utf-16") and b"\0" not in data:
            odds += _NO_ASCII
        if best is None or odds > best[0]:
            best = odds, name, text
    if best is None or best[0] < -_NONSENSE * min(len(data), likelihood.SAMPLE) - 100:
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


def _is_cut_off(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether all is UTF-8 but for the beginning of a character at the end."""
    return error.reason == "unexpected end of data" and (
        len(data) - error.start > 1 or not data[: error.start].isascii()
    )


_ENOUGH = 10
"""Characters beyond ASCII that make a line UTF-8 and nothing else: in GB 18030 one in seven reads
as such by chance, in the encodings of Cyrillic none does."""


def _refuse_mixed(data: bytes, path: Path | None) -> None:
    """Refuse what was put together from files in two encodings: either would spoil a part."""
    if b"\0" in data:
        return
    first: dict[bool, int] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            beyond = sum(not letter.isascii() for letter in line.decode())
        except UnicodeDecodeError:
            first.setdefault(False, number)
        else:
            if beyond >= _ENOUGH:
                first.setdefault(True, number)
        if len(first) == 2:
            raise WorkbenchError(
                f"it is in two encodings: line {first[True]} is UTF-8, line {first[False]} is not",
                place=path,
                remedy="save all of it in one, or name one with --encoding",
            )
