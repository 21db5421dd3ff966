"""Plain parallel files, a unit a line, as Moses and every trainer of a model reads them."""

import re
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from workbench import languages
from workbench.exchange.characters import encodable
from workbench.exchange.written import Written
from workbench.files import atomic_write, name_in
from workbench.units import Memory, Unit, joined, spaced

_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""All that some program takes for the end of a line."""


def paths(path: Path, memory: Memory) -> list[Path]:
    """The file of each language, in the memory's order."""
    return [
        name_in(path.parent, f"{path.stem}.{source.key}{path.suffix}") for source in memory.sources
    ]


def write(path: Path, memory: Memory, units: Iterable[Unit]) -> Written:
    """Write a file for each language: ``corpus.en.txt``, ``corpus.ru.txt`` for ``corpus.txt``.

    Line n of each says the same. Units that lack one of the languages are left out; a line
    break inside a text becomes a space.

    Args:
        path: What the names are made of.
        memory: Whose units they are.
        units: All to be written.

    Raises:
        WorkbenchError: A file cannot be written.
    """
    written = Written()
    keys = [source.key for source in memory.sources]
    with ExitStack() as stack:
        files = [stack.enter_context(atomic_write(name)) for name in paths(path, memory)]
        for unit in units:
            if unit.excluded:
                continue
            lines = []
            for key in keys:
                variant = unit.variants.get(key)
                segments = variant.segments if variant else ()
                if variant is not None and variant.codes:
                    written.codes += sum(map(len, variant.codes))
                    segments = tuple(map(spaced, segments, variant.codes))
                text, _ = joined(segments, languages.of(key).joiner)
                broken = len(_BREAKS.findall(text))
                written.broken += broken
                text, removed = encodable(_BREAKS.sub(" ", text) if broken else text)
                written.removed += removed
                lines.append(text)
            if not all(lines):
                written.incomplete += 1
                continue
            written.units += 1
            for file, line in zip(files, lines, strict=True):
                file.write(line.encode() + b"\n")
    return written
