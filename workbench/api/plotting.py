"""Pictures of projects, alignments and glossaries."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from workbench import formats
from workbench import project as projects
from workbench.api.checking import glossary_usage, read_units
from workbench.api.encoders import encoder_of
from workbench.api.progress import Progress, stop_if_cancelled, watched
from workbench.errors import WorkbenchError
from workbench.files import Kind, atomic_write
from workbench.glossary import Glossary
from workbench.units import key_of, parse_pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.project import Project
    from workbench.report import PictureInput

PICTURES = ("map", "confidence", "shapes", "lengths", "usage")
"""The kinds of pictures."""

_MOST_COMPARED = 20_000
"""Segments of a document up to which all are compared with all for the map's background."""


def plot(
    paths: Sequence[str | Path],
    output: str | Path,
    *,
    kind: str = "map",
    pair: str | None = None,
    glossary: Glossary | None = None,
    progress: Progress | None = None,
) -> None:
    """Draw a picture; it is the same, byte for byte, for the same project.

    Args:
        paths: A project, or another file of units that knows the places of its segments (align's
            JSON); for ``usage`` any files of units, one or more, in the order to be shown.
        output: ``X.svg``, ``X.png`` or ``X.pdf``.
        kind: ``map``, the segments of two languages against each other, with their similarity,
            the path, moved sections and confidences; ``confidence`` along the text; ``shapes`` of
            beads; ``lengths`` of their sides; ``usage``, how a glossary's concepts are rendered.
        pair: ``"en:ru"`` for these two languages only.
        glossary: For ``usage``.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Raises:
        WorkbenchError: There is nothing to draw, Matplotlib is not installed (the extra
            ``plots``), or the file cannot be written.
        Cancelled: It was stopped; nothing is written.
    """
    from workbench.report import PictureInput, Usage, draw

    picture_form(output)
    if kind == "usage":
        if glossary is None:
            raise WorkbenchError("which glossary?", remedy="name it with --glossary")
        rows = [
            Usage(
                Path(str(path)).name,
                glossary_usage([path], glossary, pair=pair, progress=progress),
            )
            for path in paths
        ]
        given = PictureInput(read_units(paths[0]).memory or _no_memory(paths[0]), (), usage=rows)
    elif len(paths) == 1:
        given = _given(paths[0], pair, progress, compared=kind == "map")
    else:
        raise WorkbenchError("one picture shows one project", remedy="draw one after the other")
    stop_if_cancelled(progress)
    write_picture(output, lambda form: draw(kind, given, form))


def picture_form(output: str | Path) -> formats.Format:
    """The format of a picture, by its name.

    Raises:
        WorkbenchError: It names none.
    """
    form = formats.find(output, "picture", "write")
    if form is None:
        endings = formats.endings(formats.chosen("picture"))
        raise WorkbenchError(
            f"pictures are written as {formats.listed(endings, 'or')}",
            place=output,
            remedy="choose another ending",
        )
    return form


def write_picture(output: str | Path, make: Callable[[Any], bytes]) -> None:
    """Write a picture, whole or not at all.

    Args:
        output: Its ending says the format.
        make: Gives the file's bytes, asked with the format's name.

    Raises:
        WorkbenchError: The ending is unknown, or the file cannot be written.
    """
    form = picture_form(output)
    data = make(form.writer)
    with atomic_write(Path(output), over=Kind(form.label, form.content)) as file:
        file.write(data)


def _given(
    path: str | Path, pair: str | None, progress: Progress | None, *, compared: bool
) -> PictureInput:
    from workbench.report import PictureInput

    if not projects.names_project(path):
        read = read_units(path)
        memory = read.memory or _no_memory(path)
        given = PictureInput(memory, list(watched(read.units, progress)))
        if compared and not any(
            variant.numbers for unit in given.units for variant in unit.variants.values()
        ):
            raise WorkbenchError(
                "it does not say where its segments stand in their documents",
                place=str(path),
                remedy="name a project, or align's JSON",
            )
        return _chosen(given, pair)
    with closing(projects.open(path)) as opened:
        memory, units = projects.units(opened)
        given = _chosen(PictureInput(memory, list(watched(units, progress))), pair)
        if not compared:
            return given
        if progress is not None:
            progress.tell(0.3, "comparing")
        keys = [source.key for source in given.memory.sources]
        return replace(given, vectors=_vectors(opened, keys))


def _chosen(given: PictureInput, pair: str | None) -> PictureInput:
    """In two of its languages, where these are asked for."""
    if pair is None:
        return given
    memory = given.memory
    by_key = {source.key: source for source in memory.sources}
    keys = [key_of(memory, tag) for tag in parse_pair(pair)]
    return replace(given, memory=replace(memory, sources=tuple(by_key[key] for key in keys)))


def _vectors(opened: Project, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """By key, the vectors of a document's segments; of none where that would take too long."""
    encoder = None
    with suppress(WorkbenchError):  # it is not there any more: a map without a background
        encoder = encoder_of(opened)
    columns = [opened.column(key) for key in keys]
    if encoder is None or any(len(opened.segments(c)) > _MOST_COMPARED for c in columns):
        return {}
    found = {}
    with opened.vectors(writable=False) as cache:
        for key, column in zip(keys, columns, strict=True):
            texts = [
                unicodedata.normalize("NFC", opened.segment(segment).text)
                for segment in opened.segments(column)
            ]
            found[key] = encoder.runs(cache.sums(encoder, texts), 1)
    return found


def _no_memory(path: str | Path) -> NoReturn:
    raise WorkbenchError("it does not say which languages it is in", place=str(path))
