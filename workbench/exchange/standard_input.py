"""Standard input as a file, since readers look at a file's beginning more than once."""

import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import WorkbenchError

_HEAD = 4096


def spooled() -> Path:
    """Standard input in a temporary file, named by what it holds; it goes with the process."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "standard-input"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return path.rename(path.with_suffix(_ending(head)))


def rename_in_message(sentence: str, path: Path) -> str:
    """A sentence that names standard input where it named the temporary file."""
    return sentence.replace(str(path), "standard input")


@contextmanager
def report_as_stdin(path: Path) -> Iterator[None]:
    """Errors inside the block name standard input in the temporary file's place."""
    try:
        yield
    except WorkbenchError as error:
        place = rename_in_message(error.place or "", path)
        raise WorkbenchError(error.cause, place=place, remedy=error.remedy) from error


def _ending(head: bytes) -> str:
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain.startswith(b"<"):
        return ".xliff" if b"xliff" in plain else ".tmx"
    if plain.startswith(b"{"):
        return ".json"
    if plain.startswith(b"PK"):
        return ".xlsx"
    if b"msgid " in plain:
        return ".po"
    return ".tsv" if b"\t" in plain.partition(b"\n")[0] else ".csv"
