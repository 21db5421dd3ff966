"""The text of an XML file, piece by piece: unpacked, decoded, cleaned where asked."""

import codecs
import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from workbench.errors import WorkbenchError
from workbench.exchange.characters import illegal, legal
from workbench.files import from_os_error, marked_encoding

_HEAD = 1 << 18
"""Bytes looked at for the encoding."""

PIECE = 1 << 14
"""Bytes parsed at a time: the fewer units live at once, the less the garbage collector does; with
pieces of 256 KiB a memory takes a sixth longer."""

_GZIP = b"\x1f\x8b"
_UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""How UTF-16 without a byte order mark begins."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")

Remark = Callable[[str], None]


def opened(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked where it is gzipped.

    Raises:
        WorkbenchError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
        return cast("IO[bytes]", gzip.open(path, "rb")) if packed else path.open("rb")
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error


def encoding_of(path: Path) -> str:
    """The encoding of an XML file, by its byte order mark or its declaration; else UTF-8.

    Raises:
        WorkbenchError: The file is empty, or declares an encoding that it cannot have.
    """
    with opened(path) as file:
        try:
            head = file.read(_HEAD)
        except (OSError, EOFError) as error:
            raise damaged(path, error) from error
    if not head.strip():
        raise WorkbenchError("the file is empty", place=path, remedy="choose another")
    if wide := marked_encoding(head) or _UNMARKED.get(head[:2]):
        return wide
    found = _DECLARED.match(head)
    if not found:
        return "utf-8"
    declared = found[1].decode("ascii")
    try:
        encoding = codecs.lookup(declared).name
    except LookupError:
        raise WorkbenchError(
            f"it declares the encoding {declared}, which is unknown",
            place=f"{path}:1",
            remedy="correct its first line",
        ) from None
    if encoding.startswith(("utf-16", "utf-32")):
        raise WorkbenchError(
            f"it declares the encoding {declared} and is written in another",
            place=f"{path}:1",
            remedy="correct its first line, most likely to UTF-8",
        )
    if encoding != "utf-8" and _is_utf8(head):
        raise WorkbenchError(
            f"it declares the encoding {declared} and is written in UTF-8",
            place=f"{path}:1",
            remedy="correct its first line",
        )
    return encoding


def _is_utf8(head: bytes) -> bool:
    """Whether bytes with several letters beyond ASCII are UTF-8: no other encoding's text is."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return sum(not letter.isascii() for letter in text) >= 3


def decoded(path: Path, encoding: str) -> Iterator[str]:
    """The text of a file piece by piece, line ends as they are.

    Raises:
        WorkbenchError: The file cannot be read, or its bytes are not what it declares.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    with opened(path) as file:
        more = True
        while more:
            try:
                piece = file.read(PIECE)
            except (OSError, EOFError) as error:
                raise damaged(path, error) from error
            more = bool(piece)
            try:
                text = decoder.decode(piece, final=not more)
            except UnicodeDecodeError as error:
                whole = error.object[: error.start]
                line = lines + whole.count(b"\n")
                yield whole.decode(encoding, "ignore")
                raise WorkbenchError(
                    f"byte 0x{error.object[error.start]:02X} is not "
                    f"{encoding.removesuffix('-sig').upper()}, as the file should be",
                    place=f"{path}:{line}",
                    remedy="declare its real encoding in its first line",
                ) from error
            lines += text.count("\n")
            if text:
                yield text


_NO_MARKUP = {"<!--": "-->", "<![CDATA[": "]]>"}
"""What begins a comment or a passage whose markup is text, and what ends it."""


def markup_in(pieces: Iterator[str]) -> Iterator[str]:
    """Pieces of XML without comments and CDATA sections, where nothing is markup."""
    held, closing = "", ""
    for piece in pieces:
        text = held + piece
        held = ""
        if not closing and "<!" not in text and not text.endswith("<"):
            yield text
            continue
        kept = []
        place = 0
        while place < len(text):
            if closing:
                end = text.find(closing, place)
                if end < 0:
                    # The closing mark may go on in the next piece.
                    held = text[max(place, len(text) - 2) :]
                    break
                place, closing = end + 3, ""
                continue
            found = min(
                ((at, mark) for mark in _NO_MARKUP if (at := text.find(mark, place)) >= 0),
                default=None,
            )
            if found is None:
                cut = text.rfind("<", max(place, len(text) - 9))
                held = text[cut:] if cut >= 0 else ""
                kept.append(text[place : cut if cut >= 0 else len(text)])
                break
            kept.append(text[place : found[0]])
            place, closing = found[0] + len(found[1]), _NO_MARKUP[found[1]]
        yield "".join(kept)
    if not closing:
        yield held


def pieces_of(path: Path, *, recover: Remark | None = None) -> Iterator[str]:
    """The text of an XML file as :func:`stream` parses it.

    Args:
        path: The file.
        recover: Leave out what XML forbids, and say how much; None to leave it in.

    Raises:
        WorkbenchError: As :func:`stream`, save for what the parser finds.
    """
    pieces = decoded(path, encoding_of(path))
    return _cleaned(pieces, path, recover) if recover else pieces


def _cleaned(pieces: Iterator[str], path: Path, remark: Remark) -> Iterator[str]:
    """The pieces without characters, and references to such, that XML forbids."""
    removed = 0
    held = ""

    def allowed(found: re.Match[str]) -> str:
        nonlocal removed
        code = int(found[1], 16) if found[1] else int(found[2])
        if code > 0x10FFFF or illegal(chr(code)):
            removed += 1
            return ""
        return found[0]

    for piece in pieces:
        text, count = legal(held + piece)
        removed += count
        # A reference may go on in the next piece.
        cut = text.rfind("&", -12)
        held = "" if cut < 0 else text[cut:]
        yield _REFERENCE.sub(allowed, text if cut < 0 else text[:cut])
    yield _REFERENCE.sub(allowed, held)
    if removed:
        remark(f"{path}: {removed} characters that XML forbids were removed")


def damaged(path: Path, error: Exception) -> WorkbenchError:
    """The sentence for a file that cannot be read or unpacked to its end."""
    if isinstance(error, OSError) and error.errno:
        return from_os_error(error, path, doing="read")
    return WorkbenchError(
        f"the packed file is damaged ({error})", place=path, remedy="fetch it again"
    )
