"""Units to files: the format by the ending, whole or not at all, judged before it is written."""

import importlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain, combinations, islice
from pathlib import Path
from typing import IO, NoReturn, Protocol, cast

from workbench import formats
from workbench.errors import WorkbenchError
from workbench.exchange.tmx_writer import memory_tags
from workbench.exchange.written import Written
from workbench.files import Kind, atomic_write, check_replaceable, from_os_error, name_in
from workbench.formats import Format
from workbench.languages import of, scripts
from workbench.languages import tags as language_tags
from workbench.units import Memory, Unit, narrowed, pair_of, within

_SAMPLE = 200
"""Units that are looked at to tell Simplified from Traditional Chinese."""


class Writer(Protocol):
    """A file in the making."""

    def add(self, unit: Unit) -> None:
        """Take one more unit."""

    def finish(self) -> Written:
        """Write what is still to write, and tell what became of the units."""


MakeWriter = Callable[[IO[bytes], Memory, Mapping[str, str]], Writer]


class FileEach(Protocol):
    """The module of a format that has a file for each language."""

    def paths(self, path: Path, memory: Memory) -> list[Path]:
        """The files, in the memory's order."""

    def write(self, path: Path, memory: Memory, units: Iterable[Unit]) -> Written:
        """Write them."""


def write(
    path: str | Path,
    memory: Memory,
    units: Iterable[Unit],
    *,
    pair: str | None = None,
    tags: Mapping[str, str] | None = None,
    escape_formulas: bool = False,
) -> Written:
    """Write units to a file, in the format that its ending names; whole or not at all.

    Args:
        path: ``X.tmx``, ``X.json``, …; a folder (it exists, or ends with a slash) takes one
            TMX for each pair of languages, ``NAME.en.ru.tmx``; ``-`` is JSON on standard output.
        memory: Whose units they are.
        units: All to be written. TMX and the other bilingual formats leave out those that
            are excluded or have text in fewer than two languages.
        pair: ``"en:ru"``, to write these two only, and the units that have both.
        tags: By language, another tag to write in TMX and XLIFF: ``{"en": "en-GB"}``.
        escape_formulas: In CSV, put an apostrophe before what a spreadsheet would compute.

    Returns:
        What became of the units.

    Raises:
        WorkbenchError: The ending is unknown, a language is missing, or the file cannot be
            written.
    """
    chosen = tags or {}
    if pair is not None:
        memory, units = narrowed(memory, units, pair_of(memory, pair))
    memory, units = scripted(memory, units)
    _refuse_origins(path, memory, chosen)
    if is_folder(path):
        return _write_folder(Path(path), memory, units, chosen)
    written_tags = memory_tags(memory, chosen)
    form = _format(path)
    if form.file_each:
        return _file_each(form).write(Path(path), memory, units)
    make: Callable[..., Writer] = _writer(form)
    if form is formats.CSV:
        make = partial(make, escape=escape_formulas)
    if str(path) == "-":
        return _filled(make(sys.stdout.buffer, memory, written_tags), units)
    with atomic_write(Path(path), over=_kind(form)) as file:
        return _filled(make(file, memory, written_tags), units)


def _filled(writer: Writer, units: Iterable[Unit]) -> Written:
    for unit in units:
        writer.add(unit)
    return writer.finish()


def is_folder(path: str | Path) -> bool:
    """Whether a folder is meant: there is one, or the name ends with a slash."""
    if str(path).endswith(("/", os.sep)):
        return True
    try:
        return Path(path).is_dir()
    except OSError:  # a name that is too long, a folder one may not look into: writing says it
        return False


