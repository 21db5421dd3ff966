"""Files of plain text, as lines of Unicode: JSON, TSV, CSV and PO stand on it."""

import codecs
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.files import from_os_error

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path) -> str:
    """UTF-8, unless a byte order mark says UTF-16.

    Raises:
        WorkbenchError: The file cannot be read, or is empty.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    if not head.strip():
        raise WorkbenchError("the file is empty", place=path, remedy="choose another")
    return next((encoding for mark, encoding in _BOMS if head.startswith(mark)), "utf-8")


def not_text(path: Path, error: UnicodeDecodeError) -> WorkbenchError:
    """The sentence for a file whose bytes are not in its encoding, with the first such line."""
    place = str(path)
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode(error.encoding)
            except UnicodeDecodeError as here:
                error = here
                place = f"{path}:{number}"
                break
    return WorkbenchError(
        f"byte 0x{error.object[error.start]:02X} is not {error.encoding.upper()}",
        place=place,
        remedy="save the file as UTF-8",
    )


def text_of(path: Path) -> str:
    """The whole text of a file.

    Raises:
        WorkbenchError: The file cannot be read, is empty or is not UTF-8 (or marked UTF-16).
    """
    encoding = encoding_of(path)
    try:
        return path.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        raise not_text(path, error) from error
