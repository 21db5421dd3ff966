"""Projects and alignments as pages to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import formats
from workbench.api.encoders import encoder_of
from workbench.api.progress import Progress, stop_if_cancelled, watched
from workbench.errors import WorkbenchError
from workbench.exchange import Written
from workbench.files import Kind, atomic_write
from workbench.glossary import Glossary
from workbench.project import units as project_units
from workbench.units import Memory, Unit, narrowed, pair_of, selected

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.embedding import Encoder, VectorCache
    from workbench.project import Project

_MOST_LINKED = 20_000
"""Beads whose words are compared; a larger page does without."""


def is_page(output: str | Path) -> bool:
    """Whether an output is a page, by its name."""
    return formats.find(output, "page", "write") is not None


def write_page(
    path: str | Path,
    memory: Memory,
    units: Iterable[Unit],
    *,
    glossary: Glossary | None = None,
    pair: str | None = None,
    confirmed: bool = False,
    min_confidence: float | None = None,
    remarks: bool = False,
    encoder: Encoder | None = None,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write units as one page of HTML, with what the checks find in them.

    Args:
        path: ``X.html``; only a page of this program is written over.
        memory: Whose units they are.
        units: All of them; those that are excluded are left out and counted.
        glossary: Its terms are marked, and checked.
        pair: ``"en:ru"``, to show these two only.
        confirmed: Only what a person has confirmed.
        min_confidence: Only units at least this probably right; confirmed ones always.
        remarks: Give it boxes for remarks and corrections.
        encoder: Compares words; without one no counterparts are lit.
        cache: What the encoder computed before.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Raises:
        WorkbenchError: The pair names an unknown language, or the file cannot be written.
        Cancelled: It was stopped; nothing is written.
    """
    from workbench.api.checking import check
    from workbench.report import PageInput, render_page

    if pair is not None:
        memory, units = narrowed(memory, units, pair_of(memory, pair))
    everything = list(watched(units, progress))
    chosen = list(selected(everything, confirmed=confirmed, min_confidence=min_confidence))
    findings = check(chosen, glossary, memory=memory, progress=progress)
    links = _links(memory, chosen, encoder, cache)
    stop_if_cancelled(progress)
    page = render_page(
        PageInput(
            memory,
            chosen,
            glossary or Glossary((), ()),
            findings,
            links,
            remarks=remarks,
            left_out=sum(unit.excluded for unit in everything),
        )
    )
    with atomic_write(Path(path), over=Kind(formats.PAGE.label, formats.PAGE.content)) as file:
        file.write(page.encode("utf-8", "replace"))
    return Written(len(chosen))


def write_project_page(path: str | Path, project: Project, **options: Any) -> Written:
    """Write a project as a page; see :func:`write_page`, whose options it takes.

    Raises:
        WorkbenchError: As there.
        Cancelled: As there.
    """
    memory, units = project_units(project)
    encoder = None
    with suppress(WorkbenchError):  # the encoder is not there any more: words stay dark
        encoder = encoder_of(project)
    with project.vectors(writable=False) as cache:
        return write_page(path, memory, units, encoder=encoder, cache=cache, **options)


def _links(
    memory: Memory, units: Sequence[Unit], encoder: Encoder | None, cache: VectorCache | None
) -> list[str]:
    """Which words of each unit stand for which; none without an encoder."""
    if encoder is None or not units or len(units) > _MOST_LINKED or len(memory.sources) < 2:
        return []
    from workbench.report import word_links

    beads = [
        [unit.variants[s.key].segments if s.key in unit.variants else () for s in memory.sources]
        for unit in units
    ]
    return word_links(
        beads,
        [source.tag for source in memory.sources],
        lambda words: _word_vectors(words, encoder, cache),
    )


def _word_vectors(
    words: Sequence[str], encoder: Encoder, cache: VectorCache | None
) -> NDArray[np.float32]:
    """Vectors of words, as the cache has them where the encoder knows words."""
    from workbench.embedding import PartEncoder
    from workbench.words import WordVectors

    if cache is not None and isinstance(encoder, PartEncoder):
        return cache.vectors(encoder, words)
    return WordVectors(encoder)(words)
