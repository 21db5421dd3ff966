"""What can be checked: files of units, projects, texts that were read or aligned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import formats
from workbench.checks.checking import MARK, Input
from workbench.checks.positions import in_file, in_origins
from workbench.units import Memory, Source, Unit, Variant

if TYPE_CHECKING:
    from workbench.documents import Document
    from workbench.segmentation import Segment

_ACCELERATOR = re.compile(r"(?<![&_])[&_](?=\w)(?!\w+;)")
_BRIEF = 60
"""Characters up to which a message may be a menu's entry."""


def holds_units(path: Path | str, *, text: bool) -> bool:
    """Whether a path names a file of units.

    Args:
        path: A file, a project's location, or ``-``.
        text: What standard input is: a text, or a file of units.
    """
    if str(path) == "-":
        return not text
    from workbench.project import names_project

    return formats.find(path, "units", "read") is not None or names_project(path)


def read(path: Path | str) -> Input:
    """The units of a file or project.

    Of PO only finished messages are taken: fuzzy and untranslated ones are passed over.

    Args:
        path: A file of any format of units, a project's location, or ``-`` for standard
            input, whose findings have no place.

    Raises:
        WorkbenchError: It cannot be read; also while the units are taken.
    """
    from workbench import exchange, project

    if project.names_project(path):
        opened = project.open(path)
        memory, units = project.units(opened)
        return Input(units, memory, in_origins(memory, opened.location.path, {}))
    path = Path(path)
    piped = str(path) == "-"
    if piped:
        path = exchange.spool_standard_input()
    form = formats.find(path, "units", "read")
    memory, units = exchange.read(path)
    source = memory.sources[0].key if memory.sources else ""
    if form is formats.JSON:
        return Input(units, memory, in_origins(memory, path, {}))
    if form in {formats.PO, formats.PO_TEMPLATE}:
        units = _finished(units, source)
    return Input(units, memory, None if piped else in_file(path, source))


def _finished(units: Iterable[Unit], source: str) -> Iterator[Unit]:
    """The messages that someone has translated, their accelerators noted."""
    for unit in units:
        if "fuzzy" in unit.properties or not all(
            any(part.strip() for part in variant.segments) for variant in unit.variants.values()
        ):
            continue
        text = unit.variants[source].text(source)
        marks = _ACCELERATOR.findall(text) if len(text) < _BRIEF else []
        if len(marks) == 1:
            unit = replace(unit, properties={**unit.properties, MARK: marks[0]})  # noqa: PLW2901
        yield unit


def aligned(memory: Memory, units: Iterable[Unit], documents: dict[str, Document]) -> Input:
    """The units of an alignment that was just made; findings point into the documents."""
    return Input(units, memory, in_origins(memory, None, documents))


def alone(document: Document, segments: Iterable[Segment]) -> Input:
    """A text without its source, a unit a sentence."""
    key = document.language
    units = [
        Unit(str(number), {key: Variant((part.text,), ((part.start, part.end),), (number - 1,))})
        for number, part in enumerate(segments, 1)
    ]
    memory = Memory((Source(key, key, document.path),))
    return Input(units, memory, in_origins(memory, None, {key: document}))