def make_folder(path: str | Path) -> None:
    """See that there is a folder to write into.

    Raises:
        WorkbenchError: It cannot be made.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, Path(path), doing="make") from error


def check_format(path: str | Path) -> None:
    """See that a file of this name can be written, before the work is done.

    Raises:
        WorkbenchError: Its ending names no format, or there is a file of another kind.
    """
    form = _format(path)
    if str(path) != "-" and form.content:
        check_replaceable(Path(path), _kind(form))


def check_fits(
    path: str | Path,
    memory: Memory,
    units: Iterable[Unit] = (),
    *,
    pair: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> None:
    """See that :func:`write` will take a memory, before the work is done.

    Args:
        path: As for :func:`write`.
        memory: As for :func:`write`.
        units: Some of them, where the script of a language has to be found in its texts.
        pair: As for :func:`write`.
        tags: As for :func:`write`.

    Raises:
        WorkbenchError: As :func:`write`, save for what only writing shows.
    """
    chosen = tags or {}
    if pair is not None:
        memory, units = narrowed(memory, units, pair_of(memory, pair))
    memory, _ = scripted(memory, units)
    names = memory_tags(memory, chosen)
    _refuse_origins(path, memory, chosen)
    if is_folder(path):
        return
    form = _format(path)
    if form.holds == "units" and not form.file_each:
        _writer(form)(io.BytesIO(), memory, names)


def _refuse_origins(path: str | Path, memory: Memory, chosen: Mapping[str, str]) -> None:
    """See that no document is written over with what was made from it."""
    out = Path(path)
    if is_folder(path):
        written = [name_in(out, name) for _, name in pair_files(memory, chosen)]
    elif (form := _format(path)).file_each:
        written = _file_each(form).paths(out, memory)
    else:
        written = [out]
    names = {_identity(name) for name in written}
    for source in memory.sources:
        if source.path is not None and _identity(source.path) in names:
            raise WorkbenchError(
                "this would be written over the document that it was made from",
                place=source.path,
                remedy="choose another name or folder",
            )


def _identity(path: Path) -> str:
    """What two names of one file share."""
    return os.path.normcase(os.path.realpath(path))


def scripted(memory: Memory, units: Iterable[Unit]) -> tuple[Memory, Iterable[Unit]]:
    """The memory with the script of each language that is written in two, found in its texts."""
    unclear = {
        source.key
        for source in memory.sources
        if len({language_tags.memory_tag(source.tag, one) for one in of(source.tag).scripts}) > 1
    }
    if not unclear:
        return memory, units
    rest = iter(units)
    first = list(islice(rest, _SAMPLE))
    sources = []
    for source in memory.sources:
        if source.key in unclear:
            found = scripts.han(
                "".join(
                    segment
                    for unit in first
                    if source.key in unit.variants
                    for segment in unit.variants[source.key].segments
                )
            )
            source = replace(source, tag=f"{source.tag}-{found}") if found else source  # noqa: PLW2901
        sources.append(source)
    return replace(memory, sources=tuple(sources)), chain(first, rest)


def _write_folder(
    folder: Path, memory: Memory, units: Iterable[Unit], chosen: Mapping[str, str]
) -> Written:
    """One TMX for each pair, all written in one pass over the units."""
    make_folder(folder)
    make = _writer(formats.TMX)
    tags = memory_tags(memory, chosen)
    writers = []
    with ExitStack() as files:
        for pair, name in pair_files(memory, chosen):
            smaller, _ = narrowed(memory, (), pair)
            file = files.enter_context(atomic_write(name_in(folder, name), over=_kind(formats.TMX)))
            writers.append((pair, make(file, smaller, {key: tags[key] for key in pair})))
        total = Written()
        for unit in units:
            taken = False
            for keys, writer in writers:
                small = within(unit, keys)
                if small is not None:
                    writer.add(small)
                    taken = True
            total.units += taken
            total.incomplete += not taken
        for _, writer in writers:
            total.removed += writer.finish().removed
    return total


def pair_files(memory: Memory, tags: Mapping[str, str]) -> list[tuple[tuple[str, str], str]]:
    """The pairs of a memory that a folder takes, each with its file's name.

    Args:
        memory: The memory.
        tags: By language, another tag to write.

    Returns:
        ``("en", "zh"), "NAME.en.zh-CN.tmx"`` and so on, in the order of the documents; no
        pair of two documents that are written with one tag.
    """
    written = memory_tags(memory, tags)
    files = []
    for pair in combinations([source.key for source in memory.sources], 2):
        if written[pair[0]] != written[pair[1]]:
            codes = (written[key] + "".join(key.partition("#")[1:]) for key in pair)
            files.append((pair, ".".join((memory.name or "memory", *codes, "tmx"))))
    return files


def _format(path: str | Path) -> Format:
    """The format that a file of this name is written in; standard output is JSON.

    Raises:
        WorkbenchError: Its ending names no format.
    """
    if str(path) == "-":
        return formats.JSON
    found = formats.find(path, "units", "write") or formats.find(path, "page", "write")
    return found or unknown(Path(path), "write")


def unknown(path: Path, direction: formats.Direction) -> NoReturn:
    """Refuse a file whose ending names no format.

    Raises:
        WorkbenchError: Always.
    """
    known = formats.chosen("units", direction)
    if direction == "write":
        known += formats.chosen("page", direction)
    endings = formats.endings(known)
    raise WorkbenchError(
        f"files that end in {path.suffix.lower()!r} cannot be "
        + ("written" if direction == "write" else "read")
        if path.suffix
        else "its name has no ending",
        place=path,
        remedy=f"choose one of {', '.join(endings)}",
    )


def _kind(form: Format) -> Kind:
    return Kind(form.label, form.content)


def _writer(form: Format) -> MakeWriter:
    make: MakeWriter = importlib.import_module(f"workbench.exchange.{form.writer}").Writer
    return make


def _file_each(form: Format) -> FileEach:
    return cast("FileEach", importlib.import_module(f"workbench.exchange.{form.writer}"))
