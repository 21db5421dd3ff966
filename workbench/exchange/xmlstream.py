"""XML read piece by piece with expat: nothing fetched, nothing expanded, lines known.

Expat resolves no external entity, and a document that declares entities of its own is
refused, so neither a bomb nor a foreign file gets in.
"""

import codecs
import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Generic, TypeVar, cast
from xml.parsers import expat

from workbench.errors import WorkbenchError
from workbench.exchange.characters import illegal, legal
from workbench.files import from_os_error, marked_encoding

_HEAD = 1 << 18
"""Bytes looked at for the encoding."""

_PIECE = 1 << 14
"""Bytes parsed at a time: the fewer units live at once, the less the garbage collector does; with
pieces of 256 KiB a memory takes a sixth longer."""

_BARREN = 1 << 28
"""Characters in which a memory must show a unit: a packed file may unpack to nothing, for ever."""

_GZIP = b"\x1f\x8b"
_UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""How UTF-16 without a byte order mark begins."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")

Found = TypeVar("Found")
Remark = Callable[[str], None]


class Handler(Generic[Found]):
    """What a format does at its elements: it fills ``found``, which is emptied in between."""

    def __init__(self, parser: expat.XMLParserType, path: Path) -> None:
        self.parser = parser
        self.path = path
        self.found: list[Found] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """An element ends."""
        raise NotImplementedError

    def error(self, cause: str, remedy: str, line: int | None = None) -> WorkbenchError:
        """The error for what stands at a line, usually here."""
        return WorkbenchError(
            cause, place=f"{self.path}:{line or self.parser.CurrentLineNumber}", remedy=remedy
        )


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
            raise _damaged(path, error) from error
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
                piece = file.read(_PIECE)
            except (OSError, EOFError) as error:
                raise _damaged(path, error) from error
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


def stream(
    path: Path,
    make: Callable[[expat.XMLParserType, Path], Handler[Found]],
    *,
    recover: Remark | None = None,
) -> Iterator[Found]:
    """What a handler finds in a file, as it is read.

    Args:
        path: An XML file, in any encoding that it declares; gzipped or not.
        make: Makes the handler for a parser.
        recover: Take what is whole before a break, drop characters that XML forbids, and
            say so to this function; None to raise the error instead.

    Raises:
        WorkbenchError: The file cannot be read, is not well-formed, or declares entities.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    handler = make(parser, path)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end

    def refuse(name: str, *_: object) -> None:
        raise handler.error(
            f"it declares an entity of its own ({name}), which is not read for safety",
            "remove the declaration and write the characters themselves",
        )

    def undefined(_context: str, *_: object) -> int:
        raise handler.error(
            "it refers to an entity in another file, and nothing is fetched",
            "write the characters themselves",
        )

    def skipped(name: str, is_parameter: int) -> None:
        if not is_parameter:
            raise handler.error(
                f"it uses the entity &{name};, which XML does not define",
                "write the character itself",
            )

    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = undefined
    parser.SkippedEntityHandler = skipped
    any_found = False
    barren = 0
    try:
        for piece in _utf8(path, recover):
            parser.Parse(piece, False)
            barren = 0 if handler.found else barren + len(piece)
            if barren > _BARREN:
                raise handler.error("it goes on and on without a unit", "choose another file")
            any_found = any_found or bool(handler.found)
            yield from handler.found
            handler.found.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, WorkbenchError) as error:
        any_found = any_found or bool(handler.found)
        yield from handler.found
        trouble = (
            error
            if isinstance(error, WorkbenchError)
            else _not_utf8(path, error) or _not_well_formed(path, error)
        )
        if not recover:
            raise trouble from error
        if not any_found:
            raise WorkbenchError(
                f"{trouble.cause}, and no unit before it is whole",
                place=trouble.place,
                remedy="choose another file",
            ) from error
        recover(f"{trouble.place}: {trouble.cause}; what came before was taken")
    else:
        yield from handler.found


def _utf8(path: Path, recover: Remark | None) -> Iterator[bytes]:
    """The file in UTF-8, without a mark: as it stands where it can, since that saves time."""
    if recover or encoding_of(path) != "utf-8":
        for text in pieces_of(path, recover=recover):
            yield text.encode()
        return
    with opened(path) as file:
        while True:
            try:
                piece = file.read(_PIECE)
            except (OSError, EOFError) as error:
                raise _damaged(path, error) from error
            if not piece:
                return
            yield piece


def _not_utf8(path: Path, error: expat.ExpatError) -> WorkbenchError | None:
    """What is wrong where expat saw bytes that are no characters; None where they are some."""
    if error.code != expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
        return None
    try:
        for _ in decoded(path, encoding_of(path)):
            pass
    except WorkbenchError as bytes_:
        return bytes_
    return None


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


def _damaged(path: Path, error: Exception) -> WorkbenchError:
    if isinstance(error, OSError) and error.errno:
        return from_os_error(error, path, doing="read")
    return WorkbenchError(
        f"the packed file is damaged ({error})", place=path, remedy="fetch it again"
    )


def _not_well_formed(path: Path, error: expat.ExpatError) -> WorkbenchError:
    place = f"{path}:{error.lineno}"
    codes = expat.errors.codes
    if error.code in (
        codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
        codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    ):
        return WorkbenchError(
            "the file is cut off", place=place, remedy="take what is whole with --recover"
        )
    said = expat.ErrorString(error.code)
    return WorkbenchError(
        f"it is not well-formed XML (column {error.offset + 1}: {said})",
        place=place,
        remedy="correct it, or take what comes before with --recover",
    )
