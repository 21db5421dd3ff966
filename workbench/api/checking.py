"""Translations checked: files of units, projects, alignments, texts.

What aligns and reads texts is imported where it is asked for: files of units need neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workbench import checks, exchange, formats, project
from workbench.api.progress import Progress, stop_if_cancelled, watched
from workbench.checks import ACCELERATOR, ConceptUsage, Finding, Input, Report, in_file, in_origins
from workbench.errors import WorkbenchError
from workbench.glossary import Glossary
from workbench.settings import Settings, find
from workbench.units import Memory, Source, Tally, Unit, Variant

if TYPE_CHECKING:
    from workbench.api.reading import SegmentedDocument
    from workbench.documents import Document
    from workbench.project import Project

_SHORTCUT = re.compile(r"(?<![&_])[&_](?=\w)(?!\w+;)")
_BRIEF = 60
"""Characters up to which a message may be a menu's entry."""


@runtime_checkable
class Aligned(Protocol):
    """Versions of a text, and the units that they make: an alignment."""

    @property
    def documents(self) -> dict[str, Document]:
        """By key."""

    def units(self) -> tuple[Memory, Iterator[Unit]]:
        """The beads as units, and what holds for all of them."""


def check(
    what: Iterable[Unit] | Project | Aligned | str | Path,
    glossary: Glossary | None = None,
    *,
    memory: Memory | None = None,
    pair: str | None = None,
    count: bool = False,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Check translations against a glossary and the other rules.

    Args:
        what: Units with one language (texts alone) or more, a project, an alignment, or a file
            of units; what is excluded from exports is passed over.
        glossary: For the term rules; without one they find nothing.
        memory: What holds for units; where None the first unit's languages do.
        pair: ``"en:ru"`` to check these two only; else each language is checked against
            the first.
        count: A term is due as often as it stands in the source.
        settings: Which rules run, and how severe they are; those of the working folder when
            None.
        progress: Told the share done where the number of units is known; asked whether to stop.

    Returns:
        What was found, in the units' order.

    Raises:
        WorkbenchError: The settings name an unknown rule, the pair an unknown language, or the
            file cannot be read.
        Cancelled: It was stopped.
    """
    from workbench.project import Project

    match what:
        case str() | Path():
            given = read_units(what)
        case Project():
            given = units_of_project(what)
        case Aligned():
            given = units_of_alignment(what)
        case _:
            given = Input(what, memory)
    total = len(what) if isinstance(what, Sized) else 0
    return report_on([given], glossary, pair, count, settings, progress, total).findings


def check_files(
    paths: Sequence[str | Path],
    glossary: Glossary | None = None,
    *,
    languages: Sequence[str] = (),
    pair: str | None = None,
    count: bool = False,
    settings: Settings | None = None,
    on_read: Callable[[SegmentedDocument], None] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check files of units, projects, and texts alone, all together.

    Args:
        paths: TMX, XLIFF, PO, TSV, CSV, XLSX, align's JSON, projects, or texts. ``-`` is
            standard input: a text where its language is given, else a file of units.
        glossary: As for :func:`check`.
        languages: Of each text, in order; found when empty.
        pair: As for :func:`check`.
        count: As for :func:`check`.
        settings: As for :func:`check`, and whose abbreviations hold in texts.
        on_read: Told each text when it is read.
        progress: Asked whether to stop.

    Returns:
        The findings, and how much was checked.

    Raises:
        WorkbenchError: As for :func:`check`.
        Cancelled: It was stopped.
    """
    units = [path for path in paths if holds_units(path, text=bool(languages))]
    texts = [path for path in paths if path not in units]
    inputs = [read_units(path) for path in units]
    if texts:
        from workbench.api.reading import read_versions

        for version in read_versions(texts, languages, settings=settings):
            if on_read is not None:
                on_read(version)
            stop_if_cancelled(progress)
            inputs.append(_of_text(version))
    return report_on(inputs, glossary, pair, count, settings, progress)


def report_on(
    inputs: Sequence[Input],
    glossary: Glossary | None,
    pair: str | None,
    count: bool,
    settings: Settings | None,
    progress: Progress | None,
    total: int = 0,
) -> Report:
    """Check inputs that are read, as :func:`check` does, so many units in all where known."""
    stop_if_cancelled(progress)
    report = checks.report(
        [
            replace(given, units=watched(given.units, progress, total=total, phase="checking"))
            for given in inputs
        ],
        glossary,
        pair=pair,
        count=count,
        settings=find(Path.cwd()) if settings is None else settings,
    )
    stop_if_cancelled(progress)
    return report


def glossary_usage(
    what: Sequence[str | Path | Project | Input],
    glossary: Glossary,
    *,
    pair: str | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> list[ConceptUsage]:
    """Count how each concept is rendered in files of units, memories and projects.

    Args:
        what: Paths as for :func:`check_files`, open projects, or units already read; texts alone
            have no renderings.
        glossary: The concepts.
        pair: As for :func:`check`.
        settings: Which flags hold for all terms; those of the working folder when None.
        progress: Asked whether to stop.

    Raises:
        WorkbenchError: A file cannot be read, or is a text.
        Cancelled: It was stopped.
    """
    from workbench.project import Project

    inputs: list[Input] = []
    for one in what:
        match one:
            case Input():
                inputs.append(one)
            case Project():
                inputs.append(units_of_project(one))
            case _ if holds_units(one, text=False):
                inputs.append(read_units(one))
            case _:
                raise WorkbenchError(
                    "it is a text alone, and renderings need two languages",
                    place=one,
                    remedy="give a memory, a project or a file of units",
                )
    return checks.usage(
        [replace(given, units=watched(given.units, progress)) for given in inputs],
        glossary,
        pair=pair,
        settings=find(Path.cwd()) if settings is None else settings,
    )


def holds_units(path: str | Path, *, text: bool) -> bool:
    """Whether a path names a file of units.

    Args:
        path: A file, a project, or ``-``.
        text: What standard input is: a text, or a file of units.
    """
    if str(path) == "-":
        return not text
    return formats.find(path, "units", "read") is not None or project.names_project(path)


def read_units(path: str | Path) -> Input:
    """The units of a file or project, to be checked.

    Of PO only finished messages are taken: fuzzy and untranslated ones are passed over.

    Args:
        path: TMX, XLIFF, PO, TSV, CSV, XLSX, align's JSON, a project, or ``-`` for standard
            input, whose findings have no place.

    Raises:
        WorkbenchError: It cannot be read; also while the units are taken.
    """
    if project.names_project(path):
        with closing(project.open(path)) as opened:
            return units_of_project(opened)  # its rows stay in memory
    piped = str(path) == "-"
    file = exchange.spool_standard_input() if piped else Path(path)
    form = formats.find(file, "units", "read")
    memory, units = exchange.read(file)
    place = "standard input" if piped else path
    memory = replace(memory, notes=tuple(f"{place}: {note}" for note in memory.notes))
    source = memory.sources[0].key if memory.sources else ""
    if form is formats.JSON:
        return Input(units, memory, in_origins(memory, file, {}), aligned=True)
    if form in {formats.PO, formats.PO_TEMPLATE}:
        units = _finished(units, source, memory.skipped)
    return Input(
        units,
        memory,
        None if piped else in_file(file, source),
        aligned=form is not None and form.table,
    )


def units_of_project(opened: Project) -> Input:
    """The units of a project, to be checked; findings point into its origin documents."""
    memory, units = project.units(opened)
    place = opened.location.path or str(opened.location)
    return Input(units, memory, in_origins(memory, place, {}), aligned=True)


def _finished(units: Iterable[Unit], source: str, skipped: Tally) -> Iterator[Unit]:
    """The messages that someone has translated, their accelerators noted; others are counted."""
    for unit in units:
        if "fuzzy" in unit.properties:
            skipped.add("fuzzy", unit.line)
            continue
        if not all(
            any(part.strip() for part in variant.segments) for variant in unit.variants.values()
        ):
            skipped.add("untranslated", unit.line)
            continue
        text = unit.variants[source].text(source)
        marks = _SHORTCUT.findall(text) if len(text) < _BRIEF else []
        if len(marks) == 1:
            unit = replace(unit, properties={**unit.properties, ACCELERATOR: marks[0]})  # noqa: PLW2901
        yield unit


def units_of_alignment(alignment: Aligned) -> Input:
    """The units of an alignment, to be checked; findings point into the documents."""
    memory, units = alignment.units()
    return Input(units, memory, in_origins(memory, None, alignment.documents), aligned=True)


def _of_text(version: SegmentedDocument) -> Input:
    """A text without its source, a unit a sentence."""
    document = version.document
    key = document.language
    units = [
        Unit(str(number), {key: Variant((part.text,), ((part.start, part.end),), (number - 1,))})
        for number, part in enumerate(version.segments, 1)
    ]
    memory = Memory((Source(key, key, document.path),))
    return Input(units, memory, in_origins(memory, None, {key: document}))
