"""Files by their ending: which module writes and reads them."""

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import IO, Protocol

from workbench.errors import WorkbenchError
from workbench.exchange.tmx_writer import memory_tags
from workbench.exchange.written import Written
from workbench.files import replacing
from workbench.units import Memory, Unit, narrowed, pair_of, within

_READERS = {
    ".tmx": "tmx_reader",
    ".gz": "tmx_reader",
    ".json": "alignment_json",
    ".tsv": "tsv",
}
_WRITERS = {
    ".tmx": "tmx_writer",
    ".json": "alignment_json",
    ".tsv": "tsv",
}


class Writer(Protocol):
    """A file in the making."""

    def add(self, unit: Unit) -> None:
        """Take one more unit."""

    def finish(self) -> Written:
        """Write what is still to write, and tell what became of the units."""


def write(
    path: str | Path,
    memory: Memory,
    units: Iterable[Unit],
    *,
    pair: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> Written:
    """Write units to a file, in the format that its ending names; whole or not at all.

    Args:
        path: ``X.tmx``, ``X.json``, …; a folder (it exists, or ends with a slash) takes one
            TMX for each pair of languages, ``NAME.en.ru.tmx``.
        memory: Whose units they are.
        units: All to be written. TMX and the other bilingual formats leave out those that
            are excluded or have text in fewer than two languages.
        pair: ``"en:ru"``, to write these two only, and the units that have both.
        tags: By language, another tag to write in TMX and XLIFF: ``{"en": "en-GB"}``.

    Returns:
        What became of the units.

    Raises:
        WorkbenchError: The ending is unknown, a language is missing, or the file cannot be
            written.
    """
    chosen = tags or {}
    if pair is not None:
        memory, units = narrowed(memory, units, pair_of(memory, pair))
    if str(path).endswith(("/", os.sep)) or Path(path).is_dir():
        return _write_folder(Path(path), memory, units, chosen)
    path = Path(path)
    make = _writer(path)
    with replacing(path) as file:
        writer = make(file, memory, memory_tags(memory, chosen))
        for unit in units:
            writer.add(unit)
        return writer.finish()


def refuse_unknown(path: str | Path) -> None:
    """See that :func:`write` knows the format, before the work of making the units.

    Raises:
        WorkbenchError: The ending is unknown.
    """
    _module(Path(path), _WRITERS, "written")


def _write_folder(
    folder: Path, memory: Memory, units: Iterable[Unit], chosen: Mapping[str, str]
) -> Written:
    """One TMX for each pair, all written in one pass over the units."""
    folder.mkdir(parents=True, exist_ok=True)
    make = _writer(Path("pair.tmx"))
    tags = memory_tags(memory, chosen)
    writers = []
    with ExitStack() as files:
        for first, second in combinations(memory.sources, 2):
            if tags[first.key] == tags[second.key]:
                continue
            pair = {key: tags[key] for key in (first.key, second.key)}
            # A second document of a language keeps its number: NAME.en.ru#2.tmx.
            codes = (tag + "".join(key.partition("#")[1:]) for key, tag in pair.items())
            name = ".".join((memory.name or "memory", *codes, "tmx"))
            smaller, _ = narrowed(memory, (), tuple(pair))
            file = files.enter_context(replacing(folder / name))
            writers.append((tuple(pair), make(file, smaller, pair)))
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


def _writer(path: Path) -> Callable[[IO[bytes], Memory, Mapping[str, str]], Writer]:
    module = _module(path, _WRITERS, "written")
    make: Callable[[IO[bytes], Memory, Mapping[str, str]], Writer] = module.Writer
    return make


def read(
    path: str | Path, *, recover: Callable[[str], None] | None = None
) -> tuple[Memory, Iterator[Unit]]:
    """The memory in a file, in the format that its ending names.

    Args:
        path: TMX (also gzipped), XLIFF, PO, TSV, CSV, XLSX, or align's JSON.
        recover: Takes what can be taken from a damaged TMX or XLIFF, and is told what was
            left out; None to refuse a damaged file.

    Returns:
        What holds for all units, and the units, which are read as they are asked for.

    Raises:
        WorkbenchError: The file cannot be read, names file and line; also while the units
            are read.
    """
    path = Path(path)
    take: Callable[..., tuple[Memory, Iterator[Unit]]] = _module(path, _READERS, "read").read
    return take(path, recover=recover)


def _module(path: Path, modules: Mapping[str, str], doing: str) -> ModuleType:
    ending = path.suffix.lower()
    if ending not in modules:
        raise WorkbenchError(
            f"files that end in {ending!r} cannot be {doing}"
            if ending
            else "its name has no ending",
            place=path,
            remedy=f"choose one of {', '.join(modules)}",
        )
    return importlib.import_module(f"workbench.exchange.{modules[ending]}")
