"""XML read piece by piece with expat: nothing fetched, nothing expanded, lines known.

Expat resolves no external entity, and a document that declares entities of its own is
refused, so neither a bomb nor a foreign file gets in.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar
from xml.parsers import expat

from workbench.errors import WorkbenchError
from workbench.exchange.xml_text import (
    PIECE,
    Remark,
    damaged,
    decoded,
    encoding_of,
    opened,
    pieces_of,
)

_LONGEST_TAG = 4 * 2**20
"""Bytes of one tag with its attributes."""

_BARREN = 1 << 28
"""Characters in which a memory must show a unit: a packed file may unpack to nothing, for ever."""

Found = TypeVar("Found")


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
    barren = given = 0
    try:
        for piece in _utf8(path, recover):
            parser.Parse(piece, False)
            given += len(piece)
            # Older expats look through an unfinished tag again with each piece.
            if given - parser.CurrentByteIndex > _LONGEST_TAG:
                raise handler.error(
                    f"it has a tag longer than {_LONGEST_TAG // 2**20} MB", "choose another file"
                )
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
                piece = file.read(PIECE)
            except (OSError, EOFError) as error:
                raise damaged(path, error) from error
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
