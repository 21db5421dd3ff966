"""Files to units: the format by the ending, that of standard input by its first bytes."""

import atexit
import importlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench import formats
from workbench.errors import WorkbenchError
from workbench.exchange.outputs import unknown
from workbench.units import Memory, Unit

_HEAD = 4096
"""Bytes that are looked at to see what standard input holds."""


def read(
    path: str | Path, *, recover: Callable[[str], None] | None = None
) -> tuple[Memory, Iterator[Unit]]:
    """The memory in a file, in the format that its ending names.

    Args:
        path: A file of any format of units that is read (:mod:`workbench.formats`); ``-`` is
            standard input, whose beginning says what it is.
        recover: Takes what can be taken from a damaged TMX or XLIFF, and is told what was
            left out; None to refuse a damaged file.

    Returns:
        What holds for all units, and the units, which are read as they are asked for.

    Raises:
        WorkbenchError: The file cannot be read, names file and line; also while the units
            are read.
    """
    if str(path) == "-":
        return _read_standard_input(recover)
    form = formats.find(path, "units", "read") or unknown(Path(path), "read")
    module = importlib.import_module(f"workbench.exchange.{form.reader}")
    take: Callable[..., tuple[Memory, Iterator[Unit]]] = module.read
    return take(Path(path), recover=recover)


def comes_back(path: Path) -> bool:
    """Whether a file is a copy that this program made for reviewers, of a format of documents."""
    form = formats.find(path, "units", "write")
    if form is None or not form.returned:
        return False
    module = importlib.import_module(f"workbench.exchange.{form.returned}")
    return bool(module.is_ours(path))


def read_returned(path: Path) -> tuple[Memory, Iterator[Unit]]:
    """The rows of a table or of a copy for reviewers, as :func:`read` gives units.

    Args:
        path: A table, or a file of which :func:`comes_back` is true.

    Raises:
        WorkbenchError: As :func:`read`.
    """
    form = formats.find(path, "units", "write")
    if form is None or not form.returned:
        return read(path)
    module = importlib.import_module(f"workbench.exchange.{form.returned}")
    take: Callable[[Path], tuple[Memory, Iterator[Unit]]] = module.read
    return take(path)


def spool_standard_input() -> Path:
    """Standard input in a temporary file, since readers look at a beginning more than once.

    Returns:
        The file, named by what it holds; it goes with the process.
    """
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "standard-input"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return path.rename(path.with_name(path.name + formats.recognised(head).endings[0]))


def _read_standard_input(
    recover: Callable[[str], None] | None,
) -> tuple[Memory, Iterator[Unit]]:
    """As :func:`read`; messages name standard input and not the file that it was put into."""
    path = spool_standard_input()

    def remark(sentence: str) -> None:
        if recover:
            recover(_rename_in_message(sentence, path))

    def from_it(units: Iterator[Unit]) -> Iterator[Unit]:
        with _report_as_stdin(path):
            yield from units

    with _report_as_stdin(path):
        memory, units = read(path, recover=remark if recover else None)
    return memory, from_it(units)


def _rename_in_message(sentence: str, path: Path) -> str:
    """A sentence that names standard input where it named the temporary file."""
    return sentence.replace(str(path), "standard input")


@contextmanager
def _report_as_stdin(path: Path) -> Iterator[None]:
    """Errors inside the block name standard input in the temporary file's place."""
    try:
        yield
    except WorkbenchError as error:
        place = _rename_in_message(error.place or "", path)
        raise WorkbenchError(error.cause, place=place, remedy=error.remedy) from error
